import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

/// Plans as a table.
enum PlanTable {
    /// Some rows, numbered as the session shows them: with every figure for programs, with what says something for people.
    ///
    /// - Parameters:
    ///   - plans: the plans.
    ///   - rows: rows of `plans`, from 1.
    ///   - asked: the columns that were asked for; those that the format has by itself where there are none.
    ///   - isNamed: whether a person named these, so that they stay however narrow the screen is.
    ///   - format: how the table is written.
    ///   - trust: how far the rows can be trusted.
    ///   - isCancelled: whether to stop.
    static func make(
        _ plans: Plans, rows: Range<Int>, asked: [Quantifier] = [], isNamed: Bool = true, for format: OutputFormat,
        _ trust: TrustView, _ isCancelled: () -> Bool
    ) throws(Diagnostic) -> Table {
        guard !format.isData else { return try PlanData(plans, asked: asked).table(rows, isCancelled) }
        var listing = PlanListing(count: rows.count, phase: plans.phase) { plans[rows.lowerBound + $0] }
        listing.number = { rows.lowerBound + $0 }
        listing.parameters = plans.extraParameters
        listing.swept = Set(plans.result.space.axes.filter { $0.values.count > 1 }.map(\.parameter.name))
        listing.asked = asked
        listing.subject = plans.subject
        listing.isNamed = isNamed
        listing.foremost = plans.deciding
        listing.more = "rows"
        listing.isFolded = format != .vertical
        if let sized = plans.sized, format != .vertical {
            listing.add(sized) { plans.found(rows.lowerBound + $0) }
        }
        var table = try listing.table(isCancelled)
        trust.add(to: &table)
        return table
    }

    /// A metric's value; missing in a phase that has no such figure, and marked where it is only a lower bound.
    static func cell(_ metric: Metric, _ plan: PlanResult) -> Table.Cell { cell(metric, plan, metric.read(plan)) }

    /// The same of a value that was read already.
    static func cell(_ metric: Metric, _ plan: PlanResult, _ value: Double) -> Table.Cell {
        value.isNaN ? .missing : metric.isLowerBound?(plan) == true ? .bound(value) : .number(value)
    }

    /// What a plan has of a metric or a parameter.
    static func cell(_ quantifier: Quantifier, _ plan: PlanResult) -> Table.Cell {
        switch quantifier {
        case .metric(let metric): cell(metric, plan)
        case .parameter(let parameter): .number(parameter.get(plan.scenario))
        }
    }

    /// A parameter's value: a word where it is a choice; the name of the chip or the model where none was picked.
    static func cell(_ parameter: Parameter, _ scenario: Scenario, _ subject: PlanSubject? = nil) -> Table.Cell {
        if parameter.isPick, parameter.get(scenario) < 0 {
            let name = parameter.scope == .arch ? subject?.chip?.name : subject?.model?.name
            return name.map { .text($0) } ?? .missing
        }
        return parameter.choices.isEmpty
            ? .quantity(parameter.get(scenario), parameter.dimension) : .text(ValueWords.of(parameter, in: scenario))
    }

    /// The column of a parameter, under its full path where a metric has its name.
    static func column(_ parameter: Parameter) -> Table.Column {
        let isShared = Metric.named(parameter.name) != nil
        return Table.Column(isShared ? "\(parameter.scope.rawValue).\(parameter.name)" : parameter.name)
    }

    /// The unit of a metric within a line, as people see it: `output tokens/s/request`.
    static func wholeUnit(_ metric: Metric, _ phase: Workload.Phase?, _ currency: Currency?) -> String {
        column(metric, phase, currency).wholeUnit
    }

    /// The column of a metric; units of rates say which tokens they count, those of costs the currency.
    static func column(_ metric: Metric, _ phase: Workload.Phase?, _ currency: Currency?) -> Table.Column {
        let isRate = metric.dimension == .throughput
        var unit = (phase == .prefill ? metric.prefillUnit : nil) ?? metric.unit(in: currency)
        if phase == nil, let prefill = metric.prefillUnit {
            unit = PlanWords.eitherUnit(unit, PlanWords.shown(prefill))
        }
        return Table.Column(
            metric.name, unit: isRate ? PlanWords.rateUnit(phase, unit) : PlanWords.shown(unit),
            places: metric.places, digits: Metric.digits,
            note: metric.summary, dataUnit: isRate ? PlanWords.rate(phase, unit) : unit)
    }
}
