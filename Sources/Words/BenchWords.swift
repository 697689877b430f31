import Text

/// What is said of the speed of the engine.
public enum BenchWords {
    /// A heading: what was run.
    public static var way: String { say(en: "way") }
    /// A heading: how many plans were evaluated, or how many combinations looked through.
    public static var plans: String { say(en: "plans") }
    /// A heading: how many plans a second were evaluated.
    public static var rate: String { say(en: "rate") }
    /// The unit of the rate.
    public static var millions: String { say(en: "million plans/s") }
    /// A heading: the rate over that of the case on one core.
    public static var againstOneCore: String { say(en: "against one core") }
    /// A heading: the rate over that of the tape in C.
    public static var againstC: String { say(en: "against C") }
    /// A heading: how long it takes.
    public static var time: String { say(en: "time") }
    /// A heading: the share of combinations that were not looked at one by one.
    public static var ruledOut: String { say(en: "ruled out") }

    /// A way: the engine on one core.
    public static var oneCore: String { say(en: "case, one core") }
    /// A way: the engine on all cores.
    public static func allCores(_ count: Int) -> String { say(en: "case, all \(count) cores") }
    /// A way: the tape in C on one core, by the compiler and its options.
    public static func inC(_ compiler: String, isNative: Bool) -> String {
        let options = isNative ? "-O3 -march=native" : "-O3"
        return say(en: "case, its tape in C: \(compiler) \(options), one core")
    }
    /// A way: plans of prefill.
    public static var prefill: String { say(en: "prefill, one core") }
    /// A way: plans that overlap two batches where that is faster.
    public static var batchOverlap: String { say(en: "tbo=auto, one core") }
    /// A way: plans that serve requests in a mode.
    public static func served(_ mode: String) -> String { say(en: "serving=\(mode), one core") }
    /// A way: a command as it is typed.
    public static func typed(_ command: String, _ cores: Int) -> String { say(en: "\(command) (all \(cores) cores)") }

    /// What is missing without a C compiler.
    public static var noCompiler: String {
        say(en: "the tape in C is left out: no cc, clang or gcc makes a library of it here")
    }
    /// What is missing where C comes to other figures.
    public static var differs: String {
        say(en: "the tape in C is left out: it comes to other figures than the engine")
    }
}
