import CostModel

extension Efficiencies {
    /// GPUs take tiles from a queue, so their processors count as one core that need not divide N.
    ///
    /// Counting each of 132 processors as a core would pad N to multiples of 132 times `cube_n`: a gate of 256 columns
    /// would cost several times its size. With swapped operands the weights' N lies on the 64 rows of `wgmma` and the
    /// tokens' M on its columns, a multiple of 8; 16 also suits `mma.sync` and MFMA.
    static let gpuTile = Tile(m: 16, k: 32, n: 64)

    private static let gpuTileOrigins = [
        Origin(
            "cube_m", "cube_k", "cube_n",
            from: """
                16 x 32 x 64: PTX ISA, mma.sync m16n8k32 and wgmma m64nNk32 with swapped operands for few rows, \
                https://docs.nvidia.com/cuda/parallel-thread-execution/; MFMA 16x16x32 on CDNA
                """),
        Origin("core", from: "1: processors draw tiles from a queue and need not divide N, so none is padded for"),
    ]

    /// Hopper with NVSwitch and 400 Gb/s InfiniBand, calibrated.
    static let hopper = Efficiencies(
        dram: 0.890, matrix: 0.687, attention: 0.426, intra: 0.82, inter: 0.88, latency: 8.17e-6, interLatency: 8.17e-6,
        launch: 4.44e-6, tile: gpuTile,
        software: Software(
            elementwise: 2.12, attentionRows: 128, expertRows: 64, allToAll: 50e-6, batchOverlap: 0.82,
            prefillLaunch: 8.73e-6, host: 0.22e-3, sequence: 6.02e-6, request: 24.5e-3, congestion: 0),
        origins: Origin.merged(
            [
                Origin(
                    "dram_util", "matrix_eff", "attn_eff", "latency", "launch", "elementwise", "host_time",
                    "request_time",
                    "prefill_launch", "sequence_time",
                    from: "fitted to 277 rows of H100 and H200, 119 more held out (\(Cite.measured))"
                ),
                Origin(
                    "inter_latency", from: "assumed: no less than the fitted latency; 3.7 us on H800 (\(Cite.insights))"
                ),
                Origin(
                    "a2a_start",
                    from: """
                        50 us: low end of what the measured rows leave open, 52-135 us (\(Cite.measured)); DeepEP at EP8 \
                        takes 33 us beyond its bytes (\(Cite.deepEP))
                        """),
                Origin(
                    "tbo_overlap",
                    from: """
                        fitted to six deployments on H100 and H800 (DeepSeek profile-data, LMSYS, \
                        https://github.com/deepseek-ai/profile-data)
                        """),
                Origin(
                    "congestion",
                    from:
                        "fitted to the same deployments at its lower bound; a2a_start holds it (https://github.com/deepseek-ai/profile-data)"
                ),
                Origin(
                    "attn_rows",
                    from:
                        "128: the fitted errors are least there of 1, 64 and 128 (\(Cite.measured)); kernels take 64 or 128"
                ),
                Origin(
                    "intra_util",
                    from: """
                        NCCL 365-370 of 450 GB/s = 0.82 (NVIDIA/nccl issues 1442, 1455, \
                        https://github.com/NVIDIA/nccl/issues/1455)
                        """),
                Origin(
                    "inter_util",
                    from: """
                        DeepEP combine less dispatch, 7.1 MB more in 118-166 us at EP32-EP256: 0.82-0.98 of 50 GB/s, local \
                        ranks and congestion taken off (\(Cite.deepEP)); large transfers 0.97 (NVIDIA/nccl-tests issue 267)
                        """),
            ] + gpuTileOrigins, Shared.origins))

    /// Hopper with a sixth of the matrix units, which memory and power can keep busy.
    static let hopperCut = hopper.with(
        {
            $0.matrix = 0.87
            $0.attention = 0.86
            $0.software.expertRows = 16
        },
        Origin(
            "expert_rows",
            from:
                "16: operands are swapped for few rows on H20 (LMSYS, 2025-09-26, https://lmsys.org/blog/2025-09-26-sglang-ant-group/)"
        ),
        Origin(
            "matrix_eff", "attn_eff",
            from: """
                MLA decode 129 of 148 TFLOP/s on H20 = 0.87 (https://github.com/deepseek-ai/FlashMLA/issues/30); \
                products assumed alike
                """))

    /// What a family that was not calibrated has of the software of the one that was.
    private static func software(of family: String) -> Origin {
        Origin(
            "launch", "elementwise", "attn_rows", "expert_rows", "widen_eff", "a2a_start", "tbo_overlap",
            "prefill_launch",
            "host_time", "sequence_time", "request_time", "congestion", "latency", "inter_latency",
            from: "assumed: as fitted to \(family) (\(Cite.measured))")
    }

    /// Ampere of the data centre.
    static let ampere = hopper.with(
        {
            $0.matrix = 0.80
            $0.attention = 0.45
        },
        Origin(
            "matrix_eff",
            from: "assumed: 0.92 of 0.87 for large products (\(Cite.mamf)), as fitted of 0.75 on Hopper; INT8 alike"),
        Origin(
            "attn_eff",
            from: """
                assumed: 0.64 of FlashAttention-2's 0.70 on A100 (Dao, https://arxiv.org/abs/2307.08691), as fitted of \
                0.67 on Hopper
                """),
        software(of: "Hopper"), Origin("dram_util", from: "assumed: as fitted to Hopper"),
        Origin("intra_util", from: "assumed: H100's 0.82, the same link protocol"),
        Origin("inter_util", from: "assumed: H100's 0.88"))

    /// Blackwell with NVSwitch, calibrated; `tcgen05.mma` has 128 rows, on which the weights' N lies.
    static let blackwell = hopper.with(
        {
            $0.dram = 0.92
            $0.matrix = 0.515
            $0.attention = 0.315
            $0.latency = 5.43e-6
            $0.interLatency = 5.43e-6
            $0.launch = 3.38e-6
            $0.tile = Tile(m: 16, k: 32, n: 128)
            $0.software = Software(
                elementwise: 2.27, attentionRows: 128, expertRows: 64, allToAll: 62.2e-6, batchOverlap: 0.82,
                prefillLaunch: 26.6e-6, host: 0.067e-3, sequence: 0, request: 0, congestion: 0)
        },
        Origin(
            "dram_util", "matrix_eff", "attn_eff", "latency", "launch", "elementwise", "host_time", "request_time",
            "prefill_launch", "sequence_time", "a2a_start",
            from: """
                fitted to 358 rows of B200, 153 more held out (\(Cite.measured)); dram_util, request_time \
                and sequence_time at their bounds
                """),
        Origin("widen_eff", "tbo_overlap", "congestion", from: "assumed: Hopper's (\(Cite.measured))"),
        Origin("inter_latency", from: "assumed: no less than the fitted latency; 3.7 us on H800 (\(Cite.insights))"),
        Origin("intra_util", from: "assumed: H100's 0.82, the same link protocol"),
        Origin("inter_util", from: "assumed: H800's 0.88 (\(Cite.deepEP))"),
        Origin(
            "cube_m", "cube_k", "cube_n",
            from: """
                16 x 32 x 128: PTX ISA, tcgen05.mma with 128 rows and swapped operands for few rows, \
                https://docs.nvidia.com/cuda/parallel-thread-execution/
                """))

    /// Blackwell in a rack, where matrix products measured lower.
    static let blackwellRack = blackwell.with(
        { $0.matrix = 0.49 },
        Origin(
            "matrix_eff",
            from: "assumed: 0.95 of B200's, as of large products GB200 FP8 0.72, B200 0.76 (\(Cite.mamf)); GB300 alike"),
        software(of: "B200"), Origin("dram_util", "attn_eff", from: "assumed: as fitted to B200"))

    /// Cards on PCIe without NVLink.
    static let card = hopper.with(
        {
            $0.matrix = 0.74
            $0.attention = 0.35
            $0.intra = 0.84
        },
        Origin(
            "matrix_eff",
            from: """
                assumed: 0.92 of 0.80, as fitted of 0.75 on Hopper; HGEMM reaches 0.88-0.98 on L20 (CUDA-Learn-Notes, \
                hgemm, https://github.com/DefTruth/CUDA-Learn-Notes), less where the power limit lowers clocks
                """),
        Origin(
            "attn_eff",
            from: """
                assumed: 0.64 of 0.55, as fitted of 0.67 on Hopper; SDPA 82-92 of 165 TFLOP/s on RTX 4090 (FFPA v0.0.1, \
                https://github.com/DefTruth/faster-prefill-attention/releases/tag/v0.0.1)
                """),
        software(of: "Hopper"), Origin("dram_util", from: "assumed: as fitted to Hopper; GDDR6 was not measured"),
        Origin(
            "intra_util",
            from: """
                PCIe goodput 0.919 x 0.914 at 256-byte payloads (Neugebauer et al., SIGCOMM 2018); 0.86 measured for \
                an isolated pair, 0.44 when all read from all (p2pmark, https://github.com/lukealonso/p2pmark)
                """),
        Origin("inter_util", from: "assumed: H800's 0.88 (\(Cite.deepEP))"))

    /// AMD Instinct of CDNA 3; the mesh gives one peer a seventh of the inner bandwidth.
    static let cdna3 = hopper.with(
        {
            $0.dram = 0.80
            $0.matrix = 0.47
            $0.attention = 0.29
            $0.intra = 0.70
        },
        Origin("dram_util", from: "assumed 0.80: no citable stream figure was found; four dies share the fabric"),
        Origin(
            "matrix_eff",
            from: "assumed: 0.92 of MI300X BF16 0.51 (\(Cite.mamf)), as fitted of 0.75 on Hopper; 8-bit by analogy"),
        Origin("attn_eff", from: "assumed: 0.62 of matrix_eff, as fitted to Hopper"),
        software(of: "Hopper"),
        Origin("intra_util", from: "assumed 0.70: below NVLink's 0.82, for a mesh needs all seven links busy at once"),
        Origin("inter_util", from: "assumed: H800's 0.88 (\(Cite.deepEP))"))

    /// AMD Instinct of CDNA 4.
    static let cdna4 = cdna3.with(
        {
            $0.matrix = 0.57
            $0.attention = 0.35
        },
        Origin(
            "matrix_eff",
            from: """
                assumed: 0.92 of BF16 0.62, 1,564 of 2,517 TFLOP/s (\(Cite.mamf)), as fitted of 0.75 on Hopper; 8-bit \
                by analogy
                """),
        Origin("attn_eff", from: "assumed: 0.62 of matrix_eff, as fitted to Hopper"))
}
