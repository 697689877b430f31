import Catalog
import CostModel
import Language
import Notebook
import Words

extension GuideQuestion {
    /// Step 1: what is deployed, and what it serves.
    static let chipQuestions: [GuideQuestion] = [
        GuideQuestion(
            name: "chip", step: .chip, text: { GuideWords.chip }, prefix: "arch load ",
            possible: { GuideWords.nameOrNumber }, joins: { Lexer.quoted($0) },
            choices: { Catalog.chips.prefix(offered).map { GuideChoice(answer: $0.name) } },
            canSkip: { $0.session.chip != nil },
            standard: { $0.session.chip?.name ?? Catalog.chips[0].name },
            notes: { _ in [GuideWords.chipNote] },
            makeCommands: { (answer: String, view: GuideView) throws(Diagnostic) -> [String] in
                // Loading it again would take back what was set.
                answer == view.session.chip?.name ? [] : ["arch load " + Lexer.quoted(answer)]
            }),
        GuideQuestion(
            name: "model", step: .chip, text: { GuideWords.model }, prefix: "model load ",
            possible: { GuideWords.nameOrNumber }, joins: { Lexer.quoted($0) },
            choices: { Catalog.models.prefix(offered).map { GuideChoice(answer: $0.name) } },
            canSkip: { $0.session.model != nil },
            standard: { $0.session.model?.name ?? Catalog.models[0].name },
            makeCommands: { (answer: String, view: GuideView) throws(Diagnostic) -> [String] in
                answer == view.session.model?.name ? [] : ["model load " + Lexer.quoted(answer)]
            }),
        GuideQuestion(
            name: "load", step: .chip, text: { GuideWords.load }, prefix: "",
            possible: { LanguageWords.oneOf(GuideLoad.allCases.map(\.rawValue)) },
            choices: { GuideLoad.allCases.map { GuideChoice(answer: $0.rawValue, names: $0.names) } },
            standard: { $0.load.rawValue }, notes: { _ in [GuideWords.loadNote] },
            makeCommands: { (answer: String, view: GuideView) throws(Diagnostic) -> [String] in
                guard let load = GuideLoad(rawValue: answer.lowercased()) else {
                    throw GuideWords.notALoad(
                        answer, of: GuideLoad.allCases.map(\.rawValue), at: 0..<max(1, answer.count))
                }
                guard load != view.load else { return [] }
                let needsAnswer = load.hasOutput && load.hasFirstToken && view.session.workload.output < 1
                let noRate = view.load == .rate ? " rate=0 users=0" : ""
                return ["workload set \(load.settings)\(noRate)" + (needsAnswer ? " output=\(usualOutput)" : "")]
            }),
        GuideQuestion(
            name: "input", step: .chip, text: { GuideWords.input }, prefix: "workload set input=",
            joins: joined, standard: { $0.value("input") }),
        GuideQuestion(
            name: "output", step: .chip, text: { GuideWords.output }, prefix: "workload set output=",
            joins: joined, isAsked: { $0.load.hasOutput && $0.load.hasFirstToken },
            standard: { $0.value("output") },
            objection: { view in
                let draft = view.session.draft
                guard draft.workload.output < 1 else { return nil }
                return DivisibilityWords.diagnostic(.outputInServing, draft, at: nil)
            }),
    ]

    /// How much comes, and within which times it is to be served.
    static let rateQuestions: [GuideQuestion] = [
        GuideQuestion(
            name: "rate", step: .space, text: { GuideWords.rate }, prefix: "workload set rate=",
            joins: joined, isAsked: { !$0.load.isSwept }, standard: { $0.value("rate") },
            notes: { _ in [GuideWords.rateNote] },
            objection: { view in
                view.session.workload.rate > 0
                    ? nil : Diagnostic(SizingWords.noRate, hint: SizingWords.setRate)
            }),
        limit("first token", { GuideWords.firstTokenLimit }, "ttft_p95_ms", standard: "2s"),
        limit("token", { GuideWords.tokenLimit }, "tpot_p95_ms", standard: "50ms"),
    ]

    /// A time that nearly all requests are to keep, beside those that were given before.
    private static func limit(
        _ name: String, _ text: @escaping @Sendable () -> String, _ metric: String, standard: String
    ) -> GuideQuestion {
        GuideQuestion(
            name: name, step: .space, text: text, prefix: "slo \(metric)<=", joins: joined,
            isAsked: { !$0.load.isSwept },
            standard: { _ in standard },
            makeCommands: { (answer: String, view: GuideView) throws(Diagnostic) -> [String] in
                let others = view.session.slo.filter { condition in
                    !condition.comparisons.contains { $0.quantifier.name == metric }
                }
                return ["slo " + (others.map(\.text) + ["\(metric)<=\(joined(answer))"]).joined(separator: " and ")]
            })
    }

    /// Figures of the chip that decide how well its chips work together; asked once the load and the chips are known.
    static let linkQuestions: [GuideQuestion] = [
        parameter(
            "topology", { GuideWords.topology },
            choices: {
                [
                    GuideChoice(answer: "one-tier", names: ["一层", "单层", "一级"]),
                    GuideChoice(answer: "two-tier", names: ["两层", "二层", "双层", "二级"]),
                ]
            },
            notes: GuideRules.topology
        ) { view in
            view.load.isSwept && view.chips > view.session.draft.chip.network.intra.size
        },
        parameter("inter_bw", { GuideWords.interBandwidth }, notes: GuideRules.interBandwidth) { view in
            let network = view.session.draft.chip.network
            return view.load.isSwept && network.topology == .twoTier && view.chips > network.intra.size
        },
        parameter("dram_util", { GuideWords.dramUtilisation }, notes: GuideRules.dramUtilisation) { $0.load.isSwept },
    ]

    /// Chips and models that are offered with a number: the first of the catalogue.
    private static let offered = 9

    /// Output tokens that are put in front where a served request has none yet.
    private static let usualOutput = 1024

    /// A figure of the chip, set to what it is unless another is given.
    private static func parameter(
        _ name: String, _ text: @escaping @Sendable () -> String,
        choices: @escaping @Sendable () -> [GuideChoice] = { [] },
        notes: @escaping @Sendable (GuideView) -> [String],
        isAsked: @escaping @Sendable (GuideView) -> Bool = { _ in true }
    ) -> GuideQuestion {
        GuideQuestion(
            name: name, step: .space, text: text, prefix: "arch set \(name)=", joins: joined, choices: choices,
            isAsked: isAsked, standard: { $0.value(name) }, notes: notes)
    }

    /// `16 GB/s` as one word.
    private static let joined: @Sendable (String) -> String = { answer in answer.filter { $0 != " " } }
}
