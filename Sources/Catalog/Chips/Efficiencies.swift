import CostModel

/// What kernels reach of a datasheet, one set of defaults for each family of chips.
///
/// Every figure is a published measurement, was fitted to measured deployments (Hopper and Blackwell), or says that it is
/// assumed. Users who have measured their own machine set the parameters, or fit them with `calibrate`.
struct Efficiencies: Sendable {
    /// Share of the DRAM bandwidth (`dram_util`).
    var dram: Double
    /// Share of the matrix peak of a large product (`matrix_eff`).
    var matrix: Double
    /// Share of the matrix peak of attention (`attn_eff`).
    var attention: Double
    /// Share of the inner links (`intra_util`).
    var intra: Double
    /// Share of the outer links (`inter_util`).
    var inter: Double
    /// Start-up of a transfer over an inner link, seconds (`latency`).
    var latency: Double
    /// Start-up of a transfer over an outer link, seconds (`inter_latency`).
    var interLatency: Double
    /// Start-up of one operator, seconds (`launch`).
    var launch: Double
    /// To what a product is padded.
    var tile: Tile
    /// What kernels and the host add.
    var software = Software()
    /// Where the figures come from; together they name every parameter above and the shared ones below.
    var origins: [Origin]

    /// What kernels and the host add to a step; by default nothing, as of operators compiled into one program.
    struct Software: Sendable {
        /// Share of element-wise kernels' activations that go through DRAM (`elementwise`).
        var elementwise = 0.0
        /// Query rows to which latent attention is padded (`attn_rows`).
        var attentionRows = 1.0
        /// Rows to which each routed expert's products are padded (`expert_rows`).
        var expertRows = 1.0
        /// Share of the matrix rate left where weights are widened first (`widen_eff`).
        var widening = 1.0
        /// Start-up of an all-to-all beyond a transfer's, seconds (`a2a_start`).
        var allToAll = 0.0
        /// Share of the shorter side that two-batch overlap hides (`tbo_overlap`).
        var batchOverlap = 1.0
        /// Start-up of one operator in a prefill, seconds (`prefill_launch`).
        var prefillLaunch = 0.0
        /// Host time of one step, seconds (`host_time`).
        var host = Shared.hostTime
        /// Host time of one step for each sequence, seconds (`sequence_time`).
        var sequence = 0.0
        /// Host time of one request, seconds (`request_time`).
        var request = 0.0
        /// Spread of the busiest rank's all-to-all traffic (`congestion`).
        var congestion = Shared.congestion

        /// Writes the figures.
        func apply(to chip: inout Chip) {
            chip.elementwise = elementwise
            chip.attentionRows = attentionRows
            chip.expertRows = expertRows
            chip.wideningEfficiency = widening
            chip.allToAllStart = allToAll
            chip.batchOverlap = batchOverlap
            chip.prefillLaunch = prefillLaunch
            chip.hostTime = host
            chip.sequenceTime = sequence
            chip.requestTime = request
            chip.congestion = congestion
        }
    }

    /// The granularity of matrix products.
    struct Tile: Sendable {
        /// Cores that must split N evenly: 1 where units draw tiles from a queue and need not divide N.
        var cores = 1.0
        /// Rows.
        var m: Double
        /// Depth.
        var k: Double
        /// Columns of one core.
        var n: Double
    }

    /// Writes the figures that are not part of a network tier.
    func apply(to chip: inout Chip) {
        chip.dramUtilisation = dram
        chip.matrixEfficiency = matrix
        chip.attentionEfficiency = attention
        chip.launch = launch
        chip.cores = tile.cores
        chip.cubeM = tile.m
        chip.cubeK = tile.k
        chip.cubeN = tile.n
        chip.overlap = Shared.overlap
        software.apply(to: &chip)
        chip.messageGap = Shared.messageGap
    }

    /// The same family with some figures changed, and the origins of these.
    func with(_ change: (inout Efficiencies) -> Void, _ changed: Origin...) -> Efficiencies {
        var copy = self
        change(&copy)
        copy.origins = Origin.merged(changed, origins)
        return copy
    }

    /// Figures that no source tells apart between families.
    enum Shared {
        static let overlap = 1.0
        static let hostTime = 1e-3
        static let congestion = 2.6
        static let messageGap = 0.1e-6
        static let origins = [
            Origin("dram_reserve", from: "0: what a runtime keeps is its own setting"),
            Origin(
                "topology", "inter_size", "rack_size", "rack_bw", "rack_util", "rack_latency", "spine_size", "spine_bw",
                "spine_util", "spine_latency", from: "assumed: the second tier reaches every chip; no further tier"),
            Origin(
                "a2a_relay",
                from: "prefill: normal kernels relay over a domain, low-latency kernels send directly (\(Cite.deepEP))"),
            Origin(
                "overlap",
                from: """
                    assumed 1: asynchronous copies (cp.async, TMA, DMA queues) let a tiled kernel load while it \
                    multiplies; the shortfall is in dram_util and matrix_eff
                    """),
            Origin(
                "elementwise", "attn_rows", "expert_rows", "widen_eff", "a2a_start", "tbo_overlap", "prefill_launch",
                "sequence_time",
                "request_time",
                from: "assumed: an ideal machine; no measured deployment of this family was at hand to fit it to"),
            Origin(
                "host_time",
                from: """
                    1 ms: lower end of the 1-5 ms of a synchronous scheduler (A. Bhuiyan, \
                    https://ashraf-bhuiyan.com/blog/05-async-scheduling/); near 0 where it overlaps the last step \
                    (https://nvidia.github.io/TensorRT-LLM/latest/features/overlap-scheduler.html)
                    """),
            Origin(
                "congestion",
                from: "expected maximum of 128 normal variables: 2.6 deviations (Tippett, Biometrika 17, 1925)"),
            Origin(
                "message_gap",
                from: """
                    0.1 us: what DeepEP's low-latency dispatch on H800 leaves unexplained at EP128 (192 us) once its \
                    bytes at inter_util and one latency are taken off: 14 us / 127 peers (\(Cite.deepEP)); 0.04 at \
                    EP256, 0.4 at EP32; other families by analogy
                    """),
        ]
    }
}

/// Titles and addresses of documents that several chips cite.
enum Cite {
    static let bekman = "Bekman, ML Engineering, accelerator tables, https://github.com/stas00/ml-engineering"
    static let bekmanNetwork = "Bekman, ML Engineering, network, https://github.com/stas00/ml-engineering"
    static let mamf = "Bekman, ML Engineering, achievable matmul FLOPS, https://github.com/stas00/ml-engineering"
    static let deepEP = "DeepEP, docs/legacy.md, https://github.com/deepseek-ai/DeepEP"
    static let flashMLA = "FlashMLA, README, https://github.com/deepseek-ai/FlashMLA"
    static let measured = "README, Held against silicon; https://github.com/SemiAnalysisAI/InferenceX"
    static let insights = "Zhao et al., Insights into DeepSeek-V3, ISCA 2025, table 5, https://arxiv.org/abs/2505.09343"
    static let noBubbles =
        "Spector et al., Look Ma, No Bubbles!, https://hazyresearch.stanford.edu/blog/2025-05-27-no-bubbles"
    static let quickReference =
        "ArthurChiao, GPU Data Sheets Quick Reference, https://github.com/ArthurChiao/arthurchiao.github.io"
    static let verda = "Verda, GB300 NVL72 architecture, https://verda.com/blog/gb300-nvl72-architecture"
    static let vendorDeep =
        "VendorDeep, Blackwell Ultra GB300, https://vendordeep.com/report/nvidia-launches-blackwell-ultra-gb300"
    static let lockwoodB200 =
        "NVIDIA B200 datasheet as quoted by Lockwood, https://glennklockwood.com/garden/processors/B200"
    static let lockwoodH100 =
        "NVIDIA H100 datasheet as quoted by Lockwood, https://glennklockwood.com/garden/processors/h100"
    static let lockwoodA100 =
        "NVIDIA A100 datasheet as quoted by Lockwood, https://glennklockwood.com/garden/processors/A100"
    static let rocm = "ROCm documentation, GPU hardware specifications, https://rocm.docs.amd.com/en/latest/reference/"
}
