import Language

extension TopicDescription {
    /// Something that is called otherwise.
    private static func here(_ words: String..., is sentence: String, nearest: String...) -> TopicDescription {
        TopicDescription(words, isModelled: true, sentence, nearest: nearest)
    }

    /// Something that is not modelled yet.
    private static func missing(_ words: String..., instead sentence: String, nearest: String...) -> TopicDescription {
        TopicDescription(words, isModelled: false, sentence, nearest: nearest)
    }
}

extension TopicDescription {
    /// Every topic; a new one is one entry here.
    static let all: [TopicDescription] = notModelled + named

    private static let notModelled: [TopicDescription] = [
        .missing(
            "autoscale", "autoscaling", "autoscaler", "scaling", "elastic",
            instead: "A plan has one number of chips; sweep over it to see what each size serves.",
            nearest: "sweep", "chips"),
        .missing(
            "offload", "offloading", "swap", "ssd", "nvme", "lmcache", "hicache",
            instead: "Weights and KV cache stay in the DRAM of the chips.", nearest: "memory", "prefix", "kv_precision"),
        .missing(
            "lora", "adapter", "adapters", instead: "All requests are to one model, without adapters.",
            nearest: "model"),
        .missing(
            "vllm", "sglang", "trtllm", "tensorrt", "tensorrt-llm", "deploy", "deployment", "kubernetes", "k8s", "helm",
            instead: "No runtime's launch command is written; the JSON of a plan holds what to set.",
            nearest: "save", "config"),
        .missing(
            "image", "images", "vision", "video", "audio", "multimodal", "vlm", "encoder",
            instead: "Of a multimodal model the text part is read; count an image's tokens in input.",
            nearest: "model", "input"),
        .missing(
            "afd", "attention-ffn", instead: "Attention and experts of a step run on the same chips.",
            nearest: "serving", "moe_tp"),
        .missing(
            "dcp", "context-parallel", "helix",
            instead: "In decode no chips share a sequence's KV cache by tokens; in prefill sp does.", nearest: "sp",
            "tp"),
        .missing(
            "heterogeneous", "mixed", instead: "All chips of a plan are of one kind; pin plans of each to compare.",
            nearest: "pin", "pins", "arch"),
        .missing(
            "training", "finetuning", "rlhf", instead: "Plans serve a trained model.", nearest: "workload"),
        .missing(
            "multi-turn", "turns", "conversation", "agent", "agents",
            instead: "A request with earlier turns is one whose first tokens are cached already.", nearest: "prefix"),
    ]

    private static let named: [TopicDescription] = [
        .here(
            "qps", "rps", "arrival", "arrivals", "poisson", "traffic", "burst", "open-loop", "queue",
            is: "Requests come at 'rate' and queue; arrival_cv says how evenly. 'eval' shows their percentiles.",
            nearest: "rate", "arrival_cv", "load", "simulate"),
        .here(
            "percentile", "percentiles", "quantile", "p50", "p90", "p95", "p99", "tail", "tails", "jitter", "variance",
            is: "With a rate each time has four: ttft_p95_ms is what 95 % of requests stay within.",
            nearest: "ttft_p95_ms", "tpot_p95_ms", "e2e_p95_ms"),
        .here(
            "trace", "traces", "mooncake", "simulation", "simulator",
            is:
                "'simulate --trace FILE' plays recorded requests through a plan, 'workload load FILE' takes their means.",
            nearest: "simulate", "workload load"),
        .here(
            "session-users", "clients", "concurrent-users", "think-time",
            is:
                "Users wait for an answer, think and send the next request; or concurrency says how many are in flight.",
            nearest: "users", "think", "concurrency"),
        .here(
            "cost", "costs", "prices", "money", "tco", "rent", "budget", "dollar", "usd",
            is: "With 'arch set price=2.79' (rent of a chip for an hour) or capex and years, plans have costs.",
            nearest: "cost_mtok", "cost_hour", "size"),
        .here(
            "energy", "watt", "watts", "kwh", "co2", is: "Power is tdp times power_share of all chips, times pue.",
            nearest: "kw", "joule_token", "gco2_mtok"),
        .here(
            "failure", "failures", "availability", "redundancy",
            is: "'size spare=1' adds what stops with a node.", nearest: "size"),
        .here(
            "numbers", "number", "units", "unit", "suffix", "prefixes",
            is:
                "Values take units (16GB/s, 64GiB, 0.59us, 95%) and products (273e9*0.893, 64GB/2). Counts take k m g t for "
                + "powers of ten and K M G T (or Ki Mi Gi Ti) for powers of two, as in vLLM: 2k is 2000, 4K is 4096. "
                + "Throughputs take k and M for 1e3 and 1e6. GB is 1e9 bytes, GiB 2^30. "
                + "Axes take lists 2,4,8 and ranges 6..16:2 and 4..512:*2.",
            nearest: "sweep", "filter"),
        .here(
            "throughput", is: "There is that of the whole deployment, of a chip and of one request.",
            nearest: "total_tps", "tps_chip", "tps_batch"),
        .here(
            "latency", is: "There is that of a request's first token and that of each one after it.",
            nearest: "ttft_ms", "tpot_ms"),
        .here(
            "gpu", "gpus", "npu", "card", "device", "accelerator", "hardware",
            is: "It is called a chip: 'arch list' lists the chips, and chips is how many there are.",
            nearest: "arch", "chips"),
        .here(
            "node", "nodes", "server", "box", "domain", "nvlink", "nvswitch", "scale-up",
            is: "A node is a group of chips with links of intra_bw between them.",
            nearest: "group", "intra_bw", "topology"),
        .here(
            "network", "infiniband", "ib", "roce", "ethernet", "pcie", "nic", "rdma", "scale-out", "interconnect",
            is: "Links within a group of chips, between groups, and where there are such tiers in racks and beyond.",
            nearest: "intra_bw", "inter_bw", "rack_bw", "topology"),
        .here(
            "rack", "pod", "spine", is: "Third and fourth tier of the network.",
            nearest: "rack_size", "rack_bw", "spine_bw"),
        .here(
            "sla", "constraint", "condition",
            is: "Plans must meet it: 'filter' keeps those that do, 'slo' holds every sweep to it.", nearest: "filter",
            "assert"),
        .here(
            "quantization", "quantisation", "quant", "fp8", "int8", "int4", "fp4", "awq", "gptq", "format",
            is: "Formats of weights by part, and of the KV cache.", nearest: "precision", "kv_precision"),
        .here(
            "kv", "kv-cache", "cache", is: "What a token takes, in which format, and how much of it is cached before.",
            nearest: "memory", "kv_precision", "prefix"),
        .here(
            "oom", "capacity", "vram", "hbm", is: "What a plan needs of a chip's DRAM, and what does not fit.",
            nearest: "memory", "dram", "dropped"),
        .here(
            "speculative", "speculation", "eagle", "medusa", "mtp", is: "Drafts of some tokens a step.",
            nearest: "draft", "acceptance"),
        .here(
            "disaggregation", "disaggregated", "pd", "p/d", "in-flight", "aggregated", "continuous",
            is: "Both phases on the same chips (agg) or on chips of their own (disagg).",
            nearest: "serving", "prefill_chips", "pd_ratio"),
        .here(
            "chunked", "chunked-prefill", is: "Prompt tokens that go along with a decode step.", nearest: "chunk"),
        .here(
            "roofline", "bound", is: "What a plan waits for, and what more of it would bring.",
            nearest: "why", "sensitivity", "suggest", "explain"),
        .here(
            "expert", "experts", "moe", is: "How experts are spread and how even their load is.",
            nearest: "ep", "moe_tp", "redundant", "hottest"),
        .here(
            "parallelism", "dp-attention", is: "How the chips share layers, tokens, stages and experts.",
            nearest: "tp", "dp", "sp", "pp", "ep", "moe_tp"),
        .here(
            "dbo", "overlap-scheduling", is: "Two half batches, one computing while the other communicates.",
            nearest: "tbo", "tbo_breakeven"),
        .here(
            "test", "ci", is: "A session with asserts is a test.", nearest: "assert", "replay"),
    ]
}
