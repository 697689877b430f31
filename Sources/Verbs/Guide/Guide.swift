import Language
import Notebook
import Storage
import Words

/// A guided session: it asks, takes answers and names the plain commands that they stand for.
///
/// It knows no terminal and runs nothing: `Interpreter` runs the commands and records them as if they had been typed.
struct Guide: Dialogue {
    /// A question that was answered, and what stood before the answer.
    private struct Moment: Sendable {
        let index: Int
        let answers: [String: String]
        let session: Session
        let past: [Session]
    }

    /// Words that are taken at every question.
    var words: [Completion] {
        [
            Completion("back", GuideWords.back), Completion("skip", GuideWords.skip),
            Completion("quit", GuideWords.quit), Completion("help", GuideWords.help),
        ]
    }

    /// The same, with the Chinese words that mean them.
    private var everyWord: [Completion] {
        words + [
            Completion("上一步", GuideWords.back), Completion("返回", GuideWords.back),
            Completion("跳过", GuideWords.skip), Completion("退出", GuideWords.quit),
            Completion("帮助", GuideWords.help),
        ]
    }

    /// Where results are saved.
    private let files: FileSystem
    private var index = 0
    private var answers: [String: String] = [:]
    /// What was answered otherwise than proposed, by the names of the questions: proposed again behind a way back.
    private var chosen: [String: String] = [:]
    private var trail: [Moment] = []

    init(files: FileSystem) { self.files = files }

    /// The question that is open.
    var question: GuideQuestion { GuideQuestion.all[index] }

    /// What the question looks at.
    func view(_ session: Session) -> GuideView { GuideView(session: session, answers: answers, files: files) }

    /// What an empty answer to the open question stands for: what was chosen before, or what the question proposes.
    private func standard(_ session: Session) -> String { chosen[question.name] ?? question.standard(view(session)) }

    /// The question with its default, such as `1/5 chip [sg2260e]: `.
    func prompt(_ session: Session) -> String {
        let step = "\(question.step.rawValue)/\(GuideStep.allCases.count)"
        let standard = standard(session)
        return "\(step) \(question.text())" + (standard.isEmpty ? ": " : " [\(standard)]: ")
    }

    /// What is said before the question: the step's name at its first, and the rules of thumb in figures.
    func introduction(_ session: Session) -> [String] {
        let isNewStep = trail.last.map { GuideQuestion.all[$0.index].step != question.step } ?? true
        let title = GuideWords.step(question.step.rawValue, of: GuideStep.allCases.count, question.step.title)
        let choices = question.choices().map(\.answer)
        return (isNewStep ? [title] : [])
            + (question.notes(view(session)) + (choices.isEmpty ? [] : [GuideWords.choices(choices)])).map { "  " + $0 }
    }

    /// What a line asks for; an empty one takes the default.
    func request(_ line: String, _ session: Session) throws(Diagnostic) -> DialogueRequest {
        let words = line.split(whereSeparator: \.isWhitespace)
        if words.first?.hasPrefix("#") ?? false { return .nothing }
        switch words.count == 1 ? words[0] : "" {
        case "back", "上一步", "返回":
            guard !trail.isEmpty else { throw GuideWords.firstQuestion }
            return .back
        case "quit", "退出": return .quit
        case "help", "?", "？", "帮助": return .help
        case "skip", "跳过":
            guard question.canSkip(view(session)) else { throw GuideWords.cannotSkip }
            return .run([])
        default: return .run(try question.commands(answer(line, session), view(session)))
        }
    }

    /// The answer that a line gives: the default where it is empty, nothing where it skips.
    func answer(_ line: String, _ session: Session) -> String {
        let words = Lexer.halfWidth(line).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.isEmpty ? standard(session) : question.chosen(words)
    }

    /// Goes on to the next question that makes sense, and says what there is to say of the answer.
    mutating func advance(
        _ line: String, from before: (session: Session, past: [Session]), to session: Session
    ) -> (remarks: [String], isOver: Bool) {
        let given = answer(line, before.session)
        let answered = GuideQuestion.Answer(text: given, isDefault: given == answer("", before.session))
        let (later, remarks) = (question.later, question.remarks)
        trail.append(Moment(index: index, answers: answers, session: before.session, past: before.past))
        let isSkipped = ["skip", "跳过"].contains(given)
        answers[question.name] = isSkipped ? nil : given
        if !isSkipped, !answered.isDefault { chosen[question.name] = given }
        var isOver = false
        repeat {
            index += 1
            isOver = index >= GuideQuestion.all.count
        } while !isOver && !question.isAsked(view(session))
        let view = view(session)
        return (remarks(answered, view) + (later.map { [GuideWords.later($0(view))] } ?? []), isOver)
    }

    /// The command line that the answer to the open question completes.
    var prefix: String { question.prefix }

    func open(_ answer: String, _ session: Session) -> OpenQuestion {
        let typed = Lexer.halfWidth(answer).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let meant = question.chosen(typed)
        let choices = question.choices().enumerated().flatMap { index, choice in
            ([String(index + 1)] + choice.names).map { Completion($0, choice.answer) }
        }
        let asks = question.possible()
        let possible = asks.isEmpty ? "" : GuideWords.possible(asks)
        guard question.prefix.isEmpty else {
            // What another word stands for is read in its place.
            let line = question.line(meant == typed && question.joins == nil ? answer : meant)
            return OpenQuestion(line: line, words: everyWord, possible: possible, fault: nil)
        }
        var fault: Diagnostic?
        if !typed.isEmpty {
            do throws(Diagnostic) {
                if let check = question.check {
                    try check(meant)
                } else {
                    _ = try question.commands(meant, view(session))
                }
            } catch {
                fault = error
            }
        }
        let names = question.choices().map { Completion($0.answer, "") }
        return OpenQuestion(line: nil, words: everyWord + choices + names, possible: possible, fault: fault)
    }

    /// Why the session that the commands left is no good, or nil.
    func objection(_ session: Session) -> Diagnostic? { question.objection(view(session)) }

    /// Returns to the question before, and to the session as it was then.
    mutating func goBack() -> (session: Session, past: [Session])? {
        guard let moment = trail.popLast() else { return nil }
        index = moment.index
        answers = moment.answers
        return (moment.session, moment.past)
    }
}
