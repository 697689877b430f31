import CostModel
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
            chips == 1
            ? say(en: "each chip", zh: "单芯")
            : say(
                en: "a replica of \(Decimal.grouped(Int(chips))) chips", zh: "每个 \(Decimal.grouped(Int(chips))) 芯副本")
        let held = prefixes(workload, of: room.tokens).map { [$0] } ?? []
        let tokens = Decimal.grouped(Int(length))
        let count = Decimal.fixed(room.sequences, places: 2)
        return [
            say(
                en: "GPU KV cache size: \(Decimal.grouped(Int(room.tokens))) tokens (\(who))",
                zh: "KV 缓存容量（GPU KV cache size）：\(Decimal.grouped(Int(room.tokens))) token（\(who)）"),
            say(
                en: "Maximum concurrency for \(tokens) tokens per request: \(count)x",
                zh: "单请求 \(tokens) token 时的最大并发（Maximum concurrency）：\(count)x"),
        ] + held
    }

    /// What prefixes take of the cache that has to hold them; nil where there are none.
    private static func prefixes(_ w: Workload, of room: Double) -> String? {
        guard w.cached > 0, w.prefix * w.prefixes < 1e15 else { return nil }
        let (length, all) = (Decimal.grouped(Int(w.prefix)), Decimal.grouped(Int(w.prefix * w.prefixes)))
        guard w.prefix * w.prefixes <= room else { return tooManyPrefixes(w, of: room) }
        let share = Decimal.significant(100 * w.prefix * w.prefixes / room, digits: 2)
        let count = Decimal.grouped(Int(w.prefixes))
        return w.prefixes == 1
            ? say(
                en: "to be found, the prefix of \(length) tokens stays there and takes \(share) % of it",
                zh: "要命中前缀，\(length) token 的前缀须留在其中，占 \(share) %")
            : say(
                en: "to be found, \(count) prefixes of \(length) tokens stay there: \(all) tokens, \(share) % of it",
                zh: "要命中前缀，\(count) 个 \(length) token 的前缀须留在其中：共 \(all) token，占 \(share) %")
    }

    /// More prefixes are to be found than the cache holds.
    public static func tooManyPrefixes(_ w: Workload, of room: Double) -> String {
        let (count, length) = (Decimal.grouped(Int(w.prefixes)), Decimal.grouped(Int(w.prefix)))
        let (all, tokens) = (Decimal.grouped(Int(w.prefix * w.prefixes)), Decimal.grouped(Int(room)))
        let most = Decimal.grouped(Int(room / w.prefix))
        return say(
            en:
                "\(count) prefixes of \(length) tokens are \(all) tokens, and the cache has room for \(tokens): at most "
                + "\(most) stay there, and what does not cannot be found; lower prefix_hit",
            zh: "\(count) 个 \(length) token 的前缀共 \(all) token，而缓存只能容纳 \(tokens) token：最多保留 \(most) 个，"
                + "其余无法命中；请调低 prefix_hit")
    }

    /// How much stays free beside what the runtime keeps.
    public static func free(_ plan: PlanResult, _ chip: Chip) -> String {
        let (scenario, fraction) = (plan.scenario, plan.scenario.deployment.memoryFraction)
        guard scenario.runtime == .custom, fraction == 0 else {
            let name = scenario.runtime == .custom ? "mem_fraction" : scenario.runtime.name
            return say(
                en:
                    "\(share(plan)) % of DRAM is free beside what the runtime keeps (\(name), mem_fraction=\(Decimal.shortest(fraction)))",
                zh: "扣除框架预留（\(name)，mem_fraction=\(Decimal.shortest(fraction))）后，DRAM 空闲 \(share(plan)) %")
        }
        let reserve = Quantity.exact(chip.dramReserve, .bytesOrShare)
        return say(
            en: "\(share(plan)) % of DRAM is free beside what the runtime keeps (dram_reserve=\(reserve))",
            zh: "扣除框架预留（dram_reserve=\(reserve)）后，DRAM 空闲 \(share(plan)) %")
    }

    /// How much stays free where the runtime keeps nothing, and why it does so where that is known.
    public static func free(_ plan: PlanResult, unreserved reason: String?) -> String {
        let reason =
            reason
            ?? say(
                en: "vLLM, SGLang and TensorRT-LLM keep about 10 % unless told otherwise",
                zh: "vLLM、SGLang 和 TensorRT-LLM 默认预留约 10 %")
        return say(
            en: "\(share(plan)) % of DRAM is free; dram_reserve is 0: \(reason)",
            zh: "DRAM 空闲 \(share(plan)) %；dram_reserve 为 0：\(reason)")
    }

    private static func share(_ plan: PlanResult) -> String { Decimal.fixed(100 * plan.need.free, places: 0) }

    /// The title of the memory of a worker.
    public static func chip(of place: String) -> String { say(en: "a chip of \(place):", zh: "\(place)的单个芯片：") }

    /// The heading of a part.
    public static var part: String { say(en: "part", zh: "部分") }
    /// The heading of its size.
    public static var size: String { say(en: "size", zh: "大小") }
    /// The heading of its share.
    public static var share: String { say(en: "share", zh: "占比") }
    /// The unit of a share.
    public static var percentOfDRAM: String { say(en: "% of DRAM", zh: "占 DRAM %") }
    /// The weights of a block.
    public static func weights(_ block: String) -> String { say(en: "weights \(block)", zh: "权重 \(block)") }
    /// The cache of the requests.
    public static var cache: String { say(en: "KV cache and state", zh: "KV 缓存与状态") }
    /// The cache that requests share.
    public static var prefix: String { say(en: "KV cache of shared prefixes", zh: "共享前缀的 KV 缓存") }
    /// What layers hand on.
    public static var activations: String { say(en: "activations", zh: "激活值") }
    /// What collectives send from and to.
    public static var buffers: String { say(en: "all-to-all buffers", zh: "All2All 缓冲区") }
    /// What the runtime keeps.
    public static var reserve: String { say(en: "runtime reserve", zh: "框架预留") }
    /// The sum of the parts.
    public static var total: String { say(en: "total", zh: "合计") }
    /// What a chip has.
    public static var capacity: String { say(en: "DRAM", zh: "DRAM 容量") }
}
