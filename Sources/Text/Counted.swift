import Units

/// Numbers of things in words.
public enum Counted {
    /// `1 plan`, `15 plans`.
    public static func text(_ number: Int, _ noun: String, plural: String? = nil) -> String {
        "\(Decimal.grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
    }
}
