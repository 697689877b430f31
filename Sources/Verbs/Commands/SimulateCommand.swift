import CostModel
import Language
import Notebook
import Planning
import Presentation
import Queueing
import Units
import Words

extension Command<Session> {
    static let simulate = Command(
        "simulate", synonyms: ["sim", "play"],
        abstract: say(en: "Plays a plan through request by request.", zh: "逐请求模拟一个方案的运行。"),
        discussion: say(
            en: """
                Step by step: continuous batching with the schedule and the limits of the plan, KV room, copies and routing, both
                pools. It shares the time of a step with the equations and nothing else, so that it says how far they hold: each
                figure stands beside theirs, with its 95 % interval over the seeds. Requests come at 'rate', or from as many
                clients as are in flight. --trace plays recorded requests: CSV or JSON lines with their times and lengths, as
                those of Azure (TIMESTAMP, ContextTokens, GeneratedTokens) and of Mooncake (timestamp in milliseconds,
                input_length, output_length, hash_ids). Nothing is preempted.
                """,
            zh: """
                逐步模拟：按方案的调度方式和限制进行连续批处理，计入 KV 空间、副本与路由以及两个实例池。\
                它与解析方程只共用单步耗时，因此可以检验方程的准确程度：每项数值与方程的结果并列，并附多个随机种子的 95 % 区间。\
                请求按“rate”到达，或由与并发数同样多的客户端发出。--trace 回放记录的请求：CSV 或 JSON 行，含时间和长度，\
                例如 Azure（TIMESTAMP、ContextTokens、GeneratedTokens）和 Mooncake（timestamp，单位毫秒，\
                input_length、output_length、hash_ids）的记录。不模拟抢占。
                """),
        arguments: .count(option: "requests", SimulationWords.requestsHelp),
        .count(option: "seeds", SimulationWords.seedsHelp), .trace, .row,
        examples: ["simulate", "simulate 1", "simulate --seeds 10 --requests 100000 1"]
    ) {
        (context: Context, requests: Int?, seeds: Int?, path: Spanned<String>?, row: Spanned<Row>?)
            throws(Diagnostic) -> Outcome in
        let trace = try path.map { (path) throws(Diagnostic) in try TraceFile.read(path, context) }
        var session = context.session
        // How long answers are a trace says by itself.
        if let trace, session.workload.output <= 0 { session.workload.output = trace.meanOutput.rounded() }
        let plans = try EvalText.plans(row, session)
        let plan = plans[1]
        guard plan.scenario.workload.serving != .static else {
            throw Diagnostic(SimulationWords.nothingServed, at: row?.span, hint: SimulationWords.serve)
        }
        guard plan.fits else { throw CapacityWords.diagnostic(plan, at: row?.span) }
        let simulation: PlanSimulation
        do throws(QueueingFault) {
            simulation = try PlanSimulation(plan, trace: trace)
        } catch {
            throw Diagnostic(SimulationWords.fault(error), at: path?.span ?? row?.span)
        }
        let (requests, seeds) = (requests ?? trace?.requests.count ?? simulation.usual, seeds ?? (trace == nil ? 5 : 1))
        guard requests <= SimulationWords.most, seeds <= SimulationWords.mostSeeds else {
            throw Diagnostic(SimulationWords.tooMany)
        }
        let environment = context.environment
        let start = environment.now()
        let tongue = Tongue.current
        let result = simulation.run(
            requests: requests, seeds: seeds, cores: environment.cores, isCancelled: environment.isCancelled
        ) { done in
            guard environment.now() - start > 0.5 else { return }
            // It comes from a thread that speaks no language of its own.
            environment.progress(tongue.speak { SimulationWords.progress(done, of: requests) })
        }
        environment.progress("")
        guard let result else { throw .interrupted }
        var output: [Output] = [.table(SimulationView.table(result, isForPeople: !session.format.isData))]
        if !session.format.isData {
            if let widest = SimulationView.widest(result) {
                output.append(.line(SimulationWords.differ(widest)))
            } else if seeds > 1, result.rows.contains(where: { $0.equations != nil }) {
                output.append(.line(SimulationWords.agree))
            }
            let w = plan.scenario.workload
            if trace == nil, !w.isOpen, !w.hasUnequalClients, plan.sequences > 1 {
                output.append(.line(TailWords.caution(.convoys)))
            }
            if let open = plan.open, plan.tails == nil {
                output.append(.line(TailWords.fault(open)))
            }
            if result.rejected > 0 { output.append(.line(SimulationWords.rejected(result.rejected))) }
            output.append(
                .line(
                    SimulationWords.played(result.requests, seeds: seeds),
                    timing: SizingWords.timing(environment.now() - start)))
        }
        return Outcome(nil, output)
    }
}

/// What a simulation shows.
private enum SimulationView {
    static func table(_ result: PlanSimulation.Result, isForPeople: Bool) -> Table {
        let all = [
            Table.Column("figure", heading: SimulationWords.figure, alignment: .left),
            Table.Column("unit", heading: SimulationWords.unit, alignment: .left),
            Table.Column("equations", heading: SimulationWords.equations, digits: 4),
            Table.Column("simulated", heading: SimulationWords.simulated, digits: 4),
            Table.Column("interval", heading: SimulationWords.interval, digits: 2),
            Table.Column("difference", heading: SimulationWords.difference, unit: "%", places: 1),
        ]
        var rows: [[Table.Cell]] = []
        for row in result.rows {
            let scale: Double = row.figure.isTime ? 1e3 : 1
            // What does not vary has no interval but rounding.
            let isSure = row.simulated.halfWidth < 1e-9 * row.simulated.value
            let width = isSure ? 0 : row.simulated.halfWidth
            rows.append([
                .text(SimulationWords.name(row.figure)), .text(SimulationWords.unit(row.figure)),
                row.equations.map { row.isLowerBound ? .bound(scale * $0) : .number(scale * $0) } ?? .missing,
                .number(scale * row.simulated.value),
                width.isFinite ? .number(scale * width) : .missing,
                row.difference.map { .number(100 * $0) } ?? .missing,
            ])
        }
        guard isForPeople else { return Table(columns: all, rows: rows) }
        // What no figure has, as equations say nothing of a trace, takes no column.
        let shown = all.indices.filter { place in rows.contains { $0[place] != .missing } }
        return Table(columns: shown.map { all[$0] }, rows: rows.map { row in shown.map { row[$0] } })
    }

    /// The figure in which equations and simulation differ most, beyond chance.
    static func widest(_ result: PlanSimulation.Result) -> PlanSimulation.Row? {
        result.rows.filter { row in
            guard let equations = row.equations else { return false }
            return (equations - row.simulated.value).magnitude > row.simulated.halfWidth
        }.max { ($0.difference ?? 0).magnitude < ($1.difference ?? 0).magnitude }
    }
}

extension PlanSimulation.Figure {
    /// Whether it is a time, which is shown in milliseconds.
    fileprivate var isTime: Bool {
        switch self {
        case .mean, .percentile: true
        case .rate, .inFlight: false
        }
    }
}
