import Foundation
import TestSupport
import Testing
import Units

/// Lines of words and figures that are compared with what was recorded of them; `RECORD=1` writes them anew.
enum RecordedLines {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Recorded").path

    /// Holds lines to those of a file.
    static func check(_ name: String, _ lines: [String]) throws {
        let recorded = try Recording.text(at: "\(folder)/\(name)", today: lines.joined(separator: "\n") + "\n")
        let before = recorded.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        #expect(before.count == lines.count)
        for (now, then) in zip(lines, before) { #expect(Self.isAlike(now, then), "\(name): recorded \(then)") }
    }

    /// Whether two lines have the same words, and numbers that are as close as the order of sums leaves them.
    private static func isAlike(_ now: String, _ then: String) -> Bool {
        let (a, b) = (now.split(separator: " "), then.split(separator: " "))
        return a.count == b.count
            && zip(a, b).allSatisfy { one, other in
                if one == other { return true }
                guard let one = Double(one), let other = Double(other) else { return false }
                return (one - other).magnitude <= 2e-6 * max(one.magnitude, other.magnitude)
            }
    }

    /// A figure with the digits that other machines agree in.
    static func word(_ value: Double) -> String { Decimal.significant(value, digits: 7) }
}
