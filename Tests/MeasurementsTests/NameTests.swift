import Catalog
import CostModel
import Testing

@testable import Measurements

/// Names of checkpoints, systems and formats.
@Suite struct NameTests {
    @Test(arguments: [
        ("deepseek-ai/DeepSeek-R1", "deepseek-r1"), ("deepseek-ai/DeepSeek-V3-0324", "deepseek-r1"),
        ("deepseek-ai/DeepSeek-V3.1-Terminus", "deepseek-v3.1"), ("nvidia/DeepSeek-R1-0528-FP4-v2", "deepseek-r1"),
        ("deepseek-ai/DeepSeek-V3.2-Exp", "deepseek-v3.2-exp"), ("openai/gpt-oss-120b", "gpt-oss-120b"),
        ("meta-llama/Llama-3.1-8B-Instruct", "llama-3.1-8b"), ("meta-llama/Meta-Llama-3.1-70B", "llama-3.1-70b"),
        ("nvidia/Llama-3.3-70B-Instruct-FP8", "llama-3.1-70b"),
        ("meta-llama/Llama-4-Scout-17B-16E-Instruct", "llama-4-scout"),
        ("Qwen/Qwen3-235B-A22B-Instruct-2507-FP8", "qwen3-235b-a22b"), ("Qwen/Qwen3-32B", "qwen3-32b"),
        ("Qwen/Qwen2.5-72B-Instruct", "qwen2.5-72b"), ("mistralai/Mixtral-8x7B-Instruct-v0.1", "mixtral-8x7b"),
        ("mistralai/Mistral-Large-Instruct-2407", "mistral-large-2407"),
        ("moonshotai/Kimi-K2-Instruct-0905", "kimi-k2"), ("zai-org/GLM-4.5-Air-FP8", "glm-4.5-air"),
        ("zai-org/GLM-4.6", "glm-4.6"), ("nvidia/NVIDIA-Nemotron-Nano-9B-v2", "nemotron-nano-9b-v2"),
        ("MiniMaxAI/MiniMax-M1-80k", "minimax-m1"), ("google/gemma-3-27b-it", "gemma-3-27b"),
    ])
    func checkpointsAreModelsOfTheCatalogue(_ path: String, _ model: String) throws {
        #expect(try ModelNames.find(path, column: "model_path").name == model)
    }

    @Test func everyModelOfTheCatalogueIsFoundByItsName() throws {
        // All but the one whose catalogue entry is in the format of a case study.
        for entry in Catalog.models where entry.name != "deepseek-v3" {
            #expect(try ModelNames.find(entry.name, column: "model").name == entry.name)
        }
        for (_, model) in ModelNames.sameShapes { #expect(Catalog.models.contains { $0.name == model }, "\(model)") }
    }

    @Test(arguments: ["DeepSeek-R1-Distill-Llama-70B", "Qwen3-32B-Coder", "deepseek-v4", ""])
    func otherShapesAreNotGuessedAt(_ path: String) {
        #expect(throws: RowFault.self) { try ModelNames.find(path, column: "model_path") }
    }

    @Test(arguments: [
        ("h100_sxm", "h100"), ("h200_sxm", "h200"), ("b200_sxm", "b200"), ("gb200_sxm", "gb200-nvl72"),
        ("gb200", "gb200-nvl72"),
        ("a100_sxm", "a100"), ("h20_sxm", "h20"), ("l40s", "l40s"), ("GB200_NVL72", "gb200-nvl72"),
    ])
    func systemsAreChipsOfTheCatalogue(_ system: String, _ chip: String) throws {
        #expect(try ChipNames(replacements: [:]).find(system, column: "system").name == chip)
    }

    @Test func everyChipOfTheCatalogueIsFoundByItsName() throws {
        for entry in Catalog.chips {
            #expect(try ChipNames(replacements: [:]).find(entry.name, column: "chip").name == entry.name)
        }
    }

    @Test func aChipOfOnesOwnTakesThePlaceOfItsNamesake() throws {
        var chip = try #require(Catalog.chip(named: "h100")).value
        chip.dramBandwidth = 1e12
        let names = ChipNames(replacements: ["h100": chip])
        #expect(try names.find("h100_sxm", column: "system").chip == chip)
        #expect(try names.find("h200_sxm", column: "system").chip != chip)
    }

    @Test func formatsSetTheirPartsOfACheckpoint() throws {
        let deepSeek = try ModelNames.find("deepseek-v3", column: "model").value
        var model = deepSeek
        CheckpointFormat.apply(matrices: .fp8, experts: .fp8, to: &model)
        #expect(model == deepSeek)
        CheckpointFormat.apply(
            matrices: try FormatNames.find("nvfp4", column: ""), experts: try FormatNames.find("fp4", column: ""),
            to: &model)
        #expect(model.precision.experts.only == .nvfp4)
        #expect(model.precision.ffn.only == .nvfp4)
        #expect(model.precision.attention.only == .fp8)
        #expect(model.precision.head.only == .bf16)

        var oss = try ModelNames.find("gpt-oss-120b", column: "model").value
        let trained = oss
        CheckpointFormat.apply(matrices: .nvfp4, experts: .nvfp4, to: &oss)
        #expect(oss == trained)

        var llama = try ModelNames.find("llama-3.1-8b", column: "model").value
        CheckpointFormat.apply(matrices: try FormatNames.find("int4_wo", column: ""), experts: nil, to: &llama)
        #expect(llama.precision.attention.only == .w4a16)
        #expect(try FormatNames.find("bfloat16", column: "") == .bf16)
        #expect(try FormatNames.find("none", column: "") == nil)
    }

    @Test func modelsOfOnesOwnAreFoundByTheirNames() throws {
        var own = try ModelNames.find("qwen3-8b", column: "").value
        own.fullLayers = 7
        let names = RowNames(chips: ChipNames(replacements: [:]), models: ["mine-7": own])
        #expect(try names.checkpoint("us/Mine-7", column: "model_path") == own)
        #expect(try names.model("mine-7", column: "model") == own)
        #expect(try names.model("qwen3-8b", column: "model").fullLayers == 36)
        #expect(throws: RowFault.unknown(.model, column: "model", text: "mine-8", nearest: "mine-7")) {
            try names.model("mine-8", column: "model")
        }
    }

    @Test(arguments: [
        ("trtllm", Runtime.trtllm), ("TensorRT-LLM 1.2", .trtllm), ("dynamo-sglang", .sglang), ("vLLM", .vllm),
        ("vllm-ascend", .custom), ("tgi", .custom), ("in-house", .custom),
    ])
    func runtimesAreFoundWithinAName(_ name: String, _ runtime: Runtime) {
        #expect(RuntimeNames.find(name) == runtime)
    }
}
