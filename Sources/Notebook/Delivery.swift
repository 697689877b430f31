import Language
import Presentation
import Storage

extension Destination {
    /// The format that a file's ending asks for; nil where it asks for none.
    var format: OutputFormat? {
        guard case .file(let path, _) = self, let dot = path.lastIndex(of: ".") else { return nil }
        return OutputFormat(ending: String(path[path.index(after: dot)...]))
    }

    /// The file that a picture is drawn into rather than written as text; nil for any other.
    fileprivate var picture: (path: String, isVector: Bool)? {
        guard case .file(let path, appends: false) = self else { return nil }
        return path.hasSuffix(".svg") ? (path, true) : path.hasSuffix(".png") ? (path, false) : nil
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
        if let plot = output.compactMap(\.plot).first, let picture = destination.value.picture {
            try draw(plot, into: picture.path, isVector: picture.isVector, program, at: destination.span)
            let others = output.filter { $0.plot == nil } + [.line(NotebookWords.written(picture.path))]
            sink.write(others, screen ?? format)
            return
        }
        // Where there is no table what is said is the result.
        let hasTable = output.contains { $0.isTable || ($0.plot != nil && format.isDocument) }
        var text = ""
        let gathering = OutputSink(standardOutput: { text += $0 }, standardError: sink.standardError)
        guard gathering.write(output, hasTable ? format : .box, environment.isCancelled) else {
            Table.release(output)
            throw .interrupted
        }
        switch destination.value {
        case .program(let command):
            guard !sink.refusesPrograms else { throw NotebookWords.noPrograms(at: destination.span) }
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

    /// Draws a picture into a file: SVG by ourselves, pixels by gnuplot where that is there.
    private func draw(
        _ plot: Plot, into path: String, isVector: Bool, _ program: (String, String) -> Int32, at span: Range<Int>
    ) throws(Diagnostic) {
        guard !isVector else {
            do throws(FileError) {
                try environment.files.redirect(plot.svg, to: path, appends: false)
            } catch {
                throw Diagnostic(writing: path, error, at: span)
            }
            return
        }
        guard program("command -v gnuplot > /dev/null", "") == 0 else { throw NotebookWords.noGnuplot(at: span) }
        let quoted = "'" + path.replacing("'", with: "'\\''") + "'"
        let status = program("gnuplot > \(quoted)", plot.gnuplot)
        guard status == 0 else { throw Diagnostic(NotebookWords.ended("gnuplot", status), at: span) }
    }

    /// Writes results in one piece, so that whoever shows them knows how long they are.
    private static func writeAtOnce(
        _ output: [Output], _ format: OutputFormat, _ sink: OutputSink, _ isCancelled: () -> Bool
    ) throws(Diagnostic) {
        var pending = ""
        var isWide = false
        func flush() {
            if !pending.isEmpty { (isWide ? sink.scroll ?? sink.standardOutput : sink.standardOutput)(pending) }
            (pending, isWide) = ("", false)
        }
        var gathering = sink
        gathering.standardOutput = { pending += $0 }
        if sink.scroll != nil {
            gathering.scroll = { text in
                pending += text
                isWide = true
            }
        }
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
