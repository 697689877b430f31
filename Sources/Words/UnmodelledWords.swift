import CostModel
import Units

/// What the engine leaves out, as the article on its limits tells at length.
public enum UnmodelledWords {
    /// What is to be known of a scenario before its plan is signed.
    public static func all(for scenario: Scenario) -> [String] {
        let isMixture = scenario.model.moeLayers > 0
        return load(scenario) + (isMixture ? [routing(scenario)] : []) + hardware + software
    }

    /// Features of inference systems that no plan has, in one line.
    public static var features: String {
        let names = UnmodelledFeature.titles.joined(separator: say(en: ", ", zh: "、"))
        return say(en: "Not modelled: \(names).", zh: "未建模：\(names)。")
    }

    private static func load(_ scenario: Scenario) -> [String] {
        let steady =
            scenario.workload.isOpen
            ? say(
                en: "Load over the day: the rate is steady; nothing follows it up and down.",
                zh: "负载随时间的变化：请求速率恒定，不随时间扩缩容。")
            : say(
                en:
                    "Waiting and tails: figures are means of a steady state in which all sequences have the same lengths.",
                zh: "排队与尾部时延：数值为稳态平均值，且所有序列长度相同。")
        return [
            steady,
            say(
                en: "Hits of a prefix cache are stated, not predicted; requests are not preempted.",
                zh: "前缀缓存命中率由用户给定而非预测；不模拟抢占。"),
            features,
        ]
    }

    private static func routing(_ scenario: Scenario) -> String {
        let load = scenario.workload.expertLoad
        let spread = Decimal.significant(scenario.chip.kernels.expertSpread, digits: 3)
        let law =
            load == .measured
            ? say(
                en: "Routing of experts: loads are spread as the chip's accuracy was measured (expert_spread="
                    + "\(spread); even with fewer than 16 experts to a chip, as by copies, whose memory 'redundant' "
                    + "counts), whatever the text.",
                zh: "专家路由：负载离散度与芯片精度测量时一致（expert_spread=\(spread)；"
                    + "每芯专家少于 16 个时视为已由冗余专家均衡，其显存由 redundant 计入），与文本无关。")
            : say(
                en: "Routing of experts: loads are \(load.text) (expert_load), whatever the text.",
                zh: "专家路由：负载分布为 \(load.text)（expert_load），与文本无关。")
        guard scenario.workload.hottest > 1 else { return law }
        let hottest = Decimal.significant(scenario.workload.hottest, digits: 3)
        return law
            + say(
                en: " The busiest expert gets \(hottest) times the mean load (hottest), where that is more.",
                zh: "若更高，则最忙专家的负载固定为平均值的 \(hottest) 倍（hottest）。")
    }

    private static var hardware: [String] {
        [
            say(
                en:
                    "Networks: links do not contend with those of other jobs; meshes and tori count as the sum of their links.",
                zh: "网络：不考虑与其他作业争用链路；mesh 和 torus 按链路总和计。"),
            say(
                en: "Throttling, caches of a chip, and how often hardware fails.",
                zh: "降频、片上缓存，以及硬件故障的频率。"),
        ]
    }

    private static var software: [String] {
        [
            say(
                en: "Versions of a runtime: one set of constants stands for a family of chips.",
                zh: "运行时版本：同一系列芯片只用一组常数。"),
            say(
                en: "Quality: what a number format does to answers.",
                zh: "质量：数值格式对回答质量的影响。"),
        ]
    }
}
