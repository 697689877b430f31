/// A unit that may follow a number: its symbol, what it measures and its factor to SI.
public struct Unit: Sendable, Hashable {
    /// The spelling, as typed and printed.
    public let symbol: String
    /// What it measures.
    public let dimension: Dimension
    /// SI value of one of it.
    public let factor: Double
    /// Whether it is a prefix that stands alone, such as the `K` of `4K` tokens.
    public var isPrefix: Bool { Self.prefixes.contains(self) }

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
        ]
        + prefixed("W", .power, decimal) + prefixed("J", .energy, decimal)
        + prefixed("Wh", .energy, decimal.map { ($0.0, 3600 * $0.1) })
        + ["/s", "req/s", "requests/s"].map { Unit(symbol: $0, dimension: .rate, factor: 1) }
        + ["/min", "req/min"].map { Unit(symbol: $0, dimension: .rate, factor: 1 / 60.0) }
        + ["/h", "req/h"].map { Unit(symbol: $0, dimension: .rate, factor: 1 / 3600.0) }
        + prefixed("tok/s", .throughput, rates) + prefixed("tokens/s", .throughput, rates)
        + prefixed("token/s", .throughput, rates) + chinese

    /// Units as they are written in Chinese.
    private static let chinese: [Unit] =
        [("秒", 1), ("毫秒", 1e-3), ("微秒", 1e-6), ("纳秒", 1e-9)].map {
            Unit(symbol: $0.0, dimension: .time, factor: $0.1)
        }
        + ["/秒", "次/秒", "请求/秒"].map { Unit(symbol: $0, dimension: .rate, factor: 1) }
        + ["/分", "/分钟", "次/分", "次/分钟"].map { Unit(symbol: $0, dimension: .rate, factor: 1 / 60.0) }
        + [Unit(symbol: "token/秒", dimension: .throughput, factor: 1)]

    /// Prefixes that may follow a number without a unit, in counts, throughputs, rates and amounts of money.
    ///
    /// Counts follow vLLM's `human_readable_int` (vllm/engine/arg_utils.py): small letters are powers of ten, capital
    /// letters powers of two, and powers of two take no fractions. Rates and money have powers of ten only.
    public static let prefixes: [Unit] =
        [("k", 1e3), ("m", 1e6), ("g", 1e9), ("t", 1e12)].map { prefix($0, .count) }
        + binary.map { prefix($0, .count) } + binary.map { prefix(($0.0 + "i", $0.1), .count) }
        + [Dimension.throughput, .rate, .money].flatMap { dimension in
            rates.dropFirst().map { prefix($0, dimension) }
        }
        + [Dimension.count, .throughput, .rate, .money].flatMap { dimension in
            [("千", 1e3), ("万", 1e4), ("亿", 1e8)].map { prefix($0, dimension) }
        }

    /// Finds the unit of exactly this spelling.
    public static func named(_ symbol: String) -> Unit? {
        all.first { $0.symbol == symbol }
    }

    /// Finds the unit or the prefix of exactly this spelling; one of the dimension comes before others.
    public static func named(_ symbol: String, in dimension: Dimension) -> Unit? {
        prefixes.first { $0.symbol == symbol && $0.dimension == dimension } ?? named(symbol)
    }

    /// Whether a word can stand behind a number, as a unit or a prefix.
    public static func isSymbol(_ word: String) -> Bool {
        named(word) != nil || prefixes.contains { $0.symbol == word }
    }

    /// Whether the symbol of a unit or a prefix begins with a text and goes on.
    public static func begins(_ text: String) -> Bool {
        (all + prefixes).contains { $0.symbol.utf8.count > text.utf8.count && $0.symbol.hasPrefix(text) }
    }

    /// Whether one of it has to be taken a whole number of times: 1.5K may mean 1500 or 1536.
    var refusesFractions: Bool {
        isPrefix && dimension == .count && symbol.first?.isUppercase == true && symbol.count == 1
    }

    private static func prefix(_ prefix: (String, Double), _ dimension: Dimension) -> Unit {
        Unit(symbol: prefix.0, dimension: dimension, factor: prefix.1)
    }

    /// Prefixes of rates; a capital K is usual, and 1000 as it is in `KB`.
    private static let rates: [(String, Double)] = [("", 1), ("k", 1e3), ("K", 1e3), ("M", 1e6)]
    private static let decimal: [(String, Double)] = [
        ("", 1), ("k", 1e3), ("K", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15), ("E", 1e18),
    ]
    private static let binary: [(String, Double)] = [
        ("K", 1024), ("M", 1024 * 1024), ("G", Gibibyte.bytes), ("T", 1024 * Gibibyte.bytes),
    ]

    private static func prefixed(_ base: String, _ dimension: Dimension, _ prefixes: [(String, Double)]) -> [Unit] {
        prefixes.map { Unit(symbol: $0.0 + base, dimension: dimension, factor: $0.1) }
    }
}
