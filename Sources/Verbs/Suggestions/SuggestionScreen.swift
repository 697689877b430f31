import CostModel
import Notebook
import Planning
import Presentation
import Text
import Units
import Words

/// Suggestions as a table for people: groups under their headings, in lines of a screen.
enum SuggestionScreen {
    /// Columns of a screen.
    private static let width = 100
    /// Columns that a list of costs gets at least.
    private static let leastForCosts = 20
    /// Columns from which what moves stands there too.
    private static let leastForMoves = 26

    /// What pays, numbered through the groups; a row takes as many lines as its commands and costs do.
    ///
    /// - Parameter sized: what changes come to with as many copies as carry the load, where `size` has found the plan.
    static func table(_ suggestions: Suggestions, _ sized: SizedSuggestions? = nil) -> Table {
        let phase = suggestions.plan.scenario.workload.phase
        let metrics = sized.map { figures($0, suggestions) } ?? figures(suggestions)
        var table = Table(columns: [
            Table.Column("row", heading: "#", places: 0),
            Table.Column("command", heading: SuggestionWords.command, alignment: .left),
        ])
        table.columns += metrics.map { metric in
            if let sized {
                let unit = PlanTable.column(metric, phase, suggestions.plan.scenario.workload.currency).unit
                let heading = boughtHeading(metric, sized) ?? metric.name
                return Table.Column(metric.name, heading: heading, unit: metric.unit.hasPrefix("%") ? "%" : unit)
            }
            return Table.Column(metric.name, unit: phase == .prefill ? metric.prefillUnit ?? metric.unit : metric.unit)
        }
        // Gains are of the first metric unless the goal is one of the latencies behind it.
        let goal = suggestions.goal.metric.name
        let unit = metrics.first?.name == goal || sized != nil ? "%" : "% \(goal)"
        table.columns.append(Table.Column("gain", heading: SuggestionWords.gain, unit: unit))
        table.columns.append(Table.Column("costs", heading: SuggestionWords.costsAndMoves, alignment: .left))

        var group: Suggestion.Group?
        for (index, item) in suggestions.paying.enumerated() {
            if item.group != group {
                group = item.group
                table.rows.append(line(["", SuggestionWords.title(item.group)], table.columns.count))
            }
            let plan = sized.map { $0.plan(item) } ?? item.after
            let bought = sized.flatMap { $0.price(item)?.bought }
            var figures = metrics.map { metric in
                let isBought = sized.flatMap { boughtHeading(metric, $0) } != nil
                return plan.map { metric.text(isBought ? bought ?? .nan : metric.read($0)) } ?? "-"
            }
            // Of pools what a chip does follows from how many workers of each side there are then.
            let isPool = item.after.scenario.workload.serving == .disagg
            let gained =
                sized != nil && isPool ? plan.map { suggestions.goal.gain(from: suggestions.plan, to: $0) } : nil
            figures.append(ShareWords.number(gained ?? item.gain))
            table.rows.append([.number(Double(index + 1)), .text("")] + figures.map { .text($0) } + [.text("")])
        }
        return fill(table, suggestions, areCopiesCounted: sized != nil)
    }

    /// Puts commands and costs in, on further lines where one is too short for them.
    private static func fill(_ table: Table, _ suggestions: Suggestions, areCopiesCounted: Bool) -> Table {
        let commands = suggestions.paying.map { SettingWords.commands($0.settings) }
        let joined = commands.map { $0.joined(separator: "; ") }
        let costs = suggestions.paying.map {
            SuggestionText.costsForPeople($0, areCopiesCounted: areCopiesCounted)
        }
        let others = widths(table).enumerated().filter { $0.offset != 1 && $0.offset != table.columns.count - 1 }
        let used = 1 + others.reduce(0) { $0 + $1.element + 2 }
        let room = width - used - 2
        let widest = { (texts: [String]) in texts.map(DisplayWidth.of).max() ?? 0 }
        // On one line where all of it fits; else one command a line.
        let moves = suggestions.paying.map { $0.move.map { [MoveWords.short($0)] } ?? [] }
        let allCosts = widest(costs.map { $0.joined(separator: SuggestionText.separator) })
        let isNarrow = widest(joined) + 2 + max(leastForCosts, min(allCosts, 2 * leastForCosts)) > room
        let most = room - leastForCosts - 2
        let shown =
            isNarrow
            ? commands.map { lines in
                lines.enumerated().flatMap { number, command in
                    broken(command + (number + 1 < lines.count ? ";" : ""), most)
                }
            } : joined.map { [$0] }
        let commandWidth = max(widest(shown.flatMap { $0 }), headingWidth(suggestions))
        let forCosts = max(leastForCosts, room - commandWidth - 2)
        // What moves says why, and gives way where there is little room for what it costs.
        let showsMoves = forCosts >= leastForMoves
        var filled = table
        if !showsMoves { filled.columns[table.columns.count - 1].heading = SuggestionWords.costs }
        filled.rows = []
        var item = 0
        for row in table.rows {
            guard case .number = row[0] else {
                filled.rows.append(row)
                continue
            }
            let left = shown[item]
            let right = wrapped(costs[item] + (showsMoves ? moves[item] : []), forCosts)
            for number in 0..<max(1, left.count, right.count) {
                var cells = number == 0 ? row : line([], table.columns.count)
                cells[1] = .text(number < left.count ? left[number] : "")
                cells[cells.count - 1] = .text(number < right.count ? right[number] : "")
                filled.rows.append(cells)
            }
            item += 1
        }
        return filled
    }

    /// A command on as many lines as it needs, broken between its settings.
    private static func broken(_ command: String, _ width: Int) -> [String] {
        var lines: [String] = []
        for word in command.split(separator: " ") {
            if let last = lines.last, DisplayWidth.of(last) + 1 + DisplayWidth.of(String(word)) <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(lines.isEmpty ? String(word) : "  " + word)
            }
        }
        return lines
    }

    /// Items behind one another, on a further line where one is full.
    private static func wrapped(_ items: [String], _ width: Int) -> [String] {
        var lines: [String] = []
        for item in items {
            if let last = lines.last, DisplayWidth.of(last) + DisplayWidth.of(item) + 2 <= width {
                lines[lines.count - 1] = last + SuggestionText.separator + item
            } else {
                if !lines.isEmpty { lines[lines.count - 1] += say(en: ",", zh: "，") }
                lines.append(item)
            }
        }
        return lines
    }

    private static func widths(_ table: Table) -> [Int] {
        table.columns.enumerated().map { index, column in
            let texts = table.rows.map { row -> String in
                switch row[index] {
                case .text(let text): text
                case .number(let value), .bound(let value): Decimal.fixed(value, places: column.places ?? 0)
                case .quantity, .flag, .missing: ""
                }
            }
            return ([column.heading, column.unit] + texts).map(DisplayWidth.of).max() ?? 0
        }
    }

    private static func headingWidth(_ suggestions: Suggestions) -> Int {
        suggestions.paying.map { DisplayWidth.of(SuggestionWords.title($0.group)) }.max() ?? 0
    }

    private static func line(_ texts: [String], _ count: Int) -> [Table.Cell] {
        (0..<count).map { .text($0 < texts.count ? texts[$0] : "") }
    }

    /// The heading of what whole nodes come to, by which changes are ordered; nil of other figures.
    private static func boughtHeading(_ metric: Metric, _ sized: SizedSuggestions) -> String? {
        switch (sized.terms.goal, metric.name) {
        case (.cost, "cost_hour"): SizingWords.boughtCost
        case (.power, "kw"): SizingWords.boughtPower
        default: nil
        }
    }

    /// What is bought, how much of it is used, and the first limit of `slo` on a percentile.
    private static func figures(_ sized: SizedSuggestions, _ suggestions: Suggestions) -> [Metric] {
        let price =
            switch sized.terms.goal {
            case .chips: [String]()
            case .cost: ["cost_hour"]
            case .power: ["kw"]
            }
        let asked = sized.terms.conditions.flatMap(\.comparisons).map(\.quantifier.name)
        return (["all_chips"] + price + ["load"] + asked.prefix(price.isEmpty ? 1 : 0)).compactMap(Metric.named)
    }

    /// The metric that gains are of, and the latencies that the plan has.
    private static func figures(_ suggestions: Suggestions) -> [Metric] {
        let (goal, latencies) = (suggestions.goal.metric, SuggestionText.latencies(suggestions.plan))
        return latencies.contains { $0.name == goal.name } ? [.tpsChip] + latencies : [goal] + latencies
    }
}
