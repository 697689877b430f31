import Language
import Units

/// What the tutorial teaches.
public enum TutorialWords {
    /// The prompt of a step, with the command that Enter runs.
    public static func prompt(_ number: Int, of count: Int, _ command: String) -> String {
        say(en: "tutorial \(number)/\(count) [\(command)]: ", zh: "教程 \(number)/\(count) [\(command)]: ")
    }

    /// What may be typed at a step.
    public static var possible: String {
        say(
            en: "Enter runs the command in brackets; any other command, or back, skip, quit, help",
            zh: "回车执行方括号中的命令；也可输入其他命令，或 back、skip、quit、help")
    }

    /// A step is not done yet: another command ran, or it did not do what it is for.
    public static func stillOpen(_ verb: String, such command: String) -> String {
        say(
            en: "this step is about '\(verb)': \(command)  (Enter runs it; skip goes on, quit leaves)",
            zh: "这一步练习“\(verb)”：\(command)（直接回车执行；skip 跳过，quit 退出）")
    }

    /// There is no step before.
    public static var firstStep: Diagnostic { Diagnostic(say(en: "this is the first step", zh: "这是第一步")) }

    /// What `back` does.
    public static var back: String { say(en: "return to the step before", zh: "返回上一步") }
    /// What `skip` does.
    public static var skip: String { say(en: "go on without it", zh: "跳过这一步") }
    /// What `quit` does.
    public static var quit: String { say(en: "leave the tutorial; the session stays", zh: "退出教程；会话保留") }
    /// What `help` does.
    public static var help: String { say(en: "repeat what is said here", zh: "重复这里的说明") }

    // MARK: - What each step says before and after

    /// Step 1.
    public static var chip: String {
        say(
            en:
                "Everything begins with a chip. 'arch list' shows all, Tab completes names, Enter runs what stands in brackets.",
            zh: "先选芯片。“arch list”列出全部，Tab 补全名称，直接回车执行方括号中的命令。")
    }
    /// Step 1, done.
    public static var chipDone: String {
        say(
            en:
                "The line 'trust' says how far the figures of this chip can be believed. 'arch set' changes any of them.",
            zh: "“可信度”一行说明该芯片的数值有多可靠。“arch set”可修改任一参数。")
    }
    /// Step 2.
    public static var model: String {
        say(
            en: "Then a model; 'model load PATH/config.json' reads one of Hugging Face.",
            zh: "再选模型；“model load PATH/config.json”可读取 Hugging Face 的配置。")
    }
    /// Step 2, done.
    public static var modelDone: String {
        say(
            en: "Parameters, precision, and what a token takes in the KV cache.",
            zh: "分别是参数量、精度，以及每个 token 占用的 KV 缓存。")
    }
    /// Step 3.
    public static var workload: String {
        say(
            en:
                "What is served: decode of prompts of 4096 tokens here; 'help serving' and 'help rate' tell of whole servers.",
            zh: "负载：这里是输入 4096 token 的 Decode；完整服务见“help serving”和“help rate”。")
    }
    /// Step 3, done.
    public static var workloadDone: String {
        say(
            en: "'undo' takes a change back; each command answers with what it changed.",
            zh: "“undo”撤销修改；每条命令都会说明改了什么。")
    }
    /// Step 4.
    public static var sweep: String {
        say(
            en:
                "A sweep evaluates every combination. Axes take lists (2,4,8) and ranges (4..64:*2); any parameter can be one.",
            zh: "sweep 评估所有组合。扫描维度可写列表（2,4,8）或范围（4..64:*2）；任何参数都可以作为维度。")
    }
    /// Step 4, done.
    public static var sweepDone: String {
        say(en: "'rows' shows them all, 'dropped' what was left out and why.", zh: "“rows”显示全部，“dropped”说明哪些被去掉及原因。")
    }
    /// Step 5.
    public static var filter: String {
        say(
            en:
                "Now the service level: each request is to get 40 tokens/s. Conditions take units and 'and', 'or', 'not'.",
            zh: "然后是服务等级：每个请求至少 40 token/s。条件可带单位，可用 and、or、not。")
    }
    /// Step 5, done.
    public static var filterDone: String {
        say(en: "'filter clear' brings all plans back.", zh: "“filter clear”恢复全部方案。")
    }
    /// Step 6.
    public static var top: String {
        say(
            en: "The best of what is left, by throughput per chip.", zh: "按单芯吞吐取剩余方案中最好的几个。")
    }
    /// Step 6, done.
    public static var topDone: String {
        say(
            en: "Below the table: what the others lose, and how far these figures can be believed.",
            zh: "表格下面说明其他方案损失多少，以及这些数值有多可靠。")
    }
    /// Step 7.
    public static var breakdown: String {
        say(en: "Where does the time of a step go?", zh: "单步的时间花在哪里？")
    }
    /// Step 7, done.
    public static var breakdownDone: String {
        say(
            en: "'breakdown --operators 1' goes one level deeper, 'explain tps_chip 1' shows how a figure is computed.",
            zh: "“breakdown --operators 1”再细一层，“explain tps_chip 1”说明某个数值如何算出。")
    }
    /// Step 8.
    public static var suggest: String {
        say(en: "What would be better than the first row?", zh: "有什么比第 1 行更好？")
    }
    /// Step 8, done.
    public static var suggestDone: String {
        say(
            en: "'suggest apply 1' takes a suggestion over, 'why 1' says what binds.",
            zh: "“suggest apply 1”采纳建议，“why 1”说明受什么限制。")
    }
    /// Step 9.
    public static var save: String {
        say(
            en: "A session is a script: save it, and 'replay' runs it again, 'replay --check' compares.",
            zh: "会话就是脚本：保存后可用“replay”重新运行，“replay --check”比较结果。")
    }
    /// Step 9, done.
    public static var saveDone: String {
        say(
            en: "That was all. 'guide' plans a deployment of yours in five steps; 'help NAME' explains every word.",
            zh: "教程结束。“guide”用五步规划你自己的部署；“help NAME”说明每个词。")
    }
}
