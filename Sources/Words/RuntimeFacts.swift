import CostModel
import Units

/// What is known of runtimes' defaults, runtime by runtime.
enum RuntimeFacts {
    private static let manual = "MindIE-LLM, service_parameter_configuration.md"

    /// Where the order in a step is from.
    static func order(_ runtime: Runtime) -> String {
        switch runtime {
        case .vllm: "v1/core/sched/scheduler.py, 0.33"
        case .sglang:
            say(
                en: "get_next_batch_to_run, 0.5.23; --enable-mixed-chunk mixes",
                zh: "get_next_batch_to_run，0.5.23；--enable-mixed-chunk 可混合")
        case .trtllm:
            say(en: "in-flight batching, llm_args.py of 1.3", zh: "in-flight batching，1.3 的 llm_args.py")
        case .mindie:
            say(
                en: "templateType Standard, supportSelectBatch false; Mix (SplitFuse) mixes: \(manual)",
                zh: "templateType 为 Standard、supportSelectBatch 为 false；Mix（SplitFuse）可混合：\(manual)")
        case .custom, .auto: ""
        }
    }

    /// Where the chunk is from.
    static func chunk(_ runtime: Runtime) -> String {
        switch runtime {
        case .vllm:
            say(
                en:
                    "max_num_batched_tokens of a rank: 16,384 from 160 GiB on (8,192 before 0.29), 8,192 from 70 GiB, else "
                    + "2,048; engine/arg_utils.py",
                zh: "单 rank 的 max_num_batched_tokens：160 GiB 起 16,384（0.29 之前 8,192），70 GiB 起 8,192，"
                    + "否则 2,048；engine/arg_utils.py")
        case .sglang:
            say(
                en:
                    "chunked_prefill_size by memory, shared by attention replicas: 2,048 below 20 GB, 4,096 below 60, 8,192 "
                    + "below 160, else 16,384; from 20 to 35 GB 2,048 before 0.5.23 (releases between 0.5.16 and it not read)",
                zh: "chunked_prefill_size 按显存取值并由注意力副本分担：20 GB 以下 2,048，60 以下 4,096，160 以下 8,192，"
                    + "否则 16,384；20–35 GB 在 0.5.23 之前为 2,048（0.5.16 与其间的版本未读）")
        case .trtllm:
            say(
                en: "enable_chunked_prefill false; a pass takes max_num_tokens 8,192",
                zh: "enable_chunked_prefill 为 false；单次最多 max_num_tokens 8,192")
        case .mindie:
            say(
                en: "maxPrefillTokens 8,192 and maxPrefillBatchSize 50 prompts a batch, whole prompts: \(manual)",
                zh: "每批 maxPrefillTokens 8,192、maxPrefillBatchSize 50，输入不切分：\(manual)")
        case .custom, .auto: ""
        }
    }

    /// Where the number of running sequences is from.
    static func running(_ runtime: Runtime) -> String {
        switch runtime {
        case .vllm:
            say(
                en: "max_num_seqs of a rank: 1,024 from 70 GiB on, else 256; engine/arg_utils.py",
                zh: "单 rank 的 max_num_seqs：70 GiB 起 1,024，否则 256；engine/arg_utils.py")
        case .sglang:
            say(
                en: "2,048 to 4,096 of a rank by its cache (resolve_max_num_reqs); with drafts 48 unless "
                    + "--max-running-requests is given, which is not counted here: set max_running",
                zh: "单 rank 2,048 至 4,096，按缓存而定（resolve_max_num_reqs）；使用草稿且未给 "
                    + "--max-running-requests 时为 48，此处不计：请设置 max_running")
        case .trtllm: say(en: "max_batch_size of a rank, llm_args.py", zh: "单 rank 的 max_batch_size，llm_args.py")
        case .mindie: "maxBatchSize: \(manual)"
        case .custom, .auto: ""
        }
    }

    /// Where the share of memory is from.
    static func memory(_ runtime: Runtime) -> String {
        switch runtime {
        case .vllm:
            say(
                en:
                    "gpu_memory_utilization, activations within it: 0.92, 0.9 before 0.22 (0.18 was read, releases between not)",
                zh: "gpu_memory_utilization，含激活值：0.92，0.22 之前为 0.9（读过 0.18，其间版本未读）")
        case .sglang:
            say(
                en:
                    "mem_fraction_static as server_args.py computes it, activations outside it: by chunk, chips, graphs and "
                    + "replicas, 10 GiB at least",
                zh: "mem_fraction_static，按 server_args.py 计算，激活值在其外：取决于分块、芯片数、图与副本，至少 10 GiB")
        case .trtllm:
            say(
                en:
                    "kv_cache_config.free_gpu_memory_fraction 0.9; room for whole answers is kept (GUARANTEED_NO_EVICT)",
                zh: "kv_cache_config.free_gpu_memory_fraction 0.9；为完整输出预留空间（GUARANTEED_NO_EVICT）")
        case .mindie:
            say(
                en: "NPU_MEMORY_FRACTION 0.8 of all DRAM with npuMemSize -1: \(manual)",
                zh: "NPU_MEMORY_FRACTION 0.8（npuMemSize 为 -1 时占全部显存）：\(manual)")
        case .custom, .auto: ""
        }
    }

    /// What has no parameter of its own, or one of the chip.
    static func others(_ s: Scenario) -> [RuntimeWords.Fact] {
        [waits(s), cache(s), drafts(s), gaps(s), experts(s), reduction(s)]
    }

    private static func waits(_ s: Scenario) -> RuntimeWords.Fact {
        let steps = Decimal.shortest(s.runtime.waits(replicas: s.deployment.dp))
        let origin =
            switch s.runtime {
            case .mindie:
                say(en: "as vLLM: no first tokens of it were found", zh: "同 vLLM：未找到其首 token 数据")
            case .trtllm where s.deployment.dp > 1:
                say(
                    en: "attention_dp_config.timeout_iters 50, llm_args.py",
                    zh: "attention_dp_config.timeout_iters 50，llm_args.py")
            default:
                say(
                    en: "first tokens of 779 measured runs (documentation, Accuracy)",
                    zh: "779 次实测的首 token（文档 Accuracy）")
            }
        return RuntimeWords.Fact(
            concept: "wait_steps",
            value: say(en: "\(steps) decode steps before a first token", zh: "首 token 前等待 \(steps) 个 Decode 步"),
            origin: origin)
    }

    private static func cache(_ s: Scenario) -> RuntimeWords.Fact {
        let value =
            say(
                en: "that of the checkpoint; here \(s.model.precision.kvCache.name)",
                zh: "与检查点一致；此处为 \(s.model.precision.kvCache.name)")
        let origin =
            switch s.runtime {
            case .vllm, .sglang: "--kv-cache-dtype auto"
            case .trtllm: "kv_cache_config.dtype auto (hf_quant_config.json)"
            case .mindie: say(en: "of the weights' config.json", zh: "取自权重的 config.json")
            case .custom, .auto: ""
            }
        return RuntimeWords.Fact(concept: "kv_precision", value: value, origin: origin)
    }

    private static func drafts(_ s: Scenario) -> RuntimeWords.Fact {
        RuntimeWords.Fact(
            concept: "draft", value: say(en: "none unless asked for", zh: "默认不使用"),
            origin: s.runtime == .sglang
                ? say(
                    en:
                        "--speculative-algorithm; then 3 steps of 4 tokens for DeepSeek, GLM, gpt-oss, 5 of 8 for Llama",
                    zh: "--speculative-algorithm；启用后 DeepSeek、GLM、gpt-oss 为 3 步 4 token，Llama 为 5 步 8 token")
                : say(en: "speculation is a setting of each", zh: "投机解码需另行配置"))
    }

    private static func gaps(_ s: Scenario) -> RuntimeWords.Fact {
        let name =
            switch s.runtime {
            case .vllm: "vllm_layer_time"
            case .sglang: "sglang_layer_time"
            default: "layer_time"
            }
        let own = Parameter.named(name)
        let value = own.map { ValueWords.of($0, in: s) } ?? ""
        return RuntimeWords.Fact(
            concept: name, value: say(en: "\(value) a layer", zh: "每层 \(value)"),
            origin: say(en: "of the chip: 'arch show' has its origin", zh: "芯片参数：出处见“arch show”"))
    }

    private static func experts(_ s: Scenario) -> RuntimeWords.Fact {
        let value =
            switch s.runtime {
            case .vllm:
                say(
                    en: "Hopper: Triton, with EP FlashInfer-CUTLASS; Blackwell: trtllm-gen",
                    zh: "Hopper：Triton，EP 时 FlashInfer-CUTLASS；Blackwell：trtllm-gen")
            case .sglang:
                say(
                    en: "Hopper: Triton, DeepGEMM with DeepEP; Blackwell: trtllm-gen",
                    zh: "Hopper：Triton，用 DeepEP 时 DeepGEMM；Blackwell：trtllm-gen")
            case .trtllm: say(en: "CUTLASS; rate trtllm_expert_rate", zh: "CUTLASS；速率见 trtllm_expert_rate")
            case .mindie: say(en: "grouped products of ATB", zh: "ATB 的分组矩阵乘")
            case .custom, .auto: ""
            }
        let origin =
            switch s.runtime {
            case .vllm: "fused_moe/oracle, 0.33"
            case .sglang: "server_args.py, 0.5.23"
            case .trtllm: "resolve_moe_backend, model_config.py"
            case .mindie: say(en: "backendType atb; nothing measured", zh: "backendType 为 atb；无实测")
            case .custom, .auto: ""
            }
        return RuntimeWords.Fact(concept: say(en: "experts", zh: "专家内核"), value: value, origin: origin)
    }

    private static func reduction(_ s: Scenario) -> RuntimeWords.Fact {
        let (value, origin) =
            switch s.runtime {
            case .vllm:
                (
                    say(
                        en: "one shot or two by size, then NCCL; fused with the norm on Hopper and Blackwell",
                        zh: "按消息大小一次或两次直达，再大用 NCCL；Hopper 与 Blackwell 上与归一化融合"),
                    "enable_allreduce_rms_fusion, 0.33"
                )
            case .sglang:
                (
                    say(en: "one shot or two up to 16 MB, then NCCL", zh: "16 MB 以内一次或两次直达，再大用 NCCL"),
                    "custom all-reduce v2, 0.5.23"
                )
            case .trtllm:
                (say(en: "by size: one shot, two, NCCL", zh: "按消息大小：一次、两次直达或 NCCL"), "allreduce_strategy AUTO")
            case .mindie: (say(en: "HCCL", zh: "HCCL"), "ATB_LLM_COMM_BACKEND")
            case .custom, .auto: ("", "")
            }
        return RuntimeWords.Fact(concept: say(en: "all-reduce", zh: "All-reduce"), value: value, origin: origin)
    }
}
