import CostModel
import Language
import Units
import Words

extension TopicDescription {
    /// Something that is called otherwise.
    private static func here(_ words: String..., is sentence: String, nearest: String...) -> TopicDescription {
        TopicDescription(words, isModelled: true, sentence, nearest: nearest)
    }
}

extension TopicDescription {
    /// Every topic; a new one is one entry here, or among the features that are not modelled.
    static var all: [TopicDescription] { notModelled + named }

    private static var notModelled: [TopicDescription] {
        UnmodelledFeature.all.map {
            TopicDescription($0.words, isModelled: false, $0.instead, nearest: $0.nearest, title: $0.title)
        }
    }

    private static var named: [TopicDescription] {
        [
            .here(
                "serve", "mcp", "json-rpc", "jsonrpc", "api", "python", "pandas", "jupyter", "kernel", "接口",
                is: say(
                    en: "'sextant serve FOLDER' answers programs (MCP, JSON-RPC); the Python package and the Jupyter "
                        + "kernel in Sources/Python use it. One command alone: sextant -c \"format json; ...\".",
                    zh: "“sextant serve FOLDER”为程序提供服务（MCP、JSON-RPC）；Sources/Python 中的 Python 包和 Jupyter "
                        + "内核即以此运行。单条命令可用：sextant -c \"format json; ...\"。"),
                nearest: "format", "export"),
            .here(
                "headroom", "余量",
                is: say(
                    en: "How much more than what comes a plan of 'size' carries within the slo and the margin, with "
                        + "spare nodes down; 'why' says at which rate which limit breaks.",
                    zh: "“size”的方案在 SLO 与余量之内、备用节点停机时，比到达量还能多承载多少；"
                        + "“why”给出到哪个请求率时哪项限制失守。"),
                nearest: "size", "why", "load"),
            .here(
                "margin", "spare", "max_chips", "n+1",
                is: say(
                    en: "Words of 'size': margin=20% of the capacity stays free, spare=1 node may fail, max_chips=136 "
                        + "is the most that may be bought.",
                    zh: "“size”的参数：margin=20% 为保留的服务能力，spare=1 允许一个节点停机，"
                        + "max_chips=136 为芯片数上限。"),
                nearest: "size"),
            .here(
                "qps", "rps", "arrival", "arrivals", "poisson", "traffic", "burst", "open-loop", "queue", "排队", "流量",
                "突发", "泊松",
                is: say(
                    en: "Requests come at 'rate' and queue; arrival_cv says how evenly. 'eval' shows their "
                        + "percentiles.",
                    zh: "请求按 rate 到达并排队；arrival_cv 表示到达间隔的均匀程度。“eval”给出各分位数。"),
                nearest: "rate", "arrival_cv", "load", "simulate"),
            .here(
                "keys", "key", "shortcut", "shortcuts", "readline", "editing", "按键", "快捷键", "键盘",
                is: say(
                    en: "Tab completes. Right takes the line that is offered, Up and Down go through lines that begin "
                        + "as typed, Ctrl-R finds letters in earlier lines, Ctrl-X Ctrl-E edits the line in $EDITOR, "
                        + "\\ at the end continues it, !COMMAND runs the system's shell, Ctrl-L clears the screen.",
                    zh: "Tab 补全。右箭头采用建议的历史行，上下键查找以已输入内容开头的行，Ctrl-R 按字母查找历史，"
                        + "Ctrl-X Ctrl-E 用 $EDITOR 编辑该行，行末的 \\ 续行，!COMMAND 执行系统 shell 的命令，Ctrl-L 清屏。"),
                nearest: "color", "clear"),
            .here(
                "percentile", "percentiles", "quantile", "p50", "p90", "p95", "p99", "tail", "tails", "jitter",
                "variance", "分位数", "百分位", "尾延迟", "尾时延", "抖动",
                is: say(
                    en: "With a rate each time has four: ttft_p95_ms is what 95 % of requests stay within.",
                    zh: "设有 rate 时，每种时间有四个分位数：ttft_p95_ms 为 95 % 的请求不超过的值。"),
                nearest: "ttft_p95_ms", "tpot_p95_ms", "e2e_p95_ms"),
            .here(
                "trace", "traces", "mooncake", "simulation", "simulator", "轨迹", "请求轨迹", "仿真", "模拟",
                is: say(
                    en: "'simulate --trace FILE' plays recorded requests through a plan, 'workload load FILE' "
                        + "takes their means.",
                    zh: "“simulate --trace FILE”在方案上回放录制的请求，“workload load FILE”取其均值。"),
                nearest: "simulate", "workload load"),
            .here(
                "session-users", "clients", "concurrent-users", "think-time", "用户", "并发", "客户端",
                is: say(
                    en: "Users wait for an answer, think and send the next request; or concurrency says how "
                        + "many are in flight.",
                    zh: "用户等到回答，思考后再发下一个请求；也可用 concurrency 直接给出在途请求数。"),
                nearest: "users", "think", "concurrency"),
            .here(
                "cost", "costs", "prices", "money", "tco", "rent", "budget", "dollar", "usd", "成本", "价格", "费用", "预算",
                is: say(
                    en: "With 'arch set price=2.79' (rent of a chip for an hour) or capex and years, plans have costs.",
                    zh: "设置“arch set price=2.79”（单芯每小时租金）或 capex 和 years 后，方案就有成本。"),
                nearest: "cost_mtok", "cost_hour", "size"),
            .here(
                "energy", "watt", "watts", "kwh", "co2", "功耗", "能耗", "电费", "碳排放",
                is: say(
                    en: "Power is tdp times power_share of all chips, times pue.",
                    zh: "功耗为所有芯片的 tdp 乘以 power_share，再乘以 pue。"),
                nearest: "kw", "joule_token", "gco2_mtok"),
            .here(
                "failure", "failures", "availability", "redundancy", "故障", "可用性", "冗余", "备用",
                is: say(en: "'size spare=1' adds what stops with a node.", zh: "“size spare=1”会补上一个节点停机时失去的部分。"),
                nearest: "size"),
            .here(
                "numbers", "number", "units", "unit", "suffix", "prefixes", "单位", "数值", "数字",
                is: say(
                    en:
                        "Values take units (16GB/s, 64GiB, 0.59us, 95%) and products (273e9*0.893, 64GB/2). "
                        + "Counts take k m g t for powers of ten and K M G T (or Ki Mi Gi Ti) for powers of two, "
                        + "as in vLLM: 2k is 2000, 4K is 4096. Throughputs take k and M for 1e3 and 1e6. GB is "
                        + "1e9 bytes, GiB 2^30. Axes take lists 2,4,8 and ranges 6..16:2 and 4..512:*2.",
                    zh:
                        "数值可带单位（16GB/s、64GiB、0.59us、95%），也可写成乘积（273e9*0.893、64GB/2）。计数的 k m g t 为 10 的幂，"
                        + "K M G T（或 Ki Mi Gi Ti）为 2 的幂，与 vLLM 相同：2k 为 2000，4K 为 4096。"
                        + "吞吐的 k 和 M 为 1e3 和 1e6。GB 为 1e9 字节，GiB 为 2^30 字节。"
                        + "扫描维度可为列表 2,4,8，或范围 6..16:2 和 4..512:*2。"),
                nearest: "sweep", "filter"),
            TopicDescription(
                ["metrics", "metric", "figures", "指标", "各项指标"], isModelled: true,
                say(
                    en: "Figures that plans are judged by; filter, sort, slo and explain take them.",
                    zh: "评价方案的数值，可用于 filter、sort、slo 和 explain。"),
                nearest: Metric.all.map(\.name)),
            .here(
                "parameters", "parameter", "settings", "options", "参数", "设置",
                is: say(
                    en: "What is set, and what an axis runs through; 'help' lists them, 'help NAME' explains one.",
                    zh: "可设置的量，也可作为扫描维度；“help”列出全部，“help 名称”解释其中一个。"),
                nearest: "arch set", "model set", "workload set", "config set"),
            .here(
                "vllm", "sglang", "trtllm", "tensorrt", "tensorrt-llm", "deploy", "deployment", "kubernetes", "k8s",
                "helm", "部署", "推理框架",
                is: say(
                    en: "'export --for vllm DIR' writes what starts a plan, 'config load' reads what starts a server; "
                        + "runtime says whose scheduler and overheads count.",
                    zh: "“export --for vllm DIR”写出启动方案所需的文件，“config load”读入启动服务的命令；runtime 决定按哪种框架的调度和开销计算。"),
                nearest: "export", "config load", "runtime"),
            .here(
                "throughput", "吞吐", "吞吐量", "速度",
                is: say(
                    en: "There is that of the whole deployment, of a chip and of one request.",
                    zh: "有整个部署的吞吐、单芯吞吐和单请求的速度。"),
                nearest: "total_tps", "tps_chip", "tps_batch"),
            .here(
                "latency", "延迟", "时延",
                is: say(
                    en: "There is that of a request's first token and that of each one after it.",
                    zh: "有请求的首 token 时延，和其后每个 token 的时延。"),
                nearest: "ttft_ms", "tpot_ms"),
            .here(
                "gpu", "gpus", "npu", "card", "device", "accelerator", "hardware", "加速卡", "加速器", "显卡", "硬件",
                is: say(
                    en: "It is called a chip: 'arch list' lists the chips, and chips is how many there are.",
                    zh: "这里称为芯片：“arch list”列出各种芯片，chips 为芯片数。"),
                nearest: "arch", "chips"),
            .here(
                "node", "nodes", "server", "box", "domain", "nvlink", "nvswitch", "scale-up", "节点", "服务器", "机器", "高速域",
                "超节点",
                is: say(
                    en: "A node is a group of chips with links of intra_bw between them.",
                    zh: "节点即由 intra_bw 链路互联的一组芯片。"),
                nearest: "group", "intra_bw", "topology"),
            .here(
                "network", "infiniband", "ib", "roce", "ethernet", "pcie", "nic", "rdma", "scale-out", "interconnect",
                "网络", "带宽", "互联", "互连", "网卡", "以太网",
                is: say(
                    en: "Links within a group of chips, between groups, and where there are such tiers in racks "
                        + "and beyond.",
                    zh: "芯片组内和组间的链路；若有更外层，还有机柜内和机柜以外的链路。"),
                nearest: "intra_bw", "inter_bw", "rack_bw", "topology"),
            .here(
                "rack", "pod", "spine", "机柜", "骨干", "骨干网",
                is: say(en: "Third and fourth tier of the network.", zh: "网络的第三层和第四层。"),
                nearest: "rack_size", "rack_bw", "spine_bw"),
            .here(
                "sla", "constraint", "condition", "约束", "条件", "约束条件", "服务等级",
                is: say(
                    en: "Plans must meet it: 'filter' keeps those that do, 'slo' holds every sweep to it.",
                    zh: "方案必须满足：“filter”保留满足条件的方案，“slo”使每次批量评估都以此为准。"),
                nearest: "filter", "assert"),
            .here(
                "quantization", "quantisation", "quant", "fp8", "int8", "int4", "fp4", "awq", "gptq", "format", "量化",
                "精度", "位宽",
                is: say(en: "Formats of weights by part, and of the KV cache.", zh: "各部分权重的格式，以及 KV 缓存的格式。"),
                nearest: "precision", "kv_precision"),
            .here(
                "kv", "kv-cache", "cache", "缓存", "kv缓存",
                is: say(
                    en: "What a token takes, in which format, and how much of it is cached before.",
                    zh: "每个 token 占多少、用什么格式，以及有多少已在缓存中。"),
                nearest: "memory", "kv_precision", "prefix"),
            .here(
                "oom", "capacity", "vram", "hbm", "显存", "内存", "容量",
                is: say(
                    en: "What a plan needs of a chip's DRAM, and what does not fit.",
                    zh: "方案需要多少单芯 DRAM，以及哪些方案放不下。"),
                nearest: "memory", "dram", "dropped"),
            .here(
                "speculative", "speculation", "eagle", "medusa", "mtp", "投机解码", "推测解码", "草稿",
                is: say(en: "Drafts of some tokens a step.", zh: "每步生成若干草稿 token。"),
                nearest: "draft", "acceptance"),
            .here(
                "disaggregation", "disaggregated", "pd", "p/d", "in-flight", "aggregated", "continuous", "混部", "分离",
                "pd分离", "pd混部", "连续批处理",
                is: say(
                    en: "Both phases on the same chips (agg) or on chips of their own (disagg).",
                    zh: "两个阶段在相同的芯片上（agg），或各有自己的芯片（disagg）。"),
                nearest: "serving", "prefill_chips", "pd_ratio"),
            .here(
                "chunked", "chunked-prefill", "分块", "分块预填充",
                is: say(en: "Prompt tokens that go along with a decode step.", zh: "与一次 Decode 单步一同处理的提示词 token。"),
                nearest: "chunk"),
            .here(
                "roofline", "bound", "瓶颈", "屋顶线", "受限",
                is: say(en: "What a plan waits for, and what more of it would bring.", zh: "方案受限于什么，放宽后能带来多少。"),
                nearest: "why", "sensitivity", "suggest", "explain"),
            .here(
                "expert", "experts", "moe", "专家", "混合专家", "负载均衡",
                is: say(en: "How experts are spread and how even their load is.", zh: "专家如何分布，其负载有多均匀。"),
                nearest: "ep", "moe_tp", "redundant", "hottest"),
            .here(
                "parallelism", "dp-attention", "并行", "并行度", "并行策略",
                is: say(en: "How the chips share layers, tokens, stages and experts.", zh: "芯片之间如何分担层、token、流水级和专家。"),
                nearest: "tp", "dp", "sp", "pp", "ep", "moe_tp"),
            .here(
                "dbo", "overlap-scheduling", "计算通信重叠", "通信掩盖",
                is: say(en: "Two half batches, one computing while the other communicates.", zh: "两个半批：一个计算时另一个通信。"),
                nearest: "tbo", "tbo_breakeven"),
            .here(
                "result", "results", "cell", "cells", "out", "out[n]", "out[3]", "_", "reference", "结果", "单元", "引用",
                is: say(
                    en: "'out[3]' is what cell [3] found and 'out[3]:2' its second row; '_' is the last result, and "
                        + "'let base = out[3]:2' gives one a name. rows, top, pin, diff, config from and save take them.",
                    zh: "“out[3]”为单元 [3] 的结果，“out[3]:2”为其第 2 行；“_”为最近一次结果，"
                        + "“let base = out[3]:2”为其命名。可用于 rows、top、pin、diff、config from 和 save。"),
                nearest: "let", "rows", "diff", "history"),
            .here(
                "test", "ci", "测试", "持续集成",
                is: say(en: "A session with asserts is a test.", zh: "含有 assert 的会话就是测试。"),
                nearest: "assert", "replay"),
        ]
    }
}
