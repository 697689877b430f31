/// What a number counts, so that a bandwidth is never read where a capacity was meant.
public enum Dimension: String, Sendable, Hashable, CaseIterable {
    /// A plain number: layers, heads, tokens, chips.
    case count
    /// A share of a whole; `95%` reads as 0.95.
    case ratio
    /// A capacity or a size in bytes.
    case bytes
    /// A size in bytes, or a share of a whole: below 1 a share (`10%`, `0.1`), else bytes.
    case bytesOrShare
    /// A data rate in bytes per second.
    case bandwidth
    /// An arithmetic rate in FLOP per second.
    case compute
    /// A duration in seconds.
    case time
    /// A throughput in tokens per second.
    case throughput
    /// Requests in a second.
    case rate
    /// A power in watts.
    case power
    /// An energy in joules.
    case energy
    /// An amount of money, in the currency that prices are in.
    case money
    /// A release of software, as `ReleaseNumber` counts it.
    case release
    /// How unevenly experts are visited, as `LoadLaw` counts it.
    case load

    /// Whether its values are words, which are kept as numbers.
    public var isWorded: Bool { self == .release || self == .load }

    /// What a person calls it in a message.
    public var title: String {
        switch self {
        case .count: say(en: "number", zh: "数值")
        case .ratio: say(en: "share", zh: "比例")
        case .bytes: say(en: "size", zh: "容量")
        case .bytesOrShare: say(en: "size or share", zh: "容量或比例")
        case .bandwidth: say(en: "bandwidth", zh: "带宽")
        case .compute: say(en: "arithmetic rate", zh: "算力")
        case .time: say(en: "time", zh: "时间")
        case .throughput: say(en: "throughput", zh: "吞吐")
        case .rate: say(en: "rate", zh: "请求速率")
        case .power: say(en: "power", zh: "功率")
        case .energy: say(en: "energy", zh: "能量")
        case .money: say(en: "amount of money", zh: "金额")
        case .release: say(en: "release", zh: "版本")
        case .load: say(en: "load of experts", zh: "专家负载分布")
        }
    }

    /// The unit of plain numbers, as data files have them; empty for counts.
    public var symbol: String {
        switch self {
        case .count: ""
        case .ratio: "1"
        case .bytes: "B"
        case .bytesOrShare: "B or 1"
        case .bandwidth: "B/s"
        case .compute: "FLOP/s"
        case .time: "s"
        case .throughput: "tokens/s"
        case .rate: "requests/s"
        case .power: "W"
        case .energy: "J"
        case .money: "money"
        case .release, .load: ""
        }
    }

    /// The unit where one is said: none for counts and shares.
    public var unit: String { self == .ratio ? "" : symbol }

    /// Two spellings that are accepted, shown in messages as the expected form.
    public var example: String {
        switch self {
        case .count: say(en: "128 or 4K", zh: "128 或 4K")
        case .ratio: say(en: "0.95 or 95%", zh: "0.95 或 95%")
        case .bytes: say(en: "64GiB or 64e9", zh: "64GiB 或 64e9")
        case .bytesOrShare: say(en: "10% or 16GiB", zh: "10% 或 16GiB")
        case .bandwidth: say(en: "16GB/s or 16e9", zh: "16GB/s 或 16e9")
        case .compute: say(en: "128TFLOP/s or 128e12", zh: "128TFLOP/s 或 128e12")
        case .time: say(en: "0.59us or 5.9e-7", zh: "0.59us 或 5.9e-7")
        case .throughput: say(en: "10 or 10tok/s", zh: "10 或 10tok/s")
        case .rate: say(en: "50/s or 3000/min", zh: "50/s 或 3000/min")
        case .power: say(en: "700W or 0.7kW", zh: "700W 或 0.7kW")
        case .energy: say(en: "3.6MJ or 1kWh", zh: "3.6MJ 或 1kWh")
        case .money: say(en: "2.79 or 28k", zh: "2.79 或 28k")
        case .release: say(en: "0.33 or 1.3.0rc24", zh: "0.33 或 1.3.0rc24")
        case .load:
            say(en: "balanced or power:1.01", zh: "balanced 或 power:1.01")
        }
    }

    /// Whether a unit of another dimension is one of it.
    func takes(_ unit: Unit) -> Bool {
        unit.dimension == self || (self == .bytesOrShare && [.bytes, .ratio].contains(unit.dimension))
    }
}
