import Lanes

extension Engine {
    /// What the operators of one step share: rates and amounts of the plan at hand, worked out once.
    ///
    /// A step is one decode step, or the prefill of all prompts; it makes `passes` passes through the layers. M, the rows
    /// of a matrix product, is the number of tokens that one tensor-parallel group computes in a pass.
    struct StepShape {
        /// Bytes of an element of the residual stream, which stays 16 bits wide whatever the products' operands are.
        static var residualBytes: V { 2 }

        /// Whether the added tokens are few against the context.
        let isDecode: Bool
        /// Tokens of a tensor-parallel group in a pass.
        let rows: V
        /// Tokens of a tensor-parallel group that the head turns into logits in a step.
        let headRows: V
        /// Prompts that a step computes in a replica; 0 in decode.
        let prompts: V
        /// Passes through the layers in a step: 1, or the chunks of a prefill.
        let passes: V
        /// Sequences whose KV cache a tensor-parallel group reads.
        let sequences: V
        /// Tokens in the KV cache of a sequence before a pass, on average over the passes.
        let cachedBefore: V
        /// Position of the first token that the step computes.
        let firstToken: V
        /// Position behind the last one.
        let lastToken: V
        /// Tokens that the step adds to each sequence.
        let added: V
        /// Tokens that all chips of a pipeline stage compute in a pass.
        let stageTokens: V
        /// The rows of a pass, as M of a matrix product.
        let paddedRows: PaddedSize
        /// The width of the residual stream, as K of a matrix product.
        let hiddenDepth: PaddedSize
        /// Reciprocal of the reached DRAM bandwidth, s/byte.
        let secondsPerByte: V
        /// Padding of M: rows of the matrix unit.
        let rowPadding: PaddingStep
        /// Padding of K: depth of the matrix unit.
        let depthPadding: PaddingStep
        /// Padding of N: one core's columns times the cores.
        let columnPadding: PaddingStep
        /// Padding of the rows of a routed expert.
        let expertRowPadding: PaddingStep
        /// Padding of the queries of latent attention.
        let attentionRows: PaddingStep
        /// Rates of the attention projections.
        let attention: MatrixRates
        /// Reciprocal of what attention itself reaches, which multiplies activations by activations, s/FLOP.
        let attentionSecondsPerFLOP: V
        /// The all-reduce of the residual stream over a tensor-parallel group.
        let residualAllReduce: OperatorCost
        /// Rates of dense and shared feed-forward blocks.
        let ffn: MatrixRates
        /// Rates of the routed experts.
        let experts: MatrixRates
        /// Rates of the head.
        let head: MatrixRates
        /// Rates of tables that are looked up.
        let table: MatrixRates
        /// Bytes of a KV-cache element.
        let kvBytes: V
        /// Start-up of one operator, seconds.
        let launch: V
        /// Seconds in which an element-wise kernel reads and writes a residual stream's rows.
        let elementwiseSeconds: V
        /// Whether the other part of a batch that is split in two fills the time in which this one communicates.
        let isSplit: Bool
        /// Share of the layers that a chip's calls count: in a prefill a chip runs its own pipeline stage only.
        let layerShare: V

        /// The shape of a step, or of one of `parts` equal parts of its batch.
        @inline(__always) init(_ s: Inputs, parts: V = 1) {
            let (d, w) = (s.deployment, s.workload)
            isDecode = w.phase == .decode
            if isDecode {
                passes = 1
                sequences = d.batch * d.tp / parts
                added = w.draft + 1
                cachedBefore = w.context
                (firstToken, lastToken) = (w.context, w.context)
                rows = sequences * added
                headRows = rows
                layerShare = 1
                prompts = 0
            } else {
                // A pass that carries decoding sequences stands for the mean of many, whose prompts are not a whole number.
                let share = d.batch / d.dp
                let perReplica = w.guests > 0 ? greater(1, share) : ceiling(share)
                let chunks = d.chunk > 0 ? ceiling(w.fresh / d.chunk) : 1
                // A pipeline works on one sequence at a time, so that its stages have something to overlap; of a batch that
                // is split, on one of each part.
                passes = d.pp > 1 ? chunks * perReplica / parts : chunks
                sequences = d.pp > 1 ? 1 : perReplica / parts
                added = w.fresh / chunks
                cachedBefore = w.cached + (w.fresh - added) / 2
                (firstToken, lastToken) = (w.cached, w.input)
                let mean = (sequences * added + w.guests / parts) / d.sp
                // 963 / 7 * 7 is a little above 963.
                rows = w.guests > 0 ? mean : ceiling(mean - 1e-6)
                headRows = (perReplica + w.guests) / parts
                layerShare = 1 / d.pp
                prompts = perReplica / parts
            }
            isSplit = parts > 1
            stageTokens = rows * d.chips / (d.tp * d.pp)
            secondsPerByte = 1 / (s.chip.dramBandwidth * s.chip.dramUtilisation)
            rowPadding = PaddingStep(s.chip.cubeM)
            depthPadding = PaddingStep(s.chip.cubeK)
            columnPadding = PaddingStep(s.chip.cubeN * s.chip.cores)
            attentionRows = PaddingStep(s.chip.attentionRows)
            expertRowPadding = PaddingStep(s.chip.expertTile)
            paddedRows = rowPadding.pad(rows)
            hiddenDepth = depthPadding.pad(s.model.hidden)
            let codes = s.model.precision
            attention = MatrixRates(codes.attention, s.chip)
            // Mostly all parts have one format, which is then worked out once.
            ffn = codes.ffn == codes.attention ? attention : MatrixRates(codes.ffn, s.chip)
            let likeExperts = codes.experts == codes.ffn ? ffn : MatrixRates(codes.experts, s.chip)
            experts = likeExperts.ofExperts(s.chip, s.runtime)
            head = codes.head == codes.ffn ? ffn : MatrixRates(codes.head, s.chip)
            let reached = s.chip.attentionSecondsPerFLOP(attention, codes)
            attentionSecondsPerFLOP = isDecode ? reached : reached * (1 + s.chip.kernels.attentionRamp / lastToken)
            residualAllReduce = Collective.allReduce(
                bytes: rows * s.model.hidden * Self.residualBytes, ranks: d.tp, s.chip)
            launch = isDecode ? s.chip.launch : greater(s.chip.launch, s.chip.prefillLaunch)
            elementwiseSeconds = s.chip.elementwise * 2 * rows * s.model.hidden * Self.residualBytes * secondsPerByte
            table = MatrixRates(looked: codes.embedding)
            kvBytes = V(codes.kvCache.bytes)
        }

        /// A number of rows, as M of a matrix product.
        @inline(__always) func rows(_ size: V) -> PaddedSize { rowPadding.pad(size) }
        /// A width, as K of a matrix product.
        @inline(__always) func depth(_ size: V) -> PaddedSize { depthPadding.pad(size) }
        /// A width, as N of a matrix product.
        @inline(__always) func columns(_ size: V) -> PaddedSize { columnPadding.pad(size) }

        /// Keys that a query of a pass sees on average, where it sees at most `limit`.
        ///
        /// A query at position p sees min(p, limit) keys; the mean runs over the tokens that the step adds. In decode the
        /// added tokens are few and see the whole context.
        @inline(__always) func meanContext(limit: V) -> V {
            if isDecode { return lesser(cachedBefore, limit) }
            let (first, last) = (firstToken, lastToken)
            func partly() -> V { ((limit - first) * (first + limit) / 2 + (last - limit) * limit) / (last - first) }
            return V.choose(limit, below: last, V.choose(first, below: limit, partly(), limit), (first + last) / 2)
        }

        /// Keys of a sequence that a pass reads, where attention reaches back at most `limit`.
        @inline(__always) func readContext(limit: V) -> V {
            isDecode ? lesser(cachedBefore, limit) : lesser(cachedBefore, limit) + added
        }
    }
}

extension Engine {
    /// What a matrix product costs in one number format on one chip.
    struct MatrixRates {
        /// Bytes of a weight with its share of a scale.
        let weightBytes: V
        /// Bytes of an activation.
        let activationBytes: V
        /// Reciprocal of what the matrix unit reaches, s/FLOP.
        let secondsPerFLOP: V
        /// Reciprocal of the DRAM bandwidth that is reached, s/byte.
        let secondsPerByte: V
        /// Share of the shorter of compute and DMA that shows beside the longer.
        let shown: V
        /// Kernels that bring activations into the format, 0 or 1 a product.
        let quantisations: V

        /// Of a table that is looked up and not multiplied.
        init(looked format: ElementFormat) {
            weightBytes = V(format.bytes)
            activationBytes = StepShape.residualBytes
            (secondsPerFLOP, secondsPerByte, shown, quantisations) = (0, 0, 0, 0)
        }

        /// Of weights of one or several formats.
        ///
        /// Activations count by the weights that they meet, as the FLOP do: a matrix of each format reads its own.
        @inline(__always) init(_ mix: WeightMix, _ chip: Chip) {
            weightBytes = V(mix.bytes)
            activationBytes = mix.mean { $0.activationBytes(chip) }
            quantisations = mix.mean { $0.activationBytes(chip) < StepShape.residualBytes ? 1 : 0 }
            secondsPerFLOP = mix.mean { 1 / ($0.peakShare(chip) * chip.peakFLOPS * chip.matrixEfficiency) }
            secondsPerByte = 1 / (chip.dramBandwidth * chip.dramUtilisation)
            shown = 1 - chip.overlap
        }

        /// Of routed experts in the format of these, whose kernels are a class of their own.
        private init(experts rates: MatrixRates, _ chip: Chip, _ runtime: Runtime) {
            (weightBytes, activationBytes, quantisations) = (
                rates.weightBytes, rates.activationBytes, rates.quantisations
            )
            let kernels = chip.kernels
            let rate = kernels.expertEfficiency
            let reached = runtime == .trtllm ? rate * kernels.trtllmExpertRate : rate
            secondsPerFLOP = rates.secondsPerFLOP / reached
            secondsPerByte = rates.secondsPerByte / kernels.expertUtilisation
            shown = 1 - chip.overlap * kernels.expertOverlap
        }

        /// The rates of routed experts in this format.
        @inline(__always) func ofExperts(_ chip: Chip, _ runtime: Runtime) -> MatrixRates {
            MatrixRates(experts: self, chip, runtime)
        }
    }
}
