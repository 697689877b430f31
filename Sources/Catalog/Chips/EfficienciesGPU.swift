import CostModel
import Units

extension Efficiencies {
    /// With swapped operands the weights' N lies on the 64 rows of `wgmma` and the tokens' M on its columns, a multiple of
    /// 8; 16 also suits `mma.sync` and MFMA.
    static let gpuTile = Tile(
        16, 32, 64,
        from: """
            16 x 32 x 64: PTX ISA, mma.sync m16n8k32 and wgmma m64nNk32 with swapped operands for few rows, \
            https://docs.nvidia.com/cuda/parallel-thread-execution/; MFMA 16x16x32 on CDNA
            """)

    /// GPUs take tiles from a queue, so their processors count as one core that need not divide N.
    ///
    /// Counting each of 132 processors as a core would pad N to multiples of 132 times `cube_n`: a gate of 256 columns
    /// would cost several times its size.
    static let gpuCores = Sourced.published(
        1, "1: processors draw tiles from a queue and need not divide N, so none is padded for")

    /// Hopper with NVSwitch and 400 Gb/s InfiniBand, calibrated.
    static let hopper = Efficiencies(
        reserve: Shared.reserve,
        dram: .fitted(0.886, hopperRows), matrix: .fitted(0.68, hopperRows), attention: .fitted(0.48, hopperRows),
        intra: .published(
            0.82,
            """
            NCCL 365-370 of 450 GB/s = 0.82 (NVIDIA/nccl issues 1442, 1455, \
            https://github.com/NVIDIA/nccl/issues/1455)
            """),
        inter: .published(
            0.88,
            """
            DeepEP combine less dispatch, 7.1 MB more in 118-166 us at EP32-EP256: 0.82-0.98 of 50 GB/s, local \
            ranks and congestion taken off (\(Cite.deepEP)); large transfers 0.97 (NVIDIA/nccl-tests issue 267)
            """),
        latency: .fitted(3.9e-6, hopperRows),
        interLatency: .assumed(3.9e-6, "no less than the fitted latency; 3.7 us on H800 (\(Cite.insights))"),
        launch: .fitted(3.4e-6, hopperRows), cores: gpuCores, tile: gpuTile,
        software: Software(
            overlap: Shared.overlap, elementwise: .fitted(1.48, hopperRows),
            attentionRows: .published(
                1, "1: from 4 to 64 heads kernels of latent attention take the same time (\(Cite.kernelTables))"),
            expertRows: .published(8, "8: the rows to which fused kernels of experts pad (\(Cite.kernelTables))"),
            widening: .assumed(1, "widening hides behind the product; the measured rows do not determine it"),
            allToAll: .fitted(
                16e-6,
                """
                \(hopperRows); kernels of low latency take 11 to 15 us (\(Cite.kernelTables)), DeepEP at EP8 33 us beyond \
                its bytes (\(Cite.deepEP))
                """),
            messageGap: Shared.messageGap,
            batchOverlap: .fitted(
                1,
                """
                fitted to six deployments on H100 and H800 (DeepSeek profile-data, LMSYS, \
                https://github.com/deepseek-ai/profile-data); at its bound
                """),
            prefillLaunch: .fitted(10.3e-6, hopperRows),
            layer: .assumed(0, "launch and prefill_launch hold the gaps: they were fitted to whole steps"),
            vllmLayer: .fitted(3.3e-6, hopperRows),
            host: .fitted(0.33e-3, hopperRows),
            sequence: .fitted(15e-6, hopperRows), request: .fitted(31e-3, hopperRows),
            congestion: .fitted(
                0,
                """
                fitted to six deployments on H100 and H800 at its lower bound; a2a_start holds it \
                (https://github.com/deepseek-ai/profile-data)
                """),
            kernels: hopperKernels),
        links: hopperLinks)

    /// Links of Hopper beyond bandwidth and latency.
    private static let hopperLinks = Links(
        reduce: .fitted(
            40e-6,
            """
            fitted to 17 rows of DeepSeek-R1 with TP16 over two nodes of H100 (\(Cite.runs)), 4 set-ups: too few to show how far \
            it holds
            """),
        peers: .published(
            AllToAllPeers.inner.code,
            """
            inner: EP16, 32 and 64 of DeepEP's table on H800 agree within a tenth where only what leaves a node is on its NICs, \
            and are up to 71 % off where all is (\(Cite.deepEP))
            """),
        exchange: .published(
            0.75,
            """
            0.58 and 0.68 of the links of H800 at EP8, out and back (\(Cite.deepEP)), 0.46 and 0.55 of H100's \
            (\(Cite.kernelTables)), over the 0.82 of other transfers
            """))

    private static let hopperRows = """
        fitted to 575 set-ups of five models and 12 highest throughputs of H100 and H200, models left out in turn \
        (\(Cite.measured))
        """

    /// Classes of kernels on Hopper: what the tables of single kernels say in kind, the servers fitted in degree.
    private static let hopperKernels = KernelClasses(
        expertStart: .fitted(15.6e-6, "\(hopperRows); 21 to 39 us with the norm (\(Cite.kernelTables))"),
        expertOverlap: .published(
            0,
            "0: weights are read and multiplied one after the other; a sum fits kernels better (\(Cite.kernelTables))"),
        expertMatrix: .fitted(0.51, "\(hopperRows); 0.41 to 0.63 of 0.68 for FP8 (\(Cite.kernelTables))"),
        trtllmExpert: .fitted(0.55, "\(hopperRows); 0.6 to 0.9 by format (\(Cite.kernelTables))"),
        expertMemory: .fitted(1.08, "\(hopperRows); kernels read at 0.98 of the bandwidth (\(Cite.kernelTables))"),
        expertSpread: .fitted(
            1.6, "\(hopperRows); with 32 experts to each of 8 ranks the busiest has 1.6 times the mean"),
        shared: .published(0, "0: 13 to 32 us of a step show unless a second stream runs it (\(Cite.kernelTables))"),
        attentionStart: .fitted(5.7e-6, "\(hopperRows); 9 to 13 us with a launch (\(Cite.kernelTables))"),
        attentionRamp: .assumed(0, "first tokens of the measured servers do not determine it"),
        attentionRate: .published(
            AttentionRate.wide.code,
            "16 bits: so do its kernels, whatever weights and cache have (\(Cite.kernelTables))"),
        sglangLayer: .assumed(0, "measured servers want none beside launch"))

    /// Hopper with a sixth of the matrix units, which memory and power can keep busy.
    static let hopperCut = hopper.taken(from: "H100").with {
        let source = "MLA decode 129 of 148 TFLOP/s on H20 = 0.87 (https://github.com/deepseek-ai/FlashMLA/issues/30)"
        $0.matrix = .assumed(0.87, "as attention: \(source)")
        $0.attention = .published(0.87, source)
        $0.software.expertRows = .published(
            16,
            """
            16: operands are swapped for few rows on H20 (LMSYS, 2025-09-26, \
            https://lmsys.org/blog/2025-09-26-sglang-ant-group/)
            """)
        $0.software.attentionRows = .assumed(128, "kernels take 64 or 128")
        $0.software.allToAll = .assumed(
            100e-6,
            """
            what its one measured deployment wants, with kernels that are all alike and only remote peers on the NIC; it stands for \
            the starts of experts and attention too
            """)
        $0.software.kernels = .alike(
            "a sixth of the arithmetic makes all its kernels alike; the one deployment bears it out")
    }

    /// The family on other chips than those it was fitted to: the same figures, as assumptions.
    func taken(from owner: String) -> Efficiencies {
        Efficiencies(
            reserve: reserve, dram: dram.taken(from: owner), matrix: matrix.taken(from: owner),
            attention: attention.taken(from: owner),
            intra: intra.taken(from: owner), inter: inter.taken(from: owner), latency: latency.taken(from: owner),
            interLatency: interLatency.taken(from: owner), launch: launch.taken(from: owner), cores: cores, tile: tile,
            software: software.taken(from: owner), links: links.taken(from: owner), usual: usual)
    }

    /// Ampere of the data centre.
    static let ampere = hopper.taken(from: "Hopper").with {
        $0.matrix = .analogy(
            0.80, "0.92 of 0.87 for large products (\(Cite.mamf)), as fitted of 0.75 on Hopper; INT8 alike")
        $0.attention = .analogy(
            0.45,
            """
            0.64 of FlashAttention-2's 0.70 on A100 (Dao, https://arxiv.org/abs/2307.08691), as fitted of 0.67 on \
            Hopper
            """)
    }

    /// Blackwell with NVSwitch, calibrated; `tcgen05.mma` has 128 rows, on which the weights' N lies.
    static let blackwell = hopper.taken(from: "Hopper").with {
        $0.dram = .fitted(0.92, "\(blackwellRows); at its bound")
        $0.matrix = .fitted(0.515, blackwellRows)
        $0.attention = .fitted(0.26, blackwellWhole)
        $0.latency = .fitted(5.43e-6, blackwellRows)
        $0.interLatency = .assumed(5.43e-6, "no less than the fitted latency; 3.7 us on H800 (\(Cite.insights))")
        $0.launch = .fitted(3.38e-6, blackwellRows)
        $0.tile = Tile(
            16, 32, 128,
            from: """
                16 x 32 x 128: PTX ISA, tcgen05.mma with 128 rows and swapped operands for few rows, \
                https://docs.nvidia.com/cuda/parallel-thread-execution/
                """)
        $0.software.elementwise = .fitted(2.27, blackwellRows)
        $0.software.allToAll = .fitted(
            35e-6, "\(blackwellWhole); kernels of low latency take 14 to 20 us (\(Cite.kernelTables))")
        $0.software.expertRows = .fitted(32, blackwellWhole)
        $0.software.batchOverlap = .analogy(0.82, "H100's, fitted before kernels were told apart")
        $0.software.kernels = blackwellKernels
        $0.software.prefillLaunch = .fitted(26.6e-6, blackwellRows)
        $0.software.host = .fitted(0.067e-3, blackwellRows)
        $0.software.vllmLayer = .fitted(
            21.2e-6, "fitted to 238 rows of vLLM on B200, 102 more held out (\(Cite.runs)); 95 % 17.1-25.3 us")
        $0.software.sequence = .fitted(0, "\(blackwellRows); at its bound")
        $0.software.request = .fitted(0, "\(blackwellRows); at its bound")
    }

    /// Classes of kernels on Blackwell: experts hide the shorter of reading and multiplying; measured servers want no sum.
    private static let blackwellKernels = KernelClasses(
        expertStart: .fitted(0, "\(blackwellWhole); launch holds it"),
        expertOverlap: .fitted(1, blackwellWhole),
        expertMatrix: .fitted(1, blackwellWhole),
        trtllmExpert: .fitted(
            0.65,
            "\(blackwellWhole); with NVFP4 its kernels reach 0.25, those of others 0.53 to 0.84 (\(Cite.kernelTables))"),
        expertMemory: .assumed(1, "as dram_util, which ends at its bound"),
        expertSpread: .fitted(1, blackwellWhole),
        shared: .assumed(1, "measured servers of DeepSeek-R1 bear out a second stream"),
        attentionStart: .assumed(0, "launch holds it"),
        attentionRamp: .assumed(0, "first tokens of the measured servers do not determine it"),
        attentionRate: .published(
            AttentionRate.cache.code, "8 bits with a cache of 8 bits, else 16 (\(Cite.kernelTables))"),
        sglangLayer: .fitted(
            25e-6,
            """
            between the runs of DeepSeek-R1 with every switch set, which want none, and those of SGLang's cookbook on four models \
            (https://github.com/sgl-project/sgl-cookbook), which want 44 us
            """))

    private static let blackwellWhole = """
        fitted by hand to 398 set-ups, 9 highest throughputs and 38 runs of SGLang's cookbook on B200, all else as before \
        (\(Cite.measured))
        """
    private static let blackwellRows = "fitted to 358 rows of B200, 153 more held out (\(Cite.measured))"

    /// Blackwell in a rack, where matrix products measured lower.
    static let blackwellRack = blackwell.taken(from: "B200").with {
        $0.matrix = .analogy(
            0.49, "0.95 of B200's, as of large products GB200 FP8 0.72, B200 0.76 (\(Cite.mamf)); GB300 alike")
    }

    /// Cards on PCIe without NVLink.
    static let card = hopper.taken(from: "Hopper").with {
        $0.matrix = .analogy(
            0.74,
            """
            0.92 of 0.80, as fitted of 0.75 on Hopper; HGEMM reaches 0.88-0.98 on L20 (CUDA-Learn-Notes, hgemm, \
            https://github.com/DefTruth/CUDA-Learn-Notes), less where the power limit lowers clocks
            """)
        $0.attention = .analogy(
            0.35,
            """
            0.64 of 0.55, as fitted of 0.67 on Hopper; SDPA 82-92 of 165 TFLOP/s on RTX 4090 (FFPA v0.0.1, \
            https://github.com/DefTruth/faster-prefill-attention/releases/tag/v0.0.1)
            """)
        $0.dram = .analogy(hopper.dram.value, "as fitted to Hopper; GDDR6 was not measured")
        $0.intra = .published(
            0.84,
            """
            PCIe goodput 0.919 x 0.914 at 256-byte payloads (Neugebauer et al., SIGCOMM 2018); 0.86 measured for \
            an isolated pair, 0.44 when all read from all (p2pmark, https://github.com/lukealonso/p2pmark)
            """)
    }

    /// Cards whose peers meet in their host.
    static let cardOnHost = card.with { $0.links.host = .published(20e9, hostBound) }

    private static let hostBound =
        "all-reduces of L40S move 39, 20 and 9 to 18 GB/s in all among 2, 4 and 8 cards (\(Cite.kernelTables))"

    /// Cards of GeForce, whose peers meet in host memory.
    static let cardThroughHost = card.with {
        $0.links.host = .analogy(20e9, "L40S': \(hostBound)")
        $0.intra = .assumed(
            0.42,
            """
            GeForce has no peer-to-peer access, so each byte crosses PCIe twice, half of the goodput 0.84 \
            (Neugebauer et al., SIGCOMM 2018)
            """)
    }

    /// Hopper on cards, whose power limit lowers clocks below those of the printed peak.
    static let hopperCard = hopper.taken(from: "H100").with {
        $0.matrix = .analogy(0.6, "0.87 of H100's fitted 0.687: 350 to 600 W against 700 W")
    }

    /// A small Blackwell beside a CPU that shares its memory.
    static let unified = card.taken(from: "PCIe cards").with {
        $0.dram = .assumed(0.75, "below the 0.8 of aiconfigurator's cards: the CPU shares the memory")
        $0.reserve = .assumed(10.gib, "10 GiB for the system, which shares the memory")
    }

    /// Intel Arc Pro; the bandwidth that kernels reach is that of aiconfigurator.
    static let xe = card.taken(from: "PCIe cards").with {
        $0.dram = .published(0.5, "0.5 of the bandwidth (\(Cite.aiconfigurator("arc_pro_b60")))")
        $0.intra = .assumed(0.9, "PCIe 5.0 x8 measures 28.4 of 32 GB/s, which intra_bw is; payload below it")
        $0.latency = .published(2e-6, "2 us between peers (\(Cite.aiconfigurator("arc_pro_b60")))")
        $0.launch = Software.inLayer
        $0.software.prefillLaunch = Software.inLayer
        $0.software.host = Software.inLayer
        $0.software.sequence = Software.inLayer
        $0.software.layer = .published(
            240e-6,
            """
            240 us: 25.3 ms a token of Llama-3.1-8B at 8 bits on two less 17.6 ms of weights, over 32 layers (MLPerf \
            Inference v5.1, edge, SingleStream, https://github.com/mlcommons/inference_results_v5.1)
            """)
        $0.software.kernels = .alike("no kernels of this family were measured; layer_time holds their starts")
    }

    /// AMD Instinct of CDNA 3; the mesh gives one peer a seventh of the inner bandwidth.
    static let cdna3 = hopper.taken(from: "Hopper").with {
        $0.dram = .fitted(0.78, cdna3Rows)
        $0.matrix = .fitted(0.40, "\(cdna3Rows); large products in BF16 reach 0.51 of MI300X (\(Cite.mamf))")
        $0.attention = .analogy(0.25, "0.62 of matrix_eff, as fitted to Hopper")
        $0.intra = .assumed(0.70, "below NVLink's 0.82, for a mesh needs all seven links busy at once")
        $0.latency = .fitted(10e-6, cdna3Rows)
        $0.interLatency = .assumed(10e-6, "no less than inside a domain")
        $0.launch = .fitted(6.8e-6, cdna3Rows)
        $0.software.kernels.expertStart = .fitted(100e-6, cdna3Rows)
        $0.software.kernels.expertMatrix = .fitted(0.32, cdna3Rows)
        $0.software.kernels.expertMemory = .fitted(0.78, cdna3Rows)
    }

    private static let cdna3Rows = """
        fitted to 15 runs of two models on MI300X (SGLang's cookbook, https://github.com/sgl-project/sgl-cookbook; Oracle's, \
        \(Cite.mi300xOCI)) and one on MI325X, with Hopper's as prior; a model left out is 18 to 25 % off
        """

    /// AMD Instinct of CDNA 4.
    static let cdna4 = hopper.taken(from: "Hopper").with {
        $0.dram = .assumed(0.80, "no citable stream figure was found; dies share the fabric")
        $0.intra = .assumed(0.70, "below NVLink's 0.82, for a mesh needs all seven links busy at once")
        $0.matrix = .analogy(
            0.57,
            """
            0.92 of BF16 0.62, 1,564 of 2,517 TFLOP/s (\(Cite.mamf)), as fitted of 0.75 on Hopper; 8-bit by analogy
            """)
        $0.attention = .analogy(0.35, "0.62 of matrix_eff, as fitted to Hopper")
    }
}
