import Catalog
import CostModel
import Text
import Units

/// What is said of a chip that was calibrated on runs of one's own.
public enum OwnRunsWords {
    /// `vllm 0.19.0`; nil where no row says what served.
    public static func runtime(_ own: OwnRuns) -> String? {
        guard own.runtime != .custom else { return nil }
        return ([own.runtime.name] + [own.versions.joined(separator: ", ")]).filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    /// `4 runs of vllm 0.19.0`.
    public static func runs(_ own: OwnRuns) -> String {
        let count = own.runs.count
        guard let runtime = runtime(own) else {
            return say(en: Counted.text(count, "run"), zh: "\(Decimal.grouped(count)) 次运行")
        }
        return say(
            en: "\(Counted.text(count, "run")) of \(runtime)", zh: "\(runtime) 的 \(Decimal.grouped(count)) 次运行")
    }

    /// `, 3 days old`; empty where no age is told.
    private static func age(_ days: Int?) -> String {
        guard let days else { return "" }
        return days == 0
            ? say(en: ", today", zh: "，今天") : say(en: ", \(Counted.text(days, "day")) old", zh: "，\(days) 天前")
    }

    /// A text without such ages.
    public static func ageless(_ text: String) -> String {
        text.replacing(/, today\b|, [0-9,]+ days? old|，今天|，[0-9]+ 天前/, with: "")
    }

    /// `calibrated on 4 runs of vllm 0.19.0 with qwen3-32b, 3 days old (runs.csv)`.
    public static func summary(_ own: OwnRuns, age days: Int?) -> String {
        let changed = own.changed.map(\.parameter.name)
        let set =
            changed.isEmpty
            ? "" : say(en: "; set by hand: \(ListWords.and(changed))", zh: "；手动设置：\(ListWords.and(changed))")
        return say(
            en: "calibrated on \(runs(own)) with \(own.model)\(age(days)) (\(own.source))\(set)",
            zh: "已用 \(runs(own))标定，模型 \(own.model)\(age(days))（\(own.source)）\(set)")
    }

    /// What a session calls the calibration of its chip.
    public static func short(_ own: OwnRuns) -> String {
        say(en: "\(runs(own)) (\(own.source))", zh: "\(runs(own))（\(own.source)）")
    }

    /// `calibrated on 4 runs of vllm 0.19.0, 3 days old: 80 % of tpot_ms within -9/+10 %`.
    static func trust(_ trust: Trust, _ own: OwnRuns, _ metric: Metric) -> String {
        let band = TrustWords.banded(metric).lazy.compactMap { metric in
            trust.band(of: metric).map { (metric, $0) }
        }.first
        let calibrated = say(
            en: "calibrated on \(runs(own))\(age(trust.age))", zh: "已用 \(runs(own))标定\(age(trust.age))")
        guard let (metric, band) = band else { return calibrated }
        let range = say(
            en: "\(calibrated): 80 % of \(metric.name) within \(BandWords.text(band))",
            zh: "\(calibrated)，\(metric.name) 的 80 % 落在 \(BandWords.text(band)) 以内")
        guard trust.isOtherSetUp else { return range }
        return say(
            en: "\(range), wider for the runs had \(setUp(own))", zh: "\(range)；这些运行均为 \(setUp(own))，故区间较宽")
    }

    /// `chips=8 tp=8`: what is not 1 of how all runs used the chips.
    public static func setUp(_ own: OwnRuns) -> String { setUp(own.setUp) }

    /// The same of values.
    public static func setUp(_ values: [CalibratedValue]) -> String {
        let telling = values.filter { $0.value != 1 && $0.value != 0 || $0.parameter.name == "chips" }
        return telling.map { "\($0.parameter.name)=\(ValueWords.of($0.value, $0.parameter))" }.joined(separator: " ")
    }

    static func otherModel(_ model: String) -> String {
        say(
            en: "the chip is calibrated on runs of \(model), which say nothing of other models ('calibrate undo')",
            zh: "芯片用 \(model) 的运行标定，对其他模型不成立（可用“calibrate undo”撤销）")
    }

    static func otherRuntime(_ runtime: Runtime) -> String {
        guard runtime != .custom else {
            return say(
                en: "the chip is calibrated on runs that do not say their runtime, and this plan states one",
                zh: "芯片标定所用的运行未注明推理框架，而该方案指定了框架")
        }
        return say(
            en: "the chip is calibrated on runs of \(runtime.name) (workload set runtime=\(runtime.name))",
            zh: "芯片用 \(runtime.name) 的运行标定（workload set runtime=\(runtime.name)）")
    }
}
