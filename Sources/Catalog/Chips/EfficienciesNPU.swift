import CostModel

extension Efficiencies {
    /// Huawei Ascend 910 generation; cube cores take tiles like a GPU's processors.
    static let ascend = Efficiencies(
        reserve: .published(
            0.1, "10 %: gpu_memory_utilization 0.9 of vLLM-Ascend, https://github.com/vllm-project/vllm-ascend"),
        dram: .published(0.84, "MLA bound by memory 0.84: \(cloudMatrix)"),
        matrix: .published(0.79, "INT8 GEMM 0.77-0.83: \(cloudMatrix)"),
        attention: .published(0.65, "MLA bound by arithmetic 0.65: \(cloudMatrix)"),
        intra: .published(
            0.65,
            """
            EP8 dispatch 102 and combine 152 GB/s (sgl-kernel-npu, README, \
            https://github.com/sgl-project/sgl-kernel-npu), 0.52-0.78 of 196 GB/s; doubtful: board not stated
            """),
        inter: .analogy(0.88, "H800's 0.88 (\(Cite.deepEP))"),
        latency: .published(
            1.9e-6,
            """
            1.9 us for a 512-byte read between nodes (Zuo et al., https://arxiv.org/abs/2506.12708); doubtful: \
            quoted without sight of the table; others claim under 1 us
            """),
        interLatency: .analogy(5.6e-6, "RoCE across leaves 5.6 us (\(Cite.insights))"),
        launch: Software.inLayer,
        cores: .published(1, "1: cube cores take tiles independently and need not divide N, so none is padded for"),
        tile: Tile(
            16, 32, 128,
            from: """
                16 x 32 at 8 bits of the 16 x 16 x 16 cube (CANN platform configuration Ascend910B2C.ini, \
                https://gitcode.com/W4termy/runtime); 128 columns assumed for the tile of one core
                """),
        software: .measured(
            layer: .published(
                690e-6,
                """
                690 us: 54.1 ms a token of Qwen3-32B on 4 chips less 10.2 ms of weights, over 64 layers = 685; 669 of \
                Qwen3-30B-A3B on 2 (\(Cite.vllmAscend), issue 2328); its graph mode takes 400-435 (issue 4656)
                """)),
        usual: .assumed(Runtime.mindie.code, "MindIE, the maker's own; vLLM-Ascend is the other one"))

    /// Ascend of two dies, which software counts as two devices.
    static let ascendTwoDies = ascend.with {
        $0.software.layer = .published(
            930e-6,
            """
            930 us: 57.7 ms a token of Kimi-K2-Thinking on 8 chips less 0.7 ms of weights, over 61 layers = 934 \
            (\(Cite.vllmAscend), Atlas 800 A3)
            """)
    }

    /// Accelerators of makers that publish little: Ascend's constants with the floor of its graph mode.
    static let ascendKin = ascend.taken(from: "Ascend").with {
        $0.usual = Shared.usual
        $0.software.layer = .analogy(400e-6, "Ascend's 400-435 us in graph mode (\(Cite.vllmAscend), issue 4656)")
    }

    private static let cloudMatrix = """
        operators measured on 910C (Zuo et al., Serving LLMs on Huawei CloudMatrix384, \
        https://arxiv.org/abs/2506.12708), 910B alike; doubtful: quoted without sight of the tables
        """

    /// Google TPU; a step is one compiled program, so operators have no launch of their own.
    static let tpu = Efficiencies(
        reserve: .published(
            0.1,
            """
            10 %: gpu_memory_utilization 0.9 of vLLM, which its TPU backend takes of the limit of HBM, \
            https://github.com/vllm-project/tpu-inference
            """),
        dram: .published(0.86, "86 % of memory bandwidth in decode on TPU7x, up to (\(raggedAttention)"),
        matrix: .assumed(0.80, "above what attention reaches on TPU7x (arXiv 2604.15464)"),
        attention: .published(0.73, "73 % of FLOPs in prefill on TPU7x, up to (\(raggedAttention)"),
        intra: .published(
            0.90,
            """
            90 of 100 GB/s a link and direction (Austin et al., How to Scale Your Model, \
            https://jax-ml.github.io/scaling-book/tpus/)
            """),
        inter: .analogy(0.88, "as for RDMA over InfiniBand (\(Cite.deepEP)); data-centre network was not measured"),
        latency: .published(
            1e-6,
            "about 1 us a hop (Austin et al., https://jax-ml.github.io/scaling-book/tpus/); a torus crosses several"),
        interLatency: .assumed(10e-6, "10 us through hosts; not published"),
        launch: Software.inLayer, cores: .published(1, "1 TensorCore"),
        tile: Tile(
            8, 128, 128,
            from: """
                matrix unit of 128 x 128, fed in rows of 8 (Google Cloud TPU documentation, system architecture, \
                https://docs.cloud.google.com/tpu/docs/system-architecture-tpu-vm)
                """),
        software: .measured(
            layer: .published(
                150e-6,
                """
                150 us: 25.4 ms a token of Llama-3.3-70B on 8 v6e, 64 requests, less 13.2 ms of weights and cache, over 80 \
                layers (tpu-recipes, https://github.com/AI-Hypercomputer/tpu-recipes); other TPUs by analogy
                """)))

    private static let raggedAttention =
        "Jiang et al., Ragged Paged Attention, https://arxiv.org/abs/2604.15464); older TPUs by analogy"

    /// Matrix units of 256 x 256, from the sixth generation on.
    static let tpuWide = tpu.with {
        $0.tile = Tile(
            8, 256, 256,
            from: """
                matrix unit of 256 x 256 (Google Cloud TPU documentation, system architecture, \
                https://docs.cloud.google.com/tpu/docs/system-architecture-tpu-vm)
                """)
    }

    /// Intel Gaudi; a step is one compiled recipe.
    static let gaudi = Efficiencies(
        reserve: .published(
            0.1,
            """
            10 %: gpu_memory_utilization 0.9 of vLLM for Gaudi, https://github.com/HabanaAI/vllm-fork; of the KV cache \
            its graphs take another tenth (VLLM_GRAPH_RESERVED_MEM)
            """),
        dram: .assumed(0.80, "no citable stream figure was found"),
        matrix: .published(0.70, "Gaudi 3 FP8 0.77 of 1,677 TFLOP/s = 0.70 of 1,835 (\(Cite.mamf))"),
        attention: .assumed(0.60, "a little less than matrix_eff; no published measurement was found"),
        intra: .published(
            0.97,
            """
            HCCL all-reduce on 8: 513 of 525 GB/s (Intel Gaudi documentation, Collectives Performance, \
            https://docs.habana.ai/en/latest/Management_and_Monitoring/Network_Configuration/)
            """),
        inter: .analogy(0.88, "as for RDMA over InfiniBand (\(Cite.deepEP))"),
        latency: .published(
            33e-6,
            """
            33 us: Llama-3-70B takes 104-113 us a layer beyond its bytes on 2, 4 and 8 Gaudi 2, 40 on one, and a layer \
            has two all-reduces (LLM-Inference-Bench, \(Cite.argonne))
            """),
        interLatency: .assumed(33e-6, "no less than inside a domain; RoCE across leaves 5.6 us (\(Cite.insights))"),
        launch: Software.inLayer,
        cores: .assumed(1, "the graph compiler splits a product as it fits; no even split is forced"),
        tile: Tile(
            64, 32, 128, .assumed,
            from: "64 x 32 x 128: the matrix engine's array of 256 x 256 is reconfigured for narrow shapes"),
        software: .measured(
            layer: .published(
                40e-6,
                """
                40 us: 7.84 ms a token of Llama-3-8B on one Gaudi 2 less 6.6 ms of weights, over 32 layers \
                (LLM-Inference-Bench, \(Cite.argonne)); Gaudi 3 by analogy
                """)))

    /// AWS Trainium; a step is one compiled program.
    static let trainium = Efficiencies(
        reserve: .analogy(0.1, "10 % as vLLM's; no default of the Neuron runtime was found"),
        dram: .assumed(0.80, "no citable stream figure was found"),
        matrix: .assumed(0.75, "no published measurement was found"),
        attention: .assumed(0.60, "no published measurement was found"),
        intra: .analogy(0.82, "NVLink's 0.82"),
        inter: .analogy(0.88, "as for RDMA over InfiniBand (\(Cite.deepEP)); EFA was not measured"),
        latency: .analogy(5.6e-6, "as for RoCE (\(Cite.insights))"),
        interLatency: .analogy(5.6e-6, "as for RoCE (\(Cite.insights))"),
        launch: Software.inLayer,
        cores: .assumed(1, "the compiler splits a product as it fits; no even split is forced"),
        tile: Tile(
            1, 128, 128,
            from: """
                systolic array of 128 x 128 that rows stream through (AWS Neuron documentation, Trainium2 for NKI, \
                https://awsdocs-neuron.readthedocs-hosted.com/en/latest/nki/arch/trainium2_arch.html)
                """),
        software: .measured(
            layer: .published(
                200e-6,
                """
                200 us: 19.6 ms a token of Llama-3.3-70B on 16 chips less 3.0 ms of weights, over 80 layers = 207; 162 of \
                Llama-3.1-405B (AWS Neuron documentation, benchmarks, https://github.com/aws-neuron/aws-neuron-sdk)
                """)))

    /// Cambricon MLU; nothing of it is published.
    static let mlu = Efficiencies(
        reserve: .analogy(0.1, "10 % as vLLM's; no default of Cambricon's runtime was found"),
        dram: .assumed(0.80, "no citable stream figure was found"),
        matrix: .assumed(0.60, "no published measurement was found"),
        attention: .assumed(0.50, "no published measurement was found"),
        intra: .assumed(0.80, "no published measurement was found"),
        inter: .published(0.84, "PCIe goodput 0.919 x 0.914 (Neugebauer et al., SIGCOMM 2018)"),
        latency: .analogy(4.1e-6, "4.1 us as between PCIe cards (p2pmark, https://github.com/lukealonso/p2pmark)"),
        interLatency: .analogy(
            4.1e-6, "4.1 us as between PCIe cards (p2pmark, https://github.com/lukealonso/p2pmark)"),
        launch: Software.inLayer,
        cores: .assumed(1, "the number of cores is not published"),
        tile: Tile(16, 32, 64, .analogy, from: "a GPU's 16 x 32 x 64"),
        software: .measured(
            layer: .analogy(400e-6, "Ascend's 400-435 us in graph mode (\(Cite.vllmAscend), issue 4656)")))
}
