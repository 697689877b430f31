/// Defaults of TensorRT-LLM's PyTorch backend (llmapi/llm_args.py of 1.3).
enum TensorRTLLM {
    /// Prompts join decode steps whole, unless `enable_chunked_prefill` is set.
    static let schedule = PromptSchedule.inflight
    /// `max_batch_size` of a rank.
    static let maxRunning = 2048.0
    /// `kv_cache_config.free_gpu_memory_fraction`: of what is free behind the weights and a dry run.
    ///
    /// A running request's cache is never taken away (`capacity_scheduler_policy`, by default GUARANTEED_NO_EVICT), so that room
    /// for the whole of its answer is kept.
    static let share = 0.9
}
