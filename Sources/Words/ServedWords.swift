import Units

/// What programs are told of the shell that serves them.
public enum ServedWords {
    /// What it is.
    public static var title: String {
        say(en: "Sextant: plans of LLM-inference deployments", zh: "Sextant：大模型推理部署规划")
    }
    /// What to know before the first call.
    public static var instructions: String {
        say(
            en: """
                Plans deployments of LLM inference with an analytical model: which chips, how many, which parallelism, which \
                batch. Name a chip (arch) and a model in each call, set what differs from the defaults, then: 'eval' one plan, \
                'sweep' many and get the best, 'size' the fewest chips for a load (set rate) within limits (slo), 'explain' a \
                figure, 'whynot' a plan that is ruled out, 'calibrate' to measurements. 'run' takes whole lines of the shell; \
                'inspect' explains names. Give 'session' so that calls build upon each other. Numbers are in SI units; results \
                name the unit of each column.
                """,
            zh: """
                用解析模型规划大模型推理部署：选用何种芯片、数量、并行方式和批量。每次调用给出芯片（arch）和模型（model），\
                设置与默认不同的参数，然后：“eval”评估一个方案，“sweep”批量评估并返回最优者，“size”求在限值（slo）之内\
                承担负载（设置 rate）的最少芯片数，“explain”说明一个数值，“whynot”说明方案为何不可行，“calibrate”用实测数据标定。\
                “run”执行完整的命令行，“inspect”说明名称。给出“session”可使多次调用相互衔接。数值为 SI 单位，结果注明各列单位。
                """)
    }
    /// The chip.
    public static var arch: String {
        say(
            en: "The chip: a name of the catalogue ('run' with 'arch list' shows all) or a chip file FILE.json.",
            zh: "芯片：内置名称（用“run”执行“arch list”可列出）或芯片文件 FILE.json。")
    }
    /// The chip of prefill workers.
    public static var prefillArch: String {
        say(
            en: "The chip of prefill workers, where disaggregated serving has another one for them.",
            zh: "Prefill 实例的芯片，用于 PD 分离且两种实例芯片不同时。")
    }
    /// The model.
    public static var model: String {
        say(
            en: "The model: a name of the catalogue ('run' with 'model list' shows all) or the path of a config.json.",
            zh: "模型：内置名称（用“run”执行“model list”可列出）或 config.json 的路径。")
    }
    /// The limits.
    public static var slo: String {
        say(
            en: "Conditions that plans must meet, such as tps_batch>=10 or ttft_p95_ms<=2s.",
            zh: "方案须满足的约束条件，如 tps_batch>=10 或 ttft_p95_ms<=2s。")
    }
}
