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
            hint: advice(plan) ?? say(en: "a chip with more DRAM, or narrower weights, may make it fit"))
    }

    /// A plan needs more than a chip has.
    public static func excess(_ plan: PlanResult) -> String { say(en: "the plan does not fit: \(need(plan))") }

    /// `tp=2 fits: 68.1 of 74.5 GiB; batch=3 fits: 70.2 of 74.5 GiB`; nil where no size in reach does.
    public static func advice(_ plan: PlanResult) -> String? {
        let changes = FittingChange.all(for: plan).map { change in
            say(en: "\(SettingWords.assignments(change.settings)) fits: \(size(change.plan))")
        }
        return changes.isEmpty ? nil : changes.joined(separator: "; ")
    }

    /// `68.1 of 74.5 GiB`.
    private static func size(_ plan: PlanResult) -> String {
        say(en: "\(Gibibyte.text(plan.need.bytes)) of \(Gibibyte.text(plan.need.capacity)) GiB")
    }

    /// `1 does not fit in DRAM`, `3 do not fit in DRAM`.
    public static func tooLarge(_ count: Int) -> String { say(en: "\(Decimal.grouped(count)) \(verb(count))") }

    /// What such plans do, after how many they are.
    private static func verb(_ count: Int) -> String {
        say(en: count == 1 ? "does not fit in DRAM" : "do not fit in DRAM")
    }

    /// Plans that a ranking leaves out.
    public static func leftOut(_ count: Int) -> String {
        say(en: "\(Counted.text(count, "plan")) left out that \(verb(count))")
    }

    /// Plans that a filter drops.
    public static func dropped(_ count: Int) -> String {
        say(en: "\(Decimal.grouped(count)) dropped that \(verb(count))")
    }

    /// `it needs 98.1 GiB of 59.6 GiB per chip`.
    public static func short(_ plan: PlanResult) -> String {
        let (bytes, capacity) = (Gibibyte.text(plan.need.bytes), Gibibyte.text(plan.need.capacity))
        return plan.need.worker == .prefill
            ? say(en: "its prefill worker needs \(bytes) GiB of \(capacity) GiB per chip")
            : say(en: "it needs \(bytes) GiB of \(capacity) GiB per chip")
    }

    /// `needs 98.1 of 59.6 GiB`, and of which worker where it is not the one that decodes, for a table.
    public static func brief(_ plan: PlanResult) -> String {
        plan.need.worker == .prefill
            ? say(en: "needs \(size(plan)), prefill worker") : say(en: "needs \(size(plan))")
    }

    /// `the last stage of the prefill worker`; empty where all chips need the same.
    public static func place(_ need: MemoryNeed) -> String { place(need.worker, need.stage) }

    /// The same of a worker and a stage of its pipeline.
    public static func place(_ worker: MemoryNeed.Worker, _ stage: PipelineStage) -> String {
        switch (stage == .only, worker.name.isEmpty) {
        case (true, true): ""
        case (true, false): say(en: "the \(worker.name)")
        case (false, true): say(en: "the \(stage.name) stage")
        case (false, false): say(en: "the \(stage.name) stage of the \(worker.name)")
        }
    }

    /// `98.1 GiB of 59.6 GiB per chip (weights 90.0, KV cache 7.0, activations 1.1)`.
    public static func need(_ plan: PlanResult) -> String {
        let (need, use) = (plan.need, plan.workerMemory[0].use)
        let place = place(need)
        let part = place.isEmpty ? "" : say(en: " of \(place)")
        return say(
            en: "\(Gibibyte.text(need.bytes)) GiB of \(Gibibyte.text(need.capacity)) GiB per chip\(part) (weights "
                + "\(Gibibyte.text(use.weights)), KV cache \(Gibibyte.text(use.kvCache)), activations "
                + "\(Gibibyte.text(use.activations)), buffers \(Gibibyte.text(use.buffers)), reserve "
                + "\(Gibibyte.text(use.reserve)))")
    }
}
