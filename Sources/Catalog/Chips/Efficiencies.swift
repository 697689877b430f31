import CostModel
import Units

/// What kernels reach of a datasheet, one set for each family of chips.
///
/// Every figure carries its source: a published measurement, a fit to measured deployments (Hopper and Blackwell), or the
/// reason for an assumption. No member has a default, so that a family that leaves one out does not compile. Users who
/// have measured their own machine set the parameters, or fit them with `calibrate`.
struct Efficiencies: Sendable {
    /// Share of the DRAM that runtimes keep by default (`dram_reserve`).
    var reserve: Sourced
    /// Share of the DRAM bandwidth (`dram_util`).
    var dram: Sourced
    /// Share of the matrix peak of a large product (`matrix_eff`).
    var matrix: Sourced
    /// Share of the matrix peak of attention (`attn_eff`).
    var attention: Sourced
    /// Share of the inner links (`intra_util`).
    var intra: Sourced
    /// Share of the outer links (`inter_util`).
    var inter: Sourced
    /// Start-up of a transfer over an inner link, seconds (`latency`).
    var latency: Sourced
    /// Start-up of a transfer over an outer link, seconds (`inter_latency`).
    var interLatency: Sourced
    /// Start-up of one operator, seconds (`launch`).
    var launch: Sourced
    /// Cores that must split N evenly (`core`).
    var cores: Sourced
    /// To what a product is padded.
    var tile: Tile
    /// What kernels and the host add.
    var software: Software
    /// What links have beyond bandwidth and latency; nothing unless a family says so.
    var links = Links()
    /// The code of what the family is usually served by (`usual_runtime`); what most chips have, unless a family says otherwise.
    var usual = Shared.usual

    /// What links have beyond bandwidth and latency; what is nil is neutral, and not stated.
    struct Links: Sendable {
        /// What passes between chips of a domain through their host in all, bytes/s (`host_bw`).
        var host: Sourced?
        /// Start-up of a collective between domains beyond its transfers', seconds (`reduce_start`).
        var reduce: Sourced?
        /// The code of how an all-to-all reaches peers inside a domain (`a2a_peers`).
        var peers: Sourced?
        /// Share of the inner links that kernels of an all-to-all reach (`a2a_util`).
        var exchange: Sourced?

        /// The figures that are stated, under the names of their parameters.
        var figures: [(parameter: String, figure: Sourced)] {
            [("host_bw", host), ("reduce_start", reduce), ("a2a_peers", peers), ("a2a_util", exchange)].compactMap {
                name, figure in figure.map { (name, $0) }
            }
        }

        /// The same links on another kind of chip.
        func taken(from owner: String) -> Links {
            Links(
                host: host?.taken(from: owner), reduce: reduce?.taken(from: owner), peers: peers?.taken(from: owner),
                exchange: exchange?.taken(from: owner))
        }
    }

    /// What kernels and the host add to a step.
    struct Software: Sendable {
        /// Share of the shorter of compute and DMA that hides behind the longer (`overlap`).
        var overlap: Sourced
        /// Share of element-wise kernels' activations that go through DRAM (`elementwise`).
        var elementwise: Sourced
        /// Query rows to which latent attention is padded (`attn_rows`).
        var attentionRows: Sourced
        /// Rows to which each routed expert's products are padded (`expert_rows`).
        var expertRows: Sourced
        /// Share of the matrix rate left where weights are widened first (`widen_eff`).
        var widening: Sourced
        /// Start-up of an all-to-all beyond a transfer's, seconds (`a2a_start`).
        var allToAll: Sourced
        /// Time to issue one more message to another peer, seconds (`message_gap`).
        var messageGap: Sourced
        /// Share of the shorter side that two-batch overlap hides (`tbo_overlap`).
        var batchOverlap: Sourced
        /// Start-up of one operator in a prefill, seconds (`prefill_launch`).
        var prefillLaunch: Sourced
        /// Gaps of a layer in a pass, seconds (`layer_time`).
        var layer: Sourced
        /// What a layer takes more under vLLM, seconds (`vllm_layer_time`).
        var vllmLayer: Sourced
        /// Host time of one step, seconds (`host_time`).
        var host: Sourced
        /// Host time of one step for each sequence, seconds (`sequence_time`).
        var sequence: Sourced
        /// Host time of one request, seconds (`request_time`).
        var request: Sourced
        /// Spread of the busiest rank's all-to-all traffic (`congestion`).
        var congestion: Sourced
        /// What classes of kernels reach and take that is not what all do.
        var kernels: KernelClasses

        /// The same software on another kind of chip.
        func taken(from owner: String) -> Software {
            Software(
                overlap: overlap, elementwise: elementwise.taken(from: owner),
                attentionRows: attentionRows.taken(from: owner), expertRows: expertRows.taken(from: owner),
                widening: widening.taken(from: owner), allToAll: allToAll.taken(from: owner),
                messageGap: messageGap, batchOverlap: batchOverlap.taken(from: owner),
                prefillLaunch: prefillLaunch.taken(from: owner), layer: layer.taken(from: owner),
                vllmLayer: vllmLayer.taken(from: owner),
                host: host.taken(from: owner),
                sequence: sequence.taken(from: owner), request: request.taken(from: owner),
                congestion: congestion.taken(from: owner), kernels: kernels.taken(from: owner))
        }
    }

    /// The granularity of matrix products, which one source gives.
    struct Tile: Sendable {
        /// Rows (`cube_m`).
        let m: Double
        /// Depth (`cube_k`).
        let k: Double
        /// Columns of one core (`cube_n`).
        let n: Double
        /// How the three were come by.
        let basis: Basis
        /// Document and place, in the language that is spoken.
        var text: String { basis == .published ? sayText() : Sourced.mark + sayText() }
        private let sayText: @Sendable () -> String

        /// Puts a tile together.
        init(
            _ m: Double, _ k: Double, _ n: Double, _ basis: Basis = .published,
            from text: @autoclosure @escaping @Sendable () -> String
        ) {
            (self.m, self.k, self.n, self.basis, sayText) = (m, k, n, basis, text)
        }
    }

    /// Every figure under the name of its parameter.
    var figures: [(parameter: String, figure: Sourced)] {
        func side(_ value: Double) -> Sourced { Sourced(value: value, basis: tile.basis, text: tile.text) }
        return [
            ("dram_reserve", reserve), ("usual_runtime", usual), ("dram_util", dram), ("matrix_eff", matrix),
            ("attn_eff", attention),
            ("intra_util", intra),
            ("inter_util", inter), ("latency", latency), ("inter_latency", interLatency), ("launch", launch),
            ("core", cores), ("cube_m", side(tile.m)), ("cube_k", side(tile.k)), ("cube_n", side(tile.n)),
            ("overlap", software.overlap), ("elementwise", software.elementwise),
            ("attn_rows", software.attentionRows), ("expert_rows", software.expertRows),
            ("widen_eff", software.widening), ("a2a_start", software.allToAll),
            ("message_gap", software.messageGap), ("tbo_overlap", software.batchOverlap),
            ("prefill_launch", software.prefillLaunch), ("layer_time", software.layer),
            ("vllm_layer_time", software.vllmLayer), ("host_time", software.host),
            ("sequence_time", software.sequence), ("request_time", software.request),
            ("congestion", software.congestion),
        ] + software.kernels.figures + links.figures
    }

    /// Where the figures come from, and those that no family changes.
    var origins: [Origin] { figures.map { Origin($0.parameter, $0.figure) } + Shared.origins }

    /// Writes the figures.
    func apply(to chip: inout Chip) {
        ChipField.set(
            figures.compactMap { name, figure in ChipField.named[name].map { ($0, figure.value) } }, of: &chip)
    }

    /// The same family with some figures changed.
    func with(_ change: (inout Efficiencies) -> Void) -> Efficiencies {
        var copy = self
        change(&copy)
        return copy
    }

    /// Figures that no source tells apart between families.
    enum Shared {
        static let overlap = Sourced.assumed(
            1,
            """
            asynchronous copies (cp.async, TMA, DMA queues) let a tiled kernel load while it multiplies; the shortfall \
            is in dram_util and matrix_eff
            """)
        static let reserve = Sourced.published(
            0.1,
            """
            10 %: gpu_memory_utilization 0.9 of vLLM (0.92 in newer versions, \
            https://docs.vllm.ai/en/stable/cli/serve/); SGLang computes a mem_fraction_static of about 0.88, \
            TensorRT-LLM takes 0.9 of what is free behind the weights
            """)
        static let usual = Sourced.assumed(
            Runtime.vllm.code, "vLLM runs on it, by itself or as the maker's fork or plugin; no census was found")
        static let messageGap = Sourced.published(
            0.1e-6,
            """
            0.1 us: what DeepEP's low-latency dispatch on H800 leaves unexplained at EP128 (192 us) once its bytes at \
            inter_util and one latency are taken off: 14 us / 127 peers (\(Cite.deepEP)); 0.04 at EP256, 0.4 at EP32; \
            other families by analogy
            """)

        static let origins = [
            Origin(
                "topology", "inter_size", "rack_size", "rack_bw", "rack_util", "rack_latency", "spine_size", "spine_bw",
                "spine_util", "spine_latency",
                from: say(
                    en: "assumed: the second tier reaches every chip; no further tier", zh: "假设：第二层连接全部芯片，没有更高层")),
            Origin(
                "a2a_relay",
                from: "prefill: normal kernels relay over a domain, low-latency kernels send directly (\(Cite.deepEP))"),
        ]
    }
}

extension Efficiencies.Software {
    /// The software of a family whose steps are told by what they take beyond their bytes, layer by layer.
    ///
    /// - Parameter layer: all that a layer of a measured step takes beyond its bytes, launches and host among it.
    static func measured(layer: Sourced) -> Efficiencies.Software {
        Efficiencies.Software(
            overlap: Efficiencies.Shared.overlap, elementwise: unmeasured(0), attentionRows: unmeasured(1),
            expertRows: unmeasured(1), widening: unmeasured(1), allToAll: unmeasured(0),
            messageGap: Efficiencies.Shared.messageGap, batchOverlap: unmeasured(1), prefillLaunch: inLayer,
            layer: layer, vllmLayer: inLayer, host: inLayer, sequence: unmeasured(0), request: unmeasured(0),
            congestion: .published(
                2.6,
                say(
                    en: "expected maximum of 128 normal variables: 2.6 deviations (Tippett, Biometrika 17, 1925)",
                    zh: "128 个正态变量最大值的期望：2.6 个标准差（Tippett, Biometrika 17, 1925）")),
            kernels: .alike(say(en: "no kernels of this family were measured", zh: "该系列没有实测算子")))
    }

    /// A start-up that the time of a layer holds.
    static let inLayer = Sourced.assumed(
        0, "part of layer_time, which is all that measured steps take beyond their bytes")

    private static func unmeasured(_ value: Double) -> Sourced {
        .assumed(value, "an ideal machine; the measured rows of this family do not determine it")
    }
}

/// Titles and addresses of documents that several chips cite.
enum Cite {
    static var caseStudy: String {
        say(en: "case study, 128 chips decoding DeepSeek-V3", zh: "实战案例（128 芯 Decode DeepSeek-V3）")
    }
    static let bekman = "Bekman, ML Engineering, accelerator tables, https://github.com/stas00/ml-engineering"
    static let bekmanNetwork = "Bekman, ML Engineering, network, https://github.com/stas00/ml-engineering"
    static let mamf = "Bekman, ML Engineering, achievable matmul FLOPS, https://github.com/stas00/ml-engineering"
    static let deepEP = "DeepEP, docs/legacy.md, https://github.com/deepseek-ai/DeepEP"
    static let kernelTables =
        "tables of kernels by runtime and format, https://github.com/ai-dynamo/aiconfigurator"
    static let mi300xOCI = "blog, Serving Llama 3.1 405B with MI300X"
    static let measured = "documentation, Accuracy; https://github.com/SemiAnalysisAI/InferenceX"
    static let insights = "Zhao et al., Insights into DeepSeek-V3, ISCA 2025, table 5, https://arxiv.org/abs/2505.09343"
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
    static let cudaTotal = """
        total capacity that PyTorch reports (cudaMemGetInfo), \
        https://docs.pytorch.org/docs/stable/generated/torch.cuda.memory.mem_get_info.html
        """
    static let hipTotal = """
        total capacity that PyTorch reports (hipMemGetInfo), \
        https://docs.pytorch.org/docs/stable/generated/torch.cuda.memory.mem_get_info.html
        """

    /// What the gaps of runtimes were fitted to, with everything else as it was.
    static let runs = """
        measured servers of eight models, aiconfigurator and InferenceX, \
        https://github.com/ai-dynamo/aiconfigurator, https://github.com/SemiAnalysisAI/InferenceX
        """
    static let vllmAscend = "vLLM-Ascend, documentation and issues, https://github.com/vllm-project/vllm-ascend"
    static let argonne = "https://github.com/argonne-lcf/LLM-Inference-Bench"
    static func aiconfigurator(_ system: String) -> String {
        "aiconfigurator, systems/\(system).yaml, https://github.com/ai-dynamo/aiconfigurator"
    }
    static let rocm = "ROCm documentation, GPU hardware specifications, https://rocm.docs.amd.com/en/latest/reference/"
}
