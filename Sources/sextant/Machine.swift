import Glibc
import Language
import Notebook
import Storage
import Terminal
import Text
import Units

/// The machine that the shell runs on.
enum Machine {
    static func environment(
        showsProgress: Bool, journal: Journal? = nil, editor: StepEditor = StepEditor()
    ) -> Environment {
        var environment = Environment(
            cores: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), now: seconds,
            isCancelled: { Interrupt.isRequested },
            progress: { text in
                guard showsProgress else { return }
                // A line that wraps could not be wiped again.
                let width = Style.detect(fileDescriptor: STDERR_FILENO).width
                let shown = Printable.text(text, keepsLines: false).prefix(max(0, width - 1))
                Streams.error(text.isEmpty ? "\r\u{1B}[K" : "\r\(shown)\u{1B}[K")
            },
            journal: journal)
        environment.today = { CalendarDay(seconds: Glibc.time(nil)) }
        if isatty(STDIN_FILENO) == 1 { environment.pause = { text in pause(text, editor) } }
        environment.clearScreen = {
            if Style.movesCursor(fileDescriptor: STDOUT_FILENO) { Streams.output("\u{1B}[H\u{1B}[2J\u{1B}[3J") }
        }
        return environment
    }

    /// Shows a text and waits for Enter or a command.
    private static func pause(_ text: String, _ editor: StepEditor) -> StepAnswer {
        let width = Style.detect(fileDescriptor: STDOUT_FILENO).width
        Streams.output(LineWrap.wrap(Printable.text(text), to: width) + "\n")
        let prompt = say(en: "(Enter runs it; a command, skip, quit) ", zh: "（回车执行；或输入命令、skip、quit）")
        if let line = editor.readLine(prompt: prompt) {
            switch line {
            case .line(let text): return .line(text)
            case .interrupted: return .interrupted
            case .endOfInput: return .ended
            }
        }
        Streams.error(prompt)
        switch EnterKey.wait() {
        case .line(let line): return .line(line)
        case .interrupted: return .interrupted
        case .ended: return .ended
        }
    }

    /// The commands of the file that an interactive shell begins with: none where there is no such file.
    static func startup(_ warn: (String) -> Void) -> [SourceLine] {
        let files = FileSystem()
        let path = UserFolder.settings.path(of: "sextant/rc") { name in getenv(name).map { String(cString: $0) } }
        guard let path, files.exists(path) else { return [] }
        switch Script.read(path, files) {
        case .success(let script): return script.commands
        case .failure(let diagnostic):
            warn(diagnostic.message)
            return []
        }
    }

    /// Where the journals of this user are.
    static func journal() -> Journal? {
        Journal.defaultFolder { name in getenv(name).map { String(cString: $0) } }.map { Journal(folder: $0) }
    }

    /// Seconds since some moment.
    @Sendable static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// The line editor of a person's shell, where there is one, for what is typed at the steps of a replay.
final class StepEditor: @unchecked Sendable {
    // @unchecked: commands run on the one thread that also reads lines.
    var editor: (any LineEditor)?
    /// What is typed, which looks otherwise there.
    var typed: TypedLine?

    /// Reads a line; nil where there is no editor.
    func readLine(prompt: String) -> LineInput? {
        typed?.isStep = true
        defer { typed?.isStep = false }
        return editor?.readLine(prompt: prompt)
    }
}
