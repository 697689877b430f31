import Catalog
import CostModel
import Units

extension GuideQuestion {
    /// Step 1: what is deployed, and how its chips are joined.
    static let chipQuestions: [GuideQuestion] = [
        GuideQuestion(
            name: "chip", step: .chip, text: "chip", prefix: "arch load ", canSkip: { $0.session.chip != nil },
            standard: { $0.session.chip?.name ?? Catalog.chips[0].name },
            notes: { _ in ["arch list shows what there is; arch set changes any figure of a chip"] },
            makeCommands: { (answer: String, view: GuideView) throws(Diagnostic) -> [String] in
                // Loading it again would take back what was set.
                answer == view.session.chip?.name ? [] : ["arch load " + answer]
            }),
        GuideQuestion(
            name: "model", step: .chip, text: "model", prefix: "model load ", canSkip: { $0.session.model != nil },
            standard: { $0.session.model?.name ?? Catalog.models[0].name },
            makeCommands: { (answer: String, view: GuideView) throws(Diagnostic) -> [String] in
                answer == view.session.model?.name ? [] : ["model load " + answer]
            }),
        GuideQuestion(
            name: "input", step: .chip, text: "input tokens", prefix: "workload set input=",
            standard: { $0.value("input") },
            makeCommands: { (answer: String, view: GuideView) throws(Diagnostic) -> [String] in
                let phase = view.session.workload.phase == .decode ? "" : "phase=decode "
                return ["workload set \(phase)input=\(joined(answer))"]
            }),
        parameter("topology", "topology", notes: GuideRules.topology) { view in
            view.chips > view.session.draft.chip.network.intra.size
        },
        parameter("inter_bw", "bandwidth between groups", notes: GuideRules.interBandwidth) { view in
            let network = view.session.draft.chip.network
            return network.isFlat == 0 && view.chips > network.intra.size
        },
        parameter("dram_util", "share of DRAM bandwidth", notes: GuideRules.dramUtilisation),
    ]

    /// A figure of the chip, set to what it is unless another is given.
    private static func parameter(
        _ name: String, _ text: String, notes: @escaping @Sendable (GuideView) -> [String],
        isAsked: @escaping @Sendable (GuideView) -> Bool = { _ in true }
    ) -> GuideQuestion {
        GuideQuestion(
            name: name, step: .chip, text: text, prefix: "arch set \(name)=", isAsked: isAsked,
            standard: { $0.value(name) }, notes: notes,
            makeCommands: { (answer: String, _: GuideView) throws(Diagnostic) -> [String] in
                ["arch set \(name)=\(joined(answer))"]
            })
    }

    /// `16 GB/s` as one word.
    private static func joined(_ answer: String) -> String { answer.filter { $0 != " " } }
}
