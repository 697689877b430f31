import Synchronization

/// What was typed at the steps of a replay, given once more; behind the last of them the replay ends.
final class JournalAnswers: Sendable {
    private let rest: Mutex<ArraySlice<String>>

    init(_ answers: [String]) { rest = Mutex(answers[...]) }

    func next() -> StepAnswer { rest.withLock { $0.popFirst() }.map { .line($0) } ?? .ended }
}
