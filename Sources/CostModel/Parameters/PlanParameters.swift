import Units

extension Parameter {
    static let workload: [Parameter] = [
        Parameter(
            .workload, "phase", choice: \.workload.staticPhase,
            "Which half of inference is evaluated."),
        Parameter(
            .workload, "serving", choice: \.workload.serving,
            "How requests are served: one phase alone (static), apart (disagg), or both in flight at once (agg)."
        ),
        Parameter(
            .workload, "runtime", choice: \.workload.runtime,
            "What serves requests: its defaults of scheduling and memory; custom for none."),
        Parameter(
            .workload, "input", \.workload.input, .count, 1...1e8, whole: true, aliases: ["isl", "input_len"],
            "Prompt length, tokens."),
        Parameter(
            .workload, "output", \.workload.output, .count, 0...1e8, whole: true, aliases: ["osl", "output_len"],
            "Answer length, tokens."),
        Parameter(
            .workload, "prefix", \.workload.prefix, .count, 0...1e8, whole: true,
            "Prompt tokens whose KV cache is there already; they take no computation and count as served."),
        Parameter(
            .workload, "prefix_hit", \.workload.prefixHit, .ratio, 0...1,
            "Share of the requests that find their prefix in the cache; the others compute it."),
        Parameter(
            .workload, "context", \.workload.contextOverride, .count, 0...1e8, whole: true,
            "Context of the decode step, tokens; 0 for input + output / 2."),
        Parameter(
            .workload, "draft", \.workload.draft, .count, 0...64, whole: true,
            "Tokens drafted in front of each decode step (MTP, speculative decoding)."),
        Parameter(
            .workload, "acceptance", \.workload.acceptance, .ratio, 0...1,
            "Probability that a drafted token is accepted, given that all before it were."),
        Parameter(
            .workload, "hottest", \.workload.hottest, .count, 1...1000,
            "Load of the busiest expert over the mean; 1 for balanced routing."),
        Parameter(
            .workload, "images", \.workload.images, .count, 0...1e4, whole: true,
            "Images of a prompt, whose tokens are part of its length; they take time where the encoder is loaded."),
        Parameter(
            .workload, "image_side", \.workload.imageSide, .count, 1...1e5, whole: true,
            "Pixels of the side of an image, which is square."),
        Parameter(
            .workload, "rounds", \.workload.rounds, .count, 0...1e6,
            "Requests that each client of a benchmark sends in turn, all starting at once; 0 for a steady state."),
        Parameter(
            .workload, "rate", \.workload.rate, .rate, 0...1e6, aliases: ["qps", "rps"],
            "Requests that come from outside at their own times, when serving is agg or disagg; 0 for a closed loop."),
        Parameter(
            .workload, "users", \.workload.users, .count, 0...1e7, whole: true,
            "People who wait for an answer, think and send the next request, when serving is agg or disagg."),
        Parameter(
            .workload, "think", \.workload.think, .time, 0...1e6,
            "Time that users think between an answer and their next request, on average."),
        Parameter(
            .workload, "arrival_cv", \.workload.arrivalVariation, .count, 0...10,
            "Spread of the gaps between requests: 1 for a Poisson stream, 0 for a clock, more for bursts."),
        Parameter(
            .workload, "input_cv", \.workload.inputVariation, .count, 0...10,
            "Spread of the lengths of prompts, as deviation over mean; 0 for equal lengths, else lognormal."),
        Parameter(
            .workload, "output_cv", \.workload.outputVariation, .count, 0...10,
            "Spread of the lengths of answers, as deviation over mean; 0 for equal lengths, else lognormal."),
        Parameter(.workload, "currency", choice: \.workload.currency, "What prices that are set and costs are in."),
        Parameter(
            .workload, "fx", \.workload.exchangeRate, .count, 0...1e4,
            "CNY for a USD, for chips whose prices are in the other currency; 0 where it is not known."),
        Parameter(
            .workload, "electricity", \.workload.electricity, .money, 0...1000,
            "Price of a kWh, which own chips pay; rent includes it."),
        Parameter(
            .workload, "pue", \.workload.pue, .count, 1...10,
            "Power of the site over that of its chips (power usage effectiveness)."),
        Parameter(
            .workload, "carbon", \.workload.carbon, .count, 0...1e4, "CO2 of a kWh, grams; 0 where it is not known."),
    ]

    static let config: [Parameter] = [
        Parameter(
            .config, "chips", \.deployment.chips, .count, 1...1e6, whole: true,
            aliases: ["num_chips", "chip_count", "gpus", "num_gpus"],
            "Chips of the deployment; of one decode worker where serving is disagg."),
        Parameter(
            .config, "tp", \.deployment.tp, .count, 1...1e6, whole: true, study: "MLA_TP",
            aliases: ["tp_size", "tensor_parallel_size"],
            "Chips that share one attention layer (tensor parallelism)."),
        Parameter(
            .config, "sp", \.deployment.sp, .count, 1...1e6, whole: true, aliases: ["MLA_SP", "sp_size"],
            "Groups that share the tokens of a sequence in prefill (sequence parallelism)."),
        Parameter(
            .config, "pp", \.deployment.pp, .count, 1...1e6, whole: true,
            aliases: ["pp_size", "pipeline_parallel_size"], "Pipeline stages."),
        Parameter(
            .config, "batch", \.deployment.batch, .count, 1...1e6, whole: true, study: "Batch",
            aliases: ["bs", "batch_size", "batch_per_chip"],
            "Sequences decoded per chip; in prefill the sequences of the whole deployment."),
        Parameter(
            .config, "moe_tp", \.deployment.moeTP, .count, 1...1e6, whole: true, study: "MOE_TP",
            aliases: ["moe_tp_size"], "Chips that share one expert."),
        Parameter(
            .config, "chunk", \.deployment.chunk, .count, 0...1e8, whole: true,
            "Tokens of a sequence that prefill computes at a time; 0 for all at once."),
        Parameter(
            .config, "redundant", \.deployment.redundantExperts, .count, 0...1e5, whole: true,
            "Experts that are held twice to even out the load (EPLB)."),
        Parameter(
            .config, "tbo", choice: \.deployment.tbo,
            "Two-batch overlap: off, on, or auto for whichever is faster."),
        Parameter(
            .config, "replicas", \.deployment.replicas, .count, 1...1e5, whole: true,
            "Copies of the whole deployment, which share the requests."),
        Parameter(
            .config, "routing", choice: \.deployment.routing,
            "How requests that come at their own times are given to copies."),
        Parameter(
            .config, "concurrency", \.deployment.concurrency, .count, 0...1e9, whole: true,
            "Requests in flight in all, when serving is agg or disagg; 0 for batch on each decode chip."),
        Parameter(
            .config, "wait_steps", \.deployment.waitSteps, .count, 0...1000,
            "Decode steps that a request waits for its first token beside its prefill and what the runtime takes."),
        Parameter(
            .config, "schedule", choice: \.deployment.schedule,
            "What a step does with prompts that wait, when serving is agg; auto for what the runtime does."),
        Parameter(
            .config, "max_running", \.deployment.maxRunning, .count, 0...1e6, whole: true,
            aliases: ["max_num_seqs", "max_batch_size", "max_running_requests"],
            "Most sequences that a replica runs at once, when serving is agg or disagg; 0 for what the runtime allows."),
        Parameter(
            .config, "decode_workers", \.deployment.decodeWorkers, .count, 1...1e6, whole: true,
            "Decode workers of 'chips' chips each, when serving is disagg."),
        Parameter(
            .config, "prefill_workers", \.deployment.prefillWorkers, .count, 0...1e6, whole: true,
            "Prefill workers, when serving is disagg; 0 for the number that is best in prefill_goal."),
        Parameter(
            .config, "prefill_goal", choice: \.deployment.prefillGoal,
            "What prefill_workers=0 is to be best in; 'sort' by one of these chooses anew for it."),
        Parameter(
            .config, "prefill_chips", \.deployment.prefillChips, .count, 0...1e6, whole: true,
            "Chips of a prefill worker; 0 for those of a decode worker."),
        Parameter(
            .config, "prefill_tp", \.deployment.prefillTP, .count, 0...1e6, whole: true,
            "Tensor parallelism of a prefill worker; 0 for that of a decode worker."),
        Parameter(
            .config, "prefill_moe_tp", \.deployment.prefillMoeTP, .count, 0...1e6, whole: true,
            "Chips of a prefill worker that share one expert; 0 for those of a decode worker."),
        Parameter(
            .config, "prefill_pp", \.deployment.prefillPP, .count, 0...1e6, whole: true,
            "Pipeline stages of a prefill worker; 0 for those of a decode worker."),
        Parameter(
            .config, "prefill_batch", \.deployment.prefillBatch, .count, 0...1e6, whole: true,
            "Most prompts that a prefill worker computes at once; 0 for as many as a pass has room for."),
    ]
}
