import CostModel
import Language
import Notebook
import Planning
import Presentation
import Queueing
import Words

/// How times are distributed over requests that come at their own times.
enum TailsView {
    /// A row for each time: its mean and what shares of requests stay within.
    static func table(_ plan: PlanResult, _ tails: RequestTails) -> Table {
        var table = Table(
            columns: [
                Table.Column("time", heading: TailWords.time, alignment: .left),
                column("mean", TailWords.mean, TailWords.meanHeading),
            ]
                + Metric.Percentile.shares.map { column("p\(Int(100 * $0))", TailWords.share($0)) })
        // The plan's own figures.
        let means = ["ttft_ms", "tpot_ms", "e2e_ms"].compactMap(Metric.named).map { $0.read(plan) }
        for (time, mean) in zip(RequestTime.allCases, means) {
            table.rows.append(
                [.text(TailWords.name(time)), .number(mean)]
                    + Metric.Percentile.all.filter { $0.time == time }.map { cell($0, plan, tails) })
        }
        return table
    }

    private static func cell(
        _ percentile: Metric.Percentile, _ plan: PlanResult, _ tails: RequestTails
    ) -> Table.Cell {
        let value = percentile.milliseconds(tails)
        return Metric.named(percentile.name).map { PlanTable.cell($0, plan, value) } ?? .number(value)
    }

    /// How many requests keep the limits that `slo` sets to their times; nil where it sets none.
    static func goodput(_ plan: PlanResult, _ conditions: [Condition]) -> String? {
        guard let open = plan.open, let share = plan.goodShare else { return nil }
        let limits = RequestTime.allCases.compactMap { time in
            limit(on: time, by: conditions).map { (time: time, limit: $0) }
        }
        return TailWords.goodput(share * open.offered.rate, of: open.offered.rate, limits)
    }

    /// The shortest limit that conditions set to a time, to its mean or a percentile, seconds; nil where they set none.
    static func limit(on time: RequestTime, by conditions: [Condition]) -> Double? {
        let names = Set(["\(time.rawValue)_ms"] + Metric.Percentile.all.filter { $0.time == time }.map(\.name))
        let limits = conditions.flatMap(\.comparisons).filter { comparison in
            names.contains(comparison.quantifier.name) && [.atMost, .below].contains(comparison.relation)
        }.compactMap { comparison in
            if case .value(let value) = comparison.limit { value / 1e3 } else { nil }
        }
        return limits.min()
    }

    private static func column(_ name: String, _ note: String, _ heading: String? = nil) -> Table.Column {
        Table.Column(name, heading: heading, unit: "ms", places: 1, note: note)
    }

    /// How a percentile, or what else follows from a queue, comes about; nothing for other metrics.
    static func explanation(_ metric: Metric, _ plan: PlanResult) -> [Output] {
        guard let open = plan.open else { return [] }
        guard let percentile = Metric.Percentile.all.first(where: { $0.name == metric.name }) else {
            return [Metric.capacity.name, Metric.load.name].contains(metric.name) ? [.line(TailWords.load(open))] : []
        }
        guard let tails = plan.tails, let decoding = open.loop.decoding, let step = open.loop.decodeStep else {
            return []
        }
        let parts = percentile.time == .perToken ? [] : [TailWords.parts(tails.firstToken)]
        let origin = TailWords.origin(percentile.time, decoding: decoding, step: step / open.model.yield)
        return (parts + [origin]).map { .line($0) } + [.table(distribution(percentile.time, open, tails))]
    }

    /// Shares of requests that an explanation shows.
    private static let explained = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999]

    /// What shares of requests stay within.
    private static func distribution(_ time: RequestTime, _ plan: OpenPlan, _ tails: RequestTails) -> Table {
        var table = Table(columns: [
            Table.Column("share", heading: TailWords.shareHeading, unit: "%", places: nil),
            Table.Column("within", heading: TailWords.within, unit: "ms", places: 1),
        ])
        for share in explained {
            let value = 1e3 * tails.quantile(share, of: time)
            let isBound = plan.loop.state == .bound && time.isBoundNearCapacity(share)
            table.rows.append([.number(100 * share), isBound ? .bound(value) : .number(value)])
        }
        return table
    }

    /// What the first token waits for, and how far the figures can be trusted.
    static func remarks(_ plan: OpenPlan, of scenario: Scenario) -> [String] {
        TailWords.state(plan) + plan.loop.cautions.map(TailWords.caution)
            + (isShort(plan, scenario) ? [TailWords.busyPrefillWorkers] : [])
    }

    /// Workers that share prompts and are as few, or laid out in stages, and as busy that first tokens were found too short.
    ///
    /// Played through with 80 % of what they get done, 2 and 3 workers had means 4 to 19 % and 99th percentiles 10 to 36 % above
    /// what the equations say, and 2 to 10 of two stages means 15 to 20 % above; at 50 % all lay within 5 %.
    private static func isShort(_ plan: OpenPlan, _ scenario: Scenario) -> Bool {
        guard scenario.workload.serving == .disagg, (Self.busy..<0.95).contains(plan.load),
            plan.loop.capacity.bottleneck == .prefillWorkers
        else { return false }
        let workers = scenario.deployment.prefillWorkers
        return workers > 1 && (workers <= Self.few || scenario.prefillWorker.deployment.pp > 1)
    }

    private static let (few, busy) = (3.0, 0.65)
}
