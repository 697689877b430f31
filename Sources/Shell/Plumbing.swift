import CostModel
import Planning
import Presentation
import Storage

/// Where the output of one command goes instead of the screen.
enum Destination: Sendable, Equatable {
    /// Into a command of the system's shell: `| head -3`.
    case program(String)
    /// Into a file, in place of what it holds (`>`) or behind it (`>>`).
    case file(String, appends: Bool)

    /// The format that a file's ending asks for; nil where it asks for none.
    var format: OutputFormat? {
        guard case .file(let path, _) = self, let dot = path.lastIndex(of: ".") else { return nil }
        return OutputFormat(ending: String(path[path.index(after: dot)...]))
    }
}

extension Command {
    /// Whether `>` between two of its words compares them.
    var readsRelations: Bool { arguments.contains { $0.label == ArgumentDescription.condition } }
}

extension ArgumentDescription {
    /// The label of arguments in which `>` compares.
    static let condition = "CONDITION"
}

extension Statement {
    /// Words behind which another program or a file stands.
    static let signs = ["|", ">", ">>"]

    /// The command itself, and where its output goes.
    ///
    /// Only a word of its own redirects: `a>=b` and quoted words do not, nor does `>` behind the name of something that
    /// a condition compares.
    func plumbing(readsRelations: Bool) throws(Diagnostic) -> (command: Statement, destination: Spanned<Destination>?) {
        let mark = tokens.indices.dropFirst().first { index in
            let token = tokens[index]
            guard !token.isQuoted, Self.signs.contains(token.text) else { return false }
            return !(token.text == ">" && readsRelations && ConditionReader.isQuantifier(tokens[index - 1].text))
        }
        guard let mark else { return (self, nil) }
        let sign = tokens[mark]
        let words = tokens[(mark + 1)...]
        guard let first = words.first, let last = words.last else {
            throw Diagnostic(
                "nothing stands behind '\(sign.text)'", at: sign.span.upperBound..<sign.span.upperBound + 1,
                expected: sign.text == "|" ? "a command such as head -3" : "a file name")
        }
        let command = Statement(line: line, tokens: Array(tokens[..<mark]))
        let span = first.span.lowerBound..<last.span.upperBound
        if sign.text == "|" {
            // The system's shell reads its quotes itself.
            let text = String(Array(line)[span])
            return (command, Spanned(value: .program(text), span: span))
        }
        guard words.count == 1 else {
            let extra = words[mark + 2]
            throw Diagnostic("unexpected word '\(extra.text)'", at: extra.span, expected: "nothing behind the file")
        }
        return (command, Spanned(value: .file(first.text, appends: sign.text == ">>"), span: span))
    }
}

extension Interpreter {
    /// Writes what a command said and found to where it should go.
    ///
    /// `screen` is the format of the screen where a file has another one.
    ///
    /// A sink that runs no programs, such as a replay's, gets everything itself: a replay compares what commands print.
    func deliver(
        _ output: [Output], _ format: OutputFormat, to destination: Spanned<Destination>?, _ sink: OutputSink,
        onScreen screen: OutputFormat? = nil
    ) throws(Diagnostic) {
        guard let destination, let program = sink.program else {
            return try Self.writeAtOnce(output, format, sink, environment.isCancelled)
        }
        // Where there is no table what is said is the result.
        let hasTable = output.contains(where: \.isTable)
        var text = ""
        let gathering = OutputSink(standardOutput: { text += $0 }, standardError: sink.standardError)
        guard Self.write(output, hasTable ? format : .box, gathering, environment.isCancelled) else {
            Table.release(output)
            throw .interrupted
        }
        switch destination.value {
        case .program(let command):
            let status = program(command, text)
            guard status == 0 else {
                throw Diagnostic("'\(command)' ended with exit code \(status)", at: destination.span)
            }
        case .file(let path, let appends):
            do throws(FileError) {
                try environment.files.redirect(text, to: path, appends: appends)
            } catch {
                throw Diagnostic(writing: path, error, at: destination.span)
            }
            Self.write([.line("written to \(path)")], screen ?? format, sink)
        }
    }

    /// Writes results in one piece, so that whoever shows them knows how long they are.
    private static func writeAtOnce(
        _ output: [Output], _ format: OutputFormat, _ sink: OutputSink, _ isCancelled: () -> Bool
    ) throws(Diagnostic) {
        var pending = ""
        func flush() {
            if !pending.isEmpty { sink.standardOutput(pending) }
            pending = ""
        }
        var gathering = sink
        gathering.standardOutput = { pending += $0 }
        gathering.standardError = { text in
            flush()
            sink.standardError(text)
        }
        guard write(output, format, gathering, isCancelled) else {
            Table.release(output)
            throw .interrupted
        }
        flush()
    }
}
