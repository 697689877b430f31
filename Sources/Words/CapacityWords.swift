import CostModel
import Language
import Planning
import Text
import Units

/// What is said of plans that do not fit.
public enum CapacityWords {
    /// The refusal of a plan, and what would make it fit.
    public static func diagnostic(_ plan: PlanResult, at span: Range<Int>? = nil) -> Diagnostic {
        Diagnostic(
            excess(plan), at: span,
            hint: advice(plan)
                ?? say(
                    en: "a chip with more DRAM, or narrower weights, may make it fit",
                    zh: "换用 DRAM 更大的芯片，或降低权重位宽，可能放得下"))
    }

    /// A plan needs more than a chip has.
    public static func excess(_ plan: PlanResult) -> String {
        say(en: "the plan does not fit: \(need(plan))", zh: "DRAM 放不下该方案：需 \(need(plan))")
    }

    /// `tp=2 fits: 68.1 of 74.5 GiB; batch=3 fits: 70.2 of 74.5 GiB`; nil where no size in reach does.
    public static func advice(_ plan: PlanResult) -> String? {
        let changes = FittingChange.all(for: plan).map { change in
            let (settings, need) = (SettingWords.assignments(change.settings), size(change.plan))
            return say(en: "\(settings) fits: \(need)", zh: "\(settings) 可放下：\(need)")
        }
        return changes.isEmpty ? nil : changes.joined(separator: say(en: "; ", zh: "；"))
    }

    /// `68.1 of 74.5 GiB`.
    private static func size(_ plan: PlanResult) -> String {
        let (bytes, capacity) = (Gibibyte.text(plan.need.bytes), Gibibyte.text(plan.need.capacity))
        return say(en: "\(bytes) of \(capacity) GiB", zh: "\(bytes) / \(capacity) GiB")
    }

    /// `1 does not fit in DRAM`, `3 do not fit in DRAM`.
    public static func tooLarge(_ count: Int) -> String {
        say(en: "\(Decimal.grouped(count)) \(verb(count))", zh: "\(Decimal.grouped(count)) 个 \(verb(count))")
    }

    /// What such plans do, after how many they are.
    private static func verb(_ count: Int) -> String {
        say(en: count == 1 ? "does not fit in DRAM" : "do not fit in DRAM", zh: "DRAM 容量不足")
    }

    /// Plans that a ranking leaves out.
    public static func leftOut(_ count: Int) -> String {
        say(
            en: "\(Counted.text(count, "plan")) left out that \(verb(count))",
            zh: "略去 \(Decimal.grouped(count)) 个 \(verb(count))的方案")
    }

    /// Plans that a filter drops.
    public static func dropped(_ count: Int) -> String {
        say(
            en: "\(Decimal.grouped(count)) dropped that \(verb(count))",
            zh: "\(Decimal.grouped(count)) 个因 \(verb(count))被过滤")
    }

    /// `it needs 98.1 GiB of 59.6 GiB per chip`.
    public static func short(_ plan: PlanResult) -> String {
        let (bytes, capacity) = (Gibibyte.text(plan.need.bytes), Gibibyte.text(plan.need.capacity))
        return plan.need.worker == .prefill
            ? say(
                en: "its prefill worker needs \(bytes) GiB of \(capacity) GiB per chip",
                zh: "Prefill 实例单芯需 \(bytes) GiB，仅有 \(capacity) GiB")
            : say(
                en: "it needs \(bytes) GiB of \(capacity) GiB per chip",
                zh: "单芯需 \(bytes) GiB，仅有 \(capacity) GiB")
    }

    /// `needs 98.1 of 59.6 GiB`, and of which worker where it is not the one that decodes, for a table.
    public static func brief(_ plan: PlanResult) -> String {
        plan.need.worker == .prefill
            ? say(en: "needs \(size(plan)), prefill worker", zh: "需 \(size(plan))，Prefill 实例")
            : say(en: "needs \(size(plan))", zh: "需 \(size(plan))")
    }

    /// `the last stage of the prefill worker`; empty where all chips need the same.
    public static func place(_ need: MemoryNeed) -> String { place(need.worker, need.stage) }

    /// The same of a worker and a stage of its pipeline.
    public static func place(_ worker: MemoryNeed.Worker, _ stage: PipelineStage) -> String {
        switch (stage == .only, worker == .all) {
        case (true, true): ""
        case (true, false): say(en: "the \(name(worker))", zh: "\(name(worker))")
        case (false, true): say(en: "the \(name(stage)) stage", zh: "流水线\(name(stage))")
        case (false, false):
            say(en: "the \(name(stage)) stage of the \(name(worker))", zh: "\(name(worker))的流水线\(name(stage))")
        }
    }

    /// A worker; empty where all chips do the same.
    private static func name(_ worker: MemoryNeed.Worker) -> String {
        switch worker {
        case .all: ""
        case .decode: say(en: "decode worker", zh: "Decode 实例")
        case .prefill: say(en: "prefill worker", zh: "Prefill 实例")
        }
    }

    /// A stage of a pipeline; empty where there is none.
    private static func name(_ stage: PipelineStage) -> String {
        switch stage {
        case .only: ""
        case .first: say(en: "first", zh: "首级")
        case .middle: say(en: "middle", zh: "中间级")
        case .last: say(en: "last", zh: "末级")
        }
    }

    /// `98.1 GiB of 59.6 GiB per chip (weights 90.0, KV cache 7.0, activations 1.1)`.
    public static func need(_ plan: PlanResult) -> String {
        let (need, use) = (plan.need, plan.workerMemory[0].use)
        let place = place(need)
        let part = place.isEmpty ? "" : say(en: " of \(place)", zh: "\(place)")
        return say(
            en: "\(Gibibyte.text(need.bytes)) GiB of \(Gibibyte.text(need.capacity)) GiB per chip\(part) (weights "
                + "\(Gibibyte.text(use.weights)), KV cache \(Gibibyte.text(use.kvCache + use.prefix)), activations "
                + "\(Gibibyte.text(use.activations)), buffers \(Gibibyte.text(use.buffers)), reserve "
                + "\(Gibibyte.text(use.reserve)))",
            zh: "\(Gibibyte.text(need.bytes)) GiB，\(part)单芯仅有 \(Gibibyte.text(need.capacity)) GiB（权重 "
                + "\(Gibibyte.text(use.weights))、KV 缓存 \(Gibibyte.text(use.kvCache + use.prefix))、激活值 "
                + "\(Gibibyte.text(use.activations))、缓冲区 \(Gibibyte.text(use.buffers))、预留 "
                + "\(Gibibyte.text(use.reserve))）")
    }
}
