import CostModel

/// A step from a row to what ran.
struct SiliconStep: Sendable {
    /// Takes over what some columns say.
    let apply: @Sendable (SiliconRow, inout Scenario) throws(RowFault) -> Void

    /// The steps in order; a later one sees what the earlier ones set.
    static let all: [SiliconStep] = [precision, lengths, sizes, prefillWorkers, requests, runtime]
}

extension SiliconRow {
    func plans(_ names: RowNames) throws(RowFault) -> [MeasuredPlan] {
        guard !system.isEmpty else { throw .missing(column: "system") }
        guard !model.isEmpty else { throw .missing(column: "model_path") }
        let (name, chip) = try names.chips.find(system, column: "system")
        var scenario = Scenario(
            chip: chip, model: try names.checkpoint(model, column: "model_path"), workload: Workload(input: 1),
            deployment: Deployment(chips: 1, tp: 1, batch: 1))
        let row = corrected.completed
        for step in SiliconStep.all { try step.apply(row, &scenario) }
        return row.phases(of: scenario).map { MeasuredPlan(chip: name, scenario: $0.scenario, figures: $0.figures) }
    }

    /// The scenario of the figures; of each figure where the phases ran alone.
    private func phases(of scenario: Scenario) -> [(scenario: Scenario, figures: [MeasuredFigure])] {
        guard mode == .alone, !figures.isEmpty else { return [(scenario, figures)] }
        return figures.map { figure in
            var phase = scenario
            if figure.metric == .ttft {
                phase.workload.staticPhase = .prefill
                phase.deployment.batch = scenario.deployment.concurrency
            }
            return (phase, [figure])
        }
    }
}

extension SiliconStep {
    static let precision = SiliconStep { (row, scenario) throws(RowFault) in
        let stated = try FormatNames.find(row.precision, column: "precision")
        // A checkpoint of another format mostly says so in its name.
        let saysNothing = row.precision.isEmpty && row.matrices.isEmpty && row.experts.isEmpty
        let uniform = saysNothing ? FormatNames.named(in: row.model) : stated
        let matrices = try FormatNames.find(row.matrices, column: "gemm_quant_mode")
        let experts = try FormatNames.find(row.experts, column: "moe_quant_mode")
        CheckpointFormat.apply(
            matrices: row.matrices.isEmpty ? uniform : matrices, experts: row.experts.isEmpty ? uniform : experts,
            to: &scenario.model)
    }

    static let lengths = SiliconStep { (row, scenario) throws(RowFault) in
        guard let input = row.input else { throw .missing(column: "isl") }
        guard let output = row.output else { throw .missing(column: "osl") }
        scenario.workload.input = max(1, (input * row.meanLength).rounded())
        scenario.workload.output = (output * row.meanLength).rounded()
    }

    static let sizes = SiliconStep { (row, scenario) throws(RowFault) in
        let worker = row.decoder
        scenario.deployment.chips = worker.chips
        scenario.deployment.tp = worker.tp ?? 1
        scenario.deployment.pp = worker.pp ?? 1
        scenario.deployment.moeTP = try row.expertTP(worker, .decode, scenario.model)
        scenario.workload.serving = row.serving
    }

    static let prefillWorkers = SiliconStep { (row, scenario) throws(RowFault) in
        guard row.mode == .disagg else { return }
        let worker = row.prefill
        guard worker.pp ?? 1 == scenario.deployment.pp else {
            throw .stages(decode: scenario.deployment.pp, prefill: worker.pp ?? 1)
        }
        guard worker.tp ?? worker.dp != nil else { throw .missing(column: "prefill_tp_size") }
        guard row.decode.tp ?? row.decode.dp != nil else { throw .missing(column: "decode_tp_size") }
        // Rows that leave the number of workers out ran one of each kind, as far as anyone can tell.
        scenario.deployment.decodeWorkers = row.decode.workers ?? 1
        scenario.deployment.prefillWorkers = worker.workers ?? 1
        scenario.deployment.prefillChips = worker.chips
        scenario.deployment.prefillTP = worker.tp ?? 1
        scenario.deployment.prefillMoeTP = try row.expertTP(worker, .prefill, scenario.model)
    }

    /// Requests in flight, as the source states them or as they follow from the batch of each attention replica.
    ///
    /// The client of these measurements sends ten prompts for each request in flight.
    static let requests = SiliconStep { (row, scenario) throws(RowFault) in
        let workers = scenario.deployment.decodeWorkers
        let batch = row.decoder.batch.map { $0 * row.batchReplicas * workers }
        guard let requests = row.statedConcurrency ?? batch else {
            throw .missing(column: row.mode == .disagg ? "decode_batch_size" : "batch_size")
        }
        scenario.workload.rounds = 10
        scenario.deployment.concurrency = requests
        let perChip = requests / (scenario.deployment.chips * workers)
        scenario.deployment.batch = row.mode == .alone ? perChip : max(1, perChip.rounded(.up))
    }

    /// What the serving software adds to the columns: drafted tokens, waiting, the format of the KV cache, what is kept of DRAM.
    static let runtime = SiliconStep { (row, scenario) throws(RowFault) in
        scenario.workload.draft = row.open.draft
        guard let runtime = row.runtime, row.mode != .alone else { return }
        scenario.workload.acceptance = runtime.acceptance
        scenario.deployment.waitSteps = runtime.waitSteps(
            requests: scenario.deployment.concurrency, replicas: scenario.deployment.dp,
            looksSeldom: row.isBlackwell && row.isDeepSeek)
        let precision = scenario.model.precision
        let isQuantised = [PrecisionFormat.fp8, .nvfp4].contains(precision.attention)
        if scenario.model.mlaLayers > 0 || precision.experts == PrecisionFormat.mxfp4
            || runtime == .trtllm && isQuantised
        {
            scenario.model.precision.kvCache = runtime.kvCache(isBlackwell: row.isBlackwell)
        }
        scenario.chip.dramReserve = runtime.reserve(of: scenario)
    }
}

extension SiliconRow {
    fileprivate var serving: Workload.Serving {
        switch mode {
        case .disagg: .disagg
        case .alone: .static
        case .agg, nil: .agg
        }
    }

    /// Chips that share one expert; a model without experts shares none.
    fileprivate func expertTP(
        _ worker: WorkerColumns, _ kind: RowFault.Worker, _ model: Model
    ) throws(RowFault) -> Double {
        guard model.moeLayers > 0 else { return 1 }
        guard worker.expertChips == worker.chips else {
            throw .uneven(kind, attention: worker.chips, experts: worker.expertChips)
        }
        return worker.expertTP
    }
}
