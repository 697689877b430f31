import Language
import Presentation
import Storage

extension Destination {
    /// The format that a file's ending asks for; nil where it asks for none.
    var format: OutputFormat? {
        guard case .file(let path, _) = self, let dot = path.lastIndex(of: ".") else { return nil }
        return OutputFormat(ending: String(path[path.index(after: dot)...]))
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
        guard gathering.write(output, hasTable ? format : .box, environment.isCancelled) else {
            Table.release(output)
            throw .interrupted
        }
        switch destination.value {
        case .program(let command):
            let status = program(command, text)
            guard status == 0 else {
                throw Diagnostic(NotebookWords.ended(command, status), at: destination.span)
            }
        case .file(let path, let appends):
            do throws(FileError) {
                try environment.files.redirect(text, to: path, appends: appends)
            } catch {
                throw Diagnostic(writing: path, error, at: destination.span)
            }
            sink.write([.line(NotebookWords.written(path))], screen ?? format)
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
        guard gathering.write(output, format, isCancelled) else {
            Table.release(output)
            throw .interrupted
        }
        flush()
    }
}
