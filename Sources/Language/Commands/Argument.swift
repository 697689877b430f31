/// An argument of a verb and how its words become a value.
public struct Argument<State: ShellState, Value: Sendable>: Sendable {
    /// What help and completion know of it.
    let face: AnyArgument<State>
    /// Reads the value from the words that are left.
    public let parse: @Sendable (inout ArgumentCursor, State) throws(Diagnostic) -> Value

    /// Declares an argument.
    ///
    /// - Parameters:
    ///   - label: the word in the usage line, such as `KEY`.
    ///   - summary: what it is, in one sentence.
    ///   - isOptional: whether it may be left out.
    ///   - isRepeated: whether it takes all words that are left.
    ///   - isAnywhere: whether it may stand anywhere among the other arguments; such ones are declared first.
    ///   - claims: whether a word that stands anywhere is its own.
    ///   - complete: what may stand at the cursor.
    ///   - parse: reads the value from the words that are left.
    public init(
        _ label: String, _ summary: @autoclosure @escaping @Sendable () -> String, isOptional: Bool = false,
        isRepeated: Bool = false,
        isAnywhere: Bool = false, claims: @escaping @Sendable (String, State) -> Bool = { _, _ in false },
        complete: @escaping @Sendable (CompletionRequest<State>) -> [Completion] = { _ in [] },
        parse: @escaping @Sendable (inout ArgumentCursor, State) throws(Diagnostic) -> Value
    ) {
        face = AnyArgument(
            label: label,
            describe: {
                ArgumentDescription(
                    label: label, summary: summary(), isOptional: isOptional, isRepeated: isRepeated,
                    isAnywhere: isAnywhere)
            },
            claims: claims, complete: complete)
        self.parse = parse
    }

    /// What it is, in one sentence.
    public var summary: String { face.description.summary }
    /// What may stand at the cursor.
    public var complete: @Sendable (CompletionRequest<State>) -> [Completion] { face.complete }
}

/// An argument of any value.
struct AnyArgument<State: ShellState>: Sendable {
    let label: String
    let describe: @Sendable () -> ArgumentDescription
    let claims: @Sendable (String, State) -> Bool
    let complete: @Sendable (CompletionRequest<State>) -> [Completion]

    /// What help says of it, in the language that is spoken.
    var description: ArgumentDescription { describe() }
}
