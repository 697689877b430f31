/// Writes down everything that a value holds, so that tests can compare it whole with what was recorded of it.
package struct Facts: Sendable {
    /// How a part is written that has a name; nil for one that is written by its own parts.
    private let name: @Sendable (Any) -> String?

    /// Writes parts with names of their own by these.
    package init(name: @escaping @Sendable (Any) -> String? = { _ in nil }) { self.name = name }

    /// The value, part by part; numbers with as many digits as other machines have too.
    package func text(of value: Any) -> String {
        if let name = name(value) { return name }
        switch value {
        case let number as Double: return Self.digits(number)
        case let number as Int: return "\(number)"
        case let flag as Bool: return "\(flag)"
        case let text as String: return text
        default: break
        }
        let mirror = Mirror(reflecting: value)
        let parts = mirror.children.filter { !Self.isFunction($0.value) }
        switch mirror.displayStyle {
        case .optional: return parts.first.map { text(of: $0.value) } ?? "-"
        case .collection: return "[" + parts.map { text(of: $0.value) }.joined(separator: ", ") + "]"
        case .set, .dictionary: return "[" + parts.map { text(of: $0.value) }.sorted().joined(separator: ", ") + "]"
        case .enum where parts.isEmpty: return "\(value)"
        default: break
        }
        let fields = parts.map { label, part in
            (label.map { $0.hasPrefix(".") ? "" : $0 + " " } ?? "") + text(of: part)
        }
        return "(" + fields.joined(separator: ", ") + ")"
    }

    private static func isFunction(_ value: Any) -> Bool { "\(type(of: value))".contains("->") }

    /// Eight digits: what the last bits of logarithms on other machines leave alone.
    package static func digits(_ value: Double) -> String {
        guard value.isFinite, value.magnitude > 1e-15 else { return value.isFinite ? "0" : "\(value)" }
        var scale = 1.0
        while value.magnitude * scale < 1e7 { scale *= 10 }
        while value.magnitude * scale >= 1e8 { scale /= 10 }
        return "\((value * scale).rounded() / scale)"
    }
}
