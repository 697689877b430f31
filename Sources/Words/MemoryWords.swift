import CostModel
import Text
import Units

/// What is said of the memory of a chip.
public enum MemoryWords {
    /// `GPU KV cache size: 51,200 tokens` and `Maximum concurrency for 4,096 tokens per request: 12.50x`, as vLLM prints
    /// them; nothing where there is no room.
    public static func room(_ worker: WorkerMemory, _ workload: Workload) -> [String] {
        // A worker that only computes prompts hands their cache on.
        let isPrefill = worker.worker == .prefill || workload.phase == .prefill
        let length = isPrefill ? workload.input : max(workload.input + workload.output, workload.contextOverride)
        guard let room = worker.room(length: length), room.tokens > 0, room.sequences < 1e9 else { return [] }
        let d = worker.scenario.deployment
        let chips = d.chips / d.dp
        let who =
            chips == 1 ? say(en: "each chip") : say(en: "a replica of \(Decimal.grouped(Int(chips))) chips")
        let tokens = Decimal.grouped(Int(length))
        let count = Decimal.fixed(room.sequences, places: 2)
        return [
            say(en: "GPU KV cache size: \(Decimal.grouped(Int(room.tokens))) tokens (\(who))"),
            say(en: "Maximum concurrency for \(tokens) tokens per request: \(count)x"),
        ]
    }

    /// How much stays free beside what the runtime keeps.
    public static func free(_ plan: PlanResult, _ chip: Chip) -> String {
        let reserve = Quantity.exact(chip.dramReserve, .bytesOrShare)
        return say(en: "\(share(plan)) % of DRAM is free beside what the runtime keeps (dram_reserve=\(reserve))")
    }

    /// How much stays free where the runtime keeps nothing, and why it does so where that is known.
    public static func free(_ plan: PlanResult, unreserved reason: String?) -> String {
        let reason = reason ?? say(en: "vLLM, SGLang and TensorRT-LLM keep about 10 % unless told otherwise")
        return say(en: "\(share(plan)) % of DRAM is free; dram_reserve is 0: \(reason)")
    }

    private static func share(_ plan: PlanResult) -> String { Decimal.fixed(100 * plan.need.free, places: 0) }

    /// The title of the memory of a worker.
    public static func chip(of place: String) -> String { say(en: "a chip of \(place):") }

    /// The heading of a part.
    public static var part: String { say(en: "part") }
    /// The heading of its size.
    public static var size: String { say(en: "size") }
    /// The heading of its share.
    public static var share: String { say(en: "share") }
    /// The unit of a share.
    public static var percentOfDRAM: String { say(en: "% of DRAM") }
    /// The weights of a block.
    public static func weights(_ block: String) -> String { say(en: "weights \(block)") }
    /// The cache of the requests.
    public static var cache: String { say(en: "KV cache and state") }
    /// What layers hand on.
    public static var activations: String { say(en: "activations") }
    /// What collectives send from and to.
    public static var buffers: String { say(en: "all-to-all buffers") }
    /// What the runtime keeps.
    public static var reserve: String { say(en: "runtime reserve") }
    /// The sum of the parts.
    public static var total: String { say(en: "total") }
    /// What a chip has.
    public static var capacity: String { say(en: "DRAM") }
}
