import Glibc
import Terminal

// Echoes each line between brackets; a few words act as commands that the tests of the line editor need.

let verbs = [
    CompletionCandidate(text: "sweep", detail: "run every combination"),
    CompletionCandidate(text: "switch", detail: "choose a chip"),
    CompletionCandidate(text: "top", detail: "rank the results"),
    CompletionCandidate(text: "topology", detail: "groups of chips"),
    CompletionCandidate(text: "中文", detail: "two wide characters"),
]
let parameters = [
    CompletionCandidate(text: "batch=", detail: "sequences", appendsSpace: false),
    CompletionCandidate(text: "chips=", detail: "count", appendsSpace: false),
]

func complete(_ line: String) -> CompletionAnswer {
    let start = line.lastIndex(of: " ").map { line.index(after: $0) } ?? line.startIndex
    let word = line[start...]
    let offset = line.distance(from: line.startIndex, to: start)
    let all = offset == 0 ? verbs : parameters
    return CompletionAnswer(
        replacing: offset..<(offset + word.count), candidates: all.filter { $0.text.hasPrefix(word) })
}

/// Verbs green, numbers cyan, an unknown first word red; below it how many columns it has.
func look(_ line: String) -> LineLook {
    var parts: [LineLook.Part] = []
    let first = line.prefix { $0 != " " }
    let isVerb = verbs.contains { $0.text == first }
    if !first.isEmpty { parts.append(LineLook.Part(0..<first.count, isVerb ? .verb : .error)) }
    for (number, character) in line.enumerated() where character.isNumber {
        parts.append(LineLook.Part(number..<number + 1, .number))
    }
    let hint = isVerb ? [LineLook.HintPiece("next: "), LineLook.HintPiece("数值", isMarked: true)] : []
    return LineLook(
        parts: parts, hint: line.hasPrefix("un") ? [LineLook.HintPiece("未知命令 \(first)，应为 sweep")] : hint,
        offersHistory: !line.hasPrefix("-"))
}

func say(_ text: String) {
    print(text)
    fflush(nil)
}

Interrupt.install()
var history = HistoryStore.standard()
if let warning = history.load() { say("warning: \(warning)") }
let isPlain = getenv("ECHO_PLAIN") != nil
let display = LineDisplay(
    style: { Style.detect(fileDescriptor: STDOUT_FILENO, colour: isPlain ? false : nil) }, look: look)
let editor = LineEditors.standard(display: getenv("ECHO_LOOK") == nil ? nil : display, complete: complete)
editor.setHistory(history.entries)
let style = Style.detect(fileDescriptor: STDOUT_FILENO)
let name = getenv("ECHO_PROMPT").map { String(cString: $0) } ?? "echo> "
let prompt = editor.isInteractive ? style.bold(name) : ""

reading: while true {
    switch editor.readLine(prompt: prompt) {
    case .line(let line):
        if let warning = history.record(line) { say("warning: \(warning)") }
        editor.remember(line)
        switch line {
        case "crash": abort()
        case "exit": exit(7)
        case "sleep":
            say("sleeping")
            for _ in 0..<300 where !Interrupt.isRequested { usleep(10_000) }
            say(Interrupt.isRequested ? "cancelled" : "slept")
        case "nap":
            say("napping")
            let start = ContinuousClock.now
            while ContinuousClock.now - start < .milliseconds(400) { usleep(10_000) }
            say("awake")
        case "install":
            let before = openFiles()
            Interrupt.install()
            say("\(openFiles() - before) more files")
        case "stuck":
            say("stuck")
            while true { usleep(10_000) }
        case "normal":
            editor.withNormalTerminal { say(readLineFromTerminal()) }
        case "close":
            editor.close()
            say(readLineFromTerminal())
            exit(0)
        case "wait":
            say("waiting")
            switch EnterKey.wait() {
            case .line(let answer): say("answered <\(answer)>")
            case .interrupted: say("answered by Ctrl-C")
            case .ended: say("answered by Ctrl-D")
            }
        case "width":
            let style = Style.detect(fileDescriptor: STDOUT_FILENO)
            say("\(style.width) columns, cursor \(Style.movesCursor(fileDescriptor: STDOUT_FILENO))")
        case _ where line.hasPrefix("page "):
            let rows = (1...(Int(line.dropFirst(5)) ?? 1)).map { "row \($0)\n" }.joined()
            let pager = Pager { name in getenv(name).map { String(cString: $0) } }
            say(editor.withNormalTerminal { pager.show(rows) } ? "shown by the pager" : "shown by the shell")
        default: say("[\(line.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "|"))]")
        }
    case .interrupted: say("(interrupted)")
    case .endOfInput: break reading
    }
}
editor.close()
say("bye")

/// How many files this process has open.
func openFiles() -> Int { (0..<256).count { fcntl($0, F_GETFD) >= 0 } }

func readLineFromTerminal() -> String {
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    return "normal <" + String(decoding: bytes.prefix(max(count - 1, 0)), as: UTF8.self) + ">"
}
