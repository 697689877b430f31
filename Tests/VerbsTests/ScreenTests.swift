import Storage
import Synchronization
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// What the shell says, screen by screen: each file of `Screens` holds commands with all that they print, errors too.
///
/// The files are scripts with recorded output, but a command that fails ends none of them. `#cat FILE` shows a file that
/// commands wrote, `#tab LINE` what completion offers, and `#answer TEXT` is what is typed at a step of the next replay. The folder `Files` holds those that commands read.
/// `RECORD=1 swift test --filter ScreenTests` writes the outputs of today in place of those recorded: read what changed
/// before it is kept.
@Suite struct ScreenTests {
    private static let folder = Project.root + "/Tests/VerbsTests/Screens"
    static let names = Folder.names(in: folder).filter { $0.hasSuffix(".sextant") }

    @Test func thereAreScreens() { #expect(Self.names.count > 10) }

    @Test(arguments: names) func printsWhatItRecorded(_ name: String) throws {
        let path = Self.folder + "/" + name
        let script = Script(try #require(TextFile.read(path)), name: name)
        let screen = try Screen(files: Self.folder + "/Files")
        let outputs = script.entries.map { screen.output(of: $0.text) }
        // The stamp of the program's version is no part of what is recorded here.
        let today = Replay.updated(script, outputs, Session.stamp)
        let recorded = Script(try Recording.text(at: path, today: today), name: name)
        for (entry, output) in zip(recorded.entries, outputs) {
            #expect((entry.recorded ?? "") == output, "line \(entry.number): \(entry.text)")
        }
        #expect(recorded.entries.count == outputs.count)
    }
}

/// What is answered at the steps of a replay, and what was asked there.
private final class Steps: Sendable {
    private let state = Mutex((answers: [StepAnswer](), asked: ""))

    /// Keeps an answer for a later step; says nothing.
    func add(_ answer: String) -> String {
        let answers: [String: StepAnswer] = ["^C": .interrupted, "^D": .ended]
        state.withLock { $0.answers.append(answers[answer] ?? .line(answer)) }
        return ""
    }

    /// The next answer that was kept; the input ends behind the last.
    func answer(to question: String) -> StepAnswer {
        state.withLock { state in
            state.asked += "? \(question)\n"
            return state.answers.isEmpty ? .ended : state.answers.removeFirst()
        }
    }

    /// What was asked since this was asked for.
    func asked() -> String {
        state.withLock { state in
            defer { state = ([], "") }
            return state.asked
        }
    }
}

/// A shell on a disk in memory, and everything that it shows.
private struct Screen {
    private let disk = MemoryDisk()
    private let interpreter: Interpreter<Session>
    private let steps = Steps()

    /// A shell whose disk holds the files of a folder.
    init(files folder: String) throws {
        for file in Folder.names(in: folder) {
            disk.put(try #require(TextFile.read(folder + "/" + file)), at: file)
        }
        interpreter = Interpreter<Session>(
            environment: Environment(
                cores: 1, now: { 0 }, pause: { [steps] in steps.answer(to: $0) }, files: disk.fileSystem))
    }

    /// All that a line shows; the stamp of the catalogue's constants changes with each of them and is blanked.
    func output(of line: String) -> String {
        let text =
            if line.hasPrefix("#cat ") {
                disk.text(String(line.dropFirst(5))) ?? "there is no such file\n"
            } else if line.hasPrefix("#tab ") {
                candidates(for: String(line.dropFirst(5)))
            } else if line.hasPrefix("#answer") {
                steps.add(String(line.dropFirst("#answer ".count)))
            } else {
                run(line) + steps.asked()
            }
        return text.replacing(Session.constants, with: String(repeating: "-", count: Session.constants.count))
    }

    /// What a line prints to either stream, and its error.
    private func run(_ line: String) -> String {
        var text = ""
        var sink = OutputSink(standardOutput: { text += $0 }, standardError: { text += $0 })
        // Programs are those of the machine, and only what they are given is of interest here.
        sink.program = { command, input in
            text += "to \(command):\n\(input)"
            return command == "false" ? 1 : 0
        }
        do throws(Diagnostic) {
            try interpreter.run(SourceLine(file: nil, number: 1, text: line), sink)
        } catch {
            text += error.render()
        }
        return text
    }

    /// The first words that may stand at the end of a line, how many characters they replace, and how many there are.
    private func candidates(for line: String) -> String {
        let (replacing, candidates) = interpreter.complete(line)
        return "\(candidates.count) for the last \(replacing)\n"
            + candidates.prefix(8).map { "  \($0.text)  \($0.detail)\n" }.joined()
    }
}
