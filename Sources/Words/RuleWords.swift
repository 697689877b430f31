import CostModel
import Planning
import Text
import Units

/// What rules of thumb say where they are broken, and where each comes from.
public enum RuleWords {
    // MARK: - Findings

    /// A finding under the command that breaks the rule.
    public static func note(_ finding: String) -> String { say(en: "note: \(finding)", zh: "注意：\(finding)") }

    /// A finding of a plan that is one of several.
    public static func note(_ finding: String, of plan: String) -> String {
        say(en: "note (\(plan)): \(finding)", zh: "注意（\(plan)）：\(finding)")
    }

    /// A finding with the rule's source.
    public static func note(_ finding: String, from source: String) -> String {
        say(en: "note: \(finding) (\(source))", zh: "注意：\(finding)（\(source)）")
    }

    /// How to learn the sources.
    public static var whereFrom: String { say(en: "'advise' says where these come from", zh: "“advise”给出各条规则的出处") }

    /// How many rules a plan breaks.
    public static func broken(_ plan: String, _ count: Int, of rules: Int) -> String {
        say(
            en: "\(plan): \(count) of \(Counted.text(rules, "rule")) broken",
            zh: "\(plan)：\(Decimal.grouped(rules)) 条规则中违反 \(count) 条")
    }

    /// A finding in a list: the rule's name, what is wrong, the rule's source.
    public static func finding(_ rule: String, _ text: String, _ source: String) -> String {
        say(en: "\(rule): \(text) (\(source))", zh: "\(rule)：\(text)（\(source)）")
    }

    /// The rules that found nothing.
    public static func hold(_ rules: [String]) -> String {
        say(
            en: "these hold or do not apply: \(rules.joined(separator: ", "))",
            zh: "以下规则已满足或不适用：\(rules.joined(separator: "、"))")
    }

    // MARK: - Links

    /// Links between groups below which large expert parallelism suffers.
    public static func slowLinks(below least: Double) -> String {
        say(
            en: "inter_bw is below \(bandwidth(least)), where the all-to-all of large expert parallelism suffers",
            zh: "inter_bw 低于 \(bandwidth(least))，会拖慢大规模 EP 的 All2All")
    }

    /// The same with what a plan waits for, and what it would with faster links.
    public static func slowLinks(below least: Double, _ plan: PlanResult, _ faster: PlanResult) -> String {
        let ep = Decimal.shortest(plan.scenario.deployment.ep)
        return say(
            en:
                "inter_bw is below \(bandwidth(least)): communication takes \(share(plan)) of a step of EP\(ep), \(share(faster)) at \(bandwidth(least))",
            zh: "inter_bw 低于 \(bandwidth(least))：EP\(ep) 单步中通信占 \(share(plan))，\(bandwidth(least)) 时占 \(share(faster))")
    }

    /// Where the rule comes from.
    public static var slowLinksSource: String {
        say(en: "case study, step 1: PCIe links of at least 16 GB/s", zh: "实战案例步骤 1：PCIe Link 不低于 16 GB/s")
    }

    // MARK: - DRAM bandwidth

    /// A bandwidth that was entered with its utilisation in it, beside the utilisation.
    public static func doubleUtilisation(_ chip: Chip) -> String {
        let share = Decimal.shortest(chip.dramUtilisation)
        let effective = bandwidth(chip.dramBandwidth * chip.dramUtilisation)
        return say(
            en:
                "dram_bw=\(bandwidth(chip.dramBandwidth)) has dram_util=\(share) in it already, which makes \(effective): set dram_util=1 with it",
            zh: "dram_bw=\(bandwidth(chip.dramBandwidth)) 已乘过 dram_util=\(share)，再乘只剩 \(effective)：应同时设 dram_util=1")
    }

    /// Where the rule comes from.
    public static var doubleUtilisationSource: String {
        say(
            en: "dram_bw is the theoretical bandwidth, dram_util what kernels reach of it",
            zh: "dram_bw 为理论带宽，dram_util 为算子实际达到的比例")
    }

    /// A share of DRAM bandwidth that streaming kernels do not have.
    ///
    /// - Parameter theoretical: the bandwidth of which it is a share, B/s.
    public static func utilisation(_ chip: Chip, of theoretical: Double, beyond usual: ClosedRange<Double>) -> String {
        let range = "\(Decimal.shortest(usual.lowerBound))-\(Decimal.shortest(usual.upperBound))"
        let reached = chip.dramUtilisation * chip.dramBandwidth
        let share = Decimal.significant(reached / theoretical, digits: 4)
        // What was set is named as it was set.
        let finding =
            chip.dramBandwidth == theoretical
            ? say(en: "dram_util=\(share)", zh: "dram_util=\(share) ")
            : say(
                en: "\(bandwidth(reached)) of dram_bw and dram_util, \(share) of \(bandwidth(theoretical)),",
                zh: "dram_bw 与 dram_util 之积 \(bandwidth(reached))，即 \(bandwidth(theoretical)) 的 \(share)，")
        return reached / theoretical > usual.upperBound
            ? say(
                en: "\(finding) is above the \(range) that kernels reach", zh: "\(finding)高于算子通常达到的 \(range)")
            : say(
                en: "\(finding) is below the \(range) that kernels reach", zh: "\(finding)低于算子通常达到的 \(range)")
    }

    /// The same with what a plan yields, and what it would at the end of the usual range.
    public static func utilisation(
        _ chip: Chip, of theoretical: Double, beyond usual: ClosedRange<Double>, _ plan: PlanResult, at end: Double,
        _ other: PlanResult
    ) -> String {
        let finding = utilisation(chip, of: theoretical, beyond: usual)
        return say(
            en: "\(finding): at \(Decimal.shortest(end)) tps_chip is \(rate(other)) instead of \(rate(plan))",
            zh: "\(finding)：取 \(Decimal.shortest(end)) 时 tps_chip 为 \(rate(other))，而非 \(rate(plan))")
    }

    /// Where the rule comes from.
    public static var utilisationSource: String {
        say(en: "case study, step 1: 0.7-0.9, above is optimistic", zh: "实战案例步骤 1：取 0.7–0.9，更高则过于乐观")
    }

    // MARK: - Formats

    /// Formats that a chip has no units for.
    public static func missingUnits(_ chip: String, for formats: [String]) -> String {
        let list = formats.joined(separator: say(en: " and ", zh: "、"))
        return say(
            en: "\(chip) has no units for \(list): these products run at the 16-bit rate",
            zh: "\(chip) 没有 \(list) 计算单元：这些矩阵乘按 16 bit 算力执行")
    }

    /// Where the rule comes from.
    public static var missingUnitsSource: String {
        say(
            en: "PrecisionFormat: operands are widened to a format that the chip multiplies",
            zh: "PrecisionFormat：操作数先转换为芯片支持的更宽格式")
    }

    /// An 8-bit model that keeps a 16-bit KV cache, which takes bytes of a chip.
    public static func wideCache(_ weights: String, takes now: Double, inFP8 then: Double) -> String {
        let (now, then) = (Quantity.format(now, .bytes), Quantity.format(then, .bytes))
        return say(
            en:
                "weights are in \(weights) and the KV cache stays in bf16: kv_precision=fp8 makes it \(then) instead of \(now) a chip",
            zh: "权重为 \(weights)，KV 缓存仍为 bf16：kv_precision=fp8 可使其单芯占用由 \(now) 降至 \(then)")
    }

    /// Where the rule comes from.
    public static var wideCacheSource: String {
        say(
            en: "vLLM and SGLang keep the KV cache in 16 bits unless --kv-cache-dtype says otherwise",
            zh: "vLLM 和 SGLang 的 KV 缓存默认为 16 bit，除非设置 --kv-cache-dtype")
    }

    // MARK: - Parallelism

    /// Tensor parallelism that no longer pays, as each chip reads the latents of all sequences of its group.
    public static func latents(_ plan: PlanResult, better: PlanResult) -> String {
        say(
            en: "\(tensorParallelism(plan, better)); each chip of a TP group reads the latents of all its sequences",
            zh: "\(tensorParallelism(plan, better))；TP Group 内每个芯片都要读取组内所有序列的潜在向量")
    }

    /// Tensor parallelism that no longer pays, as its chips wait for each other.
    public static func allReduces(_ plan: PlanResult, better: PlanResult) -> String {
        say(
            en: "\(tensorParallelism(plan, better)); communication takes \(share(plan)) of a step",
            zh: "\(tensorParallelism(plan, better))；通信占单步耗时的 \(share(plan))")
    }

    private static func tensorParallelism(_ plan: PlanResult, _ better: PlanResult) -> String {
        let tp = Decimal.shortest(plan.scenario.deployment.tp)
        let smaller = Decimal.shortest(better.scenario.deployment.tp)
        return say(
            en:
                "tp=\(tp) is beyond its use: tp=\(smaller) makes \(rate(better)) instead of \(rate(plan)) tokens/s/chip at the same load",
            zh: "tp=\(tp) 过大：负载相同时 tp=\(smaller) 为 \(rate(better)) tok/s/chip，而非 \(rate(plan))")
    }

    /// Where the rule comes from.
    public static var tensorParallelismSource: String {
        say(
            en: "evaluated; case study, step 2: TP 16 or 32 is bound by its all-reduces",
            zh: "评估结果；实战案例步骤 2：TP 为 16/32 时 AllReduce 成为瓶颈")
    }

    /// Experts that chips share although they need not.
    public static func expertTensorParallelism(_ plan: PlanResult, better: PlanResult) -> String {
        let size = Decimal.shortest(plan.scenario.deployment.moeTP)
        let smaller = Decimal.shortest(better.scenario.deployment.moeTP)
        return say(
            en:
                "moe_tp=\(size) is beyond its use: moe_tp=\(smaller) makes \(rate(better)) instead of \(rate(plan)) tokens/s/chip at the same load",
            zh: "moe_tp=\(size) 过大：负载相同时 moe_tp=\(smaller) 为 \(rate(better)) tok/s/chip，而非 \(rate(plan))")
    }

    /// Where the rule comes from.
    public static var expertTensorParallelismSource: String {
        say(
            en: "evaluated; case study, step 2: keep moe_tp=1, what it saves is lost in all-gathers",
            zh: "评估结果；实战案例步骤 2：保持 moe_tp=1，其收益被 AllGather 抵消")
    }

    /// Two-batch overlap that lengthens the step by a share.
    public static func overlap(longer loss: Double) -> String {
        say(
            en: "tbo=on makes a step \(Decimal.fixed(100 * loss, places: 1)) % longer",
            zh: "tbo=on 使单步耗时增加 \(Decimal.fixed(100 * loss, places: 1)) %")
    }

    /// The same with the batch from which it pays; nil where it pays at none.
    public static func overlap(longer loss: Double, paysFrom batch: Double?) -> String {
        guard let batch else {
            return say(
                en: "\(overlap(longer: loss)); it pays at no batch", zh: "\(overlap(longer: loss))；任何 Batch 都没有收益")
        }
        return say(
            en: "\(overlap(longer: loss)); it pays from batch \(Decimal.shortest(batch))",
            zh: "\(overlap(longer: loss))；Batch ≥ \(Decimal.shortest(batch)) 才有收益")
    }

    /// Where the rule comes from.
    public static var overlapSource: String {
        say(en: "evaluated; case study, step 2: only where the batch can grow large", zh: "评估结果；实战案例步骤 2：Batch 能做大时才有效")
    }

    /// Experts that are taken to be equally busy, beside a plan with the load of published traffic.
    public static func balancedRouting(_ plan: PlanResult, skewed: PlanResult) -> String {
        let load = Decimal.shortest(skewed.scenario.workload.hottest)
        return say(
            en:
                "routing is taken as balanced; with hottest=\(load), as in published traffic, tps_chip is \(rate(skewed)) instead of \(rate(plan))",
            zh: "路由按均衡计算；若按公开流量取 hottest=\(load)，tps_chip 为 \(rate(skewed))，而非 \(rate(plan))")
    }

    /// Where the rule comes from.
    public static var balancedRoutingSource: String {
        say(
            en: "published deployments: LMSYS's figure with balanced experts over that with real traffic",
            zh: "公开部署数据：LMSYS 专家均衡时的性能与真实流量下之比")
    }

    // MARK: - What a plan leaves

    /// Where the rule comes from that a model should be read whole.
    public static var partOfModelSource: String { say(en: "the model's configuration", zh: "模型配置文件") }

    /// A condition that is met with little to spare.
    public static func margin(_ condition: String, spare: Double) -> String {
        say(
            en: "\(condition) is met with \(Decimal.fixed(100 * spare, places: 1)) % to spare",
            zh: "满足 \(condition)，余量仅 \(Decimal.fixed(100 * spare, places: 1)) %")
    }

    /// Where the rule comes from.
    public static var loadSource: String {
        say(
            en:
                "waits grow with load / (1 - load) (M/M/1; Kleinrock, Queueing Systems, 1975), and real loads have peaks",
            zh: "等待时间随 load / (1 - load) 增长（M/M/1；Kleinrock, Queueing Systems, 1975），且实际负载有峰值")
    }
    /// A load leaves little room.
    public static func load(_ load: Double, of usual: Double) -> String {
        let (share, limit) = (Decimal.significant(100 * load, digits: 3), Decimal.shortest(100 * usual))
        return say(
            en:
                "the load is \(share) % of capacity: from \(limit) % on waits grow fast; more replicas, or 'size', lower it",
            zh: "负载为服务能力的 \(share) %：达到 \(limit) % 后等待时间快速增长；可增加副本数，或用“size”重新规划")
    }
    /// Where a rule comes from.
    public static var marginSource: String {
        say(en: "case study, step 4: 10-20 % above the SLO", zh: "实战案例步骤 4：比 SLO 高 10–20 %")
    }

    /// Where the rule comes from.
    public static var prefixesSource: String {
        say(
            en: "a prefix is found while its KV cache is held; caches let go of the least recently used (vLLM, SGLang)",
            zh: "前缀的 KV 缓存仍在时才能命中；缓存按最近最少使用淘汰（vLLM、SGLang）")
    }

    /// Little DRAM is free, and nothing is reserved.
    public static func headroom(_ free: Double, _ chip: String) -> String {
        say(
            en:
                "\(Decimal.fixed(100 * free, places: 0)) % of DRAM is free and \(chip) states no reserve of its runtime (dram_reserve)",
            zh: "DRAM 仅空闲 \(Decimal.fixed(100 * free, places: 0)) %，且 \(chip) 未给出框架预留（dram_reserve）")
    }

    /// Where the rule comes from.
    public static var headroomSource: String {
        say(en: "case study, step 4: 30-50 % for the framework", zh: "实战案例步骤 4：给框架预留 30–50 %")
    }

    // MARK: - Figures

    /// Tokens per second and chip, as tables show them.
    public static func rate(_ plan: PlanResult) -> String { Metric.tpsChip.text(Metric.tpsChip.read(plan)) }

    /// The share of a step that communication takes.
    private static func share(_ plan: PlanResult) -> String {
        "\(Decimal.fixed(100 * plan.totals.communication / plan.totals.seconds, places: 0)) %"
    }

    private static func bandwidth(_ value: Double) -> String { Quantity.format(value, .bandwidth) }
}
