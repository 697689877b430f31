import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

// The plan itself: how it is laid out, what it costs, and how its times are spread.
extension ReportMaker {
    /// What a deployment is configured with.
    func layout() -> [Report.Item] { [.text(PlanWords.headline(source.plan)), settings] }

    /// Every figure, and where the memory goes.
    func details() -> [Report.Item] {
        var one = source.plans
        one.selection.reduce(toRowAt: source.row - 1)
        var items: [Report.Item] = [.table(EvalText.card(one, one.solved(1), .box))]
        items += trustLine
        items.append(.heading(ReportWords.memory))
        for worker in source.plan.workerMemory {
            let place = CapacityWords.place(worker.worker, worker.use.stage)
            if !place.isEmpty { items.append(.text(MemoryWords.chip(of: place))) }
            items.append(.table(MemoryTable.make(worker)))
        }
        return items + [.text(MemoryText.free(source.plan, source.subject))]
    }

    /// What a deployment is configured with, and what each setting means.
    private var settings: Report.Item {
        let always: Set = ["chips", "tp", "batch", "moe_tp"]
        let set = PlanWords.set(in: source.scenario)
        let isCounted = source.scenario.workload.serving != .static
        let parameters = Parameter.all(in: .config).filter { parameter in
            (always.contains(parameter.name) || set.contains(parameter)) && !(parameter.name == "batch" && isCounted)
        }
        let columns = [
            Table.Column("setting", heading: ReportWords.setting, alignment: .left),
            Table.Column("value", heading: ReportWords.value),
            Table.Column("meaning", heading: ReportWords.meaning, alignment: .left),
        ]
        return .table(
            Table(
                columns: columns,
                rows: parameters.map { parameter in
                    let value = PlanInputs.value(parameter, source.plan) ?? parameter.get(source.scenario)
                    return [
                        .text(parameter.name), .text(ValueWords.of(value, parameter)), .text(parameter.summary),
                    ]
                }))
    }

    /// Money and power, where prices are known; nothing where they are not.
    func cost() -> [Report.Item] {
        let plan = source.plan
        let metrics = Metric.all.filter { metric in
            metric.dimension == .money || ["kw", "joule_token", "gco2_mtok", "rent_breakeven"].contains(metric.name)
        }.filter { $0.hasValue(for: plan.scenario) && $0.read(plan).isFinite }
        guard metrics.contains(where: { $0.dimension == .money }) else { return [] }
        let table = Table(
            columns: [
                Table.Column("figure", heading: ReportWords.figure, alignment: .left),
                Table.Column("value", heading: ReportWords.value),
                Table.Column("unit", heading: ReportWords.unit, alignment: .left),
                Table.Column("meaning", heading: ReportWords.meaning, alignment: .left),
            ],
            rows: metrics.map { metric in
                let (value, unit) = source.figure(metric)
                return [.text(metric.name), .text(value), .text(unit), .text(metric.summary)]
            })
        let prices = (plan.scenario.isListPriced ? listPrices : [ReportWords.ownPrice])
        return [.table(table)] + prices.map { .text($0) } + [.text(ReportWords.notInCost)] + trustLine
    }

    /// Where the rents are from that somebody lists.
    private var listPrices: [String] {
        source.plans.rentOrigins(of: source.scenario).map { ChipWords.listPrice($0.origin) }
    }

    /// How times are distributed over requests; nothing where no requests come at their own times.
    func tails() -> [Report.Item] {
        let plan = source.plan.withQueue
        guard let open = plan.open else { return [] }
        var items: [Report.Item] = []
        var lines = [TailWords.load(open)]
        if let tails = plan.tails {
            items.append(.table(TailsView.table(plan, tails)))
            lines.insert(TailWords.parts(tails.firstToken), at: 0)
        }
        lines += [TailWords.users(open), TailsView.goodput(plan, source.plans.objectives)].compactMap(\.self)
        lines += TailsView.remarks(open, of: plan.scenario)
        if let trust = source.trust { lines.append(TrustWords.line(trust, .ttft)) }
        return items + lines.map { .text($0) }
    }
}
