import Catalog
import Testing

@testable import CostModel

/// Bytes that a token keeps in the KV cache, by the layouts of vLLM, SGLang and TensorRT-LLM.
@Suite struct CacheLayoutTests {
    private func model(_ name: String, _ cache: ElementFormat) throws -> Model {
        var model = try #require(Catalog.model(named: name)).value
        model.precision.kvCache = cache
        return model
    }

    /// Bytes of a token's latent and index key in the layers of a model.
    private func bytes(_ model: Model) -> (latent: Double, index: Double) {
        let cache = model.parts()[0].cache(model.frame)
        return (cache.perToken, cache.index)
    }

    /// 512 + 64 elements a layer in one format.
    @Test(arguments: [(ElementFormat.bf16, 1152.0), (.fp8, 576), (.int8, 576)])
    func denseLatentsHaveOneFormat(_ cache: ElementFormat, _ bytes: Double) throws {
        let model = try model("deepseek-v3", cache)
        #expect(self.bytes(model) == (bytes, 0))
        #expect(model.kvBytesPerToken == 61 * bytes)
    }

    /// 656 = 512 at 8 bits + 4 scales of 4 bytes + 64 at 16 bits; 352 = 256 + 32 scales + 64; 132 = 128 + a scale, which
    /// the index keeps whatever the latents have.
    @Test(arguments: [(ElementFormat.bf16, 1152.0, 78_324.0), (.fp8, 656, 48_068), (.fp4, 352, 29_524)])
    func sparseLatentsKeepTheirRotaryPartApart(_ cache: ElementFormat, _ bytes: Double, _ token: Double) throws {
        let model = try model("deepseek-v3.2-exp", cache)
        #expect(self.bytes(model) == (bytes, 132))
        // 61 layers of both.
        #expect(model.kvBytesPerToken == token)
    }

    /// A query that selects a single token reads the layout of sparse attention.
    @Test func oneSelectedTokenIsSparse() throws {
        var model = try model("deepseek-v3", .fp8)
        (model.indexTopK, model.indexDim) = (1, 128)
        #expect(bytes(model) == (656, 132) && model.kvBytesPerToken == 61 * (656 + 132))
    }

    /// GLM-5.2: of 78 layers 21 own an index: 78 * 656 + 21 * 132.
    @Test func layersWithoutAnIndexKeepNone() throws {
        var model = try model("deepseek-v3.2-exp", .fp8)
        model.groups[1].layers = 75
        model.indexLayers = 21
        #expect(model.kvBytesPerToken == 53_940)
        let owners = try #require(Parameter.named("index_layers"))
        #expect(isClose(owners.get(Samples.decode(model, chips: 1, tp: 1, batch: 1)), 21))
        model.indexLayers = 0
        #expect(model.kvBytesPerToken == 61_464)
    }

    /// DeepSeek-V4, an entry of 512 elements of which 64 have positions: in 8 bits 448 + 7 scales + 2 x 64 and one byte, in 4
    /// bits 224 + 28 scales + 2 x 64 and four.
    @Test(arguments: [(ElementFormat.bf16, 1024.0), (.fp8, 584), (.fp4, 384)])
    func compressedEntriesKeepTheirRotaryPartApart(_ cache: ElementFormat, _ bytes: Double) {
        var model = Samples.compressed
        model.precision.kvCache = cache
        let caches = model.parts().filter(\.isMixer).map { $0.cache(model.frame) }
        #expect(caches.map(\.inWindow) == [bytes, bytes, bytes])
        // Layers of a window alone, of an entry for each 4 tokens with an index key of 128 and 4 bytes, and of one for each 128.
        #expect(caches.map(\.perToken) == [0, bytes / 4, bytes / 128] && caches.map(\.index) == [0, 33, 0])
    }

    /// A query reads the 2048 latents that it selected, and every index key.
    @Test func attentionReadsWhatTheLayoutKeeps() throws {
        var model = try model("deepseek-v3.2-exp", .fp8)
        func step(_ model: Model) -> Breakdown {
            Breakdown(Samples.decode(model, chips: 32, tp: 1, batch: 8))
        }
        func read(_ name: OperatorName, _ step: Breakdown) -> Double {
            step[.mla]?.operators.first { $0.name == name }?.cost.dramBytes ?? 0
        }
        let own = step(model)
        #expect(read(.latentAttention, own) == 8 * 2048 * 656)
        #expect(read(.indexScores, own) == 8 * 4096 * 132)
        #expect(StepTotals.of(Samples.decode(model, chips: 32, tp: 1, batch: 8)).memory.kvCache == 8 * 4096 * 48_068)
        // A third of the layers own an index: operators are means over all.
        model.indexLayers = 61.0 / 3
        #expect(isClose(read(.indexScores, step(model)), 8 * 4096 * 132 / 3))
        #expect(read(.latentAttention, step(model)) == 8 * 2048 * 656)
    }
}
