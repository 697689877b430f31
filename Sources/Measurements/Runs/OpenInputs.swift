/// Inputs of a row that its columns leave open or have wrong, and what is known of the benchmark that measured it.
struct OpenInputs: Sendable, Equatable {
    /// Tokens drafted in front of each decode step.
    var draft = 0.0
    /// The published run it is of; nil where the columns say it all.
    var run: Int?
}

extension SiliconRow {
    /// The serving software; nil for one that is not known.
    var runtime: Runtime? { Runtime(name: backend) }

    /// Whether the chip is of NVIDIA's Blackwell family.
    var isBlackwell: Bool { ["b200", "b300", "gb200", "gb300"].contains { system.lowercased().hasPrefix($0) } }

    /// Whether the model has DeepSeek-R1's layers, the last of which drafts tokens.
    var isDeepSeek: Bool { model.lowercased().contains("deepseek-r1") || model.lowercased().contains("deepseek-v3") }

    /// Whether InferenceX measured it; its rows name a configuration or a state of work.
    ///
    /// Its client draws lengths evenly from 0.8 to 1 times those stated (random-range-ratio 0.8), 0.9 times on average.
    var isInferenceX: Bool { source.contains("config_id=") || source.contains("wip=") }

    /// Average of the lengths over those stated.
    var meanLength: Double { isInferenceX ? 0.9 : 1 }

    /// `silicon_concurrency=64` in the source's words.
    var statedConcurrency: Double? {
        guard let mark = source.firstRange(of: "silicon_concurrency=") else { return nil }
        guard let value = Double(source[mark.upperBound...].prefix { $0.isASCII && $0.isNumber }) else { return nil }
        return (1...CellText.most).contains(value) ? value : nil
    }

    /// Everything that may have run, slowest first: one entry where the columns or the configuration decide it.
    var candidates: [OpenInputs] {
        guard isDeepSeek, isInferenceX else { return [OpenInputs()] }
        if mode != .disagg { return drafts.map { OpenInputs(draft: $0) } }
        // Rows that state their workers are those of runs without drafts.
        guard decode.workers == nil else { return [OpenInputs()] }
        return PublishedRun.all.indices.filter { PublishedRun.all[$0].fits(self) }
            .map { OpenInputs(draft: PublishedRun.all[$0].draft, run: $0) }
            .sorted { $0.draft < $1.draft }
    }

    /// Drafted tokens that a row of one pool may have had.
    ///
    /// InferenceX runs TensorRT-LLM with MTP from the image `1.2.0rc6.post3`, and did on 14 January 2026 from
    /// `1.1.0rc2.post2`: 3 drafted tokens, 1 with attention data parallelism. SGLang 0.5.9 runs DeepSeek in 8 bits on
    /// B200 with tensor parallelism of 8 both ways, 2 drafted tokens or none; with 128 requests or more, and on long
    /// prompts, only with them.
    private var drafts: [Double] {
        let speculates =
            source.hasSuffix("1.2.0rc6.post3")
            || source.hasSuffix("1.1.0rc2.post2") && source.contains("measured=2026-01-14")
        if runtime == .trtllm { return [speculates ? (agg.dp ?? 1 > 1 ? 1 : 3) : 0] }
        guard runtime == .sglang, source.contains("v0.5.9"), system.hasPrefix("b200"), precision == "fp8", agg.tp == 8
        else { return [0] }
        let requests = statedConcurrency ?? 0
        return requests >= 128 || input ?? 0 > 1024 ? [2] : [0, 2]
    }

    /// The row filled in each way that is possible, the slowest first.
    var alternatives: [SiliconRow] {
        candidates.map { inputs in
            var row = self
            row.open = inputs
            return row
        }
    }

    /// What rows of the same columns have in common, however the model and the sizes are written.
    var kin: String {
        let runs = candidates.map { "\($0.draft) \($0.run ?? -1)" }
        let stated = [system, backend, precision, mode?.rawValue ?? "", "\(input ?? 0)", "\(output ?? 0)"]
        return (stated + ["\(statedConcurrency ?? 0)"] + runs).joined(separator: "|")
    }

    /// The row with what its columns leave open.
    ///
    /// The configuration of November 2025 ran DeepSeek-R1 with expert parallelism over all chips, in TensorRT-LLM and
    /// in 4 bits also in SGLang, and with a replica of attention on each chip for long prompts from 64 requests on and
    /// for all from 256, in TensorRT-LLM; rows of that month were written before either had a column.
    var completed: SiliconRow {
        var row = self
        if let index = open.run {
            row.prefill = PublishedRun.all[index].prefill.row
            row.decode = PublishedRun.all[index].decode.row
        }
        guard isDeepSeek, isInferenceX, source.contains("measured=2025-11"), mode == .agg, agg.moeEP ?? 1 == 1
        else { return row }
        let isInFourBits = precision == "fp4"
        guard
            runtime == .trtllm || runtime == .sglang && isInFourBits && input == 1024
                || runtime == .sglang && isInFourBits && agg.tp == 4
        else { return row }
        let requests = statedConcurrency ?? 0
        let isLong = input ?? 0 > 1024
        (row.agg.moeEP, row.agg.moeTP) = (agg.chips, 1)
        if runtime == .trtllm, isInFourBits || system.hasPrefix("h200"), isLong && requests >= 64 || requests >= 256 {
            (row.agg.dp, row.agg.tp) = (agg.chips, 1)
        }
        return row
    }
}
