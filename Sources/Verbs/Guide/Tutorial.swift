import Language
import Notebook
import Storage
import Words

/// Ten minutes in which a newcomer types the commands of a small study; what is typed is run and checked.
struct Tutorial: Dialogue {
    /// Something to type, and how it is seen that it was.
    struct Step: Sendable {
        /// The verb that it is about.
        let verb: String
        /// What Enter runs.
        let command: @Sendable (Session) -> String
        /// What is said before it.
        let before: @Sendable () -> String
        /// What is said once it is done.
        let after: @Sendable () -> String
        /// Whether the session shows that it is done.
        let isDone: @Sendable (Session) -> Bool
    }

    /// The steps, in order.
    static let steps: [Step] = [
        Step(
            verb: "arch load", command: { _ in "arch load h200" }, before: { TutorialWords.chip },
            after: { TutorialWords.chipDone }
        ) { $0.chip != nil },
        Step(
            verb: "model load", command: { _ in "model load qwen3-32b" }, before: { TutorialWords.model },
            after: { TutorialWords.modelDone }
        ) { $0.model != nil },
        Step(
            verb: "workload set",
            command: { session in
                // Whoever comes from the guide may have a server set.
                "workload set" + (session.workload.serving == .static ? "" : " serving=static") + " input=4096"
            }, before: { TutorialWords.workload },
            after: { TutorialWords.workloadDone }
        ) { _ in true },
        Step(
            verb: "sweep", command: { _ in "sweep chips=8 tp=2,4,8 batch=4..64:*2" }, before: { TutorialWords.sweep },
            after: { TutorialWords.sweepDone }
        ) { ($0.plans?.count ?? 0) > 1 },
        Step(
            verb: "filter", command: { _ in "filter tps_batch>=40" }, before: { TutorialWords.filter },
            after: { TutorialWords.filterDone }
        ) { ($0.plans?.count ?? 0) > 0 },
        Step(
            verb: "top", command: { _ in "top 3" }, before: { TutorialWords.top }, after: { TutorialWords.topDone }
        ) { _ in true },
        Step(
            verb: "breakdown", command: { _ in "breakdown 1" }, before: { TutorialWords.breakdown },
            after: { TutorialWords.breakdownDone }
        ) { _ in true },
        Step(
            verb: "suggest", command: { _ in "suggest 1" }, before: { TutorialWords.suggest },
            after: { TutorialWords.suggestDone }
        ) { _ in true },
        Step(
            verb: "save", command: { _ in "save --force tutorial.sextant" }, before: { TutorialWords.save },
            after: { TutorialWords.saveDone }
        ) { !$0.written.isEmpty },
    ]

    private var index = 0
    /// Sessions as they were before each step that is over.
    private var trail: [(session: Session, past: [Session])] = []

    private var step: Step { Self.steps[min(index, Self.steps.count - 1)] }

    /// Words that are taken at every step.
    var words: [Completion] {
        [
            Completion("back", TutorialWords.back), Completion("skip", TutorialWords.skip),
            Completion("quit", TutorialWords.quit), Completion("help", TutorialWords.help),
        ]
    }

    /// The same, with the Chinese words that mean them.
    private var everyWord: [Completion] {
        words + [
            Completion("上一步", TutorialWords.back), Completion("返回", TutorialWords.back),
            Completion("跳过", TutorialWords.skip), Completion("退出", TutorialWords.quit),
            Completion("帮助", TutorialWords.help),
        ]
    }

    /// Commands are typed whole, and completed as at any prompt.
    var prefix: String { " " }

    func open(_ answer: String, _ session: Session) -> OpenQuestion {
        OpenQuestion(line: answer, words: everyWord, possible: TutorialWords.possible, fault: nil)
    }

    func prompt(_ session: Session) -> String {
        TutorialWords.prompt(index + 1, of: Self.steps.count, step.command(session))
    }

    func introduction(_ session: Session) -> [String] { ["  " + step.before()] }

    func answer(_ line: String, _ session: Session) -> String {
        line.allSatisfy(\.isWhitespace) ? step.command(session) : line
    }

    func request(_ line: String, _ session: Session) throws(Diagnostic) -> DialogueRequest {
        switch line.split(whereSeparator: \.isWhitespace).joined(separator: " ") {
        case "back", "上一步", "返回":
            guard !trail.isEmpty else { throw TutorialWords.firstStep }
            return .back
        case "skip", "跳过": return .run([])
        case "quit", "exit", "退出": return .quit
        case "help", "?", "？", "帮助": return .help
        default: return .run([line])
        }
    }

    /// What does not do what a step is for leaves it open, and is no error.
    func objection(_ session: Session) -> Diagnostic? { nil }

    mutating func advance(
        _ line: String, from before: (session: Session, past: [Session]), to session: Session
    ) -> (remarks: [String], isOver: Bool) {
        let isSkipped = ["skip", "跳过"].contains(line.filter { !$0.isWhitespace })
        let typed = session.cells.count > before.session.cells.count ? session.cells.last?.text ?? "" : ""
        let isVerb = typed == step.verb || typed.hasPrefix(step.verb + " ")
        guard isSkipped || (isVerb && step.isDone(session)) else {
            // Looking around is no mistake: the step stays open.
            return ([TutorialWords.stillOpen(step.verb, such: step.command(session))], false)
        }
        let remark = isSkipped ? [] : [step.after()]
        trail.append(before)
        index += 1
        return (remark, index >= Self.steps.count)
    }

    mutating func goBack() -> (session: Session, past: [Session])? {
        guard let moment = trail.popLast() else { return nil }
        index -= 1
        return moment
    }
}
