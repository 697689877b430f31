import Language
import Storage
import Text
import Units

/// A saved session: commands with the output that was recorded below them.
///
/// Lines that start with `#>` are recorded output; other lines that start with `#` are notes.
public struct Script: Sendable {
    /// A line that is no recorded output, and the output recorded below it.
    struct Entry: Sendable {
        let number: Int
        /// The line; those that a backslash continues are one.
        let text: String
        /// As it stands in the file.
        let source: String
        let breaks: [LineBreak]
        /// Nil where nothing was recorded.
        var recorded: String?

        /// Whether there is anything to run.
        var isCommand: Bool { text.first { !$0.isWhitespace }.map { $0 != "#" } ?? false }

        /// The line as messages locate it.
        func line(of name: String) -> SourceLine {
            SourceLine(file: name, number: number, text: text, breaks: breaks)
        }
    }

    /// The file's name in messages.
    public let name: String
    let entries: [Entry]

    /// Reads a script from its text.
    public init(_ text: String, name: String) {
        self.name = name
        var entries: [Entry] = []
        // The newline of other systems is one character that is not "\n".
        let lines = Self.withoutMark(text).split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        var continuation = Continuation()
        var source: [Substring] = []
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("#>"), !entries.isEmpty, source.isEmpty {
                let output = line.dropFirst(line.hasPrefix("#> ") ? 3 : 2)
                entries[entries.count - 1].recorded = (entries[entries.count - 1].recorded ?? "") + output + "\n"
            } else {
                source.append(line)
                // A final newline ends the last line; it does not continue it.
                let isLast = index + 1 == lines.count || (index + 2 == lines.count && lines[index + 1].isEmpty)
                guard let whole = continuation.add(String(line)) ?? (isLast ? continuation.finish() : nil) else {
                    continue
                }
                entries.append(
                    Entry(
                        number: index + 2 - source.count, text: whole.text, source: source.joined(separator: "\n"),
                        breaks: whole.breaks))
                source = []
            }
        }
        // A final newline ends the last line; it does not begin another.
        if let last = entries.last, last.text.isEmpty { entries.removeLast() }
        self.entries = entries
    }

    /// A script of one command, whose arguments are words whatever they hold but line breaks.
    public init(words: [String], name: String) {
        // The text of a note is the rest of its line as it is.
        let isNote = words.first == "note"
        let text = (words.prefix(1) + words.dropFirst().map { isNote ? $0 : Lexer.quoted($0) }).joined(separator: " ")
        self.name = name
        entries = [Entry(number: 1, text: text, source: text, breaks: [])]
    }

    /// What its heading says of the program that wrote it; nil where it has none.
    var stamp: FileStamp? { heading?.stamp }

    /// The language in which its output was recorded.
    public var tongue: Tongue { heading?.tongue ?? .english }

    private var heading: SessionHeading? { entries.lazy.compactMap { SessionHeading($0.text) }.first }

    /// The note that a line holds; nil for commands, recorded output, and what only says how the file is read.
    ///
    /// Scalars are compared, for a mark in front of a combining one is no character of its own.
    static func note(in line: String) -> String? {
        let text = line.unicodeScalars.drop { $0.properties.isWhitespace }
        guard text.first == "#", SessionHeading(line) == nil else { return nil }
        let rest = text.dropFirst()
        guard rest.first != ">", rest.first != "!" else { return nil }
        return note(String(rest.first == " " ? rest.dropFirst() : rest))
    }

    /// A text as a note keeps it: one line, without white space behind it.
    public static func note(_ text: String) -> String {
        var scalars = String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 })
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        return String(scalars)
    }

    /// The line that holds a note; one that reads like a heading has no space behind the `#`.
    static func line(ofNote note: String) -> String {
        let line = note.isEmpty ? "#" : "# \(note)"
        return SessionHeading(line) == nil ? line : "#\(note)"
    }

    /// The text without the byte order mark that some editors begin a file with.
    private static func withoutMark(_ text: String) -> Substring {
        let scalars = text.unicodeScalars
        return Substring(scalars.first == "\u{FEFF}" ? scalars.dropFirst() : scalars[...])
    }

    /// Reads a script from a file.
    public static func read(_ path: String, _ files: FileSystem) -> Result<Script, Diagnostic> {
        do throws(FileError) {
            return .success(Script(try files.read(path, limit: .script), name: path))
        } catch {
            return .failure(Diagnostic(reading: path, error))
        }
    }

    /// The text of a script that runs the commands of a session.
    ///
    /// - Throws: that Ctrl-C ended it.
    public static func text<State: NotebookState>(
        of session: State, _ isCancelled: () -> Bool = { false }
    ) throws(Diagnostic) -> String {
        var text = SessionHeading.line(State.stamp, session.firstTongue) + "\n"
        for cell in session.cells {
            if let note = cell.note {
                text += line(ofNote: note) + "\n"
                continue
            }
            guard let recorded = cell.recorded(isCancelled), let comment = comment(recorded, isCancelled) else {
                throw .interrupted
            }
            text += cell.text + "\n" + comment
        }
        return text
    }

    /// Output as recorded lines.
    static func comment(_ output: String) -> String { comment(output, { false }) ?? "" }

    /// The same; nil if it was told to stop.
    private static func comment(_ output: String, _ isCancelled: () -> Bool) -> String? {
        Interruptible.text(LineCutter(output), beginning: "", isCancelled: isCancelled) { line in
            line == "\n" ? "#>\n" : "#> \(line)" + (line.utf8.last == UInt8(ascii: "\n") ? "" : "\n")
        }
    }

    /// Its lines that run, as messages locate them.
    public var commands: [SourceLine] { entries.filter(\.isCommand).map { $0.line(of: name) } }

    /// Its lines in their order, notes among them, as a session takes them that nobody names a file to.
    public var lines: [SourceLine] {
        entries.map { SourceLine(file: nil, number: $0.number, text: $0.text, breaks: $0.breaks) }
    }

    /// Runs all lines; stops at the first error.
    ///
    /// - Throws: a diagnostic located at `name`, line and column.
    public func run<State>(on interpreter: Interpreter<State>, _ sink: OutputSink) throws(Diagnostic) {
        var isFirst = true
        for entry in entries where !interpreter.hasQuit {
            let line = entry.line(of: name)
            if entry.isCommand {
                if !isFirst, interpreter.isCancelled { throw Diagnostic.interrupted.located(at: line) }
                isFirst = false
            }
            try interpreter.run(line, sink)
        }
    }
}
