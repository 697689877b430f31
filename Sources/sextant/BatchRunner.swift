import Glibc
import Language
import Notebook
import Terminal
import Verbs

/// Runs commands that nobody types: no prompt, no banner, stop at the first error.
struct BatchRunner {
    private let environment = Machine.environment(showsProgress: isatty(STDERR_FILENO) == 1)
    private let interpreter: Interpreter<Session>
    private let sink: OutputSink

    init() {
        interpreter = Interpreter<Session>(environment: environment)
        var sink = OutputSink(standardOutput: Streams.output, standardError: Streams.error)
        sink.program = TextProgram.run
        self.sink = sink
    }

    /// Runs a script from a file.
    func run(file path: String) -> ExitCode {
        switch Script.read(path, environment.files) {
        case .success(let script): return run(script)
        case .failure(let diagnostic):
            Streams.error(diagnostic.render())
            return ExitCode.ofSignal ?? .failure
        }
    }

    /// Runs a script.
    func run(_ script: Script) -> ExitCode {
        do throws(Diagnostic) {
            try script.run(on: interpreter, sink)
            if let waiting = interpreter.unanswered { throw waiting }
        } catch {
            Streams.error(error.render())
            return ExitCode.ofSignal ?? .failure
        }
        return ExitCode.ofSignal ?? .success
    }
}
