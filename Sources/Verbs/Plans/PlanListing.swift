import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

/// Plans as people read them: what all have in common in the title, then a column for each thing in which they differ
/// and for each figure.
struct PlanListing {
    /// A column that stands beside those of the plans.
    struct Extra {
        let column: Table.Column
        let cell: (Int) -> Table.Cell
    }

    /// Plans.
    let count: Int
    /// The plan at a position from 0.
    let plan: (Int) -> PlanResult
    /// The phase whose tokens rates count; nil where it differs.
    let phase: Workload.Phase?
    /// The number in front of a plan.
    var number: (Int) -> Int = { $0 + 1 }
    /// Columns behind the number.
    var leading: [Extra] = []
    /// Columns at the end.
    var trailing: [Extra] = []
    /// Parameters in which plans may differ, beside those that metrics show.
    var parameters: [Parameter] = []
    /// Parameters that stay columns even where only one plan is shown.
    var swept: Set<String> = []
    /// What plans are of that no axis puts in.
    var subject: PlanSubject?
    /// Columns that were asked for.
    var asked: [Quantifier] = []
    /// Whether a person named these: then they stay, however narrow the screen is.
    var isNamed = false
    /// Metrics that stay however narrow the screen is: those that order or choose the plans.
    var foremost: Set<String> = []
    /// The command that shows columns which gave way.
    var more = ""
    /// Whether what all plans have in common moves to the title.
    var isFolded = true

    /// Whether one column says how a plan is laid out, in place of those of its sizes.
    private var hasLayouts = false

    /// What costs are in; nil where it differs.
    private var currency: Currency? {
        parameters.contains { $0.name == "currency" } || count == 0 ? nil : plan(0).scenario.workload.currency
    }

    init(count: Int, phase: Workload.Phase?, plan: @escaping (Int) -> PlanResult) {
        self.count = count
        self.phase = phase
        self.plan = plan
    }

    /// What stands beside a column of layouts: how many chips there are, and which.
    private static let besideLayout: Set = ["all_chips", "arch", "model"]

    /// Says in one column how each plan is laid out, where nobody asked for its sizes.
    mutating func showLayouts() {
        hasLayouts = true
        leading.append(
            .init(column: SizedPlans.layout) { [plan] in .text(SizingWords.layout(plan($0).scenario)) })
    }

    /// Importance of what says how a plan is laid out, of a column asked for, and of the metrics that order the plans.
    private static let layout = 200, wanted = 1000, first = 400

    /// Importance of what gives way to the first two columns that were asked for.
    static let behindGoal = wanted - 3

    /// Plans of a screen.
    private static let screen = 100

    /// The table; `isCancelled` is asked now and then whether to stop.
    func table(_ isCancelled: () -> Bool = { false }) throws(Diagnostic) -> Table {
        var candidates = candidates()
        var table = Table(columns: [Table.Column("row", heading: "#", places: 0)] + leading.map(\.column))
        var base: Scenario?
        var showsStatus = false
        let readsQueue = candidates.contains { Metric.named($0.name)?.isOfQueue == true }
        // Queues of a screen of plans are kept from the first look to the second.
        var solved: [PlanResult] = []
        let isNoted = Interruptible.forEach(0..<count, isCancelled: isCancelled) { position in
            let plan = readsQueue ? plan(position).withQueue : plan(position)
            if readsQueue, position < Self.screen { solved.append(plan) }
            if base == nil { base = plan.scenario }
            showsStatus = showsStatus || SettlingWords.obstacle(plan) != nil
            for index in candidates.indices { candidates[index].note(plan) }
        }
        guard isNoted else { throw .interrupted }
        let isOne = count == 1
        // How many chips there are in all says nothing of how a plan is laid out.
        let asksForLayout = candidates.contains {
            $0.isAsked && $0.isLayout && !Self.besideLayout.contains($0.name)
        }
        var title: [String] = []
        var shown: [Int] = []
        for (index, candidate) in candidates.enumerated() {
            if candidate.isAsked || (count == 0 && asked.isEmpty) {
                shown.append(index)
            } else if candidate.isBlank
                || (hasLayouts && candidate.isLayout && !Self.besideLayout.contains(candidate.name))
            {
                continue
            } else if candidate.isLayout, isFolded, candidate.isConstant, count > 0,
                !(isOne && swept.contains(candidate.name))
            {
                if !candidate.isPlain { title.append(candidate.word) }
            } else if candidate.isLayout ? !asksForLayout : asked.isEmpty && !candidate.isPlain {
                shown.append(index)
            }
        }
        table.columns += shown.map { candidates[$0].column } + trailing.map(\.column)
        if showsStatus { table.columns.append(Table.Column("status", heading: PlanWords.status, alignment: .left)) }
        table.rows.reserveCapacity(count)
        let isFilled = Interruptible.forEach(0..<count, isCancelled: isCancelled) { position in
            let plan = position < solved.count ? solved[position] : plan(position)
            var cells: [Table.Cell] = [.number(Double(number(position)))] + leading.map { $0.cell(position) }
            cells += shown.map { candidates[$0].read(plan).0 } + trailing.map { $0.cell(position) }
            if showsStatus {
                cells.append(.text(plan.fits ? SettlingWords.status(plan) : CapacityWords.brief(plan)))
            }
            table.rows.append(cells)
        }
        guard isFilled else {
            Table.release(table)
            throw .interrupted
        }
        let differing = Set(candidates.filter { !$0.isConstant }.map(\.name))
        let workload = base.map { WorkloadWords.title($0, without: differing) } ?? ""
        table.title = [title.joined(separator: " "), workload].filter { !$0.isEmpty }
            .joined(separator: say(en: "; ", zh: "；"))
        table.more = more
        return table
    }

    /// Everything that may become a column, in the order of columns: what was asked for comes last.
    private func candidates() -> [Candidate] {
        var columns = asked.enumerated().map { index, quantifier in
            var candidate = candidate(quantifier, isAsked: true)
            candidate.column.importance = isNamed ? nil : Self.wanted - 2 * index
            return candidate
        }
        let names = Set(columns.map(\.name))
        let shownByMetrics = Set(Metric.all.filter { $0.outcomeOf != nil || $0.showsParameter }.map(\.name))
        let set = count == 0 ? [] : PlanWords.set(in: plan(0).scenario).filter { !parameters.contains($0) }
        let others = (set + parameters).filter { !shownByMetrics.contains($0.name) }.map { Quantifier.parameter($0) }
        let layout = Metric.all.filter(\.saysLayout).map { Quantifier.metric($0) }
        // What plans are held to or ordered by is shown though nobody asked for it by name.
        let figures = Metric.all.filter {
            !$0.saysLayout && ($0.showing != .onRequest || foremost.contains($0.name))
        }.map { Quantifier.metric($0) }
        // A plan is read from what it is to what it does.
        var own = (layout + others + figures).map { candidate($0) }.filter { !names.contains($0.name) }
        // Without what is swept rows do not say what they are of: it never gives way, and alone it comes first.
        let kept = own.indices.filter { own[$0].isLayout && swept.contains(own[$0].name) }
        for place in kept { own[place].column.importance = nil }
        if swept.count == 1, let only = kept.first { own.insert(own.remove(at: only), at: 0) }
        columns.insert(contentsOf: own, at: 0)
        return columns
    }

    private func candidate(_ quantifier: Quantifier, isAsked: Bool = false) -> Candidate {
        switch quantifier {
        case .parameter(let parameter):
            var column = PlanTable.column(parameter)
            column.importance = Self.layout
            return Candidate(name: parameter.name, column: column, isLayout: true, isAsked: isAsked) { [subject] in
                (PlanTable.cell(parameter, $0.scenario, subject), .own)
            }
        case .metric(let metric):
            var column = PlanTable.column(metric, phase, currency)
            var isLayout = false
            switch metric.showing {
            case .layout(let importance):
                column.importance = importance
                isLayout = true
            case .figure(let importance): column.importance = foremost.contains(metric.name) ? Self.first : importance
            case .onRequest: column.importance = foremost.contains(metric.name) ? Self.first : 0
            }
            let outcomeOf = metric.outcomeOf
            return Candidate(name: metric.name, column: column, isLayout: isLayout, isAsked: isAsked) { plan in
                guard isAsked || !metric.isVoid(plan.scenario) else { return (.missing, .nothing) }
                let value = metric.read(plan)
                let cell = PlanTable.cell(metric, plan, value)
                guard isAsked || !metric.isIdle(plan.scenario) else { return (cell, .nothing) }
                if let outcomeOf {
                    let set = outcomeOf.get(plan.scenario)
                    let isUsual = value == metric.standard && set == value
                    return (.text(SettingWords.outcome(value, set, outcomeOf)), isUsual ? .usual : .own)
                }
                return (cell, cell == .missing ? .nothing : value == metric.standard ? .usual : .own)
            }
        }
    }

}

/// What a cell of a plan says that other columns do not.
private enum News {
    /// Nothing: no value, or one that follows from another column.
    case nothing
    /// The value that all plans have which need no column.
    case usual
    /// A value of its own.
    case own
}

/// A column that a listing may show.
private struct Candidate {
    let name: String
    var column: Table.Column
    let isLayout: Bool
    let isAsked: Bool
    /// A plan's cell, and what it says.
    let read: (PlanResult) -> (Table.Cell, News)
    private(set) var first: Table.Cell?
    /// Whether all plans so far have the same.
    private(set) var isConstant = true
    /// Whether no plan so far says anything.
    private(set) var isBlank = true
    /// Whether what plans have says nothing new.
    private(set) var isPlain = true

    init(
        name: String, column: Table.Column, isLayout: Bool, isAsked: Bool,
        read: @escaping (PlanResult) -> (Table.Cell, News)
    ) {
        self.name = name
        self.column = column
        self.isLayout = isLayout
        self.isAsked = isAsked
        self.read = read
    }

    /// Looks at the cell of one more plan.
    mutating func note(_ plan: PlanResult) {
        let (cell, news) = read(plan)
        if let first { isConstant = isConstant && first == cell } else { first = cell }
        if news != .nothing { isBlank = false }
        if news == .own { isPlain = false }
    }

    /// `tp=4`, for the title.
    var word: String { "\(column.key)=\(first.map { Table.text($0, in: column) } ?? "")" }
}

extension Metric {
    /// Whether it says how a plan is laid out.
    fileprivate var saysLayout: Bool { if case .layout = showing { true } else { false } }
}
