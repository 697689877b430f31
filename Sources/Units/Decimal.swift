/// Decimal text of numbers, without Foundation's formatters.
public enum Decimal {
    /// Prints with exactly `places` digits after the point, rounded half away from zero.
    public static func fixed(_ value: Double, places: Int) -> String {
        text { write(value, places: places, to: &$0) }
    }

    /// Prints the shortest text that reads back as the same number, without a trailing `.0`.
    public static func shortest(_ value: Double) -> String { text { write(shortest: value, to: &$0) } }

    /// Prints at most `digits` significant digits, without trailing zeros.
    public static func significant(_ value: Double, digits: Int) -> String {
        text { write(value, digits: digits, to: &$0) }
    }

    /// The number with so many significant digits, as `significant` prints it.
    public static func rounded(_ value: Double, digits: Int) -> Double {
        guard value.isFinite, value != 0 else { return value }
        var exponent = 0
        var magnitude = value.magnitude
        while magnitude >= 10, exponent < 400 { (magnitude, exponent) = (magnitude / 10, exponent + 1) }
        while magnitude < 1, exponent > -400 { (magnitude, exponent) = (magnitude * 10, exponent - 1) }
        let places = max(0, digits - 1 - exponent)
        // Beyond that a power of ten is not exact.
        guard places <= 15, exponent <= 15 else { return value }
        let scale = power(places)
        return (value * scale).rounded() / scale
    }

    /// Prints a number for programs: whole numbers in full, others with ten significant digits, which is more than any
    /// figure is sure of and hides the last bits of binary arithmetic.
    public static func data(_ value: Double) -> String { text { write(data: value, to: &$0) } }

    /// Appends what `data` prints, as UTF-8: long tables take no text for each cell.
    public static func write(data value: Double, to bytes: inout [UInt8]) {
        value == value.rounded() || !value.isFinite
            ? write(shortest: value, to: &bytes) : write(value, digits: 10, to: &bytes)
    }

    /// Appends what `shortest` prints, as UTF-8.
    public static func write(shortest value: Double, to bytes: inout [UInt8]) {
        // Whole numbers that a Double tells apart have all their digits; only zero has two signs.
        if value == value.rounded(), value.magnitude < 9e15, value != 0 {
            return write(value, places: 0, to: &bytes)
        }
        bytes.append(utf8: "\(value)")
        if bytes.suffix(2).elementsEqual(".0".utf8) { bytes.removeLast(2) }
    }

    private static func write(_ value: Double, digits: Int, to bytes: inout [UInt8]) {
        guard value.isFinite, value != 0 else { return bytes.append(utf8: value == 0 ? "0" : "\(value)") }
        var exponent = 0
        var magnitude = value.magnitude
        while magnitude >= 10, exponent < 400 { (magnitude, exponent) = (magnitude / 10, exponent + 1) }
        while magnitude < 1, exponent > -400 { (magnitude, exponent) = (magnitude * 10, exponent - 1) }
        let places = digits - 1 - exponent
        guard places <= 15, exponent <= 15 else { return bytes.append(utf8: "\(value)") }
        write(value, places: max(0, places), trimsZeros: true, to: &bytes)
    }

    private static func write(_ value: Double, places: Int, trimsZeros: Bool = false, to bytes: inout [UInt8]) {
        guard value.isFinite else { return bytes.append(utf8: value.isNaN ? "nan" : value < 0 ? "-inf" : "inf") }
        let shifted = (value.magnitude * power(places)).rounded(.toNearestOrAwayFromZero)
        guard shifted < 9e15 else { return bytes.append(utf8: "\(value)") }
        let whole = UInt64(shifted)
        // Sixteen digits of the number, zeros up to the point, the point and the sign.
        let room = max(0, places) + 24
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { buffer in
            var start = room
            var rest = whole
            func put(_ byte: UInt8) {
                start -= 1
                buffer[start] = byte
            }
            // From the last digit to the first.
            for _ in 0..<max(0, places) {
                let digit = UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
                if digit > 0 || start < room || !trimsZeros { put(UInt8(ascii: "0") + digit) }
            }
            if start < room { put(UInt8(ascii: ".")) }
            repeat {
                put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
                rest /= 10
            } while rest > 0
            if value < 0, whole > 0 { put(UInt8(ascii: "-")) }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
        }
    }

    private static func text(_ write: (inout [UInt8]) -> Void) -> String {
        var bytes: [UInt8] = []
        write(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Prints a whole number with thousands separated, such as `13,824`.
    public static func grouped(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }

    private static func power(_ places: Int) -> Double {
        var result = 1.0
        for _ in 0..<max(0, places) { result *= 10 }
        return result
    }
}

extension [UInt8] {
    /// Appends a text.
    public mutating func append(utf8 text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: $0) }
    }
}
