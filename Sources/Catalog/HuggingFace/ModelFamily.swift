import Units

/// How the configurations of one architecture are read.
struct ModelFamily: Sendable {
    /// Fills in the model.
    typealias Fill = @Sendable (inout ModelDraft) throws(ModelConfigError) -> Void

    /// Values of `model_type` that mean it.
    let types: [String]
    /// Classes that mean it and that transformers has not, which say it whatever the `model_type`.
    let classes: [String]
    /// Whether a configuration around a text part says how that is read.
    let wraps: Bool
    /// Whether head and embedding share a table where neither the configuration nor its class says.
    let ties: Bool
    /// Fills in the model.
    let fill: Fill

    init(_ types: String..., classes: [String] = [], wraps: Bool = false, ties: Bool = false, fill: @escaping Fill) {
        self.types = types
        self.classes = classes
        self.wraps = wraps
        self.ties = ties
        self.fill = fill
    }

    /// Every family: one entry of one of these lists.
    static let all: [ModelFamily] =
        dense + windowed + ungated + mixtures + statedMixtures + latent + sparse + linearHybrids + delta + stateSpaces
        + recurrences + gemma + loops + variable

    /// Finds the family of a `model_type`.
    static func named(_ modelType: String) -> ModelFamily? { all.first { $0.types.contains(modelType) } }

    /// Finds the family of a class that says it whatever the `model_type`.
    static func ofClass(_ name: String) -> ModelFamily? { all.first { $0.classes.contains(name) } }

    /// Architectures that are known not to fit, with the piece that has no place in the model's layers.
    static var refused: [String: String] {
        [
            "blt": say(
                en: "patches of bytes that the text itself decides cannot be expressed",
                zh: "无法表示由文本本身决定的字节分块"),
            "xlnet": say(en: "two streams of attention cannot be expressed", zh: "无法表示双流注意力"),
        ]
    }
}
