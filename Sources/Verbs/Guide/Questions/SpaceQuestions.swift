import CostModel
import Language
import Units
import Words

extension GuideQuestion {
    /// Step 2: what is asked for, and which plans are worth a look; the answers are kept for the sweep and the filter.
    static let spaceQuestions: [GuideQuestion] = rateQuestions + levelQuestions + linkQuestions + axisQuestions

    private static let levelQuestions: [GuideQuestion] = [
        level(
            "slo", { GuideWords.speed }, .throughput, isAsked: { $0.load.hasOutput },
            standard: { Decimal.shortest($0.speed) }),
        level(
            "ttft", { GuideWords.firstToken }, .time, isAsked: { $0.load.hasFirstToken },
            standard: { Quantity.format($0.firstToken, .time).filter { $0 != " " } }),
        level(
            "margin", { GuideWords.margin }, .ratio, most: 1, notes: GuideRules.margin,
            standard: { "\(Decimal.shortest(100 * $0.margin))%" }),
        axis(
            "chips", { GuideWords.chips }, notes: GuideRules.chips,
            standard: { $0.chipCounts.map(Decimal.shortest).joined(separator: ",") }),
    ]

    private static let axisQuestions: [GuideQuestion] = [
        axis(
            "tbo", { GuideWords.overlap }, isAsked: { $0.chips > 1 }, notes: GuideRules.overlap,
            standard: { GuideRules.overlapPays($0) ? "on" : "off" }),
        axis(
            "moe_tp", { GuideWords.expertTP },
            isAsked: { $0.chips > 1 && $0.session.draft.model.moeLayers > 0 }, notes: GuideRules.expertTP,
            standard: { view in
                values(
                    view.references.map { plan in
                        let best = GuideRules.expertSizes(plan).max { $0.rate < $1.rate }
                        return best?.scenario.deployment.moeTP ?? 1
                    })
            }),
        axis(
            "tp", { GuideWords.attentionTP }, isAsked: { $0.chips > 1 }, notes: GuideRules.attentionTP,
            standard: { view in
                values(
                    view.references.flatMap { plan in
                        let tp = plan.scenario.deployment.tp
                        return [tp / 2, tp, 2 * tp].filter { size in
                            size >= 1 && plan.with { $0.deployment.tp = size } != nil
                        }
                    })
            }),
        axis(
            "sp", { GuideWords.sequenceParallelism }, isAsked: { $0.load == .prefill && $0.chips > 1 },
            standard: { view in values(view.references.map(\.scenario.deployment.sp)) }),
        axis(
            "batch", { GuideWords.batchPerChip }, isAsked: { $0.load == .decode }, standard: loads),
        axis(
            "batch", { GuideWords.batchInAll }, isAsked: { $0.load == .prefill }, standard: loads),
        axis(
            "concurrency", { GuideWords.concurrency }, isAsked: { !($0.load == .decode || $0.load == .prefill) },
            standard: loads),
    ]

    /// The axes of the sweep as they were answered.
    static func axes(_ view: GuideView) -> String {
        ["chips", "tp", "sp", "batch", "concurrency", "moe_tp", "tbo"].compactMap { name in
            guard let values = view.answers[name] else { return nil }
            // One choice that is set already needs no column of its own.
            return ["tbo", "sp"].contains(name) && values == view.value(name) ? nil : "\(name)=\(values)"
        }.joined(separator: " ")
    }

    /// Loads from well inside the service level to well beyond it, so that the boundary shows, for each number of chips.
    private static func loads(_ view: GuideView) -> String {
        values(view.references.flatMap { plan in [0.6, 0.8, 1, 1.2, 1.6].map { max(1, (plan.load * $0).rounded()) } })
    }

    /// A list of values, each once, in rising order.
    private static func values(_ values: [Double]) -> String {
        values.isEmpty ? "1" : Set(values).sorted().map(Decimal.shortest).joined(separator: ",")
    }

    /// A level of service, which the filter asks for later.
    private static func level(
        _ name: String, _ text: @escaping @Sendable () -> String, _ dimension: Dimension, most: Double = .infinity,
        isAsked: @escaping @Sendable (GuideView) -> Bool = { _ in true },
        notes: @escaping @Sendable (GuideView) -> [String] = { _ in [] },
        standard: @escaping @Sendable (GuideView) -> String
    ) -> GuideQuestion {
        GuideQuestion(
            name: name, step: .space, text: text, prefix: "", possible: { QuantityWords.example(dimension) },
            isAsked: { $0.load.isSwept && isAsked($0) }, canSkip: { _ in false },
            standard: standard, notes: notes,
            makeCommands: { (answer: String, _: GuideView) throws(Diagnostic) -> [String] in
                let span = 0..<max(1, answer.count)
                let value = try QuantityArgument.read(answer, as: dimension, at: span)
                guard value > 0 || dimension == .ratio else { throw GuideWords.nothingAsked(at: span) }
                guard (0..<most).contains(value) else {
                    let mayBePercent = !answer.contains("%") && value > 1 && value < 100
                    throw GuideWords.notAShare(answer, isPercent: mayBePercent, at: span)
                }
                return []
            }, later: { "filter " + $0.filter(margin: $0.margin) })
    }

    private static func axis(
        _ name: String, _ text: @escaping @Sendable () -> String,
        isAsked: @escaping @Sendable (GuideView) -> Bool = { _ in true },
        notes: @escaping @Sendable (GuideView) -> [String] = { _ in [] },
        standard: @escaping @Sendable (GuideView) -> String
    ) -> GuideQuestion {
        GuideQuestion(
            name: name, step: .space, text: text, prefix: "",
            possible: { Parameter.named(name).map(GuideWords.values) ?? "" },
            check: { (answer: String) throws(Diagnostic) in try readValues(answer, of: name, isHint: true) },
            isAsked: { $0.load.isSwept && isAsked($0) }, standard: standard, notes: notes,
            makeCommands: { (answer: String, _: GuideView) throws(Diagnostic) -> [String] in
                try readValues(answer, of: name, isHint: false)
                return []
            }, remarks: { $0.isDefault ? [] : GuideRules.broken(name, $0.text, $1) }, later: { "sweep " + axes($0) })
    }

    /// Reads the values of an axis, to see whether they can be read.
    private static func readValues(_ answer: String, of name: String, isHint: Bool) throws(Diagnostic) {
        let span = 0..<max(1, answer.count)
        let parameter = try ParameterName.findAxis(name, at: span)
        guard !answer.contains(" ") else { throw GuideWords.notValues(answer, at: span) }
        _ = try AxisValues.read(Token(text: answer, span: span), parameter, isHint: isHint)
    }
}
