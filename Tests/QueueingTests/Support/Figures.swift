/// Lines of figures that are compared whole with what was recorded of them.
struct Figures {
    private var lines: [String] = []

    /// All lines.
    var text: String { lines.joined(separator: "\n") + "\n" }

    /// Adds a line that the next ones are about.
    mutating func begin(_ title: String) { lines.append(title) }

    /// Adds a line of figures.
    mutating func add(_ name: String, _ values: [Double?]) {
        lines.append("  \(name): " + values.map { Self.digits($0, 8) }.joined(separator: " "))
    }

    /// Adds figures of a distribution: its sum, its mean, and the first of its shares.
    mutating func add(_ name: String, shares: [Double]) {
        let mean = shares.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
        let square = shares.enumerated().reduce(0) { $0 + Double($1.offset * $1.offset) * $1.element }
        add(name, [Double(shares.count), shares.reduce(0, +), mean, square] + shares.prefix(4))
    }

    /// Some digits: what the last bits of logarithms on other machines leave alone.
    static func digits(_ value: Double?, _ count: Int) -> String {
        guard let value, value.isFinite, value.magnitude > 1e-15 else {
            return value.map { $0.isFinite ? "0.0" : "\($0)" } ?? "-"
        }
        var (least, scale) = (1.0, 1.0)
        for _ in 1..<count { least *= 10 }
        while value.magnitude * scale < least { scale *= 10 }
        while value.magnitude * scale >= least * 10 { scale /= 10 }
        return "\((value * scale).rounded() / scale)"
    }
}
