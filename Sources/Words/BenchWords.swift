import Text

/// What is said of the speed of the engine.
public enum BenchWords {
    /// A heading: how plans were evaluated.
    public static var way: String { say(en: "way") }
    /// A heading: how many plans were evaluated.
    public static var plans: String { say(en: "plans") }
    /// A heading: how many plans a second were evaluated.
    public static var rate: String { say(en: "rate") }
    /// The unit of the rate.
    public static var millions: String { say(en: "million plans/s") }
    /// A heading: the rate over that of the equations in C.
    public static var againstC: String { say(en: "against C") }

    /// A way: the engine on one core.
    public static var oneCore: String { say(en: "one core") }
    /// A way: the engine on all cores.
    public static func allCores(_ count: Int) -> String { say(en: "all \(count) cores") }
    /// A way: the equations in C on one core.
    public static var inC: String { say(en: "C -O3, one core") }
}
