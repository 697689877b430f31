import Catalog
import CostModel
import Testing

/// The parameters of every model against the figures that its maker publishes, in billions.
@Suite struct PublishedParametersTests {
    /// What a publisher counts.
    enum Counting {
        /// Everything that multiplies a token: the output head, not an input table of its own. As the model counts.
        case head
        /// Both tables.
        case tables
        /// Neither table: the layers alone.
        case layers
        /// The layers and the multi-token prediction layer.
        case layersAndPrediction
    }

    /// A published figure.
    struct Figure {
        var billions: Double
        var counting: Counting
        /// Parts of the published figure that are not of the text model (a vision tower), in billions.
        var beside = 0.0
        /// The allowed deviation: 1 %, or more where the figure is a rounding that is coarser than that.
        var within = 0.01

        /// A figure rounded to whole billions, where half of one is more than 1 %.
        static func whole(_ billions: Double, _ counting: Counting) -> Figure {
            Figure(billions: billions, counting: counting, within: max(0.01, 0.5 / billions))
        }

        static func exact(_ billions: Double, _ counting: Counting, beside: Double = 0) -> Figure {
            Figure(billions: billions, counting: counting, beside: beside)
        }
    }

    struct Row {
        var name: String
        var total: Figure
        var active: Figure

        init(_ name: String, _ total: Double, _ active: Figure) {
            self.init(name, .exact(total, .tables), active)
        }

        init(_ name: String, _ total: Figure, _ active: Figure) {
            self.name = name
            self.total = total
            self.active = active
        }

        /// A model of which every parameter is active.
        init(dense name: String, _ total: Double, beside: Double = 0) {
            self.init(name, .exact(total, .tables, beside: beside), .exact(total, .tables, beside: beside))
        }
    }

    static let rows: [Row] = [
        // README_WEIGHTS.md counts 36.6 B with the output head, without the input table; the report rounds to 37.
        Row("deepseek-v3", 671, .exact(36.6, .head)),
        Row("deepseek-r1", 671, .exact(36.6, .head)),
        Row("deepseek-v3.1", 671, .exact(36.6, .head)),
        // 13.3 B with the head, 12.7 B without.
        Row("deepseek-v4-flash", 284, .whole(13, .head)),
        // "1.6 T".
        Row("deepseek-v4-pro", Figure(billions: 1600, counting: .tables, within: 0.03), .exact(49, .head)),
        // The card keeps V3's 37 B; the index of sparse attention adds 0.85 B.
        Row("deepseek-v3.2-exp", 671, .whole(37, .head)),
        Row("deepseek-v2", 236, .exact(21, .head)),
        // "2.4 B" is 2.45 B cut off, not rounded.
        Row("deepseek-v2-lite", 15.7, Figure(billions: 2.4, counting: .head, within: 0.025)),
        // The checkpoint has 1026.4 B elements. The report's 1.04 T is 1.3 % more; 1043 B come out if its one dense
        // layer is counted as a layer of experts. The card says 32 B active; the report's 32.6 B count both tables.
        Row("kimi-k2", 1026.4, .exact(32, .head)),
        Row("kimi-k2-thinking", 1026.4, .exact(32, .head)),
        Row("kimi-k2.5", 1026.4, .exact(32, .head)),
        // As transformers 5.24 counts its class; the model card says nothing of the text part alone.
        Row("kimi-k3", 2779.5, .exact(104.2, .head)),
        // "48 B" is cut off: the checkpoint has 49.12 B.
        Row("kimi-linear-48b-a3b", 49.1, .whole(3, .head)),
        Row(dense: "qwen2.5-72b", 72.7),
        Row(dense: "qwen3-8b", 8.2),
        Row(dense: "qwen3-32b", 32.8),
        // 3.35 B, cut off.
        Row("qwen3-30b-a3b", 30.5, Figure(billions: 3.3, counting: .tables, within: 0.02)),
        Row("qwen3-235b-a22b", 235, .exact(22, .tables)),
        Row("qwen3-coder-480b-a35b", 480, .whole(35, .tables)),
        // Text parts, which are those of Qwen3.
        Row("qwen3-vl-30b-a3b", 30.5, Figure(billions: 3.3, counting: .tables, within: 0.02)),
        Row(dense: "qwen3-vl-32b", 32.8),
        Row("qwen3-vl-235b-a22b", 235, .exact(22, .tables)),
        Row(dense: "qwen3.5-27b", 27),
        Row("qwen3.5-35b-a3b", 35, .whole(3, .head)),
        Row("qwen3.5-122b-a10b", 122, .whole(10, .tables)),
        Row("qwen3.5-397b-a17b", 397, .whole(17, .tables)),
        Row(dense: "qwen3.6-27b", 27),
        Row("qwen3.6-35b-a3b", 35, .whole(3, .head)),
        // 3.25 B in the layers; the 80 B leave out the prediction layer.
        Row("qwen3-next-80b-a3b", 80, .whole(3, .layers)),
        Row(dense: "llama-3.1-8b", 8.03),
        Row(dense: "llama-3.1-70b", 70.6),
        Row(dense: "llama-3.1-405b", 405),
        // With the vision tower of 0.87 B. 17.17 B active.
        Row("llama-4-scout", .exact(109, .tables, beside: 0.87), .whole(17, .tables)),
        Row("llama-4-maverick", .exact(400, .tables, beside: 0.87), .whole(17, .tables)),
        Row(dense: "mistral-large-2407", 123),
        Row("mixtral-8x7b", 46.7, .exact(12.9, .tables)),
        Row("mixtral-8x22b", 141, .exact(39, .tables)),
        // The text part.
        Row("mistral-large-3", 673, .exact(39, .head)),
        // Its name has the 123 B of Mistral Large 2; its vocabulary is four times as large.
        Row(dense: "devstral-2-123b", 125),
        // The paper counts the prediction layer and neither table (table 1).
        Row("glm-4.5", .exact(355, .layersAndPrediction), .exact(32, .layers)),
        // The paper's 106 B fit no way of counting to 1 %; the checkpoint has 106.85 B without its prediction layer.
        Row("glm-4.5-air", 106.85, .whole(12, .layers)),
        Row("glm-4.6", .exact(355, .layersAndPrediction), .exact(32, .layers)),
        Row("glm-4.7", .exact(355, .layersAndPrediction), .exact(32, .layers)),
        Row("glm-4.7-flash", 30, .whole(3, .layers)),
        Row("glm-5", 744, .exact(40, .layers)),
        // The card of GLM-5; most layers have no index of their own.
        Row("glm-5.2", 744, .exact(40, .head)),
        // Table 1 of the model card; in short 117 B and 5.1 B.
        Row("gpt-oss-120b", 116.83, .exact(5.13, .head)),
        Row("gpt-oss-20b", 20.91, .exact(3.61, .head)),
        Row("minimax-m1", 456, .exact(45.9, .layers)),
        // 9.8 B.
        Row("minimax-m2", 230, .whole(10, .layers)),
        Row("minimax-m2.5", 230, .whole(10, .layers)),
        Row("minimax-m2.7", 230, .whole(10, .layers)),
        // With the vision tower of 0.63 B; active as transformers 5.24 counts its class.
        Row("minimax-m3", .exact(428, .tables, beside: 0.63), .exact(24.7, .head)),
        Row(dense: "nemotron-nano-9b-v2", 8.89),
        Row(dense: "nemotron-h-47b", 47),
        Row(dense: "nemotron-h-56b", 56),
        // 3.6 B with both tables.
        Row("nemotron-3-nano-30b-a3b", 31.6, .exact(3.2, .head)),
        Row("nemotron-3-super-120b-a12b", 120.6, .exact(12.7, .tables)),
        Row("nemotron-3-ultra-550b-a55b", 550, .exact(55, .head)),
        Row(dense: "nemotron-super-49b", 49.9),
        Row("ernie-4.5-300b-a47b", 300, .exact(47, .head)),
        // With the vision tower of 0.42 B.
        Row(dense: "gemma-3-27b", 27.4, beside: 0.417),
        Row("gemma-4-26b-a4b", 25.2, .exact(3.8, .tables)),
        Row(dense: "gemma-4-31b", 30.7),
        // 12.75 B.
        Row("hunyuan-a13b", 80, .whole(13, .tables)),
        // 51.3 B; 52.1 B where the shared table counts twice.
        Row("hunyuan-large", 389, Figure(billions: 52, counting: .head, within: 0.015)),
        Row(dense: "phi-4", 14.7),
        Row("step-3.5-flash", 196, .whole(11, .head)),
        Row("step-3.7-flash", 196, .whole(11, .tables)),
        Row("ling-1t", 1000, .exact(50, .head)),
        // 7.28 B.
        Row("ling-2.6-flash", 104, Figure(billions: 7.4, counting: .head, within: 0.02)),
        Row("ling-3-flash", 124, .exact(5.1, .head)),
        // On average, with as many of the experts that compute nothing as there are.
        Row("longcat-flash", 560, .exact(27, .head)),
        Row("grok-2", 270, .exact(115, .tables)),
        Row(dense: "seed-oss-36b", 36),
        Row("granite-4.0-h-small", 32, .whole(9, .tables)),
        Row("jamba-1.5-mini", 52, .whole(12, .head)),
        Row("jamba-1.5-large", 398, .exact(94, .head)),
        // 1.56 B, cut off.
        Row("lfm2-8b-a1b", 8.3, Figure(billions: 1.5, counting: .head, within: 0.05)),
    ]

    @Test("total and active parameters are the published ones", arguments: rows.map(\.name))
    func parameters(name: String) throws {
        let model = try #require(Catalog.model(named: name)).value
        let row = try #require(Self.rows.first { $0.name == name })
        let total = deviation(
            of: count(model.totalParameters, in: model, as: row.total, hasInputTable: true), from: row.total)
        #expect(abs(total) <= row.total.within, "total deviates by \(total)")
        let active = deviation(
            of: count(model.activeParameters, in: model, as: row.active, hasInputTable: model.tiedEmbedding == .yes),
            from: row.active)
        #expect(abs(active) <= row.active.within, "active deviates by \(active)")
    }

    @Test("every model of the catalogue has a published figure and a name of its own")
    func coverage() {
        let names = Catalog.models.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.count >= 24)
        #expect(Set(names) == Set(Self.rows.map(\.name)))
    }

    @Test("every model says where its figures come from and has layers")
    func origins() {
        for entry in Catalog.models {
            #expect(entry.origins.contains { $0.parameters.isEmpty && !$0.text.isEmpty }, "\(entry.name)")
            #expect(entry.value.mixerLayers > 0, "\(entry.name)")
        }
    }

    private func deviation(of parameters: Double, from figure: Figure) -> Double {
        (parameters / 1e9 + figure.beside) / figure.billions - 1
    }

    private func count(_ parameters: Double, in model: Model, as figure: Figure, hasInputTable: Bool) -> Double {
        let table = model.vocabulary * model.hidden
        let tables = (2 - model.tiedEmbedding.code) * table
        let all = hasInputTable ? parameters : parameters + table
        switch figure.counting {
        case .head: return all - (1 - model.tiedEmbedding.code) * table
        case .tables: return all
        case .layers: return all - tables
        case .layersAndPrediction:
            // One more layer like the last, and the matrix that joins a token's embedding with its predecessor's state.
            var longer = model
            longer.fullLayers += 1
            longer.moeLayers += 1
            let layer = longer.totalParameters - model.totalParameters
            return all - tables + model.mtpLayers * (layer + 2 * model.hidden * model.hidden)
        }
    }
}
