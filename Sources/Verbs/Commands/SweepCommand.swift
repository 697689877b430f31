import Text
import Notebook
import Language
import CostModel
import Planning
import Units

extension Command<Session> {
    static let sweep = Command(
        "sweep", synonyms: ["scan", "search", "grid"], abstract: "Evaluates every combination of some axes.",
        discussion: """
            An axis is any parameter: of the configuration (chips, tp, batch, moe_tp), the chip, the workload or the
            model. Values are a list 2,4,8 or a range 6..16:2 or 4..512:*2. dp and ep follow from chips. Combinations that
            do not divide are skipped and counted; without axes tp, moe_tp and batch (concurrency, when serving) run through
            the powers of two that divide and fit. What is not an axis is taken from config, arch, workload and model. Ctrl-C
            keeps what is done: the sweep is then recorded with --first and the number of combinations that it came to, in
            their order (the last axis runs fastest), so that running it again makes the same plans.
            """,
        arguments: .count(option: "first", "evaluate only the first N combinations"), .axes,
        examples: [
            "sweep chips=128 tp=2,4,8 batch=6,8,10,12,16 moe_tp=1", "sweep tp=4 batch=6..16:2 inter_bw=16e9,64GB/s",
            "sweep", "sweep --first 5 tp=2,4,8 batch=6..16:2",
        ]
    ) { (context: Context, first: Int?, axes: [Spanned<Axis>]) throws(Diagnostic) -> Outcome in
        let base = try context.session.scenario()
        // Without axes it searches what a person would try first.
        let standard = axes.isEmpty ? StandardAxes.of(base) : []
        let space = SearchSpace(base: base, axes: axes.isEmpty ? standard : axes.map(\.value))
        let span = (axes.first?.span.lowerBound ?? 0)..<(axes.last?.span.upperBound ?? 1)
        let most = min(first ?? .max, context.environment.extent ?? .max)
        guard let count = space.count, min(count, most) <= SweepText.most else {
            throw Diagnostic(
                "these axes have more than \(Decimal.grouped(SweepText.most)) combinations", at: span,
                expected: "fewer values, or larger steps: LOW..HIGH:STEP")
        }
        let total = min(count, most)
        let slo = context.session.slo
        let (result, seconds) = context.environment.run(
            space, first: total, sieve: Plans.sieve(space, slo: slo), onCancel: "Ctrl-C keeps what is done")
        guard result.count > 0 else {
            throw result.evaluated < total
                ? Diagnostic("the sweep was cancelled before its first plan")
                : SweepText.nothingDivides(space, first: total, at: span)
        }
        var plans = Plans(result, of: context.session.subject, provenance: context.session.chip?.provenance)
        let possible = result.possible
        guard possible > 0 else { throw SweepText.noModel(space, at: span) }
        let feasible = result.feasible
        guard feasible > 0 else { throw SweepText.nothingFits(result, at: span) }
        plans.noteSieved(slo: slo)
        var session = context.session
        session.plans = plans
        let isCancelled = result.evaluated < total
        let notes = RuleText.notes(on: plans, in: &session).map { Output.line($0) }
        let line = SweepText.line(
            plans, possible: possible, feasible: feasible, seconds: seconds, isCancelled: isCancelled)
        var outcome = Outcome(session, [line] + notes)
        if isCancelled || context.environment.extent != nil { outcome.extent = result.evaluated }
        if !standard.isEmpty {
            outcome.output.insert(.line("sweep \(standard.map(AxisText.word).joined(separator: " "))"), at: 0)
        }
        return outcome
    }
}

/// Axes as they are typed.
enum AxisText {
    /// `tp=2,4,8`.
    static func word(_ axis: Axis) -> String {
        "\(axis.parameter.name)=" + axis.values.map(Decimal.shortest).joined(separator: ",")
    }
}

/// What a sweep says.
enum SweepText {
    /// Combinations of one sweep: what 16 GiB of memory hold.
    static let most = 250_000_000

    /// `3.4 million`, or `45 thousand` where plans take longer.
    static func rate(_ plans: Double) -> String {
        plans >= 950_000
            ? "\(Decimal.fixed(plans / 1e6, places: 1)) million"
            : "\(Decimal.significant(plans / 1e3, digits: 2)) thousand"
    }

    static func line(_ plans: Plans, possible: Int, feasible: Int, seconds: Double, isCancelled: Bool) -> Output {
        let result = plans.result
        var text = Counted.text(possible, "plan")
        if !plans.slo.isEmpty {
            text +=
                "; \(Decimal.grouped(plans.count)) \(plans.count == 1 ? "meets" : "meet") slo \(SLOText.text(plans.slo))"
        }
        if result.skipped > 0 {
            text += "; \(Counted.text(result.skipped, "combination")) skipped: the parallel sizes do not divide"
        }
        let impossible = result.count - possible
        if impossible > 0 {
            text += "; \(Counted.text(impossible, "combination")) skipped: the shapes are those of no model"
        }
        let unsettled = result.unsettled
        if feasible + unsettled < result.count {
            text += "; \(CapacityText.tooLarge(result.count - feasible - unsettled))"
        }
        if unsettled > 0 { text += "; \(Decimal.grouped(unsettled)) \(SettlingText.verb(unsettled))" }
        if result.isPartial {
            text +=
                "; the first \(Decimal.grouped(result.evaluated)) of "
                + "\(Decimal.grouped(result.space.count ?? 0)) combinations"
        }
        let rate =
            result.count >= 10_000
            ? ", \(SweepText.rate(Double(result.count) / seconds))/s" : ""
        let end = isCancelled ? "; cancelled, and kept as sweep --first \(result.evaluated)" : ""
        let time = (text.contains(";") ? "; took " : " in ") + ValueText.duration(seconds)
        return .line(text, timing: time + rate + end)
    }

    static func noModel(_ space: SearchSpace, at span: Range<Int>) -> Diagnostic {
        let problem = ModelRule.broken(by: space.scenario(at: 0).model)?.problem ?? ""
        return Diagnostic("there is no such model: \(problem)", at: span, expected: "shapes of a model")
    }

    static func nothingDivides(_ space: SearchSpace, first: Int, at span: Range<Int>) -> Diagnostic {
        let example = space.scenario(at: 0)
        let reason = example.brokenRule.map { DivisibilityText.sentence($0, example) } ?? ""
        let count = min(first, space.count ?? 0)
        let what =
            count == 1
            ? "this combination does not divide"
            : "none of the \(Counted.text(count, "combination")) divides; the first"
        return Diagnostic("\(what): \(reason)", at: span, expected: "parallel sizes that divide")
    }

    /// Why no plan may be chosen: the smallest is too large, or none that fits settles.
    static func nothingFits(_ result: SweepResult, at span: Range<Int>) -> Diagnostic {
        var least = result[0]
        for row in 1..<max(1, min(result.count, 1_000_000)) {
            let plan = result[row]
            if plan.need.excess < least.need.excess { least = plan }
        }
        guard !least.fits else { return SettlingText.diagnostic(result.count) }
        let what =
            result.count == 1
            ? "the plan does not fit in DRAM: it needs "
            : "none of the \(Counted.text(result.count, "plan")) fits in DRAM: the smallest needs "
        return Diagnostic(
            what + CapacityText.need(least), at: span, expected: "more chips, or a chip with more DRAM",
            hint: CapacityText.advice(least))
    }
}
