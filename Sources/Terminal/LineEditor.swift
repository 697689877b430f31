/// The result of reading a line.
public enum LineInput: Sendable, Equatable {
    /// A complete line, without its newline; a recalled entry of several lines holds newlines inside.
    case line(String)
    /// The input is over: Ctrl-D on an empty line, the end of a file, or a terminal that went away.
    case endOfInput
    /// Ctrl-C: at a terminal what was typed is dropped and a fresh prompt is due; a script should stop.
    case interrupted
}

/// Reads lines for the shell, from a person at a terminal or from a file.
public protocol LineEditor: AnyObject {
    /// Whether a person types the lines, so that prompts and a banner make sense.
    var isInteractive: Bool { get }

    /// Shows the prompt and returns the next line.
    ///
    /// The prompt may hold colour sequences (`ESC [ ... m`).
    func readLine(prompt: String) -> LineInput

    /// Replaces the lines that Up and Ctrl-R search, oldest first.
    func setHistory(_ entries: [String])

    /// Adds a line to what Up and Ctrl-R search, under the same rules as `HistoryStore.record`.
    func remember(_ line: String)

    /// Forgets the pasted lines that were not yet read, and returns how many they are.
    func dropPaste() -> Int

    /// Runs a task, such as a pager, that wants the terminal as it was before the shell started.
    ///
    /// - Throws: what the task throws.
    func withNormalTerminal<Result>(_ task: () throws -> Result) rethrows -> Result

    /// Why the input ended before its end, where it could not be read.
    var inputFailure: String? { get }

    /// Gives the terminal back; further reads return `endOfInput`. Calling it again does nothing.
    func close()
}

extension LineEditor {
    /// A terminal that fails has gone away, which is an end like another.
    public var inputFailure: String? { nil }
}
