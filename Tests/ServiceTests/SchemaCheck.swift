import Text

/// The part of JSON Schema 2020-12 that our schemas use.
struct SchemaCheck {
    private let root: JSON

    init(_ root: JSON) { self.root = root }

    /// Where a value breaks the schema; empty where it does not.
    func faults(of value: JSON) -> [String] { faults(of: value, by: root, at: "$") }

    private func faults(of value: JSON, by schema: JSON, at place: String) -> [String] {
        var found: [String] = []
        if let reference = schema["$ref"]?.text {
            let path = reference.dropFirst(2).split(separator: "/")
            guard let target = path.reduce(Optional(root), { $0?[String($1)] }) else { return ["no \(reference)"] }
            found += faults(of: value, by: target, at: place)
        }
        if let constant = schema["const"], constant != value { found.append("\(place) is not \(constant.compact)") }
        if let words = schema["enum"], !words.items.contains(value) {
            found.append("\(place) is none of \(words.compact)")
        }
        if let type = schema["type"] {
            let types = type.text.map { [$0] } ?? type.items.compactMap(\.text)
            if !types.contains(where: { Self.is(value, $0) }) {
                found.append("\(place) is no \(types.joined(separator: " or "))")
            }
        }
        if let number = value.number {
            if let low = schema["minimum"]?.number, number < low { found.append("\(place) is below \(low)") }
            if let high = schema["maximum"]?.number, number > high { found.append("\(place) is above \(high)") }
        }
        if let items = schema["items"] {
            for (index, item) in value.items.enumerated() {
                found += faults(of: item, by: items, at: "\(place)[\(index)]")
            }
        }
        for name in schema["required"]?.items.compactMap(\.text) ?? [] where value[name] == nil {
            found.append("\(place) has no \(name)")
        }
        guard case .object(let members) = value else { return found }
        for member in members {
            if let own = schema["properties"]?[member.key] {
                found += faults(of: member.value, by: own, at: place + "." + member.key)
            } else if let others = schema["additionalProperties"] {
                if others == .bool(false) { found.append("\(place) has \(member.key)") }
                found += faults(of: member.value, by: others, at: place + "." + member.key)
            }
        }
        return found
    }

    private static func `is`(_ value: JSON, _ type: String) -> Bool {
        switch (value, type) {
        case (.string, "string"), (.bool, "boolean"), (.null, "null"), (.array, "array"), (.object, "object"),
            (.number, "number"):
            true
        case (.number(let number), "integer"): number == number.rounded()
        default: false
        }
    }
}
