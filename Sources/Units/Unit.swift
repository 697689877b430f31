/// A unit that may follow a number: its symbol, what it measures and its factor to SI.
public struct Unit: Sendable, Hashable {
    /// The spelling, as typed and printed.
    public let symbol: String
    /// What it measures.
    public let dimension: Dimension
    /// SI value of one of it.
    public let factor: Double

    /// Every unit that is understood; the first fitting one of a dimension is used for printing.
    public static let all: [Unit] =
        prefixed("B/s", .bandwidth, decimal) + prefixed("iB/s", .bandwidth, binary)
        + prefixed("b/s", .bandwidth, decimal.map { ($0.0, $0.1 / 8) })
        + prefixed("bps", .bandwidth, decimal.map { ($0.0, $0.1 / 8) })
        + prefixed("iB", .bytes, binary) + prefixed("B", .bytes, decimal)
        + prefixed("FLOP/s", .compute, decimal) + prefixed("FLOPS", .compute, decimal)
        + prefixed("OPS", .compute, decimal)
        + [
            Unit(symbol: "s", dimension: .time, factor: 1),
            Unit(symbol: "ms", dimension: .time, factor: 1e-3),
            Unit(symbol: "us", dimension: .time, factor: 1e-6),
            Unit(symbol: "µs", dimension: .time, factor: 1e-6),
            Unit(symbol: "μs", dimension: .time, factor: 1e-6),
            Unit(symbol: "ns", dimension: .time, factor: 1e-9),
            Unit(symbol: "%", dimension: .ratio, factor: 0.01),
            Unit(symbol: "tok/s", dimension: .throughput, factor: 1),
            Unit(symbol: "tokens/s", dimension: .throughput, factor: 1),
        ]

    /// Finds the unit of exactly this spelling.
    public static func named(_ symbol: String) -> Unit? {
        all.first { $0.symbol == symbol }
    }

    private static let decimal: [(String, Double)] = [
        ("", 1), ("k", 1e3), ("K", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15), ("E", 1e18),
    ]
    private static let binary: [(String, Double)] = [
        ("K", 1024), ("M", 1_048_576), ("G", 1_073_741_824), ("T", 1_099_511_627_776),
    ]

    private static func prefixed(_ base: String, _ dimension: Dimension, _ prefixes: [(String, Double)]) -> [Unit] {
        prefixes.map { Unit(symbol: $0.0 + base, dimension: dimension, factor: $0.1) }
    }
}
