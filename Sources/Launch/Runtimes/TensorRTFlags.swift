extension FlagTable {
    /// TensorRT-LLM 1.3.0rc, its server, the files that it reads, and Dynamo's worker on top of it.
    static let tensorRT = FlagTable(
        version: "1.3.0rc",
        source: "TensorRT-LLM main behind 1.3.0rc24: tensorrt_llm/llmapi/llm_args.py (00043967), "
            + "tensorrt_llm/commands/serve.py (00209af1), commands/common_llm_options.py (1f719075); ai-dynamo 1.6.1: "
            + "dynamo/trtllm/backend_args.py",
        flags: [
            Flag("--model-path --model", .model), Flag("--served-model-name", .servedName),
            Flag("--tp_size --tp tensor_parallel_size", .tensor),
            Flag("--pp_size --pp pipeline_parallel_size", .pipeline),
            Flag("--ep_size --ep moe_expert_parallel_size --expert_parallel_size", .experts),
            Flag("moe_tensor_parallel_size", .expertTensor),
            Flag("enable_attention_dp", .attentionData, .isSwitch),
            Flag("--cluster_size moe_cluster_parallel_size", .contextParallel),
            Flag("context_parallel_size --cp_size", .contextParallel),
            Flag("--max_batch_size", .maxRunning), Flag("--max_num_tokens", .chunk),
            Flag("--enable_chunked_prefill", .chunking, .isSwitch), Flag("--max_seq_len", .maxLength),
            Flag(
                "--kv_cache_free_gpu_memory_fraction --kv_cache_free_gpu_mem_fraction --free_gpu_memory_fraction "
                    + "kv_cache_config.free_gpu_memory_fraction", .memory),
            Flag("kv_cache_config.dtype --kv_cache_dtype", .cache),
            Flag("quant_config.quant_algo", .weights),
            Flag("speculative_config.max_draft_len speculative_config.num_nextn_predict_layers", .drafts),
            Flag("speculative_config.decoding_type", .draftMethod),
            Flag("speculative_config.speculative_model speculative_config.speculative_model_dir", .draftMethod),
            Flag("moe_config.load_balancer.num_slots", .slots), Flag("moe_config.load_balancer", .balance),
            Flag("moe_config.load_balancer.layer_updates_per_iter", .balance),
            Flag("--server_role", .role), Flag("--disaggregation-mode", .role),
            Flag("cache_transceiver_config.backend", .transfer),
            Flag("cache_transceiver_config.max_tokens_in_buffer", .transfer),
            Flag("--gpus_per_node", .nodes), Flag("moe_config.backend moe_backend", .expertKernel),
            Flag("attn_backend", .attentionKernel), Flag("nvfp4_gemm_config.allowed_backends", .denseKernel),
            Flag("kv_cache_config.max_tokens", .cacheBytes), Flag("kv_cache_config.tokens_per_block", .page),
            Flag("kv_cache_config.enable_block_reuse", .prefixCache, .isSwitch),
            Flag("--disable_kv_cache_reuse", .prefixCache, .isSwitch),
            Flag("kv_cache_config.host_cache_size", .offload),
            Flag("scheduler_config.capacity_scheduler_policy", .capacity),
            Flag("scheduler_config.context_chunking_policy", .policy),
            Flag("cuda_graph_config.max_batch_size", .graphs), Flag("cuda_graph_config.enable_padding", .graphs),
            Flag("cuda_graph_config.batch_sizes", .graphs),
            Flag("attention_dp_config.enable_balance", .delay), Flag("attention_dp_config.batching_wait_iters", .delay),
            Flag("attention_dp_config.timeout_iters", .delay),
            Flag("disable_overlap_scheduler", .hostOverlap, .isSwitch), Flag("allreduce_strategy", .allReduce),
            Flag("enable_lm_head_tp_in_adp", .denseKernel, .isSwitch),
            Flag("--config --extra_llm_api_options --extra-engine-args", .file),
            Flag("--override-engine-args", .override, .json),
        ],
        values: """
            backend host port tokenizer custom-tokenizer max-beam-width max-input-len num-postprocess-workers \
            reasoning-parser tool-parser log-level revision chat-template metadata-server-config-file \
            otlp-traces-endpoint media-io-kwargs disagg-cluster-uri stream-interval kv-block-size load-format \
            model-loader-extra-config modality encode-endpoint print-iter-log backend-config cuda-graph-config \
            kv-cache-config moe-config speculative-config cache-transceiver-config scheduler-config attention-dp-config \
            speculative-config.decoding-type
            """,
        switches: """
            trust-remote-code skip-tokenizer-init fail-fast-on-attention-window-too-large grpc publish-kv-events \
            publish-metrics
            """)
}
