import CostModel
import Notebook
import Planning
import Presentation
import Words

/// Suggestions as a table for programs.
enum SuggestionTable {
    /// Everything that was evaluated, with numbers in full; what does not pay has no number to apply it by.
    static func forData(_ suggestions: Suggestions, _ ceilings: [BlockCeiling]) -> Table {
        let phase = suggestions.plan.scenario.workload.phase
        let rates = ["tps_chip", "tps_batch"].compactMap { Metric.named($0) }
        let metrics = rates + SuggestionText.latencies(suggestions.plan) + [Metric.named("dram")].compactMap { $0 }
        var columns = [Table.Column("row")]
        columns += ["name", "kind", "group", "change", "command"].map { Table.Column($0, alignment: .left) }
        columns += [Table.Column("pays"), Table.Column("gain_pct")]
        for metric in metrics {
            let unit = PlanTable.column(metric, phase, nil).dataUnit
            columns.append(Table.Column("\(metric.name)_before", dataUnit: unit))
            columns.append(Table.Column("\(metric.name)_after", dataUnit: unit))
        }
        columns += [
            Table.Column("block", alignment: .left), Table.Column("block_before_ms", dataUnit: "ms/step"),
            Table.Column("block_after_ms", dataUnit: "ms/step"), Table.Column("block_change_pct", dataUnit: "%"),
            Table.Column("call_before_us", dataUnit: "us"), Table.Column("call_after_us", dataUnit: "us"),
            Table.Column("costs", alignment: .left), Table.Column("misses", alignment: .left),
        ]
        var table = Table(columns: columns)
        for (index, item) in (suggestions.paying + suggestions.others).enumerated() {
            let pays = index < suggestions.paying.count
            var cells: [Table.Cell] = [
                pays ? .number(Double(index + 1)) : .missing, .text(item.change.name), .text(item.change.kind.rawValue),
                .text(item.group.rawValue),
                .text(SettingWords.change(item.settings, from: item.before.scenario)),
                .text(SuggestionText.command(item)), .number(pays ? 1 : 0), .number(100 * item.gain),
            ]
            for metric in metrics {
                cells += [PlanTable.cell(metric, item.before), PlanTable.cell(metric, item.after)]
            }
            cells += move(item.move)
            cells += [
                .text(SuggestionText.costs(item)),
                .text(item.misses.map(ShareWords.miss).joined(separator: SuggestionText.separator)),
            ]
            table.rows.append(cells)
        }
        for ceiling in ceilings {
            var cells: [Table.Cell] = [
                .missing, .text("without_\(ceiling.block.name.lowercased())"), .text("upper bound"), .text(""),
                .text(SuggestionWords.without(ceiling.block)), .text(""), .number(0),
                .number(100 * suggestions.goal.gain(from: suggestions.plan, to: ceiling.without)),
            ]
            for metric in metrics {
                cells += [PlanTable.cell(metric, suggestions.plan), PlanTable.cell(metric, ceiling.without)]
            }
            cells += [
                .text(ceiling.block.name), .number(1e3 * ceiling.oneCall * ceiling.calls), .number(0), .number(-100),
                .number(1e6 * ceiling.oneCall), .number(0), .text(""), .text(""),
            ]
            table.rows.append(cells)
        }
        return table
    }

    private static func move(_ move: BlockMove?) -> [Table.Cell] {
        guard let move else { return [.text("")] + [Table.Cell](repeating: .missing, count: 5) }
        return [
            .text(move.name), .number(1e3 * move.seconds.before), .number(1e3 * move.seconds.after),
            move.change.map { .number(100 * $0) } ?? .missing, .number(1e6 * move.oneCall.before),
            .number(1e6 * move.oneCall.after),
        ]
    }
}
