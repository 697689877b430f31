/// Why a text is not the quantity that was expected.
public enum QuantityError: Error, Sendable, Equatable {
    /// The text does not start with a number.
    case notANumber
    /// The number is infinite, `nan`, or too large to hold.
    case notFinite
    /// What follows the number is not a known unit; `nearest` is the closest spelling of the expected dimension.
    case unknownUnit(String, nearest: String?)
    /// The unit is known but measures something else.
    case wrongDimension(Unit)
    /// A fraction of a power of two, such as `1.5K`: 1500 and 1536 are meant by it.
    case fractionOf(Unit)
    /// More than one number of a product has a unit.
    case secondUnit(Unit)
    /// What is divided by has a unit.
    case unitBelow(Unit)
    /// A share of 100 % or more, or a size below one byte, where either may be given.
    case neitherShareNorSize
    /// The text is none of the words that a release or a load has.
    case notAWord
}

/// Reading and printing of numbers with units.
public enum Quantity {
    /// A quantity as it was read.
    public struct Reading: Sendable, Equatable {
        /// The value; in SI where it has a unit or is meant in SI.
        public let value: Double
        /// Whether a unit of the dimension was given; a prefix alone does not count.
        public let hasUnit: Bool
    }

    /// An error and the number of a product that it is in.
    public struct Fault: Error, Sendable, Equatable {
        /// What is wrong.
        public let error: QuantityError
        /// The characters of the text.
        public let part: Range<Int>
    }

    /// Reads `16e9`, `16GB/s`, `64GiB`, `95%`, `4K` or a product such as `273e9*0.893` as an SI number.
    ///
    /// - Parameters:
    ///   - text: the number, directly followed by its unit or by nothing; or several with `*` and `/` between them.
    ///   - dimension: what is expected; a bare number is taken in SI units.
    /// - Throws: `QuantityError` where the text is not such a number, or its unit measures something else.
    public static func parse(_ text: String, as dimension: Dimension) throws(QuantityError) -> Double {
        do throws(Fault) {
            return try read(text, as: dimension).value
        } catch {
            throw error.error
        }
    }

    /// Reads a quantity as `parse` does, and says whether it has a unit and where an error is.
    ///
    /// - Throws: what `parse` throws, with the characters of the number that it is about.
    public static func read(_ text: String, as dimension: Dimension) throws(Fault) -> Reading {
        if let worded = try word(text, as: dimension) { return Reading(value: worded, hasUnit: false) }
        let factors = QuantityFactor.split(text)
        var value = 1.0
        var hasUnit = false
        for factor in factors {
            let isAlone = factors.count == 1
            let (number, unit) = try factor.read(as: dimension, isAlone: isAlone)
            if let unit, dimension.takes(unit), !unit.isPrefix {
                // Shares multiply as plain numbers do.
                if hasUnit, dimension != .ratio { throw factor.fault(.secondUnit(unit)) }
                if factor.divides, dimension != .ratio { throw factor.fault(.unitBelow(unit)) }
                hasUnit = true
            }
            value = factor.divides ? value / number : value * number
            guard value.isFinite else { throw factor.fault(.notFinite) }
        }
        // Minus zero would be printed as such; 0.1 * 3 is 0.3 and not the nearest product of binary fractions.
        guard value != 0 else { return Reading(value: 0, hasUnit: hasUnit) }
        let rounded = factors.count == 1 ? value : Decimal.rounded(value, digits: 15)
        return Reading(value: rounded, hasUnit: hasUnit)
    }

    /// The value of what has words of its own; nil for numbers.
    private static func word(_ text: String, as dimension: Dimension) throws(Fault) -> Double? {
        let value: Double? =
            switch dimension {
            case .release: ReleaseNumber.parse(text)
            case .load: LoadLaw.parse(text)?.number
            default: .nan
            }
        guard let value else { throw Fault(error: .notAWord, part: 0..<max(1, text.count)) }
        return value.isNaN ? nil : value
    }

    /// Prints an SI value with a fitting unit, such as `16 GB/s` or `0.59 us`.
    public static func format(_ value: Double, _ dimension: Dimension) -> String {
        switch dimension {
        case .count, .throughput, .rate, .money:
            // A fraction that was divided out has more digits than say anything.
            return value == value.rounded() ? Decimal.shortest(value) : Decimal.significant(value, digits: 6)
        case .ratio: return Decimal.significant(value, digits: 4)
        case .time: return scaled(value, [("s", 1), ("ms", 1e-3), ("us", 1e-6), ("ns", 1e-9)])
        case .bytes: return scaled(value, binary)
        case .bytesOrShare:
            return value < 1 ? "\(Decimal.significant(100 * value, digits: 4)) %" : scaled(value, binary)
        case .bandwidth:
            return scaled(value, [("TB/s", 1e12), ("GB/s", 1e9), ("MB/s", 1e6), ("kB/s", 1e3), ("B/s", 1)])
        case .compute: return scaled(value, [("PFLOP/s", 1e15), ("TFLOP/s", 1e12), ("GFLOP/s", 1e9), ("FLOP/s", 1)])
        case .power: return scaled(value, [("MW", 1e6), ("kW", 1e3), ("W", 1)])
        case .release: return ReleaseNumber.text(value)
        case .load: return LoadLaw(value).text
        case .energy: return scaled(value, [("GJ", 1e9), ("MJ", 1e6), ("kJ", 1e3), ("J", 1)])
        }
    }

    /// The shortest text that reads back as exactly this value, with a unit where that is shorter: `64GB`, `79.25GiB`.
    public static func exact(_ value: Double, _ dimension: Dimension) -> String {
        if dimension.isWorded { return format(value, dimension) }
        let symbols =
            switch dimension {
            case .count, .ratio, .throughput, .rate, .money, .release, .load: [String]()
            case .bytes: ["GiB", "GB", "MB"]
            case .bytesOrShare: value < 1 ? ["%"] : ["GiB", "GB", "MB"]
            case .bandwidth: ["TB/s", "GB/s", "MB/s"]
            case .compute: ["TFLOP/s", "GFLOP/s"]
            case .time: ["ms", "us", "ns"]
            case .power: ["MW", "kW", "W"]
            case .energy: ["kWh", "MJ", "kJ", "J"]
            }
        let units = symbols.compactMap(Unit.named).filter { value >= $0.factor }
        let texts = units.map { Decimal.shortest(value / $0.factor) + $0.symbol }
        let exact = texts.filter { (try? parse($0, as: dimension)) == value && $0.count <= 14 }
        return exact.min { $0.count < $1.count } ?? Decimal.shortest(value)
    }

    /// What `format` prints as one word, if that reads back as exactly this value, and else what `exact` prints.
    public static func word(_ value: Double, _ dimension: Dimension) -> String {
        let text = format(value, dimension).filter { $0 != " " }
        return (try? parse(text, as: dimension)) == value ? text : exact(value, dimension)
    }

    /// Capacities are powers of two; what is below a MiB is mostly a count of bytes, such as those of a token.
    private static let binary: [(String, Double)] = [
        ("TiB", 1024 * Gibibyte.bytes), ("GiB", Gibibyte.bytes), ("MiB", 1024.0 * 1024), ("kB", 1e3), ("B", 1),
    ]

    private static func scaled(_ value: Double, _ units: [(String, Double)]) -> String {
        let magnitude = value.magnitude
        guard magnitude > 0 else { return "0 \(units.first { $0.1 == 1 }?.0 ?? "")" }
        let index = units.firstIndex { magnitude >= $0.1 } ?? units.count - 1
        let text = Decimal.significant(value / units[index].1, digits: 4)
        // What four digits round up to the next unit is one of it: no 1024 MiB.
        if index > 0, let rounded = Double(text), rounded.magnitude * units[index].1 >= units[index - 1].1 {
            return "\(value < 0 ? "-" : "")1 \(units[index - 1].0)"
        }
        return "\(text) \(units[index].0)"
    }
}
