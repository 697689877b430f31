import CostModel
import Units

/// The five steps of the case study.
enum GuideStep: Int, Sendable, CaseIterable {
    case chip = 1
    case space, sweep, choice, result

    /// What is settled in it.
    var title: String {
        switch self {
        case .chip: "chip and topology"
        case .space: "search space"
        case .sweep: "sweep"
        case .choice: "filter and rank"
        case .result: "breakdown and save"
        }
    }
}

/// A question of the guide, declared once: prompt, default, completion, rules of thumb and commands follow.
struct GuideQuestion: Sendable {
    /// The key of its answer.
    let name: String
    /// The step it belongs to.
    let step: GuideStep
    /// What is asked, as the prompt shows it.
    let text: String
    /// The command line that the answer completes; empty where the answer is kept for a later one.
    let prefix: String
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
    /// The later command that a kept answer becomes part of, as far as it is known.
    var later: (@Sendable (GuideView) -> String)?
    /// Why the session that the commands left is no good, or nil.
    var objection: @Sendable (GuideView) -> Diagnostic? = { _ in nil }

    /// The registry, in the order they are asked.
    static let all: [GuideQuestion] = chipQuestions + spaceQuestions + planQuestions

    /// The commands that an answer stands for.
    func commands(_ answer: String, _ view: GuideView) throws(Diagnostic) -> [String] {
        guard let makeCommands else { return [prefix + answer] }
        return try makeCommands(answer, view)
    }
}

/// What a question may look at.
struct GuideView: Sendable {
    /// The session so far.
    let session: Session
    /// The answers so far, by the names of their questions.
    let answers: [String: String]

    /// Output tokens per second that each request needs.
    var serviceLevel: Double { answers["slo"].flatMap { try? Quantity.parse($0, as: .throughput) } ?? 10 }

    /// The number of chips that questions reckon with: the first that was answered, or else what is set.
    var chips: Double { first("chips") ?? session.deployment.chips }

    /// Searches plans near at hand.
    var probe: GuideProbe {
        GuideProbe(session.draft, chips: chips, serviceLevel: serviceLevel, moeTP: first("moe_tp") ?? 1)
    }

    /// The first value of an axis that was answered.
    private func first(_ axis: String) -> Double? {
        answers[axis].flatMap { $0.split { $0 == "," || $0 == "." }.first }
            .flatMap { try? Quantity.parse(String($0), as: .count) }
    }

    /// A parameter as it is set, as one word that reads back as the same value.
    func value(_ name: String) -> String {
        guard let parameter = Parameter.named(name) else { return "" }
        let value = parameter.get(session.draft)
        let text = ValueText.of(value, parameter).filter { $0 != " " }
        // Text of four digits may stand for a value of more.
        let isWhole = !parameter.choices.isEmpty || (try? Quantity.parse(text, as: parameter.dimension)) == value
        return isWhole ? text : Decimal.shortest(value)
    }
}
