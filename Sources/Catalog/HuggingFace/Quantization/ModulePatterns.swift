/// Names of modules as configurations write them: whole or in part, with `*`, or as `re:` and a regular expression.
struct ModulePatterns {
    private var literals: Set<String> = []
    private var globs: [[String]] = []
    private var expressions: [Regex<AnyRegexOutput>] = []

    /// Where the layers of the language model hang; the rest of a name is the same everywhere.
    private static let roots = [
        "model.language_model.", "language_model.model.", "language_model.", "model.", "backbone.",
    ]

    /// - Parameters:
    ///   - patterns: the names.
    ///   - field: the field they stand in, for messages.
    init(_ patterns: [String], field: String) throws(ModelConfigError) {
        for pattern in patterns {
            if pattern.hasPrefix("re:") {
                guard let expression = try? Regex(String(pattern.dropFirst(3))) else {
                    throw .unknownQuantization(field: field, value: pattern)
                }
                expressions.append(expression)
            } else {
                let rest = Self.withoutRoot(pattern)
                if rest.contains("*") {
                    globs.append(rest.split(separator: "*", omittingEmptySubsequences: false).map { String($0) })
                } else {
                    literals.insert(rest)
                }
            }
        }
    }

    /// Whether a pattern covers a module, named from `layers.` on, or a module that contains it.
    func cover(_ module: String) -> Bool {
        let parts = module.split(separator: ".")
        for start in parts.indices {
            for end in start..<parts.endIndex where literals.contains(parts[start...end].joined(separator: ".")) {
                return true
            }
        }
        for end in parts.indices {
            let container = parts[...end].joined(separator: ".")
            if globs.contains(where: { Self.matches($0, container) }) { return true }
        }
        return expressions.contains { expression in
            ["", "model.", "language_model.model."].contains { (try? expression.prefixMatch(in: $0 + module)) != nil }
        }
    }

    private static func withoutRoot(_ name: String) -> String {
        guard let root = roots.first(where: { name.hasPrefix($0) }) else { return name }
        return String(name.dropFirst(root.count))
    }

    /// Whether `name` consists of the pieces in this order, with anything between them.
    private static func matches(_ pieces: [String], _ name: String) -> Bool {
        guard let first = pieces.first, let last = pieces.last, name.hasPrefix(first) else { return false }
        var rest = name.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let found = rest.firstRange(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
