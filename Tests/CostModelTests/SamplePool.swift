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
            ).compactMap { Catalog.chip(named: String($0))?.value } + Samples.ownChips,
        models: ("deepseek-v3 deepseek-v2-lite deepseek-v2 kimi-k2 deepseek-r1 deepseek-v3.2-exp qwen2.5-72b qwen3-8b qwen3-32b "
            + "qwen3-30b-a3b qwen3-235b-a22b qwen3-next-80b-a3b llama-3.1-8b llama-3.1-70b llama-3.1-405b llama-4-scout "
            + "llama-4-maverick mistral-large-2407 mixtral-8x7b mixtral-8x22b glm-4.5-air glm-4.5 gpt-oss-20b gpt-oss-120b "
            + "minimax-m1 minimax-m2 nemotron-nano-9b-v2 nemotron-h-47b nemotron-h-56b ernie-4.5-300b-a47b gemma-3-27b "
            + "hunyuan-a13b phi-4").split(separator: " ").compactMap { Catalog.model(named: String($0))?.value }
            + Samples.uniform)
}
