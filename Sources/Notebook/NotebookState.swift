import Language
import Presentation
import Text
import Units

/// What a notebook keeps: a value that commands make anew, with the cells that led to it.
public protocol NotebookState: ShellState
where Context == Notebook.Context<Self>, Outcome == Notebook.Outcome<Self, Finding> {
    /// What a cell's number stands for in later commands.
    associatedtype Finding: Sendable

    /// Makes an empty state.
    init()
    /// How tables are written.
    var format: OutputFormat { get set }
    /// The language in which commands answer.
    var tongue: Tongue { get set }
    /// The language in which the session began.
    var firstTongue: Tongue { get }
    /// The commands that led here and the notes among them, oldest first.
    var cells: [Cell<Finding>] { get set }
    /// Files that this session has written, by their full paths.
    var written: Set<String> { get set }
    /// The words that stand for others.
    var preferences: Preferences { get set }
    /// What is looked at, as a cell keeps it.
    var finding: Finding? { get }
    /// Its verbs.
    static var registry: Registry<Self> { get }
    /// The fingerprint of the constants that its figures rest on.
    static var constants: String { get }
    /// What is known of the columns of its tables.
    static var columnNames: ColumnNames { get }
    /// What a command printed, without what changes from day to day.
    static func lasting(_ output: String) -> String
}

extension NotebookState {
    /// The stamp of what this program writes.
    public static var stamp: FileStamp { FileStamp(version: Version.number, constants: constants) }

    /// All of it lasts.
    public static func lasting(_ output: String) -> String { output }

    /// The language of what is said now: programs know one, whatever their user speaks.
    public var spoken: Tongue { format.isData ? .english : tongue }

    /// The same session in another language, with the command that leads there among its cells.
    public func speaking(_ tongue: Tongue, command: String, answer: String) -> Self {
        guard tongue != self.tongue else { return self }
        var session = self
        session.tongue = tongue
        session.cells.append(
            Cell(text: command, output: [.line(answer)], format: format, finding: finding, tongue: tongue))
        return session
    }

    /// The cells that have numbers; `out[1]` is the first.
    public var numberedCells: [Cell<Finding>] { cells.filter { $0.note == nil } }

    /// A numbered cell.
    ///
    /// - Throws: a diagnostic at the number where there is none.
    public func cell(_ number: Int, at span: Range<Int>) throws(Diagnostic) -> Cell<Finding> {
        let numbered = numberedCells
        guard numbered.indices.contains(number - 1) else {
            throw Diagnostic(
                NotebookWords.noCell(number), at: span, expected: NotebookWords.cells(numbered.count),
                hint: NotebookWords.howToList)
        }
        return numbered[number - 1]
    }
}

/// A command that was run, what it came to, and the findings as it left them.
public struct Cell<Finding: Sendable>: Sendable {
    /// The command as typed.
    public var text: String
    /// What it said and found.
    public var output: [Output]
    /// How its tables were written.
    public var format: OutputFormat
    /// What was looked at after it; nil before there was anything.
    public var finding: Finding?
    /// The text of a note, which is kept among the commands but has no number.
    public var note: String?
    /// The language in which it answered.
    public var tongue = Tongue.current

    /// The output as it stands in a saved session, without timings and numbers; nil if it was told to stop.
    public func recorded(_ isCancelled: () -> Bool) -> String? {
        tongue.speak { Output.plainText(output, format, isCancelled: isCancelled) }
    }
}
