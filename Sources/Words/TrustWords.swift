import Catalog
import CostModel
import Storage
import Text
import Units

/// What is said of trust: each level and each gap once.
public enum TrustWords {
    /// `trust: published: no measured row of this chip`, in one line; of a fitted plan with its band.
    public static func line(_ trust: Trust, _ metric: Metric) -> String { line(full(trust, metric)) }

    /// `trust: h200, h100: fitted, 80 % of tpot_ms within -9/+12 %`; without chips where all rows are of one.
    public static func line(_ reason: String, of chips: [String]) -> String {
        guard !chips.isEmpty else { return line(reason) }
        let names = ListWords.all(chips)
        return line(say(en: "\(names): \(reason)", zh: "\(names)：\(reason)"))
    }

    /// `trust: rows 1, 3 to 5: fitted, 80 % of tpot_ms within -9/+12 %`, of rows by rising number.
    public static func line(_ reason: String, ofRows rows: [Int]) -> String {
        var spans: [ClosedRange<Int>] = []
        for row in rows {
            // Two are named, more are a span.
            if let last = spans.last, last.upperBound == row - 1, last.count > 1 || rows.contains(row + 1) {
                spans[spans.count - 1] = last.lowerBound...row
            } else {
                spans.append(row...row)
            }
        }
        let most = 6
        var texts = spans.prefix(most).map { span in
            let (first, last) = (Decimal.grouped(span.lowerBound), Decimal.grouped(span.upperBound))
            return span.count == 1 ? first : say(en: "\(first) to \(last)", zh: "\(first) 至 \(last)")
        }
        if spans.count > most { texts.append(say(en: "others", zh: "其他")) }
        let names = texts.joined(separator: say(en: ", ", zh: "、"))
        return line(
            rows.count == 1
                ? say(en: "row \(names): \(reason)", zh: "第 \(names) 行：\(reason)")
                : say(en: "rows \(names): \(reason)", zh: "第 \(names) 行：\(reason)"))
    }

    /// What is said of a chip where it is chosen; nil where its constants were fitted.
    public static func line(_ provenance: ChipProvenance, _ chip: Chip) -> String? {
        let remarks = remarks(provenance.remarks(on: chip))
        if provenance.level == .fitted, remarks.isEmpty { return nil }
        return line(
            provenance.level == .fitted ? word(provenance.level) : full(provenance.level, [.noRows]), remarks)
    }

    private static func line(_ reason: String, _ remarks: String) -> String { line(reason + remarks) }

    private static func line(_ reason: String) -> String { say(en: "trust: \(reason)", zh: "可信度：\(reason)") }

    /// Under a table, where rows are trusted for more reasons than are shown.
    public static func more(_ reasons: Int) -> String {
        say(
            en: "trust: \(Counted.text(reasons, "more reason")); 'rows all' in csv has each row's",
            zh: "可信度：另有 \(Decimal.grouped(reasons)) 条原因；以 csv 格式执行“rows all”可逐行查看")
    }

    /// The metrics whose bands may stand for that of a metric, the nearest first.
    public static func banded(_ metric: Metric) -> [Metric] { [metric, .tpsChip, .tpot, .ttft] }

    /// `fitted -9/+12 %`, `published`, for a cell.
    public static func cell(_ trust: Trust, _ metric: Metric) -> String {
        let standing = standing(trust).map(word)
        guard trust.level == .fitted else { return standing ?? word(trust.level) }
        let band = trust.band(of: metric).map { " " + BandWords.text($0) } ?? ""
        return word(trust.level) + band + (standing.map { say(en: ", ", zh: "，") + $0 } ?? "")
    }

    /// The same for programs, in one word.
    public static func key(_ trust: Trust) -> String {
        // What was fitted is told from the rest without a look at every constant of the chip.
        trust.level == .fitted ? trust.level.rawValue : standing(trust)?.rawValue ?? trust.level.rawValue
    }

    /// What is worse than any level.
    private enum Standing: String { case announced, unverified }

    /// What makes the figures of a plan's chips less sure than their level says; nil where nothing does.
    private static func standing(_ trust: Trust) -> Standing? {
        let remarks = trust.remarks + trust.pools.flatMap(\.trust.remarks)
        if remarks.contains(where: { if case .announced = $0 { true } else { false } }) { return .announced }
        return remarks.contains { if case .unverified = $0 { true } else { false } } ? .unverified : nil
    }

    private static func word(_ standing: Standing) -> String {
        switch standing {
        case .announced: announced
        case .unverified: unverified
        }
    }

    /// The level with its reason.
    public static func full(_ trust: Trust, _ metric: Metric) -> String {
        reason(trust, metric) + remarks(trust.remarks)
    }

    private static func reason(_ trust: Trust, _ metric: Metric) -> String {
        if trust.pools.count == 2 {
            let (prefill, decode) = (pool(trust.pools[0], metric), pool(trust.pools[1], metric))
            return say(
                en: "\(full(trust.level, trust.gaps)); prefill on \(prefill); decode on \(decode)",
                zh: "\(full(trust.level, trust.gaps))；Prefill 芯片 \(prefill)；Decode 芯片 \(decode)")
        }
        guard trust.level == .fitted else { return full(trust.level, trust.gaps) }
        if let own = trust.ownRuns { return OwnRunsWords.trust(trust, own, metric) }
        guard let record = trust.record else { return word(trust.level) }
        for metric in banded(metric) {
            guard let band = trust.band(of: metric) else { continue }
            return fitted(band, metric, file: FileName.last(of: record.source))
        }
        return word(trust.level)
    }

    /// `h800: published: no measured row of this chip`; a band would be that of plans of one chip.
    private static func pool(_ pool: Trust.Pool, _ metric: Metric) -> String {
        let trust = pool.trust
        let text = trust.level == .fitted ? word(trust.level) + remarks(trust.remarks) : full(trust, metric)
        return say(en: "\(pool.chip): \(text)", zh: "\(pool.chip)：\(text)")
    }

    /// `; announced for Q4 2026`, `; dram is unverified`, behind the level and its reasons.
    private static func remarks(_ remarks: [ChipRemark]) -> String {
        remarks.map { say(en: "; ", zh: "；") + remark($0) }.joined()
    }

    private static func remark(_ remark: ChipRemark) -> String {
        switch remark {
        case .announced(let date): say(en: "announced for \(date)", zh: "预计 \(date) 上市")
        case .unverified(let names): unverified(names)
        case .kin(let kin): say(en: "what its file does not state is as \(kin)", zh: "芯片文件未给出的参数同 \(kin)")
        }
    }

    private static func unverified(_ names: [String]) -> String {
        let most = 4
        let more = names.count - most
        let list = ListWords.and(names.prefix(most) + (more > 0 ? [say(en: "\(more) more", zh: "其余 \(more) 项")] : []))
        return names.count == 1
            ? say(en: "\(list) is unverified", zh: "未核实：\(list)")
            : say(en: "\(list) are unverified", zh: "未核实：\(list)")
    }

    /// What stands in the list of chips: the level, or what is worse than any.
    public static func standing(_ entry: CatalogEntry<Chip>) -> String {
        if entry.announced != nil { return announced }
        return entry.unverified.isEmpty ? word(ChipProvenance(entry).level) : unverified
    }

    private static func fitted(_ band: ErrorBand, _ metric: Metric, file: String) -> String {
        let what =
            metric.name == band.metric.name
            ? metric.name
            : say(en: "\(metric.name) by \(band.metric.name)", zh: "\(metric.name) 按 \(band.metric.name) 估计")
        let rows =
            band.isUnseen
            ? say(
                en: "\(Counted.text(band.count, "\(file) row")), models left out",
                zh: "\(file) 中标定时留出的模型，\(Decimal.grouped(band.count)) 行")
            : say(
                en: "\(Counted.text(band.count, "held-out row")) of \(file)",
                zh: "\(file) 的留出数据 \(Decimal.grouped(band.count)) 行")
        return say(
            en: "fitted, 80 % of \(what) within \(BandWords.text(band)) (\(rows))",
            zh: "已标定，\(what) 的 80 % 落在 \(BandWords.text(band)) 以内（\(rows)）")
    }

    private static func full(_ level: Trust.Level, _ gaps: [TrustGap]) -> String {
        let absent = gaps.compactMap(absent)
        let reasons = (absent.isEmpty ? [] : [notInRows(absent)]) + gaps.compactMap(reason)
        guard level == .roofline else {
            return ([word(level)] + reasons).joined(separator: say(en: ": ", zh: "，"))
        }
        let assumed = say(
            en: "\(word(level)): what its kernels reach is assumed", zh: "\(word(level))，算子效率为假设值")
        return ([assumed] + reasons).joined(separator: say(en: ", ", zh: "，"))
    }
}

/// What levels are called.
extension TrustWords {
    /// A level, as people read it; what is typed and what files hold is its raw value.
    private static func word(_ level: Trust.Level) -> String {
        switch level {
        case .fitted: say(en: "fitted", zh: "已标定")
        case .published: say(en: "published", zh: "公开值")
        case .roofline: say(en: "roofline", zh: "屋顶线")
        }
    }

    private static var unverified: String { say(en: "unverified", zh: "未核实") }

    private static var announced: String { say(en: "announced", zh: "未上市") }
}

/// What help says of trust, under the word itself and each level's.
extension TrustWords {
    /// The heading of the column.
    public static var heading: String { say(en: "trust", zh: "可信度") }

    /// What the column means.
    public static var note: String { say(en: "What stands behind the figures: help trust.", zh: "数据的依据，见 help trust。") }

    /// What the lower end of a metric's band means.
    public static func note(ofLow metric: Metric) -> String {
        say(
            en: "\(metric.name) that is reached or passed in 90 % of cases, by the errors of held-out rows.",
            zh: "按留出数据的误差，90 % 的情况下 \(metric.name) 不低于此值。")
    }

    /// What the upper end of a metric's band means.
    public static func note(ofHigh metric: Metric) -> String {
        say(
            en: "\(metric.name) that is not passed in 90 % of cases, by the errors of held-out rows.",
            zh: "按留出数据的误差，90 % 的情况下 \(metric.name) 不高于此值。")
    }

    /// What trust is.
    public static var title: String {
        say(
            en: "trust: what stands behind the figures of a plan, in eval, top, rows and pins",
            zh: "trust（可信度）：方案数据的依据，见于 eval、top、rows 和 pins")
    }

    /// The levels by their names, in English and as they are shown.
    public static var names: [String] {
        let names = Trust.Level.allCases.map(\.rawValue) + ["unverified", "announced"]
        let own = Trust.Level.allCases.map(word) + [unverified, announced, say(en: "trust", zh: "可信度")]
        return names + own.filter { !names.contains($0) }
    }

    /// The best level.
    public static var summary: String { meanings.first ?? "" }

    /// The other levels, and what a plan has to be like.
    public static var details: [String] {
        meanings.dropFirst() + [
            say(
                en:
                    "unverified: some figures of the chip are from memory, a kin or arithmetic; announced: it is not sold yet",
                zh: "未核实（unverified）：芯片的部分数据凭记忆、取自同类芯片或由推算得出；未上市（announced）：芯片尚未销售"),
            say(
                en:
                    "A plan is fitted only where the chip is set as it was measured ('arch set' to another value changes that)",
                zh: "方案为已标定的条件：芯片参数与实测时一致（用“arch set”改为其他值则不再成立），"),
            say(
                en:
                    "and rows had such weights, experts, layers, kind of model and serving mode, and as many sequences a chip.",
                zh: "且实测数据覆盖其权重与专家格式、层类型、模型类型、服务模式和单芯序列数。"),
        ]
    }

    private static var meanings: [String] { Trust.Level.allCases.reversed().map(meaning) }

    private static func meaning(_ level: Trust.Level) -> String {
        switch level {
        case .fitted:
            say(
                en:
                    "fitted: the chip's constants were fitted to measured rows, or to runs of one's own (calibrate); these give the band that holds 80 %, such as -9/+12 %",
                zh: "已标定（fitted）：芯片常数由实测数据或自己的运行（calibrate）标定，由此得到 80 % 的误差区间，例如 -9/+12 %")
        case .published:
            say(
                en: "published: they are published, or taken over from a kindred chip; no measured row compares",
                zh: "公开值（published）：芯片常数来自公开资料或同类芯片；没有可比的实测数据")
        case .roofline:
            say(
                en: "roofline: what kernels reach is assumed, as of an ideal machine; nothing was measured",
                zh: "屋顶线（roofline）：算子效率按理想机器假设；没有任何实测数据")
        }
    }
}

/// Why the level is not higher.
extension TrustWords {
    private static func notInRows(_ absent: [String]) -> String {
        let list = ListWords.and(absent)
        return isPlural(absent)
            ? say(en: "\(list) were not in the fitted rows", zh: "标定数据未覆盖：\(list)")
            : say(en: "\(list) was not in the fitted rows", zh: "标定数据未覆盖：\(list)")
    }

    /// What no fitted row had; nil where the gap is of another kind.
    private static func absent(_ gap: TrustGap) -> String? {
        switch gap {
        case .serving(let serving): say(en: "\(serving.name) serving", zh: "\(serving.name) 服务模式")
        case .model(let model):
            model == .dense ? say(en: "dense models", zh: "稠密模型") : say(en: "MoE models", zh: "MoE 模型")
        case .mixer(let mixer): name(mixer)
        case .weights(let format): say(en: "\(format.name) weights", zh: "\(format.name) 权重")
        case .experts(let format): say(en: "\(format.name) experts", zh: "\(format.name) 专家")
        case .batch(let most):
            say(
                en: "more than \(Decimal.significant(most, digits: 4)) sequences a chip",
                zh: "单芯超过 \(Decimal.significant(most, digits: 4)) 个序列")
        case .noRows, .changed, .unrecorded, .tooFewRows, .twoChips, .ownModel, .ownRuntime: nil
        }
    }

    /// Another reason; nil where it is something that no row had.
    private static func reason(_ gap: TrustGap) -> String? {
        switch gap {
        case .noRows: say(en: "no measured row of this chip", zh: "没有该芯片的实测数据")
        case .changed(let parameters): changed(parameters)
        case .unrecorded:
            say(en: "the chip's record does not say what its rows had; calibrate again", zh: "芯片的标定记录未写明数据条件（请重新标定）")
        case .tooFewRows: say(en: "too few held-out rows compare with this", zh: "可比的留出数据太少")
        case .twoChips: say(en: "no measured row has prefill on another chip", zh: "没有 Prefill 使用另一芯片的实测数据")
        case .ownModel(let model): OwnRunsWords.otherModel(model)
        case .ownRuntime(let runtime): OwnRunsWords.otherRuntime(runtime)
        case .serving, .model, .mixer, .weights, .experts, .batch: nil
        }
    }

    private static func changed(_ parameters: [Parameter]) -> String {
        let names = parameters.prefix(3).map(\.name)
        let more = parameters.count - names.count
        let list = ListWords.and(names + (more > 0 ? [say(en: "\(more) more", zh: "其余 \(more) 项")] : []))
        return parameters.count == 1
            ? say(en: "\(list) is not what the fitted rows had", zh: "与标定数据不一致的参数：\(list)")
            : say(en: "\(list) are not what the fitted rows had", zh: "与标定数据不一致的参数：\(list)")
    }

    private static func name(_ mixer: Coverage.Mixer) -> String {
        switch mixer {
        case .full: say(en: "grouped-query attention", zh: "分组查询注意力")
        case .window: say(en: "windowed attention", zh: "滑动窗口注意力")
        case .mla: say(en: "latent attention", zh: "潜在注意力")
        case .sparse: say(en: "sparse attention", zh: "稀疏注意力")
        case .linear: say(en: "linear attention", zh: "线性注意力")
        case .ssm: say(en: "state-space layers", zh: "状态空间层")
        }
    }

    /// Whether an English verb behind the names is in its plural.
    private static func isPlural(_ names: [String]) -> Bool {
        names.count > 1 || names.contains { $0.hasSuffix("s") || $0.hasPrefix("more than") }
    }
}
