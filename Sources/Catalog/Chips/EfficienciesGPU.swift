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

    private static let hopperSoftware = Software(
        elementwise: 1.70, attentionRows: 128, widening: 0.347, allToAll: 66.8e-6, batchOverlap: 0.863,
        prefillLaunch: 11e-6, host: 0.586e-3, sequence: 0.24e-6, request: 21.3e-3, congestion: 0.18)

    private static let blackwellSoftware = Software(
        elementwise: 1.98, attentionRows: 128, widening: 0.5, allToAll: 61.4e-6, batchOverlap: 0.863,
        prefillLaunch: 28.7e-6, host: 0.015e-3, sequence: 0.12e-6, request: 0.2e-3, congestion: 0.18)

    /// Hopper with NVSwitch and 400 Gb/s InfiniBand.
    static let hopper = Efficiencies(
        dram: 0.957, matrix: 0.616, attention: 0.445, intra: 0.82, inter: 0.88, latency: 5.24e-6, interLatency: 3.7e-6,
        launch: 4.66e-6, tile: gpuTile, software: hopperSoftware,
        origins: [
            Origin(
                "dram_util",
                from: """
                    0.867 copy, 2,903 of 3,350 GB/s (Voltage Park benchmarks, 32 x H100, \
                    https://github.com/aigatech/vpbenchmarking); upper end 0.896, 3,000 GB/s (\(Cite.flashMLA))
                    """),
            Origin(
                "matrix_eff",
                from: """
                    0.75 for all widths: FP8 0.71 (H100), 0.73 (H200), BF16 0.80 (\(Cite.mamf)); FP8 1,550 of 1,979 \
                    TFLOP/s = 0.78 (DeepGEMM, README, https://github.com/deepseek-ai/DeepGEMM)
                    """),
            Origin(
                "attn_eff",
                from: """
                    MLA decode 660 of 989 TFLOP/s on H800 = 0.67 (\(Cite.flashMLA)); FlashAttention-3 forward 0.75 \
                    (Shah et al., https://arxiv.org/abs/2407.08608)
                    """),
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
            Origin(
                "latency", "inter_latency",
                from: """
                    64 bytes end to end on H800: NVLink 3.33 us, InfiniBand across leaves 3.7 us (\(Cite.insights)); \
                    NCCL agrees, 6 us for 2 H100 (NVIDIA/nccl issue 1259)
                    """),
            Origin(
                "launch", from: "1.3 us a kernel inside a CUDA graph on H100, 2.1 us in a stream (\(Cite.noBubbles))"),
        ] + gpuTileOrigins + Shared.origins)

    /// Hopper with a sixth of the matrix units, which memory and power can keep busy.
    static let hopperCut = hopper.with(
        {
            $0.matrix = 0.87
            $0.attention = 0.87
        },
        Origin(
            "matrix_eff", "attn_eff",
            from: """
                MLA decode 129 of 148 TFLOP/s on H20 = 0.87 (https://github.com/deepseek-ai/FlashMLA/issues/30); \
                products assumed alike
                """))

    /// Ampere of the data centre.
    static let ampere = hopper.with(
        {
            $0.matrix = 0.87
            $0.attention = 0.70
        },
        Origin("matrix_eff", from: "A100 BF16 0.87 (\(Cite.mamf)); INT8 by analogy"),
        Origin(
            "attn_eff",
            from: "FlashAttention-2 forward up to 0.73 on A100 (Dao, https://arxiv.org/abs/2307.08691), rounded down"),
        Origin("dram_util", from: "assumed: H100's 0.86"),
        Origin("intra_util", from: "assumed: H100's 0.82, the same link protocol"),
        Origin("inter_util", from: "assumed: H100's 0.88"),
        Origin("latency", "inter_latency", from: "assumed: H800's, \(Cite.insights)"),
        Origin("launch", from: "assumed: H100's 1.3 us (\(Cite.noBubbles))"))

    /// Blackwell with NVSwitch; `tcgen05.mma` has 128 rows, on which the weights' N lies.
    static let blackwell = hopper.with(
        {
            $0.dram = 0.983
            $0.matrix = 0.562
            $0.attention = 0.284
            $0.latency = 4.94e-6
            $0.launch = 3.55e-6
            $0.software = blackwellSoftware
            $0.tile = Tile(m: 16, k: 32, n: 128)
        },
        Origin("dram_util", from: "assumed: H100's 0.86; no published stream figure of HBM3E at 8 TB/s was found"),
        Origin("matrix_eff", from: "FP8 0.76 (B200), 0.75 (B300), BF16 0.78 and 0.79 (\(Cite.mamf)); FP4 by analogy"),
        Origin(
            "attn_eff",
            from: """
                dense prefill 1,460 of 2,250 TFLOP/s on B200 = 0.65 (\(Cite.flashMLA)); decode with a sparse cache \
                350-1,024, by version
                """),
        Origin("intra_util", from: "assumed: H100's 0.82, the same link protocol"),
        Origin("inter_util", from: "assumed: H800's 0.88 (\(Cite.deepEP))"),
        Origin(
            "latency", "inter_latency",
            from: "assumed: H800's NVLink 4 and ConnectX-7 (\(Cite.insights)); none published for NVLink 5"),
        Origin("launch", from: "assumed: H100's 1.3 us (\(Cite.noBubbles))"),
        Origin(
            "cube_m", "cube_k", "cube_n",
            from: """
                16 x 32 x 128: PTX ISA, tcgen05.mma with 128 rows and swapped operands for few rows, \
                https://docs.nvidia.com/cuda/parallel-thread-execution/
                """))

    /// Blackwell in a rack, where matrix products measured lower.
    static let blackwellRack = blackwell.with(
        { $0.matrix = 0.72 }, Origin("matrix_eff", from: "GB200 FP8 0.72, BF16 0.73 (\(Cite.mamf)); GB300 by analogy"))

    /// Cards on PCIe without NVLink.
    static let card = hopper.with(
        {
            $0.matrix = 0.80
            $0.attention = 0.55
            $0.intra = 0.84
            $0.latency = 4.1e-6
            $0.interLatency = 5.6e-6
        },
        Origin("dram_util", from: "assumed: H100's 0.86; GDDR6 was not measured"),
        Origin(
            "matrix_eff",
            from: """
                assumed 0.80: HGEMM reaches 0.88-0.98 on L20 (CUDA-Learn-Notes, hgemm, \
                https://github.com/DefTruth/CUDA-Learn-Notes), less where the power limit lowers clocks
                """),
        Origin(
            "attn_eff",
            from: """
                SDPA 82-92 of 165 TFLOP/s on RTX 4090 = 0.50-0.56 (FFPA v0.0.1, \
                https://github.com/DefTruth/faster-prefill-attention/releases/tag/v0.0.1)
                """),
        Origin(
            "intra_util",
            from: """
                PCIe goodput 0.919 x 0.914 at 256-byte payloads (Neugebauer et al., SIGCOMM 2018); 0.86 measured for \
                an isolated pair, 0.44 when all read from all (p2pmark, https://github.com/lukealonso/p2pmark)
                """),
        Origin("inter_util", from: "assumed: H800's 0.88 (\(Cite.deepEP))"),
        Origin("latency", from: "remote read, best pair 4.10 us (p2pmark, https://github.com/lukealonso/p2pmark)"),
        Origin("inter_latency", from: "RoCE across leaves 5.6 us (\(Cite.insights))"),
        Origin("launch", from: "assumed: H100's 1.3 us (\(Cite.noBubbles))"))

    /// AMD Instinct of CDNA 3; the mesh gives one peer a seventh of the inner bandwidth.
    static let cdna3 = hopper.with(
        {
            $0.dram = 0.80
            $0.matrix = 0.51
            $0.attention = 0.45
            $0.intra = 0.70
        },
        Origin("dram_util", from: "assumed 0.80: no citable stream figure was found; four dies share the fabric"),
        Origin("matrix_eff", from: "MI300X BF16 0.51 (\(Cite.mamf)); 8-bit by analogy"),
        Origin("attn_eff", from: "assumed: nine tenths of matrix_eff, as on H800"),
        Origin("intra_util", from: "assumed 0.70: below NVLink's 0.82, for a mesh needs all seven links busy at once"),
        Origin("inter_util", from: "assumed: H800's 0.88 (\(Cite.deepEP))"),
        Origin("latency", "inter_latency", from: "assumed: H800's, \(Cite.insights); none published for xGMI"),
        Origin("launch", from: "assumed: H100's 1.3 us (\(Cite.noBubbles)); doubtful, HIP graphs may be slower"))

    /// AMD Instinct of CDNA 4.
    static let cdna4 = cdna3.with(
        {
            $0.matrix = 0.62
            $0.attention = 0.55
        },
        Origin("matrix_eff", from: "BF16 0.68 of 2,300 TFLOP/s = 1,564 of 2,517 (\(Cite.mamf)); 8-bit by analogy"),
        Origin("attn_eff", from: "assumed: nine tenths of matrix_eff, as on H800"))
}
