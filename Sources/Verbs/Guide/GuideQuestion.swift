import Language
import Words

/// The five steps from a chip to a saved plan.
enum GuideStep: Int, Sendable, CaseIterable {
    case chip = 1
    case space, sweep, choice, result

    /// What is settled in it.
    var title: String {
        switch self {
        case .chip: GuideWords.chipStep
        case .space: GuideWords.spaceStep
        case .sweep: GuideWords.sweepStep
        case .choice: GuideWords.choiceStep
        case .result: GuideWords.resultStep
        }
    }
}

/// An answer that is offered with a number.
struct GuideChoice: Sendable {
    /// What is answered.
    let answer: String
    /// Other words for it.
    var names: [String] = []
}

/// A question of the guide, declared once: prompt, default, completion, rules of thumb and commands follow.
struct GuideQuestion: Sendable {
    /// What was answered.
    struct Answer: Sendable {
        /// The answer, or the default that an empty line takes.
        let text: String
        /// Whether it is what the guide proposed, which needs no warning.
        let isDefault: Bool
    }

    /// The key of its answer.
    let name: String
    /// The step it belongs to.
    let step: GuideStep
    /// What is asked, as the prompt shows it in the language that is spoken.
    let text: @Sendable () -> String
    /// The command line that the answer completes; empty where the answer is kept for a later one.
    let prefix: String
    /// What may be answered, in a few words; empty where the prefix and the choices say it.
    var possible: @Sendable () -> String = { "" }
    /// Looks for what is wrong with an answer while it is typed; nil where its commands tell as fast.
    var check: (@Sendable (String) throws(Diagnostic) -> Void)?
    /// How an answer is written into one word behind the prefix; nil where it stands as it is.
    var joins: (@Sendable (String) -> String)?
    /// What may be answered by a number, where there is a handful.
    var choices: @Sendable () -> [GuideChoice] = { [] }
    /// Whether it makes sense, given what was answered.
    var isAsked: @Sendable (GuideView) -> Bool = { _ in true }
    /// Whether the session can do without an answer.
    var canSkip: @Sendable (GuideView) -> Bool = { _ in true }
    /// What an empty answer stands for.
    let standard: @Sendable (GuideView) -> String
    /// Lines in front of it: rules of thumb, evaluated for the chip and model at hand.
    var notes: @Sendable (GuideView) -> [String] = { _ in [] }
    /// The commands that an answer stands for; nil for the prefix and the answer.
    var makeCommands: (@Sendable (String, GuideView) throws(Diagnostic) -> [String])?
    /// What is said once it is answered, such as rules of thumb that the answer breaks.
    var remarks: @Sendable (Answer, GuideView) -> [String] = { _, _ in [] }
    /// The later command that a kept answer becomes part of, as far as it is known.
    var later: (@Sendable (GuideView) -> String)?
    /// Why the session that the commands left is no good, or nil.
    var objection: @Sendable (GuideView) -> Diagnostic? = { _ in nil }

    /// The registry, in the order they are asked.
    static let all: [GuideQuestion] = chipQuestions + spaceQuestions + planQuestions

    /// The answer that a word stands for: a choice by its number or another name, or the word itself.
    func chosen(_ word: String) -> String {
        let choices = choices()
        if let number = Int(word), choices.indices.contains(number - 1) { return choices[number - 1].answer }
        return choices.first { $0.names.contains(word) }?.answer ?? word
    }

    /// The command line that an answer completes.
    func line(_ answer: String) -> String { prefix + (joins?(answer) ?? answer) }

    /// The commands that an answer stands for.
    func commands(_ answer: String, _ view: GuideView) throws(Diagnostic) -> [String] {
        guard let makeCommands else { return [line(answer)] }
        return try makeCommands(answer, view)
    }
}
