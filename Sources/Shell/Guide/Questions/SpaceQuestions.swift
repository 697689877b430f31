import CostModel
import Units

extension GuideQuestion {
    /// Step 2: which plans are worth a look; the answers are kept for the sweep.
    static let spaceQuestions: [GuideQuestion] = [
        GuideQuestion(
            name: "slo", step: .space, text: "tokens/s that each request needs", prefix: "", canSkip: { _ in false },
            standard: { Decimal.shortest($0.serviceLevel) },
            makeCommands: { (answer: String, _: GuideView) throws(Diagnostic) -> [String] in
                let span = 0..<answer.count
                let value = try QuantityArgument.read(answer, as: .throughput, at: span)
                guard value > 0 else { throw Diagnostic("there is nothing to ask for", at: span, expected: "a rate") }
                return []
            }, later: { "filter tps_batch>=\(Decimal.shortest($0.serviceLevel))" }),
        axis(
            "chips", "chips", notes: GuideRules.chips,
            standard: { Decimal.shortest($0.probe.reference?.scenario.deployment.chips ?? $0.chips) }),
        axis(
            "tbo", "TBO (two-batch overlap)", isAsked: { $0.chips > 1 }, notes: GuideRules.overlap,
            standard: { GuideRules.overlapPays($0) ? "on" : "off" }),
        axis(
            "moe_tp", "MoE TP (chips that share an expert)",
            isAsked: { $0.chips > 1 && $0.session.draft.model.moeLayers > 0 }, notes: GuideRules.expertTP,
            standard: { view in
                let plans = GuideRules.expertSizes(view)
                let best = plans.max { $0.tokensPerChip < $1.tokensPerChip }
                return Decimal.shortest(best?.scenario.deployment.moeTP ?? 1)
            }),
        axis(
            "tp", "TP (chips that share attention)", isAsked: { $0.chips > 1 }, notes: GuideRules.attentionTP,
            standard: { view in
                guard let best = view.probe.best ?? view.probe.reference else { return "1" }
                let tp = best.scenario.deployment.tp
                let sizes = [tp / 2, tp, 2 * tp].filter { $0 >= 1 && view.probe.plan(tp: $0, batch: 1) != nil }
                return sizes.map(Decimal.shortest).joined(separator: ",")
            }),
        axis(
            "batch", "batch (sequences per chip)", notes: { GuideRules.reserve($0) + GuideRules.margin($0) },
            standard: { view in
                // From well inside the service level to well beyond it, so that the boundary shows.
                let best = view.probe.reference?.scenario.deployment.batch ?? 1
                let values = [0.6, 0.8, 1, 1.2, 1.6].map { max(1, (best * $0).rounded()) }
                var seen: Set<Double> = []
                return values.filter { seen.insert($0).inserted }.map(Decimal.shortest).joined(separator: ",")
            }),
    ]

    /// The axes of the sweep as they were answered.
    static func axes(_ view: GuideView) -> String {
        ["chips", "tp", "batch", "moe_tp", "tbo"].compactMap { name in
            guard let values = view.answers[name] else { return nil }
            // One choice that is set already needs no column of its own.
            return name == "tbo" && values == view.value("tbo") ? nil : "\(name)=\(values)"
        }.joined(separator: " ")
    }

    private static func axis(
        _ name: String, _ text: String, isAsked: @escaping @Sendable (GuideView) -> Bool = { _ in true },
        notes: @escaping @Sendable (GuideView) -> [String], standard: @escaping @Sendable (GuideView) -> String
    ) -> GuideQuestion {
        GuideQuestion(
            name: name, step: .space, text: text, prefix: "", isAsked: isAsked, standard: standard, notes: notes,
            makeCommands: { (answer: String, _: GuideView) throws(Diagnostic) -> [String] in
                let span = 0..<max(1, answer.count)
                let parameter = try ParameterName.findAxis(name, at: span)
                guard !answer.contains(" ") else {
                    throw Diagnostic("'\(answer)' is not a list of values", at: span, expected: "values such as 2,4,8")
                }
                _ = try AxisValues.read(Token(text: answer, span: span), parameter)
                return []
            }, later: { "sweep " + axes($0) })
    }
}
