/// Decimal text of numbers, without Foundation's formatters.
public enum Decimal {
    /// Prints with exactly `places` digits after the point, rounded half away from zero.
    public static func fixed(_ value: Double, places: Int) -> String {
        guard value.isFinite else { return value.isNaN ? "nan" : (value < 0 ? "-inf" : "inf") }
        let scale = power(places)
        let shifted = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
        guard shifted < 9e15 else { return "\(value)" }
        let whole = UInt64(shifted)
        let unit = UInt64(scale)
        var text = "\(whole / unit)"
        if places > 0 {
            let fraction = "\(whole % unit)"
            text += "." + String(repeating: "0", count: places - fraction.count) + fraction
        }
        return value < 0 && whole > 0 ? "-" + text : text
    }

    /// Prints the shortest text that reads back as the same number, without a trailing `.0`.
    public static func shortest(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Prints at most `digits` significant digits, without trailing zeros.
    public static func significant(_ value: Double, digits: Int) -> String {
        guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
        var exponent = 0
        var magnitude = value.magnitude
        while magnitude >= 10, exponent < 400 { (magnitude, exponent) = (magnitude / 10, exponent + 1) }
        while magnitude < 1, exponent > -400 { (magnitude, exponent) = (magnitude * 10, exponent - 1) }
        let places = digits - 1 - exponent
        guard places <= 15, exponent <= 15 else { return "\(value)" }
        guard places > 0 else { return fixed(value, places: 0) }
        var text = fixed(value, places: places)
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// Prints a number for programs: whole numbers in full, others with ten significant digits, which is more than any
    /// figure is sure of and hides the last bits of binary arithmetic.
    public static func data(_ value: Double) -> String {
        value == value.rounded() || !value.isFinite ? shortest(value) : significant(value, digits: 10)
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
