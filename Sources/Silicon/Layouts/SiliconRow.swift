import CostModel

/// A row in the naming of NVIDIA aiconfigurator's measurements.
struct SiliconRow: RowDraft {
    /// How requests were served.
    enum Mode: String, CaseIterable, Sendable {
        case agg, disagg
        case alone = "static"
    }

    var id = ""
    var source = ""
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
            .text("model_path", \.model, "The model, by the last component and without words for tuning and format."),
            .text("system", \.system, "The chip, such as h200_sxm."),
            .text("precision", \.precision, "Format of the weights where no quant_mode says it."),
            .text("gemm_quant_mode", \.matrices, "Format of attention, dense and shared weights."),
            .text("moe_quant_mode", \.experts, "Format of the experts' weights."),
            .choice("mode", .mode, \.mode, "How requests were served: agg, disagg or static; agg where empty."),
            .count("isl", \.input, "Prompt length, tokens."),
            .count("osl", \.output, "Answer length, tokens."),
            .measured("silicon_ttft_ms", .ttft, \.figures, "Measured time to first token, ms."),
            .measured("silicon_tpot_ms", .tpot, \.figures, "Measured time per output token, ms."),
        ]
        + worker("", \.agg, "agg and static") + worker("prefill_", \.prefill, "a prefill worker")
        + worker("decode_", \.decode, "a decode worker")

    private static func worker(
        _ prefix: String, _ path: WritableKeyPath<SiliconRow, WorkerColumns> & Sendable, _ whose: String
    ) -> [LayoutColumn<SiliconRow>] {
        func column(
            _ name: String, _ part: WritableKeyPath<WorkerColumns, Double?> & Sendable, _ summary: String
        ) -> LayoutColumn<SiliconRow> {
            let heading = prefix + name
            return LayoutColumn(heading, "\(summary), of \(whose); 1 where empty.") { (cell, row) throws(RowFault) in
                row[keyPath: path][keyPath: part] = try CellText.count(cell, heading)
            }
        }
        let workers = column("num_workers", \.workers, "Workers")
        return (prefix.isEmpty ? [] : [workers]) + [
            column("batch_size", \.batch, "Requests in flight of an attention replica"),
            column("tp_size", \.tp, "Chips that share an attention layer"),
            column("pp_size", \.pp, "Pipeline stages"),
            column("attention_dp_size", \.dp, "Attention replicas"),
            column("moe_tp_size", \.moeTP, "Chips that share an expert"),
            column("moe_ep_size", \.moeEP, "Expert-parallel ranks"),
        ]
    }
}
