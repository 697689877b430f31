import Units

/// What the flags of a command say, asked for by what they mean.
struct LaunchValues {
    let settings: [FlagSetting]
    let table: FlagTable

    /// The setting that counts: of several the last.
    func setting(_ concept: Concept) -> FlagSetting? {
        settings.last { table.flag($0.path)?.concept == concept && !$0.value.isEmpty }
    }

    /// The setting of a path, whatever it means.
    func setting(at path: String) -> FlagSetting? { settings.last { $0.path == path && !$0.value.isEmpty } }

    /// The text of a setting; nil where there is none, or a part of it is left open.
    func text(_ concept: Concept) -> String? { setting(concept).flatMap { $0.open.isEmpty ? $0.value : nil } }

    /// Whether a switch is on; nil where it does not stand there.
    func isOn(_ concept: Concept) -> Bool? { text(concept).map(Self.isTrue) }

    /// The same of a path.
    func isOn(at path: String) -> Bool? { setting(at: path).map { Self.isTrue($0.value) } }

    private static func isTrue(_ text: String) -> Bool { ["true", "1", "yes", "on"].contains(text.lowercased()) }

    /// A number of chips or of servers, from 1; nil where there is none, or a part of it is left open.
    func count(_ concept: Concept) throws(LaunchFault) -> Int? {
        guard let setting = setting(concept), setting.open.isEmpty else { return nil }
        return try Self.count(setting, in: 1...Self.mostChips)
    }

    /// A number of things, which may be 0 or, for all there are, -1.
    func number(_ concept: Concept) throws(LaunchFault) -> Int? {
        guard let setting = setting(concept), setting.open.isEmpty else { return nil }
        return try Self.count(setting, in: -1...Self.most)
    }

    /// The same of a path.
    func number(at path: String) throws(LaunchFault) -> Int? {
        guard let setting = setting(at: path), setting.open.isEmpty else { return nil }
        return try Self.count(setting, in: -1...Self.most)
    }

    /// Larger than any size of a deployment: what is above is a slip, and products of four of them stay numbers.
    private static let mostChips = 1 << 15
    /// The same of tokens and sequences.
    private static let most = 1 << 30

    private static func count(_ setting: FlagSetting, in range: ClosedRange<Int>) throws(LaunchFault) -> Int {
        guard let number = whole(setting.value), range.contains(number) else {
            let problem: LaunchFault.Problem =
                range.lowerBound < 1
                ? .notANumber(flag: setting.flag, value: setting.value)
                : .notACount(flag: setting.flag, value: setting.value)
            throw LaunchFault(problem, at: setting.span)
        }
        return number
    }

    /// A whole number as runtimes write it: `8192`, `8192.0`, or `8k` and `8K` of vLLM for thousands and 1024s.
    private static func whole(_ text: String) -> Int? {
        if let number = Int(text) { return number }
        if let number = Double(text), number == number.rounded(), number.magnitude < 1e9 { return Int(number) }
        // vLLM: k, m are decimal, K, M binary (`human_readable_int`, engine/arg_utils.py).
        let units: [Character: Int] = ["k": 1000, "m": 1_000_000, "K": 1 << 10, "M": 1 << 20]
        guard let unit = text.last.flatMap({ units[$0] }), let number = Double(text.dropLast()), number.magnitude < 1e6
        else { return nil }
        return Int(exactly: (number * Double(unit)).rounded())
    }

    /// A share from 0 to 1; nil where there is none, or a part of it is left open.
    func share(_ concept: Concept) throws(LaunchFault) -> Double? {
        guard let setting = setting(concept), setting.open.isEmpty else { return nil }
        guard let share = Double(setting.value), share > 0, share <= 1 else {
            throw LaunchFault(.notAShare(flag: setting.flag, value: setting.value), at: setting.span)
        }
        return share
    }

    /// The fault of a number that another does not divide.
    func notMultiple(_ concept: Concept, _ value: Int, of divisor: Concept, _ part: Int) -> LaunchFault {
        let (large, small) = (setting(concept), setting(divisor))
        return LaunchFault(
            .notMultiple(
                flag: large?.flag ?? concept.rawValue, value: value, of: small?.flag ?? divisor.rawValue, divisor: part),
            at: small?.span ?? large?.span)
    }
}
