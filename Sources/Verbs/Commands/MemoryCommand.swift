import Notebook
import Language
import Catalog
import CostModel
import Presentation
import Units

extension Command<Session> {
    static let memory = Command(
        "memory", synonyms: ["mem", "footprint"], abstract: "Shows what fills the DRAM of a chip in a plan.",
        discussion: """
            Weights block by block, KV cache, activations, all-to-all buffers and what the runtime keeps, on the fullest
            chip; of disaggregated serving for each worker. Behind it stands how many tokens of KV cache a replica has room
            for, and how many requests of the full length at once, as vLLM and SGLang print them at start.
            """,
        arguments: .row, examples: ["memory", "memory 2"]
    ) { (context: Context, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let plan = try context.session.plan(row)
        var output: [Output] = [.line(PlanText.configuration(plan) + SettlingText.remark(plan))]
        for worker in plan.workerMemory {
            let place = CapacityText.place(worker.worker, worker.use.stage)
            if !place.isEmpty { output.append(.line("a chip of \(place):")) }
            output.append(.table(MemoryTable.make(worker)))
            output += MemoryText.room(worker, plan.scenario.workload).map { .line($0) }
        }
        output.append(
            .line(
                plan.fits ? MemoryText.free(plan, try context.session.plans(of: row).subject) : MemoryText.excess(plan))
        )
        return Outcome(nil, output)
    }
}

/// What is free and what it holds, in words.
enum MemoryText {
    /// `GPU KV cache size: 51,200 tokens` and `Maximum concurrency for 4,096 tokens per request: 12.50x`, as vLLM prints
    /// them; nothing where there is no room.
    static func room(_ worker: WorkerMemory, _ workload: Workload) -> [String] {
        // A worker that only computes prompts hands their cache on.
        let isPrefill = worker.worker == .prefill || workload.phase == .prefill
        let length = isPrefill ? workload.input : max(workload.input + workload.output, workload.contextOverride)
        guard let room = worker.room(length: length), room.tokens > 0, room.sequences < 1e9 else { return [] }
        let d = worker.scenario.deployment
        let chips = d.chips / d.dp
        let who = chips == 1 ? "each chip" : "a replica of \(Decimal.grouped(Int(chips))) chips"
        return [
            "GPU KV cache size: \(Decimal.grouped(Int(room.tokens))) tokens (\(who))",
            "Maximum concurrency for \(Decimal.grouped(Int(length))) tokens per request: "
                + "\(Decimal.fixed(room.sequences, places: 2))x",
        ]
    }

    /// How much stays free, and beside what.
    static func free(_ plan: PlanResult, _ subject: PlanSubject) -> String {
        let start = "\(Decimal.fixed(100 * plan.need.free, places: 0)) % of DRAM is free"
        let reserve = plan.scenario.chip.dramReserve
        guard reserve <= 0 else {
            return start + " beside what the runtime keeps (dram_reserve=\(Quantity.exact(reserve, .bytesOrShare)))"
        }
        let stated = subject.catalogueEntry.flatMap { $0.value.dramReserve == 0 ? $0 : nil }
        // Why, without the document.
        let origin = Parameter.named("dram_reserve").flatMap { stated?.origin(of: $0) }
            .map { text in text.firstRange(of: " (").map { String(text[..<$0.lowerBound]) } ?? text }
        return start + "; dram_reserve is 0: "
            + (origin ?? "vLLM, SGLang and TensorRT-LLM keep about 10 % unless told otherwise")
    }

    static func excess(_ plan: PlanResult) -> String { "the plan does not fit: \(CapacityText.need(plan))" }
}

/// The memory of one chip as a table.
enum MemoryTable {
    static func make(_ worker: WorkerMemory) -> Table {
        let (use, capacity) = (worker.use, worker.scenario.chip.dramBytes)
        var table = Table(columns: [
            Table.Column("part", alignment: .left),
            Table.Column("gib", heading: "size", unit: "GiB/chip", places: 2),
            Table.Column("share_pct", heading: "share", unit: "% of DRAM", places: 1),
        ])
        func add(_ name: String, _ bytes: Double) {
            table.rows.append([.text(name), .number(bytes.inGiB), .number(100 * bytes / capacity)])
        }
        for (block, bytes) in worker.weights { add("weights \(block.name)", bytes) }
        add("KV cache and state", use.kvCache)
        add("activations", use.activations)
        add("all-to-all buffers", use.buffers)
        add("runtime reserve", use.reserve)
        add("total", use.total)
        add("DRAM", capacity)
        return table
    }
}
