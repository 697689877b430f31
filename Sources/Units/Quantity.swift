/// Why a text is not the quantity that was expected.
public enum QuantityError: Error, Sendable, Equatable {
    /// The text does not start with a number.
    case notANumber
    /// The number is infinite, `nan`, or too large to hold.
    case notFinite
    /// What follows the number is no known unit; `nearest` is the closest spelling of the expected dimension.
    case unknownUnit(String, nearest: String?)
    /// The unit is known but measures something else.
    case wrongDimension(Unit)
}

/// Reading and printing of numbers with units.
public enum Quantity {
    /// Reads `16e9`, `16GB/s`, `128TFLOPS`, `64GiB`, `0.59us` or `95%` as an SI number.
    ///
    /// - Parameters:
    ///   - text: the number, directly followed by its unit or by nothing.
    ///   - dimension: what is expected; a bare number is taken in SI units.
    public static func parse(_ text: String, as dimension: Dimension) throws(QuantityError) -> Double {
        let (number, symbol) = split(text)
        guard let value = Double(number), !number.isEmpty else {
            throw isNonFiniteWord(text) ? .notFinite : .notANumber
        }
        guard value.isFinite else { throw .notFinite }
        // Minus zero would be printed as such.
        if symbol.isEmpty { return value == 0 ? 0 : value }
        guard let unit = Unit.named(symbol) else {
            throw .unknownUnit(symbol, nearest: nearest(to: symbol, in: dimension))
        }
        guard unit.dimension == dimension else { throw .wrongDimension(unit) }
        let scaled = shifted(number, by: unit.factor) ?? value * unit.factor
        guard scaled.isFinite else { throw .notFinite }
        return scaled == 0 ? 0 : scaled
    }

    /// The number times a power of ten, through its exponent: 95% is 0.95 to the last bit, which 95 * 0.01 is not.
    ///
    /// Nil where the factor is no power of ten.
    private static func shifted(_ number: String, by factor: Double) -> Double? {
        guard let power = (-9...18).first(where: { Double("1e\($0)") == factor }) else { return nil }
        let parts = number.split(whereSeparator: { $0 == "e" || $0 == "E" })
        guard let exponent = parts.count > 1 ? Int(parts[1]) : 0, exponent.magnitude < 1000 else { return nil }
        return Double("\(parts[0])e\(exponent + power)")
    }

    /// Prints an SI value with a fitting unit, such as `16 GB/s` or `0.59 us`.
    public static func format(_ value: Double, _ dimension: Dimension) -> String {
        switch dimension {
        case .count, .throughput: return Decimal.shortest(value)
        case .ratio: return Decimal.significant(value, digits: 4)
        case .time: return scaled(value, [("s", 1), ("ms", 1e-3), ("us", 1e-6), ("ns", 1e-9)])
        case .bytes: return scaled(value, [("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3), ("B", 1)])
        case .bandwidth:
            return scaled(value, [("TB/s", 1e12), ("GB/s", 1e9), ("MB/s", 1e6), ("kB/s", 1e3), ("B/s", 1)])
        case .compute: return scaled(value, [("PFLOP/s", 1e15), ("TFLOP/s", 1e12), ("GFLOP/s", 1e9), ("FLOP/s", 1)])
        }
    }

    private static func scaled(_ value: Double, _ units: [(String, Double)]) -> String {
        let magnitude = value.magnitude
        let unit = units.first { magnitude >= $0.1 } ?? units[units.count - 1]
        return magnitude == 0
            ? "0 \(units.first { $0.1 == 1 }?.0 ?? "")" : "\(Decimal.significant(value / unit.1, digits: 4)) \(unit.0)"
    }

    /// Splits after the longest prefix that can be a decimal number.
    private static func split(_ text: String) -> (number: String, unit: String) {
        let characters = Array(text)
        var index = 0
        func digits() {
            while index < characters.count, characters[index].isASCII, characters[index].isNumber { index += 1 }
        }
        if index < characters.count, characters[index] == "-" || characters[index] == "+" { index += 1 }
        digits()
        if index < characters.count, characters[index] == "." {
            index += 1
            digits()
        }
        if index < characters.count, characters[index] == "e" || characters[index] == "E" {
            let mark = index
            index += 1
            if index < characters.count, characters[index] == "-" || characters[index] == "+" { index += 1 }
            let first = index
            digits()
            if index == first { index = mark }
        }
        return (String(characters[..<index]), String(characters[index...]))
    }

    private static func isNonFiniteWord(_ text: String) -> Bool {
        ["nan", "inf", "infinity", "-inf", "-nan", "+inf", "-infinity"].contains(text.lowercased())
    }

    private static func nearest(to symbol: String, in dimension: Dimension) -> String? {
        let candidates = Unit.all.filter { $0.dimension == dimension }.map(\.symbol)
        return candidates.first { $0.lowercased() == symbol.lowercased() }
            ?? candidates.first { $0.lowercased().hasPrefix(symbol.lowercased()) }
    }
}
