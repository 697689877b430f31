import Units

extension Parameter {
    static let workload: [Parameter] = [
        Parameter(
            .workload, "phase", choice: \.workload.staticPhase, aliases: ["推理阶段"],
            say(en: "Which half of inference is evaluated.", zh: "评估推理的哪个阶段。")),
        Parameter(
            .workload, "serving", choice: \.workload.serving, aliases: ["服务方式"],
            say(
                en: "How requests are served: one phase alone (static), apart (disagg), or both in flight at once "
                    + "(agg).",
                zh: "请求的服务方式：仅一个阶段（static）、PD 分离（disagg）或 PD 混部（agg）。")),
        Parameter(
            .workload, "runtime", choice: \.workload.runtime, aliases: ["推理框架"],
            say(
                en:
                    "What serves requests: its defaults of scheduling and memory; auto for what the chip is usually served "
                    + "by, custom for none.",
                zh: "服务请求的推理框架，决定调度与内存的默认值；auto 取该芯片常用的框架，custom 表示不采用。")),
        Parameter(
            .workload, "runtime_version", \.workload.runtimeVersion, .release, 0...1e12,
            aliases: ["推理框架版本", "框架版本"],
            say(
                en: "Release of the runtime, whose defaults hold; newest for the last that was read.",
                zh: "推理框架的版本，按该版本的默认值计算；newest 表示已读取的最新版本。")),
        Parameter(
            .workload, "input", \.workload.input, .count, 1...1e8, whole: true, aliases: ["isl", "input_len", "输入长度"],
            say(en: "Prompt length, tokens.", zh: "输入长度（token）。")),
        Parameter(
            .workload, "output", \.workload.output, .count, 0...1e8, whole: true,
            aliases: ["osl", "output_len", "输出长度"],
            say(en: "Answer length, tokens.", zh: "输出长度（token）。")),
        Parameter(
            .workload, "prefix", \.workload.prefix, .count, 0...1e8, whole: true, aliases: ["前缀缓存命中长度", "前缀长度"],
            say(
                en: "Prompt tokens whose KV cache is there already; they take no computation and count as served.",
                zh: "输入中 KV 缓存已存在的 token 数；不需计算，但计入已服务的 token。")),
        Parameter(
            .workload, "prefix_hit", \.workload.prefixHit, .ratio, 0...1, aliases: ["前缀命中率", "前缀缓存命中率"],
            say(
                en: "Share of the requests that find their prefix in the cache; the others compute it.",
                zh: "前缀命中缓存的请求比例；其余请求自行计算前缀。")),
        Parameter(
            .workload, "prefixes", \.workload.prefixes, .count, 1...1e9, whole: true, aliases: ["前缀数", "前缀个数"],
            say(
                en:
                    "Different prefixes that a replica holds at once; requests that find the same one share it in DRAM.",
                zh: "一个副本同时保存的不同前缀数；命中同一前缀的请求在 DRAM 中共用其 KV 缓存。")),
        Parameter(
            .workload, "context", \.workload.contextOverride, .count, 0...1e8, whole: true, aliases: ["上下文长度"],
            say(
                en: "Context of the decode step, tokens; 0 for input + output / 2.",
                zh: "Decode 单步的上下文长度（token）；0 表示 input + output / 2。")),
        Parameter(
            .workload, "draft", \.workload.draft, .count, 0...64, whole: true, aliases: ["草稿token数"],
            say(
                en: "Tokens drafted in front of each decode step (MTP, speculative decoding).",
                zh: "每个 Decode 单步前生成的草稿 token 数（MTP、投机解码）。")),
        Parameter(
            .workload, "acceptance", \.workload.acceptance, .ratio, 0...1, aliases: ["接受率"],
            say(
                en: "Probability that a drafted token is accepted, given that all before it were.",
                zh: "在前面的草稿 token 均被接受时，一个草稿 token 被接受的概率。")),
        Parameter(
            .workload, "expert_load", \.workload.expertLoadNumber, .load, -1...1002, isAlias: false,
            aliases: ["专家负载", "专家负载分布"],
            say(
                en:
                    "How unevenly experts are visited: balanced, power:EXPONENT, spread:DEVIATION, a FILE of loads, or default "
                    + "for what accuracy was measured with.",
                zh: "各专家被访问的不均衡程度：balanced、power:指数、spread:标准差、专家负载 FILE，或 default（与精度测量一致）。")),
        Parameter(
            .workload, "hottest", \.workload.hottest, .count, 1...1000, aliases: ["最热专家负载比", "负载不均衡度"],
            say(
                en: "Load of the busiest expert over the mean, where that makes a chip busier than expert_load does.",
                zh: "最热专家负载与平均值之比；仅当由此最忙的芯片比 expert_load 给出的更忙时起作用。")),
        Parameter(
            .workload, "images", \.workload.images, .count, 0...1e4, whole: true, aliases: ["图像数", "图片数"],
            say(
                en: "Images of a prompt, whose tokens are part of its length; they take time where the encoder is "
                    + "loaded.",
                zh: "每个输入的图像数，其 token 计入输入长度；载入视觉编码器后才计耗时。")),
        Parameter(
            .workload, "image_side", \.workload.imageSide, .count, 1...1e5, whole: true, aliases: ["图像边长", "图片边长"],
            say(en: "Pixels of the side of an image, which is square.", zh: "图像边长（像素），图像按正方形计。")),
        Parameter(
            .workload, "rounds", \.workload.rounds, .count, 0...1e6, aliases: ["请求轮数"],
            say(
                en: "Requests that each client of a benchmark sends in turn, all starting at once; 0 for a steady "
                    + "state.",
                zh: "压测中每个客户端依次发送的请求数，全部同时开始；0 表示稳态。")),
        Parameter(
            .workload, "rate", \.workload.rate, .rate, 0...1e6, aliases: ["qps", "rps", "请求到达率", "到达率", "请求速率"],
            say(
                en: "Requests that come from outside at their own times, when serving is agg or disagg; 0 for a "
                    + "closed loop.",
                zh: "每秒从外部到达的请求数（serving 为 agg 或 disagg 时）；0 表示闭环。")),
        Parameter(
            .workload, "users", \.workload.users, .count, 0...1e7, whole: true, aliases: ["用户数"],
            say(
                en: "People who wait for an answer, think and send the next request, when serving is agg or disagg.",
                zh: "等待回答、思考后再发下一个请求的用户数（serving 为 agg 或 disagg 时）。")),
        Parameter(
            .workload, "think", \.workload.think, .time, 0...1e6, aliases: ["思考时间"],
            say(
                en: "Time that users think between an answer and their next request, on average.",
                zh: "用户从收到回答到发出下一个请求的平均思考时间。")),
        Parameter(
            .workload, "arrival_cv", \.workload.arrivalVariation, .count, 0...10, aliases: ["到达变异系数"],
            say(
                en: "Spread of the gaps between requests: 1 for a Poisson stream, 0 for a clock, more for bursts.",
                zh: "请求到达间隔的变异系数：1 为泊松到达，0 为等间隔，更大为突发。")),
        Parameter(
            .workload, "input_cv", \.workload.inputVariation, .count, 0...10, aliases: ["输入长度变异系数"],
            say(
                en: "Spread of the lengths of prompts, as deviation over mean; 0 for equal lengths, else lognormal.",
                zh: "输入长度的变异系数（标准差与均值之比）；0 为等长，否则为对数正态分布。")),
        Parameter(
            .workload, "output_cv", \.workload.outputVariation, .count, 0...10, aliases: ["输出长度变异系数"],
            say(
                en: "Spread of the lengths of answers, as deviation over mean; 0 for equal lengths, else lognormal.",
                zh: "输出长度的变异系数（标准差与均值之比）；0 为等长，否则为对数正态分布。")),
        Parameter(
            .workload, "currency", choice: \.workload.currency, aliases: ["货币"],
            say(en: "What prices that are set and costs are in.", zh: "所设价格与成本使用的货币。")),
        Parameter(
            .workload, "fx", \.workload.exchangeRate, .count, 0...1e4, aliases: ["汇率"],
            say(
                en: "CNY for a USD, for chips whose prices are in the other currency; 0 where it is not known.",
                zh: "1 USD 折合的 CNY，用于以另一种货币标价的芯片；未知则为 0。")),
        Parameter(
            .workload, "electricity", \.workload.electricity, .money, 0...1000, aliases: ["电价"],
            say(en: "Price of a kWh, which own chips pay; rent includes it.", zh: "每 kWh 的电价，由自有芯片承担；租金已包含电费。")),
        Parameter(
            .workload, "pue", \.workload.pue, .count, 1...10, aliases: ["电能利用效率"],
            say(
                en: "Power of the site over that of its chips (power usage effectiveness).",
                zh: "机房总功率与芯片功率之比（电能利用效率）。")),
        Parameter(
            .workload, "carbon", \.workload.carbon, .count, 0...1e4, aliases: ["碳排放因子"],
            say(en: "CO2 of a kWh, grams; 0 where it is not known.", zh: "每 kWh 的 CO2 排放量（克）；未知则为 0。")),
    ]

    static let config: [Parameter] = [
        Parameter(
            .config, "chips", \.deployment.chips, .count, 1...1e6, whole: true,
            aliases: ["num_chips", "chip_count", "gpus", "num_gpus", "芯片数", "芯片数量", "卡数"],
            say(
                en: "Chips of the deployment; of one decode worker where serving is disagg.",
                zh: "部署的芯片数；serving 为 disagg 时是单个 Decode 实例的芯片数。")),
        Parameter(
            .config, "tp", \.deployment.tp, .count, 1...1e6, whole: true, study: "MLA_TP",
            aliases: ["tp_size", "tensor_parallel_size", "张量并行度", "张量并行"],
            say(en: "Chips that share one attention layer (tensor parallelism).", zh: "共同计算一个注意力层的芯片数（张量并行）。")),
        Parameter(
            .config, "sp", \.deployment.sp, .count, 1...1e6, whole: true,
            aliases: ["MLA_SP", "sp_size", "序列并行度", "序列并行"],
            say(
                en: "Groups that share the tokens of a sequence in prefill (sequence parallelism).",
                zh: "Prefill 中分担一条序列 token 的组数（序列并行）。")),
        Parameter(
            .config, "pp", \.deployment.pp, .count, 1...1e6, whole: true,
            aliases: ["pp_size", "pipeline_parallel_size", "流水线并行度", "流水线并行"],
            say(en: "Pipeline stages.", zh: "流水线级数。")),
        Parameter(
            .config, "batch", \.deployment.batch, .count, 1...1e6, whole: true, study: "Batch",
            aliases: ["bs", "batch_size", "batch_per_chip", "单芯Batch", "单芯批大小", "批大小"],
            say(
                en: "Sequences decoded per chip; in prefill the sequences of the whole deployment.",
                zh: "单芯 Decode 的序列数；Prefill 时为整个部署的序列数。")),
        Parameter(
            .config, "moe_tp", \.deployment.moeTP, .count, 1...1e6, whole: true, study: "MOE_TP",
            aliases: ["moe_tp_size", "专家张量并行度", "专家张量并行"],
            say(en: "Chips that share one expert.", zh: "共同计算一个专家的芯片数。")),
        Parameter(
            .config, "chunk", \.deployment.chunk, .count, 0...1e8, whole: true, aliases: ["分块预填充长度", "分块长度"],
            say(
                en:
                    "Tokens of a sequence that prefill computes at a time; 0 for what the runtime does, or all at once.",
                zh: "Prefill 每次计算一条序列的 token 数；0 表示按框架默认值，或一次全部算完。")),
        Parameter(
            .config, "redundant", \.deployment.redundantExperts, .count, 0...1e5, whole: true, aliases: ["冗余专家数"],
            say(en: "Experts that are held twice to even out the load (EPLB).", zh: "为均衡负载而多存一份的专家数（EPLB）。")),
        Parameter(
            .config, "tbo", choice: \.deployment.tbo, aliases: ["双批次重叠"],
            say(
                en: "Two-batch overlap: off, on, or auto for whichever is faster.",
                zh: "双批次重叠：off 关闭，on 开启，auto 取较快者。")),
        Parameter(
            .config, "replicas", \.deployment.replicas, .count, 1...1e5, whole: true, aliases: ["副本数"],
            say(en: "Copies of the whole deployment, which share the requests.", zh: "整个部署的副本数，各副本分担请求。")),
        Parameter(
            .config, "routing", choice: \.deployment.routing, aliases: ["请求分配方式"],
            say(en: "How requests that come at their own times are given to copies.", zh: "外部到达的请求如何分配给各副本。")),
        Parameter(
            .config, "concurrency", \.deployment.concurrency, .count, 0...1e9, whole: true, aliases: ["并发数", "并发"],
            say(
                en: "Requests in flight in all, when serving is agg or disagg; 0 for batch on each decode chip.",
                zh: "在途请求总数（serving 为 agg 或 disagg 时）；0 表示每颗 Decode 芯片 batch 个。")),
        Parameter(
            .config, "wait_steps", \.deployment.waitSteps, .count, 0...1000, aliases: ["首token等待步数", "等待步数"],
            say(
                en: "Decode steps that a request waits for its first token beside its prefill and what the runtime "
                    + "takes.",
                zh: "除 Prefill 与框架的开销外，请求等待首 token 的 Decode 步数。")),
        Parameter(
            .config, "schedule", choice: \.deployment.schedule, aliases: ["调度策略"],
            say(
                en: "What a step does with prompts that wait, when serving is agg; auto for what the runtime does.",
                zh: "单步如何处理等待中的输入（serving 为 agg 时）；auto 表示与 runtime 一致。")),
        Parameter(
            .config, "max_running", \.deployment.maxRunning, .count, 0...1e6, whole: true,
            aliases: ["max_num_seqs", "max_batch_size", "max_running_requests", "最大并发序列数", "最大运行序列数"],
            say(
                en: "Most sequences that a replica runs at once, when serving is agg or disagg; 0 for what the "
                    + "runtime allows.",
                zh: "一个副本同时运行的最大序列数（serving 为 agg 或 disagg 时）；0 表示取 runtime 的上限。")),
        Parameter(
            .config, "mem_fraction", \.deployment.memoryFraction, .ratio, 0...1,
            aliases: ["gpu_memory_utilization", "mem_fraction_static", "free_gpu_memory_fraction", "显存比例"],
            say(
                en:
                    "Share of DRAM that the runtime may fill, as it counts it; 0 for its default, or dram_reserve without a "
                    + "runtime.",
                zh: "框架可占用的 DRAM 比例，按该框架的口径；0 表示取其默认值，无框架时按 dram_reserve。")),
        Parameter(
            .config, "decode_workers", \.deployment.decodeWorkers, .count, 1...1e6, whole: true,
            aliases: ["Decode实例数"],
            say(
                en: "Decode workers of 'chips' chips each, when serving is disagg.",
                zh: "Decode 实例数，每个实例有“chips”颗芯片（serving 为 disagg 时）。")),
        Parameter(
            .config, "prefill_workers", \.deployment.prefillWorkers, .count, 0...1e6, whole: true,
            aliases: ["Prefill实例数"],
            say(
                en: "Prefill workers, when serving is disagg; 0 for the number that is best in prefill_goal.",
                zh: "Prefill 实例数（serving 为 disagg 时）；0 表示取使 prefill_goal 最优的数量。")),
        Parameter(
            .config, "prefill_goal", choice: \.deployment.prefillGoal, aliases: ["Prefill优化目标"],
            say(
                en: "What prefill_workers=0 is to be best in; 'sort' by one of these chooses anew for it.",
                zh: "prefill_workers=0 时的优化目标；用“sort”按其中一项排序时按该项重新选择。")),
        Parameter(
            .config, "prefill_chips", \.deployment.prefillChips, .count, 0...1e6, whole: true, aliases: ["Prefill芯片数"],
            say(
                en: "Chips of a prefill worker; 0 for those of a decode worker.",
                zh: "单个 Prefill 实例的芯片数；0 表示与 Decode 实例相同。")),
        Parameter(
            .config, "prefill_tp", \.deployment.prefillTP, .count, 0...1e6, whole: true, aliases: ["Prefill张量并行度"],
            say(
                en: "Tensor parallelism of a prefill worker; 0 for that of a decode worker.",
                zh: "Prefill 实例的张量并行度；0 表示与 Decode 实例相同。")),
        Parameter(
            .config, "prefill_moe_tp", \.deployment.prefillMoeTP, .count, 0...1e6, whole: true,
            aliases: ["Prefill专家张量并行度"],
            say(
                en: "Chips of a prefill worker that share one expert; 0 for those of a decode worker.",
                zh: "Prefill 实例中共同计算一个专家的芯片数；0 表示与 Decode 实例相同。")),
        Parameter(
            .config, "prefill_pp", \.deployment.prefillPP, .count, 0...1e6, whole: true, aliases: ["Prefill流水线并行度"],
            say(
                en: "Pipeline stages of a prefill worker; 0 for those of a decode worker.",
                zh: "Prefill 实例的流水线级数；0 表示与 Decode 实例相同。")),
        Parameter(
            .config, "prefill_batch", \.deployment.prefillBatch, .count, 0...1e6, whole: true, aliases: ["Prefill批大小"],
            say(
                en: "Most prompts that a prefill worker computes at once; 0 for as many as a pass has room for.",
                zh: "单个 Prefill 实例一次计算的最大输入数；0 表示能容纳多少算多少。")),
    ]
}
