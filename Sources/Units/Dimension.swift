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

    /// What a person calls it in a message.
    public var title: String {
        switch self {
        case .count: "number"
        case .ratio: "share"
        case .bytes: "size"
        case .bytesOrShare: "size or share"
        case .bandwidth: "bandwidth"
        case .compute: "arithmetic rate"
        case .time: "time"
        case .throughput: "throughput"
        case .rate: "rate"
        case .power: "power"
        case .energy: "energy"
        case .money: "amount of money"
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
        }
    }

    /// The unit where one is said: none for counts and shares.
    public var unit: String { self == .ratio ? "" : symbol }

    /// Two spellings that are accepted, shown in messages as the expected form.
    public var example: String {
        switch self {
        case .count: "128 or 4K"
        case .ratio: "0.95 or 95%"
        case .bytes: "64GiB or 64e9"
        case .bytesOrShare: "10% or 16GiB"
        case .bandwidth: "16GB/s or 16e9"
        case .compute: "128TFLOPS or 128e12"
        case .time: "0.59us or 5.9e-7"
        case .throughput: "10 or 10tok/s"
        case .rate: "50/s or 3000/min"
        case .power: "700W or 0.7kW"
        case .energy: "3.6MJ or 1kWh"
        case .money: "2.79 or 28k"
        }
    }

    /// Whether a unit of another dimension is one of it.
    func takes(_ unit: Unit) -> Bool {
        unit.dimension == self || (self == .bytesOrShare && [.bytes, .ratio].contains(unit.dimension))
    }
}
