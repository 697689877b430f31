import Catalog
import CostModel

/// Finds models of the catalogue by the names of checkpoints.
enum ModelNames {
    /// Checkpoints whose shapes are those of a model that the catalogue has under another name.
    ///
    /// The catalogue's `deepseek-v3` keeps its weights as its case study does (W8A16); measured checkpoints are FP8, as
    /// `deepseek-r1` of the same shapes has them.
    static let sameShapes: [(checkpoint: String, model: String)] = [
        ("deepseek-v3", "deepseek-r1"), ("deepseek-v3.2", "deepseek-v3.2-exp"),
        ("llama-3-8b", "llama-3.1-8b"), ("llama-3-70b", "llama-3.1-70b"), ("llama-3.3-70b", "llama-3.1-70b"),
        ("qwen2-72b", "qwen2.5-72b"), ("mistral-large-instruct-2407", "mistral-large-2407"),
        ("minimax-m2.1", "minimax-m2"),
        ("llama3.1-8b", "llama-3.1-8b"), ("llama3.1-70b", "llama-3.1-70b"),
        ("llama3.1-405b", "llama-3.1-405b"), ("moe-mixtral8x7b", "mixtral-8x7b"),
        ("moe-mixtral8x22b", "mixtral-8x22b"),
    ]

    /// Words behind a model's name that leave its shapes alone: how it was tuned and how it is stored.
    private static let qualifiers: Set<Substring> = [
        "instruct", "chat", "base", "it", "hf", "pt", "thinking", "terminus", "exp", "speciale", "17b", "16e", "128e",
        "8k", "80k", "v2", "v0.1", "fp8", "fp4", "nvfp4", "mxfp4", "int4", "int8", "bf16", "kv", "dynamic", "block",
        "awq", "gptq", "w8a8", "w4a16", "w8a16", "quantized.w4a16", "quantized.w8a8", "quantized.w8a16",
    ]

    /// Makers that stand in front of some names.
    private static let makers = ["nvidia-", "meta-"]

    /// The names of checkpoints, and the models of the catalogue that they stand for.
    private static let names = sameShapes + Catalog.models.map { (checkpoint: $0.name, model: $0.name) }

    /// The model that a path such as `meta-llama/Llama-3.1-8B-Instruct` names.
    static func find(_ path: String, column: String) throws(RowFault) -> CatalogEntry<Model> {
        let name = bare(path)
        // The longest name that fits says most; of two equals the first, which names the checkpoint.
        var best: (checkpoint: String, model: String)?
        for candidate in names where isVariant(name, of: candidate.checkpoint) {
            if candidate.checkpoint.count > (best?.checkpoint.count ?? 0) { best = candidate }
        }
        guard let best, let entry = Catalog.model(named: best.model) else {
            throw NameFault.unknown(.model, path, column, among: Catalog.models.map(\.name))
        }
        return entry
    }

    /// The last component of a path, in lower case and without its maker.
    private static func bare(_ path: String) -> String {
        let component = path.split(separator: "/").last ?? ""
        let name = component.lowercased().replacing("_", with: "-")
        let maker = makers.first { name.hasPrefix($0) } ?? ""
        return String(name.dropFirst(maker.count))
    }

    /// Whether a name is a model's own, followed by nothing but qualifiers and dates.
    private static func isVariant(_ name: String, of model: String) -> Bool {
        guard name.hasPrefix(model) else { return false }
        let rest = name.dropFirst(model.count)
        guard rest.first == "-" || rest.isEmpty else { return false }
        return rest.split(separator: "-").allSatisfy { qualifiers.contains($0) || isDate($0) }
    }

    /// Whether a word is a month and day, or a year and month: `0324`, `2507`.
    private static func isDate(_ word: Substring) -> Bool {
        word.count == 4 && word.allSatisfy { $0.isASCII && $0.isNumber }
    }
}
