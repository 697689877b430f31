/// How unevenly experts are visited, as one number: what accuracy was measured with, evenly, or by a law.
///
/// `default` is -1, `balanced` 0, `spread:0.8` the deviation over the mean itself, and `power:1.01` 1,000 more than its exponent.
public enum LoadLaw: Sendable, Equatable {
    case measured, balanced
    /// A standard deviation over the mean.
    case spread(Double)
    /// Tokens to an expert are drawn from a power law with an exponent, as tables of kernels have it.
    case power(Double)

    /// Spreads that are taken.
    public static let spreads = 0.01...16.0
    /// Exponents that are taken.
    public static let exponents = 0.5...1.9

    private static let offset = 1000.0

    /// The law of a number.
    public init(_ number: Double) {
        self =
            number < 0
            ? .measured
            : number == 0 ? .balanced : number < Self.offset ? .spread(number) : .power(number - Self.offset)
    }

    /// The number of the law.
    public var number: Double {
        switch self {
        case .measured: -1
        case .balanced: 0
        case .spread(let spread): spread
        case .power(let exponent): Self.offset + exponent
        }
    }

    /// Reads `default`, `balanced`, `spread:0.8` or `power:1.01`; nil for what is none of these.
    public static func parse(_ text: String) -> LoadLaw? {
        let word = text.lowercased()
        if word == "default" || word == "measured" { return .measured }
        if word == "balanced" || word == "even" { return .balanced }
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let value = Double(parts[1]) else { return nil }
        switch parts[0] {
        case "spread" where value == 0: return .balanced
        case "spread" where spreads.contains(value): return .spread(value)
        // The exponent is what is left of the number, so that it reads back.
        case "power" where exponents.contains(value): return LoadLaw(offset + value)
        default: return nil
        }
    }

    /// What reads back as exactly this law.
    public var text: String {
        switch self {
        case .measured: "default"
        case .balanced: "balanced"
        case .spread(let spread): "spread:\(Decimal.shortest(spread))"
        case .power(let exponent): "power:\(Decimal.shortest(Decimal.rounded(exponent, digits: 10)))"
        }
    }
}
