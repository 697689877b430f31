/// Releases of software as numbers that are in the order of the releases: `0.33`, `0.5.6.post2`, `1.3.0rc24`.
///
/// A thousand for each of major, minor and patch number, and a thousand for what stands behind: candidates below 500, the release
/// itself at 500, its corrections above.
public enum ReleaseNumber {
    /// What is behind a release that is no candidate and no correction.
    private static let final = 500.0

    /// The words for the newest release that is known, which is 0.
    public static let newest = ["newest", "latest", "auto"]

    /// The number of a release.
    public static func of(_ major: Double, _ minor: Double, _ patch: Double = 0) -> Double {
        ((major * 1000 + minor) * 1000 + patch) * 1000 + final
    }

    /// Reads `0.33`, `v0.5.6.post2`, `1.3.0rc24` or `newest`; nil for what is none of these.
    public static func parse(_ text: String) -> Double? {
        var rest = text.lowercased()[...]
        if newest.contains(String(rest)) || rest == "0" { return 0 }
        if rest.first == "v" { rest = rest.dropFirst() }
        var parts: [Double] = []
        while let part = number(&rest) {
            parts.append(part)
            guard rest.first == ".", rest.dropFirst().first?.isASCIIDigit == true else { break }
            rest = rest.dropFirst()
        }
        guard (2...3).contains(parts.count), let stage = stage(rest) else { return nil }
        let value = of(parts[0], parts[1], parts.count > 2 ? parts[2] : 0) - final + stage
        // What is not above 1 stands for no release.
        return value > 1 ? value : nil
    }

    /// What reads back as exactly this number.
    public static func text(_ value: Double) -> String {
        guard value > 1, value < 1e12 else { return newest[0] }
        func digits(_ scale: Double) -> Int { Int(value / scale) % 1000 }
        let stage = digits(1)
        let suffix = stage < Int(final) ? "rc\(stage)" : stage > Int(final) ? ".post\(stage - Int(final))" : ""
        let patch = digits(1e3) > 0 || !suffix.isEmpty ? ".\(digits(1e3))" : ""
        return "\(Int(value / 1e9)).\(digits(1e6))\(patch)\(suffix)"
    }

    private static func number(_ text: inout Substring) -> Double? {
        let digits = text.prefix { $0.isASCIIDigit }
        guard (1...3).contains(digits.count), let value = Double(digits) else { return nil }
        text = text.dropFirst(digits.count)
        return value
    }

    /// The thousand behind a patch number: nothing, `rc24`, `.rc24` or `-rc24`, `post2` or `.post2`.
    private static func stage(_ text: Substring) -> Double? {
        if text.isEmpty { return final }
        var rest = text.first == "." || text.first == "-" ? text.dropFirst() : text
        let isCandidate = rest.hasPrefix("rc")
        guard isCandidate || rest.hasPrefix("post") else { return nil }
        rest = rest.dropFirst(isCandidate ? 2 : 4)
        guard let count = number(&rest), rest.isEmpty, count < final else { return nil }
        return isCandidate ? count : final + count
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
