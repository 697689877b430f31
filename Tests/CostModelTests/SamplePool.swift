import Catalog
import CostModel

extension Samples {
    /// Chips and models that random plans are drawn from.
    struct Pool {
        var chips = Samples.chips
        var models = Samples.models

        static let all = Pool()
    }
}

extension Samples.Pool {
    /// The chips and models that the catalogue had when totals were recorded, and those of the tests' own that are uniform.
    static let recorded = Samples.Pool(
        chips: ("sg2260e a100 h100 h200 h800 h20 b200 b300 gb200-nvl72 gb300-nvl72 l40s l4 a10 rtx-4090 mi300x mi325x mi355x "
            + "mi250x ascend-910b ascend-910c mlu370-x8 tpu-v5e tpu-v5p tpu-v6e tpu-v7x gaudi3 gaudi2 trainium2").split(
                separator: " "
            ).compactMap { name in Catalog.chip(named: String(name)).map { asRecorded($0.value, of: name) } }
            + Samples.ownChips,
        models: ("deepseek-v3 deepseek-v2-lite deepseek-v2 kimi-k2 deepseek-r1 deepseek-v3.2-exp qwen2.5-72b qwen3-8b qwen3-32b "
            + "qwen3-30b-a3b qwen3-235b-a22b qwen3-next-80b-a3b llama-3.1-8b llama-3.1-70b llama-3.1-405b llama-4-scout "
            + "llama-4-maverick mistral-large-2407 mixtral-8x7b mixtral-8x22b glm-4.5-air glm-4.5 gpt-oss-20b gpt-oss-120b "
            + "minimax-m1 minimax-m2 nemotron-nano-9b-v2 nemotron-h-47b nemotron-h-56b ernie-4.5-300b-a47b gemma-3-27b "
            + "hunyuan-a13b phi-4").split(separator: " ").compactMap { Catalog.model(named: String($0))?.value }
            + Samples.uniform)

    /// Kinds of layers that no uniform model has, on chips of which every figure shows.
    static let rare = Samples.Pool(
        chips: Samples.ownChips.map { chip in
            chip.with {
                ($0.launch, $0.prefillLaunch, $0.layerTime, $0.hostTime) = (3e-6, 7e-6, 4e-6, 1e-3)
                ($0.elementwise, $0.wideningEfficiency, $0.batchOverlap, $0.allToAllStart) = (0.6, 0.7, 0.8, 5e-6)
                ($0.expertRows, $0.attentionRows, $0.dramReserve) = (32, 16, 0.05)
            }
        }, models: [Samples.compressed, Samples.motley, Samples.rare])

    /// A chip as it was before links had more than bandwidth and latency.
    private static func asRecorded(_ chip: Chip, of name: Substring) -> Chip {
        beforeGaps(chip, of: name).with {
            ($0.network.hostBandwidth, $0.reduceStart) = (0, 0)
            ($0.allToAllPeers, $0.allToAllUtilisation) = (.outer, 1)
            if name == "h20" { $0.allToAllStart = 50e-6 }
        }
    }

    /// A chip as it was before steps had gaps: no time of a layer, and the start-ups that stood for it; and Blackwell Ultra
    /// with its trace of INT8.
    private static func beforeGaps(_ chip: Chip, of name: Substring) -> Chip {
        if name == "b300" { return chip.with { $0.int8Share = 150e12 / 4500e12 } }
        if name == "gb300-nvl72" { return chip.with { $0.int8Share = 165e12 / 5000e12 } }
        guard chip.layerTime > 0 else { return chip }
        return chip.with {
            ($0.layerTime, $0.hostTime) = (0, 1e-3)
            $0.launch = name.hasPrefix("ascend") ? 1.3e-6 : name.hasPrefix("mlu") ? 5e-6 : 0
            if name.hasPrefix("gaudi") { ($0.network.intra.latency, $0.network.inter.latency) = (5.6e-6, 5.6e-6) }
        }
    }
}
