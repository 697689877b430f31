import Catalog
import CostModel
import Language
import Measurements
import Text
import Units

/// What is said of a calibration on a handful of runs.
public enum FewRunsWords {
    /// `4 runs of vllm 0.19.0 with qwen3-32b on h100, of runs.csv; 3 other rows left out`.
    public static func headline(_ own: OwnRuns, on chip: String, others: Int, leftOut: Int) -> String {
        let runs = OwnRunsWords.runs(own)
        var clauses = [
            say(
                en: "2 factors found from \(runs) with \(own.model) on \(chip), of \(own.source)",
                zh: "由 \(own.source) 中 \(runs)（\(chip)，\(own.model)）求得 2 个系数")
        ]
        if others > 0 {
            clauses.append(
                say(
                    en: "\(Counted.text(others, "row")) of other chips, models or runtimes left out",
                    zh: "其他芯片、模型或推理框架的 \(Decimal.grouped(others)) 行未采用"))
        }
        if leftOut > 0 {
            clauses.append(
                say(
                    en: "\(Counted.text(leftOut, "figure")) without a prediction left out",
                    zh: "没有预测值的 \(Decimal.grouped(leftOut)) 个实测值未采用"))
        }
        return clauses.joined(separator: say(en: "; ", zh: "；"))
    }

    /// What the runs cannot tell.
    public static func remarks(_ fit: FewRunsFit) -> [String] {
        let count = fit.runs.count
        var lines: [String] = []
        if fit.correlation < -0.8 {
            lines.append(
                say(
                    en: """
                        \(Counted.text(count, "run")) \(count == 1 ? "tells" : "tell") what both factors do together, not what each \
                        does: runs with fewer and with more requests in flight would
                        """,
                    zh: "\(Decimal.grouped(count)) 次运行只能确定两个系数的总影响，无法区分各自的影响；需要并发更低和更高的运行"))
        }
        lines += fit.estimates.compactMap(remark) + fit.errors.compactMap(remark)
        if count == 1 {
            lines.append(
                say(
                    en: "one run cannot be left out: how far others are off is known from measured deployments alone",
                    zh: "只有一次运行，无法留出检验：其他运行的误差只能参考已测部署"))
        }
        if fit.isOneSetUp {
            let setUp = OwnRunsWords.setUp(fit.setUp)
            lines.append(
                say(
                    en: """
                        all runs have \(setUp): plans in other set-ups come no nearer by these factors (measured deployments: \
                        tpot_ms 12 % off with them, 10 % without)
                        """,
                    zh: "所有运行均为 \(setUp)：其他配置的方案不会因这些系数更准（已测部署：使用系数时 tpot_ms 误差 12 %，不用时 10 %）"))
        }
        if count >= enough {
            lines.append(
                say(
                    en: "with so many runs --params fits constants of the chip themselves (help calibrate)",
                    zh: "运行数已足够多，可用 --params 直接拟合芯片常数（help calibrate）"))
        }
        return lines
    }

    /// Runs from which on constants may be fitted.
    private static let enough = 30

    private static func remark(_ estimate: FewRunsFit.Estimate) -> String? {
        let name = estimate.factor.title
        if [ChipFactor.range.lowerBound, ChipFactor.range.upperBound].contains(where: {
            (estimate.value / $0 - 1).magnitude < 1e-3
        }) {
            return say(
                en: "\(name) is drawn beyond \(factor(estimate.value)): check what the runs are said to have run",
                zh: "\(name)系数的最优值超出 \(factor(estimate.value))：请检查运行的配置是否属实")
        }
        guard estimate.left > 0.8 else { return nil }
        return say(
            en: """
                these runs hardly tell \(name): it stays near 1, within \(interval(estimate.prior)) as in other deployments
                """,
            zh: "这些运行几乎不能确定\(name)系数：它保持在 1 附近，与其他部署一样在 \(interval(estimate.prior)) 以内")
    }

    /// A figure that the factors bring further off.
    private static func remark(_ errors: FewRunsFit.MetricErrors) -> String? {
        let after = errors.leftOut.count > 0 ? errors.leftOut.mape : errors.fitted.mape
        guard after > 1.1 * errors.before.mape else { return nil }
        let name = errors.metric.name
        return say(
            en: "\(name) comes out further off with the factors: they say nothing of it",
            zh: "使用系数后 \(name) 的误差反而更大：系数对它不成立")
    }

    /// How far figures of plans may be off.
    public static func bands(_ bands: [OwnRuns.Band]) -> String {
        let ranges = bands.map { "\($0.metric) \(BandWords.text($0.alike))" }
            .joined(separator: say(en: ", ", zh: "、"))
        return say(
            en: "80 % of what is measured lies within \(ranges) of what is predicted",
            zh: "80 % 的实测值落在预测值的 \(ranges) 以内")
    }

    /// `1.21`.
    public static func factor(_ value: Double) -> String { Decimal.significant(value, digits: 3) }

    /// `1.05-1.39`.
    public static func interval(_ range: ClosedRange<Double>) -> String {
        "\(factor(range.lowerBound))-\(factor(range.upperBound))"
    }

    /// What becomes of the chip.
    public static func set(on chip: String) -> String {
        say(
            en: "set on \(chip); 'calibrate save FILE.json' keeps it, 'calibrate undo' takes it back",
            zh: "已设置到 \(chip)；“calibrate save FILE.json”保存，“calibrate undo”撤销")
    }

    /// The session's plans are served otherwise than the runs.
    public static func toServe(_ serving: Workload.Serving, _ runtime: Runtime) -> String {
        let words = "serving=\(serving.name)" + (runtime == .custom ? "" : " runtime=\(runtime.name)")
        return say(
            en: "to plan what the runs were: workload set \(words)", zh: "若要按这些运行的方式规划：workload set \(words)")
    }
}

extension FewRunsWords {
    /// The headings of what is shown.
    public enum Heading {
        /// Over the names of factors.
        public static var factor: String { say(en: "factor", zh: "系数") }
        /// Over intervals that hold the factors of deployments that were measured.
        public static var prior: String { say(en: "others have", zh: "其他部署") }
        /// Over what factors scale.
        public static var scales: String { say(en: "scales", zh: "作用于") }
        /// Over the numbers of figures.
        public static var count: String { say(en: "n", zh: "n") }
        /// Over errors of runs that took no part.
        public static var leftOut: String { say(en: "left out", zh: "逐一留出") }
    }

    /// Rows that say more than a chip can do were left out.
    public static func impossible(_ count: Int) -> String {
        say(
            en: "\(Counted.text(count, "row")) that cannot be what they say left out; 'validate' names them",
            zh: "数值不可能成立的 \(Decimal.grouped(count)) 行未采用；“validate”会逐一指出")
    }

    /// All do.
    public static func noneIsPossible(_ count: Int, on chip: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(
                en: "no row can be what it says: \(chip) would have to move more bytes or do more FLOP than it can",
                zh: "所有行的数值都不可能成立：\(chip) 无法在这些时间内完成相应的访存或运算"), at: span,
            expected: say(
                en: "times in the unit that the heading names: tpot_ms in milliseconds", zh: "时间单位与列名一致：tpot_ms 以毫秒计"),
            hint: say(en: "'validate' names each row with the least that it can take", zh: "“validate”会逐行给出最短可能时间"))
    }

    /// The rows are of other chips than the loaded one.
    public static func otherChips(than chip: String, rowsOf chips: [String], at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(
                en: "no row is of \(chip); the rows are of \(chips.joined(separator: ", "))",
                zh: "没有 \(chip) 的数据行；现有 \(chips.joined(separator: "、"))"), at: span,
            expected: say(en: "rows of \(chip)", zh: "\(chip) 的数据行"),
            hint: chips.first.map { first in
                say(en: "load that chip first: arch load \(first)", zh: "请先加载该芯片：arch load \(first)")
            })
    }

    /// An option counts where parameters are fitted.
    public static func needsParameters(_ option: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "\(option) goes with --params", zh: "\(option) 须与 --params 同用"), at: span,
            expected: say(
                en: "--params with the parameters to fit, or no \(option)", zh: "--params 及要拟合的参数，或去掉 \(option)"))
    }

    /// There is nothing to keep.
    public static func notCalibrated(_ chip: String) -> Diagnostic {
        Diagnostic(
            say(
                en: "\(chip) is not calibrated on runs of one's own", zh: "\(chip) 未用自己的运行标定"),
            hint: say(
                en: "calibrate it first: calibrate run*.json; 'arch save' keeps any chip",
                zh: "请先标定：calibrate run*.json；“arch save”可保存任何芯片"))
    }
}
