/// Defaults of MindIE (MindIE-LLM, docs/zh/user_guide/user_manual/service_parameter_configuration.md; the same in
/// hiascend.com/document/detail/en/mindie/230/LLMframe/llmdev/mindie_service0285.html).
enum MindIE {
    /// `templateType` Standard with `supportSelectBatch` false: batches of prompts first, alone; SplitFuse (Mix) mixes them.
    static let schedule = PromptSchedule.prefillFirst
    /// `maxBatchSize`: sequences of a decode batch.
    static let maxRunning = 200.0
    /// `maxPrefillBatchSize`: prompts of a batch, which `maxPrefillTokens` limits to 8,192 tokens besides.
    static let mostPrompts = 50.0
    /// `NPU_MEMORY_FRACTION`, of all DRAM: weights, what runs, and the cache (`npuMemSize` -1) lie in it.
    static let share = 0.8
}
