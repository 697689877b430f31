import CostModel
import Units

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
        "validation",
        summary: say(
            en: "Published deployments of one phase, in tokens per second and chip.",
            zh: "公开的单阶段部署数据，单位为每芯片每秒 token 数。"),
        columns: ValidationRow.columns, required: ["model", "chip", "phase", "batch_per_chip", "metric"],
        measured: ["measured"], model: "model", ValidationRow.self)
}

extension ValidationRow {
    /// The columns that are read.
    static let columns: [LayoutColumn<ValidationRow>] = [
        .text("model", \.model, say(en: "The model.", zh: "模型。")),
        .text("chip", \.chip, say(en: "The chip.", zh: "芯片。")),
        .choice(
            "phase", .phase, \.phase,
            say(en: "The half of inference: decode or prefill.", zh: "推理阶段：decode 或 prefill。")),
        .count("chips", \.chips, say(en: "Chips of the deployment.", zh: "部署的芯片数。")),
        .count("tp", \.tp, say(en: "Chips that share an attention layer; 1 where empty.", zh: "共同计算一个注意力层的芯片数；留空为 1。")),
        .count("dp", \.dp, say(en: "Attention replicas; the chips over tp where empty.", zh: "注意力副本数；留空为芯片数除以 tp。")),
        .count("moe_tp", \.moeTP, say(en: "Chips that share an expert; 1 where empty.", zh: "共同计算一个专家的芯片数；留空为 1。")),
        .count(
            "ep", \.ep,
            say(
                en: "Expert-parallel ranks; chips / moe_tp where empty; experts are repeated to divide.",
                zh: "专家并行度；留空为 chips / moe_tp；除不尽时以冗余专家补齐。")),
        LayoutColumn(
            "batch_per_chip",
            say(
                en: "Sequences of a chip, or, as in '16384 tokens', its tokens in a pass.",
                zh: "单芯序列数；或如“16384 tokens”，为单芯一次前向的 token 数。")
        ) { (cell, row) throws(RowFault) in
            row.batch = try Batch.read(cell, "batch_per_chip")
        },
        .count("ctx", \.context, say(en: "Tokens of a sequence.", zh: "每个序列的 token 数。")),
        .text(
            "weights", \.weights,
            say(en: "Format of the weights; that of the checkpoint where empty.", zh: "权重格式；留空为权重文件自身的格式。")),
        .choice(
            "tbo", .choice, \.overlap,
            say(en: "Two-batch overlap: off, on or auto; off where empty.", zh: "双批次重叠：off、on 或 auto；留空为 off。")),
        .text(
            "source", \.source,
            say(
                en: "Experts are visited evenly in DeepSeek's profile-data, which was made so.",
                zh: "来源；DeepSeek 的 profile-data 按专家负载均衡生成，故视为均衡。")),
        .text(
            "note", \.note,
            say(
                en: "Experts are visited evenly where it says 'balanced routing', else as by real traffic.",
                zh: "备注；含“balanced routing”时视为专家负载均衡，否则按真实流量。")),
        .choice("metric", .metric, \.figure, say(en: "What was measured: tok/s/chip.", zh: "实测指标：tok/s/chip。")),
        .measured("measured", .tpsChip, \.figures, say(en: "The measured value.", zh: "实测值。")),
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
