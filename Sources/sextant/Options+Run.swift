import Glibc
import Language
import Notebook
import Service
import Terminal
import Text
import Verbs

extension Options {
    /// Does what arguments ask for; ends the program where that has an exit code of its own.
    static func run(_ arguments: [String]) {
        switch Options.parse(arguments) {
        case .failure(let message):
            Streams.error("sextant: \(Printable.text(message, keepsLines: false))\n\(ProgramDescription.sextant.usage)")
            exit(ExitCode.usage.rawValue)
        case .success(.version):
            Streams.output("sextant \(Version.number)\n")
        case .success(.help):
            Streams.output(ProgramDescription.sextant.usage)
        case .success(.generate(let file)):
            Streams.output(file.text(Session.description, .sextant))
        case .success(.schema):
            Streams.output(SchemaFile.text(Session.description))
        case .success(.serve(let folder)):
            exit(ServiceRunner.run(in: folder).rawValue)
        case .success(.accuracy):
            do throws(Diagnostic) {
                Streams.output(try AccuracyPage.text(Machine.environment(showsProgress: false)))
            } catch {
                Streams.error(error.render())
                exit(ExitCode.failure.rawValue)
            }
        case .success(.complete(let line)):
            Streams.output(Options.candidates(line))
        case .success(.commands(let text)):
            exit(BatchRunner().run(Script(text, name: "-c")).rawValue)
        case .success(.command(let words)):
            exit(BatchRunner().run(Script(words: words, name: "-c")).rawValue)
        case .success(.file(let path)):
            exit(BatchRunner().run(file: path).rawValue)
        case .success(.standardInput):
            exit(InteractiveShell().run().rawValue)
        case .success(.led(let verb)):
            exit(InteractiveShell().run(first: verb).rawValue)
        }
    }
}
