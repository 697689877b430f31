import Language
import Notebook
import Terminal
import Verbs

/// What is typed at the prompt: the lines that a backslash continues, and how the one under edit looks.
final class TypedLine {
    /// What was typed of a line that goes on.
    var continuation = Continuation()
    /// Whether what is typed is an answer between the steps of a replay.
    var isStep = false

    /// The command of the system's shell that a line runs, behind its `!`; nil where it is none.
    static func systemCommand(in line: String) -> String? {
        let text = line.drop(while: \.isWhitespace)
        guard text.first == "!" || text.first == "！" else { return nil }
        return String(text.dropFirst().drop(while: \.isWhitespace))
    }

    /// How a line looks behind what was typed before it.
    func look(of line: String, _ interpreter: Interpreter<Session>) -> LineLook {
        guard !isStep else { return LineLook(offersHistory: false) }
        let before = continuation.pending.map { $0 + " " } ?? ""
        if !interpreter.isAsking, Self.systemCommand(in: before + line) != nil {
            let hint = interpreter.session.spoken.speak { ShellWords.systemCommand }
            return LineLook(hint: [LineLook.HintPiece(hint)])
        }
        var rest = Substring(line)
        if !interpreter.isAsking, Continuation.continues(line) {
            while rest.last != "\\" { rest.removeLast() }
            rest.removeLast()
        }
        let reading = interpreter.reading(of: before + rest)
        let parts = reading.parts.map { part in
            let span = part.characters
            return LineLook.Part(
                max(0, span.lowerBound - before.count)..<max(0, span.upperBound - before.count), Self.ink(part.kind))
        }
        return LineLook(
            parts: parts, hint: reading.hint.pieces.map { LineLook.HintPiece($0.text, isMarked: $0.isNext) },
            offersHistory: before.isEmpty && !interpreter.isAsking)
    }

    private static func ink(_ kind: LineReading.Kind) -> LineLook.Ink {
        switch kind {
        case .verb: .verb
        case .number: .number
        case .error: .error
        case .comment: .faint
        }
    }
}
