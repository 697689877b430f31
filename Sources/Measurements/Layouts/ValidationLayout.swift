import CostModel

/// A row in the naming of published deployments: one phase alone, measured in tokens per second and chip.
struct ValidationRow: RowDraft {
    /// What was measured.
    enum Figure: String, CaseIterable, Sendable {
        case tokensPerChip = "tok/s/chip"
    }

    /// The half of inference that ran.
    enum Phase: String, CaseIterable, Sendable {
        case decode, prefill
    }

    /// Whether two half batches overlapped.
    enum Overlap: String, CaseIterable, Sendable {
        case off, on, auto
    }

    /// What a chip worked on at once.
    enum Batch: Sendable {
        case sequences(Double)
        case tokens(Double)
    }

    var model = ""
    var chip = ""
    var phase: Phase?
    var chips: Double?
    var tp: Double?
    var dp: Double?
    var moeTP: Double?
    var ep: Double?
    var batch: Batch?
    var context: Double?
    var weights = ""
    var source = ""
    var note = ""
    var overlap: Overlap?
    var figure: Figure?
    var figures: [MeasuredFigure] = []
}

extension TableLayout {
    /// The naming of published deployments.
    static let validation = TableLayout(
        "validation", summary: "Published deployments of one phase, in tokens per second and chip.",
        columns: ValidationRow.columns, required: ["model", "chip", "phase", "batch_per_chip", "metric"],
        measured: ["measured"], model: "model", ValidationRow.self)
}

extension ValidationRow {
    /// The columns that are read.
    static let columns: [LayoutColumn<ValidationRow>] = [
        .text("model", \.model, "The model."),
        .text("chip", \.chip, "The chip."),
        .choice("phase", .phase, \.phase, "The half of inference: decode or prefill."),
        .count("chips", \.chips, "Chips of the deployment."),
        .count("tp", \.tp, "Chips that share an attention layer; 1 where empty."),
        .count("dp", \.dp, "Attention replicas; the chips over tp where empty."),
        .count("moe_tp", \.moeTP, "Chips that share an expert; 1 where empty."),
        .count("ep", \.ep, "Expert-parallel ranks; chips / moe_tp where empty; experts are repeated to divide."),
        LayoutColumn("batch_per_chip", "Sequences of a chip, or, as in '16384 tokens', its tokens in a pass.") {
            (cell, row) throws(RowFault) in row.batch = try Batch.read(cell, "batch_per_chip")
        },
        .count("ctx", \.context, "Tokens of a sequence."),
        .text("weights", \.weights, "Format of the weights; that of the checkpoint where empty."),
        .choice("tbo", .choice, \.overlap, "Two-batch overlap: off, on or auto; off where empty."),
        .text("source", \.source, "Experts are visited evenly in DeepSeek's profile-data, which was made so."),
        .text("note", \.note, "Experts are visited evenly where it says 'balanced routing', else as by real traffic."),
        .choice("metric", .metric, \.figure, "What was measured: tok/s/chip."),
        .measured("measured", .tpsChip, \.figures, "The measured value."),
    ]

    func plan(_ names: RowNames) throws(RowFault) -> MeasuredPlan {
        guard let phase else { throw .missing(column: "phase") }
        guard let count = self.chips else { throw .missing(column: "chips") }
        guard let batch else { throw .missing(column: "batch_per_chip") }
        guard let context else { throw .missing(column: "ctx") }
        guard figure != nil else { throw .missing(column: "metric") }
        let (name, chip) = try names.chips.find(self.chip, column: "chip")
        var scenario = Scenario(
            chip: chip, model: try names.checkpoint(model, column: "model"), workload: Workload(input: context),
            deployment: Deployment(chips: count, tp: tp ?? 1, batch: 1, moeTP: moeTP ?? 1))
        let format = try FormatNames.find(weights, column: "weights")
        CheckpointFormat.apply(matrices: format, experts: format, to: &scenario.model)
        try checkSizes(scenario.deployment, scenario.model)
        scenario.deployment.redundantExperts = Self.redundantExperts(scenario.deployment, scenario.model)
        scenario.workload.staticPhase = phase == .prefill ? .prefill : .decode
        scenario.deployment.batch = batch.sequences(phase, context: context, chips: count)
        scenario.deployment.tbo = measuredOverlap
        scenario.workload.hottest = isBalanced ? 1 : Self.realTraffic
        return MeasuredPlan(chip: name, scenario: scenario, figures: figures)
    }

    /// Load of the busiest expert over the mean under real traffic.
    ///
    /// LMSYS (large-scale EP, 2025-05-05) prefills 59,337 tokens/s a node with perfectly balanced experts and 50,302 with
    /// those that its default balancing leaves, 1.18 times as much on the busiest of ranks with 9 experts, 32 of all
    /// held twice: `1 + (h - h / 4 + 1 / 4 - 1) / 9 = 1.18` for h = 3.
    private static let realTraffic = 3.0

    /// Whether experts were visited evenly (https://github.com/deepseek-ai/profile-data: "absolutely balanced").
    private var isBalanced: Bool { note.contains("balanced routing") || source.contains("profile-data") }

    private var measuredOverlap: Deployment.Overlap {
        switch overlap {
        case .on: .on
        case .auto: .auto
        case .off, nil: .off
        }
    }

    /// Experts that are held twice so that every rank has as many as the others: 256 on 72 ranks are run as 288.
    ///
    /// No column says so, but such a deployment cannot run without them.
    private static func redundantExperts(_ deployment: Deployment, _ model: Model) -> Double {
        guard model.moeLayers > 0 else { return 0 }
        let perRank = (model.experts / deployment.ep).rounded(.up)
        return perRank * deployment.ep - model.experts
    }

    /// Checks that the replicas and ranks that are given are those that follow from the chips.
    private func checkSizes(_ deployment: Deployment, _ model: Model) throws(RowFault) {
        if let dp, dp != deployment.dp {
            throw .unreadable(column: "dp", text: CellText.number(dp), expected: "chips / tp")
        }
        if let ep, model.moeLayers > 0, ep != deployment.ep {
            throw .unreadable(column: "ep", text: CellText.number(ep), expected: "chips / moe_tp")
        }
    }
}

extension ValidationRow.Batch {
    /// Reads `128` or `16384 tokens`.
    static func read(_ cell: String, _ column: String) throws(RowFault) -> Self {
        let words = cell.split(separator: " ")
        guard words.count == 2, words[1] == "tokens" else {
            return .sequences(try CellText.positive(cell, column))
        }
        return .tokens(try CellText.positive(String(words[0]), column))
    }

    /// The engine's batch: sequences of a chip in decode, of the whole deployment in prefill.
    func sequences(_ phase: ValidationRow.Phase, context: Double, chips: Double) -> Double {
        let perChip: Double =
            switch self {
            case .sequences(let count): count
            case .tokens(let count): count / context
            }
        return phase == .prefill ? perChip * chips : perChip
    }
}
