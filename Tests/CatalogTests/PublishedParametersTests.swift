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
        // The card keeps V3's 37 B; the index of sparse attention adds 0.85 B.
        Row("deepseek-v3.2-exp", 671, .whole(37, .head)),
        Row("deepseek-v2", 236, .exact(21, .head)),
        // "2.4 B" is 2.45 B cut off, not rounded.
        Row("deepseek-v2-lite", 15.7, Figure(billions: 2.4, counting: .head, within: 0.025)),
        // The checkpoint has 1026.4 B elements. The report's 1.04 T is 1.3 % more; 1043 B come out if its one dense
        // layer is counted as a layer of experts. The card says 32 B active; the report's 32.6 B count both tables.
        Row("kimi-k2", 1026.4, .exact(32, .head)),
        Row(dense: "qwen2.5-72b", 72.7),
        Row(dense: "qwen3-8b", 8.2),
        Row(dense: "qwen3-32b", 32.8),
        // 3.35 B, cut off.
        Row("qwen3-30b-a3b", 30.5, Figure(billions: 3.3, counting: .tables, within: 0.02)),
        Row("qwen3-235b-a22b", 235, .exact(22, .tables)),
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
        // The paper counts the prediction layer and neither table (table 1).
        Row("glm-4.5", .exact(355, .layersAndPrediction), .exact(32, .layers)),
        // The paper's 106 B fit no way of counting to 1 %; the checkpoint has 106.85 B without its prediction layer.
        Row("glm-4.5-air", 106.85, .whole(12, .layers)),
        // Table 1 of the model card; in short 117 B and 5.1 B.
        Row("gpt-oss-120b", 116.83, .exact(5.13, .head)),
        Row("gpt-oss-20b", 20.91, .exact(3.61, .head)),
        Row("minimax-m1", 456, .exact(45.9, .layers)),
        // 9.8 B.
        Row("minimax-m2", 230, .whole(10, .layers)),
        Row(dense: "nemotron-nano-9b-v2", 8.89),
        Row(dense: "nemotron-h-47b", 47),
        Row(dense: "nemotron-h-56b", 56),
        Row("ernie-4.5-300b-a47b", 300, .exact(47, .head)),
        // With the vision tower of 0.42 B.
        Row(dense: "gemma-3-27b", 27.4, beside: 0.417),
        // 12.75 B.
        Row("hunyuan-a13b", 80, .whole(13, .tables)),
        Row(dense: "phi-4", 14.7),
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
