import CostModel
import Planning
import Units

extension GuideQuestion {
    /// Steps 3 to 5: the plans, the best of them, and what is kept.
    static let planQuestions: [GuideQuestion] = [
        GuideQuestion(
            name: "sweep", step: .sweep, text: "sweep", prefix: "sweep ", canSkip: { $0.session.plans != nil },
            standard: axes, notes: { _ in ["every combination of these values is evaluated"] },
            makeCommands: { (answer: String, _: GuideView) throws(Diagnostic) -> [String] in
                ["sweep " + answer, "rows"]
            }),
        GuideQuestion(
            name: "filter", step: .choice, text: "filter", prefix: "filter ", standard: conditions,
            notes: { view in
                let free = plans(view).map(\.freeDRAM)
                guard let low = free.min(), let high = free.max() else { return [] }
                return [
                    "\(percent(low))-\(percent(high)) % of DRAM stay free in the plans that fit; a reserve of "
                        + "\(percent(GuideProbe.reserve)) % is dram<=\(limit(view, GuideProbe.reserve))"
                ]
            },
            objection: { view in
                guard let plans = view.session.plans, plans.count == 0 else { return nil }
                let speeds = (0..<min(plans.result.count, most)).map { plans.result[$0].tokensPerRequest }
                let fastest = Decimal.fixed(speeds.max() ?? 0, places: 2)
                return Diagnostic(
                    "no plan meets this; the fastest has tps_batch \(fastest)",
                    expected: "a weaker condition, or back to widen the search space")
            }),
        GuideQuestion(
            name: "rank", step: .choice, text: "rank by", prefix: "sort ", standard: { _ in Metric.tpsChip.name },
            makeCommands: { (answer: String, _: GuideView) throws(Diagnostic) -> [String] in
                ["sort " + answer, "top 5"]
            }),
        GuideQuestion(
            name: "breakdown", step: .result, text: "break down row", prefix: "breakdown ", standard: { _ in "1" }),
        file("csv", "save the plans to", "plans"),
        file("json", "save the best plan to", "optimal_config"),
        file("sextant", "save the session to", "session"),
    ]

    /// Plans that are looked at for notes and defaults.
    private static let most = 100_000

    private static func plans(_ view: GuideView) -> [PlanResult] {
        guard let plans = view.session.plans, plans.count > 0 else { return [] }
        return (1...min(plans.count, most)).map { plans[$0] }.filter(\.fits)
    }

    /// The service level and the usual reserve of DRAM, which is given up where no plan is left with it.
    private static func conditions(_ view: GuideView) -> String {
        let hasReserve = plans(view).contains {
            $0.tokensPerRequest >= view.serviceLevel && $0.freeDRAM >= GuideProbe.reserve
        }
        return "tps_batch>=\(Decimal.shortest(view.serviceLevel)) and "
            + "dram<=\(limit(view, hasReserve ? GuideProbe.reserve : 0))"
    }

    /// The DRAM that leaves a reserve, in the metric's unit.
    private static func limit(_ view: GuideView, _ reserve: Double) -> String {
        Gibibyte.text((1 - reserve) * view.session.draft.chip.dramBytes)
    }

    /// A name under which no file is that this session did not write: with -2, -3 and so on behind it.
    private static func freeName(_ stem: String, _ ending: String, _ session: Session) -> String {
        let names = ["\(stem).\(ending)"] + (2...99).map { "\(stem)-\($0).\(ending)" }
        let isFree = { (name: String) in
            !Files.exists(name) || session.written.contains(FilePaths.absolute(name))
        }
        return names.first(where: isFree) ?? names[0]
    }

    private static func percent(_ share: Double) -> String { Decimal.fixed(100 * share, places: 0) }

    private static func file(_ ending: String, _ text: String, _ stem: String) -> GuideQuestion {
        GuideQuestion(
            name: "save " + ending, step: .result, text: text, prefix: "save ",
            standard: { freeName("deployment_results/\(stem)_\(Decimal.shortest($0.chips))chips", ending, $0.session) },
            makeCommands: { (answer: String, view: GuideView) throws(Diagnostic) -> [String] in
                // A replay writes the file again, so the recorded command has to allow it; someone else's file is safe.
                let isTaken = Files.exists(answer) && !view.session.written.contains(FilePaths.absolute(answer))
                // 'top' has shown five of the plans by now.
                let all = ending == "csv" ? "--all " : ""
                return ["save " + (isTaken ? "" : "--force ") + all + answer]
            })
    }
}
