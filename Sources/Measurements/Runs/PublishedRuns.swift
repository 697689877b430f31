extension PublishedRun {
    /// Disaggregated runs of DeepSeek-R1 whose rows leave out how many workers there were and how decode was laid out.
    ///
    /// SemiAnalysis InferenceX, .github/configs/nvidia-master.yaml of February to May 2026, and the recipes it names
    /// (https://github.com/SemiAnalysisAI/InferenceX). Rows that do state their workers agree with it in 38 of 40 cases.
    static let all: [PublishedRun] = [
        PublishedRun(
            .sglang, "b200", "fp4", isl: 8192, requests: [64, 128], draft: 0, prefill: 1 * .data(4, ep: 4),
            decode: 1 * .tensor(8, ep: 8), image: "v0.5.8.post1-cu130-runtime"),
        PublishedRun(
            .sglang, "b200", "fp4", isl: 8192, requests: [8], draft: 0, prefill: 1 * .data(4, ep: 4),
            decode: 5 * .tensor(8, ep: 8), image: "v0.5.8.post1-cu130-runtime"),
        PublishedRun(
            .sglang, "b200", "fp4", isl: 8192, requests: [4, 128], draft: 0, prefill: 2 * .data(4, ep: 4),
            decode: 5 * .tensor(8, ep: 8), image: "v0.5.8.post1-cu130-runtime"),
        PublishedRun(
            .sglang, "b200", "fp4", isl: 8192, requests: [1024, 2048], draft: 0, prefill: 7 * .data(4, ep: 4),
            decode: 2 * .data(8, ep: 8), image: "v0.5.8.post1-cu130-runtime"),
        PublishedRun(
            .sglang, "b200", "fp4", isl: 8192, requests: [128], draft: 2, prefill: 1 * .data(4, ep: 4),
            decode: 1 * .tensor(8, ep: 8), image: "v0.5.8.post1-cu130"),
        PublishedRun(
            .sglang, "b200", "fp8", isl: 1024, requests: [4], draft: 0, prefill: 1 * .tensor(8, ep: 8),
            decode: 1 * .tensor(8, ep: 8), days: ["2026-02-07", "2026-03-18"]),
        PublishedRun(
            .sglang, "b200", "fp8", isl: 1024, requests: [16, 32, 64, 128, 256], draft: 0,
            prefill: 1 * .tensor(8, ep: 8), decode: 3 * .tensor(8, ep: 8), days: ["2026-02-07", "2026-03-18"]),
        PublishedRun(
            .sglang, "b200", "fp8", isl: 1024, requests: [1024], draft: 0, prefill: 1 * .data(8, ep: 8),
            decode: 5 * .data(8, ep: 8), days: ["2026-02-07", "2026-03-18"]),
        PublishedRun(
            .sglang, "b200", "fp8", isl: 1024, requests: [2048], draft: 0, prefill: 2 * .data(8, ep: 8),
            decode: 5 * .data(8, ep: 8), days: ["2026-02-07", "2026-03-18"]),
        PublishedRun(
            .sglang, "b200", "fp8", isl: 1024, requests: [512, 1024, 2048], draft: 1, prefill: 1 * .data(8, ep: 8),
            decode: 2 * .data(8, ep: 8), days: ["2026-02-13", "2026-03-18"]),
        PublishedRun(
            .sglang, "b200", "fp8", isl: 1024, requests: [64], draft: 2, prefill: 1 * .tensor(8, ep: 8),
            decode: 1 * .tensor(8, ep: 8), days: ["2026-02-13", "2026-03-18"]),
        PublishedRun(
            .sglang, "b200", "fp8", isl: 1024, requests: [4, 8, 16, 32, 128], draft: 2, prefill: 1 * .tensor(8, ep: 8),
            decode: 3 * .tensor(8, ep: 8), days: ["2026-02-13", "2026-03-18"]),
        PublishedRun(
            .sglang, "b200", "fp8", isl: 1024, requests: [512, 4096], draft: 2, prefill: 1 * .data(8, ep: 8),
            decode: 5 * .data(8, ep: 8), days: ["2026-02-13", "2026-03-18"]),
        PublishedRun(
            .sglang, "b200", "fp8", isl: 1024, requests: [1024, 2048], draft: 2, prefill: 2 * .data(8, ep: 8),
            decode: 5 * .data(8, ep: 8), days: ["2026-02-13", "2026-03-18"]),
        PublishedRun(
            .trtllm, "b200", "fp4", isl: 1024, requests: [10860], draft: 1, prefill: 3 * .data(4, ep: 4),
            decode: 5 * .data(4, ep: 4)),
        PublishedRun(
            .trtllm, "b200", "fp8", isl: 1024, requests: [4096], draft: 0, prefill: 1 * .data(8, ep: 8),
            decode: 1 * .data(8, ep: 8)),
        PublishedRun(
            .trtllm, "b200", "fp8", isl: 1024, requests: [4, 32, 128], draft: 0, prefill: 1 * .data(8, ep: 8),
            decode: 3 * .tensor(8, ep: 1)),
        PublishedRun(
            .trtllm, "b200", "fp8", isl: 1024, requests: [1920], draft: 0, prefill: 1 * .data(8, ep: 8),
            decode: 5 * .data(8, ep: 8)),
        PublishedRun(
            .trtllm, "b200", "fp8", isl: 1024, requests: [5152], draft: 0, prefill: 2 * .data(8, ep: 8),
            decode: 5 * .data(8, ep: 8)),
        PublishedRun(
            .trtllm, "b200", "fp8", isl: 1024, requests: [1600], draft: 2, prefill: 1 * .data(8, ep: 8),
            decode: 2 * .data(8, ep: 8)),
        PublishedRun(
            .trtllm, "b200", "fp8", isl: 1024, requests: [1184], draft: 3, prefill: 1 * .data(8, ep: 8),
            decode: 3 * .data(8, ep: 8)),
        PublishedRun(
            .trtllm, "b200", "fp8", isl: 1024, requests: [1024], draft: 3, prefill: 1 * .data(8, ep: 8),
            decode: 4 * .data(8, ep: 8)),
        PublishedRun(
            .trtllm, "b200", "fp8", isl: 1024, requests: [896], draft: 3, prefill: 1 * .data(8, ep: 8),
            decode: 7 * .data(8, ep: 8)),
        PublishedRun(
            .trtllm, "b200", "fp8", isl: 1024, requests: [8, 32, 64, 256], draft: 3, prefill: 1 * .data(8, ep: 8),
            decode: 8 * .tensor(8, ep: 1)),
        PublishedRun(
            .trtllm, "h100", "fp8", isl: 1024, requests: [6, 9, 30, 60], draft: 0, prefill: 1 * .data(16, ep: 16),
            decode: 3 * .tensor(16, ep: 16)),
        PublishedRun(
            .trtllm, "h100", "fp8", isl: 1024, requests: [231, 462, 924, 1845], draft: 0,
            prefill: 1 * .data(16, ep: 16), decode: 3 * .data(16, ep: 16)),
        PublishedRun(
            .trtllm, "h100", "fp8", isl: 1024, requests: [4916], draft: 0, prefill: 2 * .data(16, ep: 16),
            decode: 1 * .data(16, ep: 16)),
        PublishedRun(
            .trtllm, "h100", "fp8", isl: 1024, requests: [1229], draft: 1, prefill: 1 * .data(16, ep: 16),
            decode: 1 * .data(16, ep: 16)),
        PublishedRun(
            .trtllm, "h100", "fp8", isl: 1024, requests: [615], draft: 2, prefill: 1 * .data(16, ep: 16),
            decode: 1 * .data(16, ep: 16)),
        PublishedRun(
            .trtllm, "h100", "fp8", isl: 1024, requests: [6, 9, 30, 60, 117, 462], draft: 3,
            prefill: 1 * .data(16, ep: 16), decode: 3 * .tensor(16, ep: 16)),
        PublishedRun(
            .trtllm, "h100", "fp8", isl: 1024, requests: [231], draft: 3, prefill: 1 * .data(16, ep: 16),
            decode: 3 * .data(16, ep: 16)),
        PublishedRun(
            .sglang, "h200", "fp8", isl: 1024, requests: [512, 1024, 2048], draft: 0, prefill: 1 * .tensor(8, ep: 1),
            decode: 6 * .tensor(8, ep: 1)),
        PublishedRun(
            .sglang, "h200", "fp8", isl: 1024, requests: [1, 4, 8, 16, 32, 64], draft: 0,
            prefill: 1 * .tensor(8, ep: 1), decode: 9 * .tensor(8, ep: 1)),
        PublishedRun(
            .sglang, "h200", "fp8", isl: 1024, requests: [128, 256, 512, 1024, 2048], draft: 0,
            prefill: 1 * .data(8, ep: 8), decode: 6 * .data(8, ep: 8)),
        PublishedRun(
            .sglang, "h200", "fp8", isl: 1024, requests: [512, 1024, 2048], draft: 2, prefill: 1 * .tensor(8, ep: 1),
            decode: 6 * .tensor(8, ep: 1)),
        PublishedRun(
            .sglang, "h200", "fp8", isl: 1024, requests: [1, 4, 8, 16, 32, 64], draft: 2,
            prefill: 1 * .tensor(8, ep: 1), decode: 9 * .tensor(8, ep: 1)),
        PublishedRun(
            .sglang, "h200", "fp8", isl: 1024, requests: [128, 256, 512, 1024, 2048], draft: 2,
            prefill: 1 * .data(8, ep: 8), decode: 6 * .data(8, ep: 8)),
    ]
}
