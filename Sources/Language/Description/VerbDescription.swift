/// What help, completion and the manual say of a verb.
public struct VerbDescription: Codable, Sendable, Equatable {
    /// The words that call it, such as `arch set`.
    public let name: String
    /// Other words that call it.
    public let aliases: [String]
    /// Words that lead to it in `help` and in messages.
    public let synonyms: [String]
    /// What it does, in one sentence.
    public let abstract: String
    /// What is worth knowing beyond the sentence; may be empty.
    public let discussion: String
    /// Its arguments in order.
    public let arguments: [ArgumentDescription]
    /// Command lines that run.
    public let examples: [String]
    /// Whether it belongs in a saved session.
    public let isRecorded: Bool

    /// How it is called: the name and its arguments.
    public var usage: String { ([name] + arguments.map(\.usage)).joined(separator: " ") }
}

/// What help and completion know of an argument.
public struct ArgumentDescription: Codable, Sendable, Equatable {
    /// The word in the usage line, such as `KEY`.
    public let label: String
    /// What it is, in one sentence.
    public let summary: String
    /// Whether it may be left out.
    public let isOptional: Bool
    /// Whether it takes all words that are left.
    public let isRepeated: Bool
    /// Whether it may stand anywhere among the other arguments.
    public let isAnywhere: Bool

    /// The label of arguments in which `>` compares.
    public static let condition = "CONDITION"

    /// The label as usage lines show it.
    public var usage: String {
        // A label that ends with optional words says itself what may follow.
        let repeated = isRepeated && !label.hasSuffix("]") ? label + " ..." : label
        return isOptional ? "[\(repeated)]" : repeated
    }
}
