import CostModel

/// A row in the naming of NVIDIA aiconfigurator's measurements.
struct SiliconRow: RowDraft {
    static let leavesRunsOpen = true

    /// How requests were served.
    enum Mode: String, CaseIterable, Sendable {
        case agg, disagg
        case alone = "static"
    }

    var id = ""
    var source = ""
    var backend = ""
    var model = ""
    var system = ""
    var precision = ""
    var matrices = ""
    var experts = ""
    var mode: Mode?
    var input: Double?
    var output: Double?
    var agg = WorkerColumns()
    var prefill = WorkerColumns()
    var decode = WorkerColumns()
    var figures: [MeasuredFigure] = []
    /// What its columns leave open, once it is decided.
    var open = OpenInputs()
    /// Attention replicas that `batch_size` is counted by, which are those that the file has, right or wrong.
    var batchReplicas = 1.0

    /// The worker whose steps yield output tokens.
    var decoder: WorkerColumns { mode == .disagg ? decode : agg }
}

extension TableLayout {
    /// The naming of NVIDIA aiconfigurator.
    static let silicon = TableLayout(
        "silicon", summary: "The naming of NVIDIA aiconfigurator's measurements.", columns: SiliconRow.columns,
        required: ["model_path", "system", "isl", "osl"], measured: ["silicon_ttft_ms", "silicon_tpot_ms"],
        model: "model_path", SiliconRow.self)
}

extension SiliconRow {
    /// The columns that are read.
    static let columns: [LayoutColumn<SiliconRow>] =
        [
            .text("id", \.id, "Tells tp_size from a product of sizes where it holds a word such as tp8."),
            .text("silicon_data_source", \.source, "Requests in flight, where it holds silicon_concurrency=N."),
            .text("backend", \.backend, "The serving software, which settings follow from: trtllm, sglang or vllm."),
            .text("model_path", \.model, "The model, by the last component and without words for tuning and format."),
            .text("system", \.system, "The chip, such as h200_sxm."),
            .text("precision", \.precision, "Format of the weights where no quant_mode says it."),
            .text("gemm_quant_mode", \.matrices, "Format of attention, dense and shared weights."),
            .text("moe_quant_mode", \.experts, "Format of the experts' weights."),
            .choice(
                "mode", .mode, \.mode, aliases: ["ifb": "agg", "aggregated": "agg", "disaggregated": "disagg"],
                "How requests were served: agg, disagg or static; agg where empty."),
            .count("isl", \.input, "Prompt length, tokens."),
            .count("osl", \.output, "Answer length, tokens."),
            .measured("silicon_ttft_ms", .ttft, \.figures, "Measured time to first token, ms."),
            .measured("silicon_tpot_ms", .tpot, \.figures, "Measured time per output token, ms."),
        ]
        + worker("", \.agg, "Served by agg or static") + worker("prefill_", \.prefill, "Prefill workers")
        + worker("decode_", \.decode, "Decode workers")

    private static func worker(
        _ prefix: String, _ path: WritableKeyPath<SiliconRow, WorkerColumns> & Sendable, _ whose: String
    ) -> [LayoutColumn<SiliconRow>] {
        func column(
            _ name: String, _ part: WritableKeyPath<WorkerColumns, Double?> & Sendable, _ summary: String,
            empty: String = "1 where empty"
        ) -> LayoutColumn<SiliconRow> {
            let heading = prefix + name
            return LayoutColumn(heading, "\(whose): \(summary); \(empty).") { (cell, row) throws(RowFault) in
                row[keyPath: path][keyPath: part] = try CellText.count(cell, heading)
            }
        }
        let workers = column("num_workers", \.workers, "how many there are")
        let batch =
            prefix == "prefill_"
            ? column(
                "batch_size", \.batch, "prompts at once, as configured",
                empty: "measured first tokens rule it out as a limit, so that it is not used")
            : column(
                "batch_size", \.batch, "requests in flight of an attention replica",
                empty: "read where silicon_data_source does not state them")
        return (prefix.isEmpty ? [batch] : [workers, batch]) + [
            column("tp_size", \.tp, "chips that share an attention layer"),
            column("pp_size", \.pp, "pipeline stages"),
            column("attention_dp_size", \.dp, "attention replicas"),
            column(
                "moe_tp_size", \.moeTP, "chips that share an expert", empty: "where empty, the chips over moe_ep_size"),
            column("moe_ep_size", \.moeEP, "expert-parallel ranks"),
        ]
    }
}
