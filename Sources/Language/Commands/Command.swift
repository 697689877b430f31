import Storage

/// What a shell works on: a value that commands make anew.
public protocol ShellState: Sendable {
    /// What a command is given.
    associatedtype Context: CommandContext where Context.State == Self
    /// What a command comes to.
    associatedtype Outcome: Sendable
}

/// What a command is given besides its arguments.
public protocol CommandContext: Sendable {
    /// What the shell works on.
    associatedtype State: Sendable
    /// The state before the command.
    var session: State { get }
}

/// A verb of the shell, declared once: parsing, caret errors, help, completion and the manual follow.
public struct Command<State: ShellState>: Sendable {
    /// The words that call it.
    public let name: String
    /// The same, one by one.
    let words: [String]
    /// Other words that call it.
    let aliases: [String]
    /// Words that lead to it in messages.
    let synonyms: [String]
    /// Command lines that run.
    public let examples: [String]
    /// Whether it belongs in a saved session.
    public let isRecorded: Bool
    /// Its arguments in order, as completion asks them.
    let arguments: [AnyArgument<State>]
    private let describe: @Sendable () -> VerbDescription
    private let sayAbstract: @Sendable () -> String
    /// Whether it only looks, for long perhaps, and leaves nothing behind.
    public let isIdle: Bool
    /// Whether its words may hold variables of another shell, which stay as they are.
    let takesForeignVariables: Bool
    /// Parses the arguments.
    let check: @Sendable (inout ArgumentCursor, State) throws(Diagnostic) -> Void
    /// Parses the arguments and does the work.
    public let invoke: @Sendable (inout ArgumentCursor, State.Context) throws(Diagnostic) -> State.Outcome

    /// Declares a verb.
    ///
    /// - Parameters:
    ///   - name: the words that call it, such as `arch set`.
    ///   - aliases: other words that call it, such as `exit` for `quit`; the first word of a group alone is one: `arch`.
    ///   - synonyms: words that lead to it in `help` and in messages, such as `head` for `top`.
    ///   - abstract: what it does, in one sentence.
    ///   - discussion: what is worth knowing beyond the sentence.
    ///   - arguments: its arguments in order.
    ///   - examples: command lines that run, in a session with everything that a verb may need.
    ///   - isRecorded: whether it belongs in a saved session.
    ///   - isIdle: whether it only looks and leaves nothing behind.
    ///   - takesForeignVariables: whether its words may hold variables of another shell.
    ///   - run: the work; it gets the arguments as typed values, in the order of the declaration.
    public init<each Value: Sendable>(
        _ name: String, aliases: [String] = [], synonyms: [String] = [],
        abstract: @autoclosure @escaping @Sendable () -> String,
        discussion: @autoclosure @escaping @Sendable () -> String = "",
        arguments: repeat Argument<State, each Value>, examples: [String], isRecorded: Bool = true,
        isIdle: Bool = false, takesForeignVariables: Bool = false,
        run: @escaping @Sendable (State.Context, repeat each Value) throws(Diagnostic) -> State.Outcome
    ) {
        var all: [AnyArgument<State>] = []
        for argument in repeat each arguments { all.append(argument.face) }
        self.arguments = all
        self.isIdle = isIdle
        self.takesForeignVariables = takesForeignVariables
        self.name = name
        words = name.split(separator: " ").map(String.init)
        sayAbstract = abstract
        self.aliases = aliases
        self.synonyms = synonyms
        self.examples = examples
        self.isRecorded = isRecorded
        describe = { [all] in
            // A key path of this generic type cannot be made where there is a pack (Swift 6.3).
            VerbDescription(
                name: name, aliases: aliases, synonyms: synonyms, abstract: abstract(), discussion: discussion(),
                arguments: all.map { $0.description }, examples: examples, isRecorded: isRecorded)
        }
        check = { (cursor: inout ArgumentCursor, session: State) throws(Diagnostic) in
            _ = (repeat try (each arguments).parse(&cursor, session))
            try cursor.finish()
        }
        invoke = { (cursor: inout ArgumentCursor, context: State.Context) throws(Diagnostic) -> State.Outcome in
            let values = (repeat try (each arguments).parse(&cursor, context.session))
            try cursor.finish()
            return try run(context, repeat each values)
        }
    }

    /// What it does, in one sentence.
    var abstract: String { sayAbstract() }
    /// What help, completion and the manual say of it, in the language that is spoken.
    public var description: VerbDescription { describe() }
    /// Whether `>` between two of its words compares them.
    var readsRelations: Bool { arguments.contains { $0.label == ArgumentDescription.condition } }
}
