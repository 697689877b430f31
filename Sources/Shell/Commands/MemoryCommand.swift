import CostModel
import Presentation
import Units

extension Command {
    static let memory = Command(
        "memory", synonyms: ["mem", "footprint"], abstract: "Shows what fills the DRAM of a chip in a plan.",
        discussion: "Weights block by block, KV cache, activations, all-to-all buffers and what the runtime keeps.",
        arguments: .row, examples: ["memory", "memory 2"]
    ) { (context: Context, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let plan = try context.session.plan(row)
        let free = plan.scenario.chip.dramBytes - plan.totals.memory.total
        let share = Decimal.fixed(100 * free / plan.scenario.chip.dramBytes, places: 0)
        let remark =
            free >= 0
            ? "\(share) % of DRAM is free; 30-50 % is a usual reserve for the framework"
            : "the plan does not fit: \(CapacityText.need(plan))"
        return Outcome(
            nil, [.line(PlanText.configuration(plan)), .table(MemoryTable.make(plan)), .line(remark)])
    }
}

/// The memory of one chip as a table.
enum MemoryTable {
    static func make(_ plan: PlanResult) -> Table {
        let memory = plan.totals.memory
        let capacity = plan.scenario.chip.dramBytes
        var table = Table(columns: [
            Table.Column("part", alignment: .left),
            Table.Column("gib", heading: "size", unit: "GiB/chip", places: 2),
            Table.Column("share_pct", heading: "share", unit: "% of DRAM", places: 1),
        ])
        func add(_ name: String, _ bytes: Double) {
            table.rows.append([.text(name), .number(bytes / 1_073_741_824), .number(100 * bytes / capacity)])
        }
        for row in Breakdown(plan.scenario).rows where row.weightBytes > 0 {
            add("weights \(row.block.name)", row.weightBytes)
        }
        add("KV cache and state", memory.kvCache)
        add("activations", memory.activations)
        add("all-to-all buffers", memory.buffers)
        add("runtime reserve", memory.reserve)
        add("total", memory.total)
        add("DRAM", capacity)
        return table
    }
}
