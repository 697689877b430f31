import CostModel

extension Catalog {
    /// The models: one file a family and one line here.
    public static let models: [CatalogEntry<Model>] =
        [.deepSeekV3] + CatalogEntry.deepSeek + CatalogEntry.qwen + CatalogEntry.llama + CatalogEntry.mistral
        + CatalogEntry.glm + CatalogEntry.gptOSS + CatalogEntry.miniMax + CatalogEntry.nemotron + CatalogEntry.others
}

extension Origin {
    /// The configuration on the Hugging Face Hub of a model whose shapes give its checkpoint's number of elements.
    ///
    /// - Parameters:
    ///   - repository: the one that was read.
    ///   - others: those with the same shapes and formats, such as the instructed ones.
    static func hub(_ repository: String, also others: String...) -> Origin {
        .hub([repository] + others, "config.json; the shapes give the checkpoint's number of elements")
    }

    /// The configuration of some repositories, and what is to be said of the first one's.
    static func hub(_ repositories: [String], _ text: String) -> Origin {
        var origin = Origin.ofModel("\(repositories.first ?? "") \(text)")
        origin.repositories = repositories
        return origin
    }

    /// A public copy of a configuration; the shapes are checked against the rounded figures of the model card only.
    static func copy(of repository: String, also others: String...) -> Origin {
        var origin = Origin.ofModel(
            "a public copy of \(repository) config.json; the shapes give the model card's rounded figures")
        origin.repositories = [repository] + others
        return origin
    }
}

extension Precision {
    /// A checkpoint in 8-bit floating point; its head and embedding stay 16 bits wide.
    static let fp8Checkpoint = Precision(.fp8).with { $0.head = WeightMix(.bf16) }

    /// 8-bit floating point in attention and experts, without a dense part; routers stay 16 bits wide.
    static let fp8Experts = Precision.fp8Checkpoint.with { $0.ffn = WeightMix(.bf16) }

    /// Routed experts in MXFP4, all else 16 bits wide.
    static let mxfp4Experts = Precision(.bf16).with { $0.experts = WeightMix(.mxfp4) }
}
