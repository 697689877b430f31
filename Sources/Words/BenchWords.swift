import Units

/// What is said of the speed of the engine.
public enum BenchWords {
    /// It runs a C compiler, which programs that are served do not.
    public static var notServed: String {
        say(en: "'bench' runs a C compiler, and no other program is run here", zh: "“bench”需运行 C 编译器，而此处不运行其他程序")
    }
    /// A heading: what was run.
    public static var way: String { say(en: "way", zh: "方式") }
    /// A heading: how many plans were evaluated, or how many combinations looked through.
    public static var plans: String { say(en: "plans", zh: "方案数") }
    /// A heading: how many plans a second were evaluated.
    public static var rate: String { say(en: "rate", zh: "速率") }
    /// The unit of the rate.
    public static var millions: String { say(en: "million plans/s", zh: "百万方案/s") }
    /// A heading: the rate over that of the case on one core.
    public static var againstOneCore: String { say(en: "against one core", zh: "相对单核") }
    /// A heading: the rate over that of the tape in C.
    public static var againstC: String { say(en: "against C", zh: "相对 C") }
    /// A heading: how long it takes.
    public static var time: String { say(en: "time", zh: "耗时") }
    /// A heading: the share of combinations that were not looked at one by one.
    public static var ruledOut: String { say(en: "ruled out", zh: "直接排除") }

    /// A way: the engine on one core.
    public static var oneCore: String { say(en: "case, one core", zh: "案例，单核") }
    /// A way: the engine on all cores.
    public static func allCores(_ count: Int) -> String { say(en: "case, all \(count) cores", zh: "案例，全部 \(count) 核") }
    /// A way: the tape in C on one core, by the compiler and its options.
    public static func inC(_ compiler: String, isNative: Bool) -> String {
        let options = isNative ? "-O3 -march=native" : "-O3"
        return say(
            en: "case, its tape in C: \(compiler) \(options), one core", zh: "案例的 C 版本：\(compiler) \(options)，单核")
    }
    /// A way: plans of prefill.
    public static var prefill: String { say(en: "prefill, one core", zh: "Prefill，单核") }
    /// A way: plans that overlap two batches where that is faster.
    public static var batchOverlap: String { say(en: "tbo=auto, one core", zh: "tbo=auto，单核") }
    /// A way: plans that serve requests in a mode.
    public static func served(_ mode: String) -> String {
        say(en: "serving=\(mode), one core", zh: "serving=\(mode)，单核")
    }
    /// A way: what is said of a line at each key.
    public static var key: String { say(en: "a hint, at each key", zh: "每次按键的提示") }
    /// A way: a command as it is typed.
    public static func typed(_ command: String, _ cores: Int) -> String {
        say(en: "\(command) (all \(cores) cores)", zh: "\(command)（全部 \(cores) 核）")
    }

    /// What is missing without a C compiler.
    public static var noCompiler: String {
        say(
            en: "the tape in C is left out: no cc, clang or gcc makes a library of it here",
            zh: "略去 C 版本：此处没有能把它编译成库的 cc、clang 或 gcc")
    }
    /// What is missing where C comes to other figures.
    public static var differs: String {
        say(
            en: "the tape in C is left out: it comes to other figures than the engine",
            zh: "略去 C 版本：其结果与引擎不一致")
    }
}
