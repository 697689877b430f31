import Catalog
import CostModel
import Language
import Notebook
import Presentation
import Units
import Words

extension Command<Session> {
    static let memory = Command(
        "memory", synonyms: ["mem", "footprint"],
        abstract: say(en: "Shows what fills the DRAM of a chip in a plan.", zh: "显示一个方案中单芯 DRAM 的占用构成。"),
        discussion: say(
            en: """
                Weights block by block, KV cache, activations, all-to-all buffers and what the runtime keeps, on the fullest
                chip; of disaggregated serving for each worker. Behind it stands how many tokens of KV cache a replica has room
                for, and how many requests of the full length at once, as vLLM and SGLang print them at start.
                """,
            zh: """
                列出占用最多的芯片上各模块的权重、KV 缓存、激活值、All2All 缓冲区和运行时预留；PD 分离时按实例分别列出。\
                随后给出一个副本的 KV 缓存可容纳多少 token、可同时容纳多少条全长请求，口径与 vLLM、SGLang 启动时打印的相同。
                """),
        arguments: .row, examples: ["memory", "memory 2"]
    ) { (context: Context, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let plan = try context.session.plan(row)
        var output: [Output] = [.line(PlanWords.configuration(plan) + SettlingWords.remark(plan))]
        for worker in plan.workerMemory {
            let place = CapacityWords.place(worker.worker, worker.use.stage)
            if !place.isEmpty { output.append(.line(MemoryWords.chip(of: place))) }
            output.append(.table(MemoryTable.make(worker)))
            output += MemoryWords.room(worker, plan.scenario.workload).map { .line($0) }
        }
        output.append(
            .line(
                plan.fits
                    ? MemoryText.free(plan, try context.session.plans(of: row).subject(of: plan.scenario))
                    : CapacityWords.excess(plan))
        )
        return Outcome(nil, output)
    }
}

/// What is free in a plan.
enum MemoryText {
    /// How much stays free, and beside what.
    static func free(_ plan: PlanResult, _ subject: PlanSubject) -> String {
        let isPrefill = plan.scenario.hasTwoChips && plan.need.worker == .prefill
        let chip = isPrefill ? plan.scenario.onPrefillChip.chip : plan.scenario.chip
        let keeps = plan.scenario.runtime != .custom || plan.scenario.deployment.memoryFraction > 0
        guard chip.dramReserve <= 0, !keeps else { return MemoryWords.free(plan, chip) }
        let stated = (isPrefill ? subject.prefillEntry : subject.catalogueEntry).flatMap {
            $0.value.dramReserve == 0 ? $0 : nil
        }
        // Why, without the document.
        let origin = Parameter.named("dram_reserve").flatMap { stated?.origin(of: $0) }
            .map { text in
                let ends = [" (", "（"].compactMap { text.firstRange(of: $0)?.lowerBound }
                return ends.min().map { String(text[..<$0]) } ?? text
            }
        return MemoryWords.free(plan, unreserved: origin)
    }
}

/// The memory of one chip as a table.
enum MemoryTable {
    static func make(_ worker: WorkerMemory) -> Table {
        let (use, capacity) = (worker.use, worker.scenario.chip.dramBytes)
        var table = Table(columns: [
            Table.Column("part", heading: MemoryWords.part, alignment: .left),
            Table.Column("gib", heading: MemoryWords.size, unit: "GiB/chip", places: 2),
            Table.Column("share_pct", heading: MemoryWords.share, unit: MemoryWords.percentOfDRAM, places: 1),
        ])
        func add(_ name: String, _ bytes: Double) {
            table.rows.append([.text(name), .number(bytes.inGiB), .number(100 * bytes / capacity)])
        }
        for (block, bytes) in worker.weights { add(MemoryWords.weights(block.name), bytes) }
        add(MemoryWords.cache, use.kvCache)
        if use.prefix > 0 { add(MemoryWords.prefix, use.prefix) }
        add(MemoryWords.activations, use.activations)
        add(MemoryWords.buffers, use.buffers)
        add(MemoryWords.reserve, use.reserve)
        add(MemoryWords.total, use.total)
        add(MemoryWords.capacity, capacity)
        return table
    }
}
