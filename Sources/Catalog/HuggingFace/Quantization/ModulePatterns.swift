/// Names of modules as configurations write them: whole or in part, with `*`, or as `re:` and a regular expression.
struct ModulePatterns {
    /// Names from `layers.` on, or of what stands beside the layers.
    private var whole: Set<String> = []
    /// The same with 0 for every number.
    private var alike: Set<String> = []
    private var alikeGlobs: Set<[String]> = []
    private var layerGlobs: [Substring: [[String]]] = [:]
    /// Runs of components that may stand anywhere in a name.
    fileprivate var parts: [Pattern<[Substring]>] = []
    fileprivate var globs: [Pattern<[String]>] = []
    fileprivate var expressions: [Pattern<Regex<AnyRegexOutput>>] = []

    /// A pattern, and whether it says different things of different layers.
    fileprivate struct Pattern<Form> {
        let form: Form
        let isNumbered: Bool
        /// Whether it may say different things of names with and without what their layers hang on.
        var isRooted = true
        var answers: [String: Bool] = [:]
    }

    /// Where the layers of the language model hang; the rest of a name is the same everywhere.
    private static let roots = [
        "model.language_model.", "language_model.model.", "language_model.", "model.", "backbone.",
    ]

    /// - Parameters:
    ///   - patterns: the names.
    ///   - field: the field they stand in, for messages.
    init(_ patterns: [String], field: ConfigField) throws(ModelConfigError) {
        for pattern in patterns {
            if pattern.hasPrefix("re:") {
                try add(expression: String(pattern.dropFirst(3)), field: field)
            } else {
                add(Self.withoutRoot(pattern))
            }
        }
    }

    /// Regular expressions.
    init(expressions: [String], field: ConfigField) throws(ModelConfigError) {
        for expression in expressions { try add(expression: expression, field: field) }
    }

    private mutating func add(expression: String, field: ConfigField) throws(ModelConfigError) {
        guard let form = try? Regex(expression) else {
            throw .unknownQuantization(field: field, value: "re:" + expression)
        }
        // A lone \d tells layers below 10 from the others.
        let isNumbered = expression.contains { $0.isASCII && $0.isNumber } || expression.contains("\\d")
        expressions.append(
            Pattern(form: form, isNumbered: isNumbered, isRooted: !expression.hasPrefix(".*")))
    }

    private mutating func add(_ name: String) {
        if name.contains("*") {
            let pieces = name.split(separator: "*", omittingEmptySubsequences: false).map { String($0) }
            alikeGlobs.insert(pieces.map(Self.withoutNumbers))
            // Checkpoints list hundreds of layers; one of them is asked of its own patterns alone.
            let beginning = pieces[0].split(separator: ".", omittingEmptySubsequences: false)
            if beginning.count > 2, beginning[0] == "layers" {
                layerGlobs[beginning[1], default: []].append(pieces)
                return
            }
            globs.append(Pattern(form: pieces, isNumbered: name.contains { $0.isASCII && $0.isNumber }))
        } else if name.hasPrefix("layers.") {
            whole.insert(name)
            alike.insert(Self.withoutNumbers(name))
        } else {
            parts.append(
                Pattern(
                    form: name.split(separator: "."), isNumbered: name.contains { $0.isASCII && $0.isNumber }))
        }
    }

    /// Whether the names tell experts of a layer apart.
    var namesExperts: Bool {
        whole.contains { name in
            guard let place = name.firstRange(of: ".experts.") else { return false }
            return name[place.upperBound...].first?.isNumber == true
        }
    }

    /// Whether a pattern may cover modules of a name, given for the first layer and expert.
    ///
    /// Most of the names that a module could have are none of this checkpoint: the rest is asked layer by layer.
    mutating func mayCover(_ name: String) -> Bool {
        if expressions.contains(where: \.isNumbered) { return true }
        let containers = Self.containers(name)
        if containers.contains(where: { alike.contains(String($0)) }) { return true }
        if containers.contains(where: { name in alikeGlobs.contains { Self.matches($0, name) } }) { return true }
        return cover(name, alike: name)
    }

    /// Whether a pattern covers a module, or a module that contains it, under any of its names.
    mutating func cover(_ module: ModelModule.Names) -> Bool {
        for place in module.all.indices where cover(module.all[place], alike: module.alike[place]) { return true }
        return false
    }

    private mutating func cover(_ name: String, alike: String) -> Bool {
        if !whole.isEmpty, Self.containers(name).contains(where: { whole.contains(String($0)) }) { return true }
        for place in parts.indices {
            let part = parts[place].form
            let answer = parts[place].answer(name, alike) { name in
                let components = name.split(separator: ".")
                return components.indices.contains { components[$0...].starts(with: part) }
            }
            if answer { return true }
        }
        if !layerGlobs.isEmpty {
            let layer = name.dropFirst("layers.".count).prefix { $0 != "." }
            let globs = name.hasPrefix("layers.") ? layerGlobs[layer] ?? [] : []
            let containers = globs.isEmpty ? [] : Self.containers(name)
            if containers.contains(where: { name in globs.contains { Self.matches($0, name) } }) { return true }
        }
        for place in globs.indices {
            let pieces = globs[place].form
            let answer = globs[place].answer(name, alike) { name in
                Self.containers(name).contains { Self.matches(pieces, $0) }
            }
            if answer { return true }
        }
        for place in expressions.indices {
            let expression = expressions[place].form
            let roots = expressions[place].isRooted ? [""] + Self.roots : [""]
            let answer = expressions[place].answer(name, alike) { name in
                roots.contains { (try? expression.prefixMatch(in: $0 + name)) != nil }
            }
            if answer { return true }
        }
        return false
    }

    /// A name and those of what contains it.
    private static func containers(_ name: String) -> [Substring] {
        name.indices.filter { name[$0] == "." }.map { name[..<$0] } + [name[...]]
    }

    /// A name, or a part of one, with 0 for every number.
    private static func withoutNumbers(_ name: String) -> String {
        name.split(separator: ".", omittingEmptySubsequences: false)
            .map { !$0.isEmpty && $0.allSatisfy(\.isNumber) ? "0" : $0 }.joined(separator: ".")
    }

    private static func withoutRoot(_ name: String) -> String {
        guard let root = roots.first(where: { name.hasPrefix($0) }) else { return name }
        return String(name.dropFirst(root.count))
    }

    /// Whether `name` consists of the pieces in this order, with anything between them.
    private static func matches(_ pieces: [String], _ name: Substring) -> Bool {
        guard let first = pieces.first, let last = pieces.last, name.hasPrefix(first) else { return false }
        var rest = name.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let found = rest.firstRange(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}

extension ModulePatterns.Pattern {
    /// What it says of a name; of layers that it does not tell apart it is asked once.
    fileprivate mutating func answer(_ name: String, _ alike: String, _ ask: (String) -> Bool) -> Bool {
        if isNumbered { return ask(name) }
        if let known = answers[alike] { return known }
        let answer = ask(alike)
        answers[alike] = answer
        return answer
    }
}
