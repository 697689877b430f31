import CostModel

extension Efficiencies {
    /// Huawei Ascend 910 generation; cube cores take tiles like a GPU's processors.
    static let ascend = Efficiencies(
        dram: 0.84, matrix: 0.79, attention: 0.65, intra: 0.65, inter: 0.88, latency: 1.9e-6, interLatency: 5.6e-6,
        launch: 1.3e-6, tile: Tile(m: 16, k: 32, n: 128),
        origins: [
            Origin(
                "dram_util", "matrix_eff", "attn_eff",
                from: """
                    operator measurements on 910C: memory-bound MLA 0.84, INT8 GEMM 0.77-0.83, compute-bound MLA 0.65 \
                    (Zuo et al., Serving LLMs on Huawei CloudMatrix384, https://arxiv.org/abs/2506.12708); doubtful: \
                    quoted without sight of the tables
                    """),
            Origin(
                "intra_util",
                from: """
                    EP8 dispatch 102 and combine 152 GB/s (sgl-kernel-npu, README, \
                    https://github.com/sgl-project/sgl-kernel-npu), 0.52-0.78 of 196 GB/s; doubtful: board not stated
                    """),
            Origin("inter_util", from: "assumed: H800's 0.88 (\(Cite.deepEP))"),
            Origin(
                "latency",
                from: """
                    1.9 us for a 512-byte read between nodes (Zuo et al., https://arxiv.org/abs/2506.12708); doubtful: \
                    quoted without sight of the table; others claim under 1 us
                    """),
            Origin("inter_latency", from: "assumed: RoCE across leaves 5.6 us (\(Cite.insights))"),
            Origin("launch", from: "assumed: H100's 1.3 us a kernel in a graph (\(Cite.noBubbles))"),
            Origin(
                "cube_m", "cube_k", "cube_n",
                from: """
                    16 x 32 at 8 bits of the 16 x 16 x 16 cube (CANN platform configuration Ascend910B2C.ini, \
                    https://gitcode.com/W4termy/runtime); 128 columns assumed for the tile of one core
                    """),
            Origin("core", from: "1: cube cores take tiles independently and need not divide N, so none is padded for"),
        ] + Shared.origins)

    /// Google TPU; a step is one compiled program, so operators have no launch of their own.
    static let tpu = Efficiencies(
        dram: 0.86, matrix: 0.80, attention: 0.73, intra: 0.90, inter: 0.88, latency: 1e-6, interLatency: 10e-6,
        launch: 0, tile: Tile(m: 8, k: 128, n: 128),
        origins: [
            Origin(
                "dram_util", "attn_eff",
                from: """
                    86 % of memory bandwidth in decode, 73 % of FLOPs in prefill on TPU7x (Jiang et al., Ragged Paged \
                    Attention, https://arxiv.org/abs/2604.15464), up to; older TPUs by analogy
                    """),
            Origin("matrix_eff", from: "assumed 0.80, above what attention reaches on TPU7x (arXiv 2604.15464)"),
            Origin(
                "intra_util",
                from: """
                    90 of 100 GB/s a link and direction (Austin et al., How to Scale Your Model, \
                    https://jax-ml.github.io/scaling-book/tpus/)
                    """),
            Origin("inter_util", from: "assumed: 0.88 as for RDMA; data-centre network was not measured"),
            Origin(
                "latency",
                from: """
                    about 1 us a hop (Austin et al., https://jax-ml.github.io/scaling-book/tpus/); a torus crosses \
                    several
                    """),
            Origin("inter_latency", from: "assumed 10 us through hosts; not published"),
            Origin("launch", from: "assumed 0: XLA compiles a step into one program"),
            Origin(
                "cube_m", "cube_k", "cube_n",
                from: """
                    matrix unit of 128 x 128, fed in rows of 8 (Google Cloud TPU documentation, system architecture, \
                    https://docs.cloud.google.com/tpu/docs/system-architecture-tpu-vm)
                    """),
            Origin("core", from: "1 TensorCore"),
        ] + Shared.origins)

    /// Matrix units of 256 x 256, from the sixth generation on.
    static let tpuWide = tpu.with(
        { $0.tile = Tile(m: 8, k: 256, n: 256) },
        Origin(
            "cube_m", "cube_k", "cube_n",
            from: """
                matrix unit of 256 x 256 (Google Cloud TPU documentation, system architecture, \
                https://docs.cloud.google.com/tpu/docs/system-architecture-tpu-vm)
                """))

    /// Intel Gaudi; a step is one compiled recipe.
    static let gaudi = Efficiencies(
        dram: 0.80, matrix: 0.70, attention: 0.60, intra: 0.97, inter: 0.88, latency: 5.6e-6, interLatency: 5.6e-6,
        launch: 0, tile: Tile(m: 64, k: 32, n: 128),
        origins: [
            Origin("dram_util", from: "assumed 0.80: no citable stream figure was found"),
            Origin("matrix_eff", from: "Gaudi 3 FP8 0.77 of 1,677 TFLOP/s = 0.70 of 1,835 (\(Cite.mamf))"),
            Origin("attn_eff", from: "assumed: nine tenths of matrix_eff, as on H800"),
            Origin(
                "intra_util",
                from: """
                    HCCL all-reduce on 8: 513 of 525 GB/s (Intel Gaudi documentation, Collectives Performance, \
                    https://docs.habana.ai/en/latest/Management_and_Monitoring/Network_Configuration/)
                    """),
            Origin("inter_util", from: "assumed: 0.88 as for RDMA over InfiniBand (\(Cite.deepEP))"),
            Origin("latency", "inter_latency", from: "assumed: RoCE across leaves 5.6 us (\(Cite.insights))"),
            Origin("launch", from: "assumed 0: the graph compiler makes one recipe of a step"),
            Origin(
                "cube_m", "cube_k", "cube_n",
                from: "assumed 64 x 32 x 128: the matrix engine's array of 256 x 256 is reconfigured for narrow shapes"),
            Origin("core", from: "1: the graph compiler splits a product as it fits; no even split is forced"),
        ] + Shared.origins)

    /// AWS Trainium; a step is one compiled program.
    static let trainium = gaudi.with(
        {
            $0.matrix = 0.75
            $0.attention = 0.60
            $0.intra = 0.82
            $0.tile = Tile(m: 1, k: 128, n: 128)
        },
        Origin("matrix_eff", from: "assumed 0.75 as on Hopper; no published measurement was found"),
        Origin("attn_eff", from: "assumed 0.60; no published measurement was found"),
        Origin("intra_util", from: "assumed: NVLink's 0.82"),
        Origin("latency", "inter_latency", from: "assumed: 5.6 us as for RoCE (\(Cite.insights))"),
        Origin("launch", from: "assumed 0: the compiler makes one program of a step"),
        Origin(
            "cube_m", "cube_k", "cube_n",
            from: """
                systolic array of 128 x 128 that rows stream through (AWS Neuron documentation, Trainium2 for NKI, \
                https://awsdocs-neuron.readthedocs-hosted.com/en/latest/nki/arch/trainium2_arch.html)
                """))

    /// Cambricon MLU; nothing of it is published.
    static let mlu = gaudi.with(
        {
            $0.matrix = 0.60
            $0.attention = 0.50
            $0.intra = 0.80
            $0.inter = 0.84
            $0.latency = 4.1e-6
            $0.interLatency = 4.1e-6
            $0.launch = 5e-6
            $0.tile = gpuTile
        },
        Origin("matrix_eff", "attn_eff", "intra_util", from: "assumed; no published measurement was found"),
        Origin("inter_util", from: "PCIe goodput 0.919 x 0.914 (Neugebauer et al., SIGCOMM 2018)"),
        Origin(
            "latency", "inter_latency",
            from: "assumed: 4.1 us as between PCIe cards (p2pmark, https://github.com/lukealonso/p2pmark)"),
        Origin("launch", from: "assumed 5 us; no published measurement was found"),
        Origin("cube_m", "cube_k", "cube_n", from: "assumed: a GPU's 16 x 32 x 64"))
}
