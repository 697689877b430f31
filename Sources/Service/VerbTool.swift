import Language
import Notebook
import Storage
import Text

/// Makes a tool of a verb from its declaration: options, flags and words become arguments, and what completion offers
/// behind the verb as `name=` becomes the names of its values.
struct VerbTool<State: NotebookState> {
    private let shell: ServedShell<State>
    private let declared: ShellDescription
    private let served: ServedVerb
    private let verb: VerbDescription
    private let settings: [KindDescription.Section]
    /// What may stand before a `=` behind the verb, with what completion says of it.
    private let keys: [Completion]

    init(
        _ shell: ServedShell<State>, _ declared: ShellDescription, _ served: ServedVerb, verb: VerbDescription,
        _ environment: Environment
    ) {
        (self.shell, self.declared, self.served, self.verb) = (shell, declared, served, verb)
        settings = declared.kinds.first { $0.name == shell.settings }?.sections ?? []
        let completer = Completer(State.registry, State(), environment.files)
        var seen: Set<String> = []
        keys = completer.complete(verb.name + " ").candidates
            .filter { $0.text.hasSuffix("=") && seen.insert($0.text).inserted }
    }

    var tool: Tool<State> {
        Tool(
            name: verb.name.replacing(" ", with: "_"), title: verb.abstract,
            summary: verb.abstract + " " + verb.discussion.split(whereSeparator: \.isNewline).joined(separator: " "),
            properties: properties, required: required, output: ResultSchema.results
        ) { (arguments, call) throws(ToolFault) in
            for line in try lines(arguments) { try call.run(line) }
        }
    }

    // MARK: - What it takes

    private var properties: [(String, JSON)] {
        var found: [(String, JSON)] = shell.steps.map { step in
            let examples = step.examples()
            let schema =
                step.isList ? ValueSchema.texts(step.summary()) : ValueSchema.text(step.summary(), examples: examples)
            return (step.name, schema)
        }
        let direct = settings.filter { isListed($0) }.flatMap(\.entries)
        found.append(
            (
                "set",
                ValueSchema.fields(
                    served.listsSettings ? direct.map { ($0.name, ValueSchema.value($0, isAxis: false)) } : [],
                    summary: ServiceWords.setHelp,
                    others: .object([(key: "type", value: .array([.string("number"), .string("string")]))]))
            ))
        for argument in verb.arguments {
            let place = ArgumentPlace(argument)
            switch place.kind {
            case .flag: found.append((place.name, ValueSchema.flag(argument.summary)))
            case .option, .word: found.append((place.name, scalar(argument)))
            case .words: found.append((place.name, ValueSchema.texts(argument.summary)))
            case .values: found.append((place.name, values(argument)))
            case .files:
                found.append((place.name, ValueSchema.texts(argument.summary)))
                found.append(("values", values(argument)))
            }
        }
        if served.listing != nil {
            found.append(("top", ValueSchema.number(ServiceWords.topHelp, from: 0, isWhole: true)))
            found.append(("columns", ValueSchema.texts(ServiceWords.columnsHelp)))
        }
        return found + Tool<State>.common
    }

    private var required: [String] {
        verb.arguments.filter { !$0.isOptional }.map { ArgumentPlace($0).name }
    }

    /// The sections whose entries completion offers at an empty word: what people change.
    private func isListed(_ section: KindDescription.Section) -> Bool {
        ["config set", "workload set"].contains(section.title)
    }

    private func scalar(_ argument: ArgumentDescription) -> JSON {
        ValueSchema.object([
            ("type", .array([.string("string"), .string("number")])), ("description", .string(argument.summary)),
        ])
    }

    /// Names and values; a parameter's with its bounds, any other's with what completion says of it.
    private func values(_ argument: ArgumentDescription) -> JSON {
        let isAxis = argument.label.hasSuffix("S") || argument.label.contains("KEY")
        let entries = settings.flatMap { section in section.entries.map { (entry: $0, isListed: isListed(section)) } }
        let properties: [(String, JSON)] = keys.compactMap { key in
            let name = String(key.text.dropLast())
            if let found = entries.first(where: { $0.entry.name == name }), !key.detail.isEmpty {
                // Of those of the chip only the names are said.
                let isSaid = served.listsSettings
                return found.isListed
                    ? (name, ValueSchema.value(found.entry, isAxis: isAxis, isDescribed: !isSaid)) : nil
            }
            return (
                name,
                ValueSchema.object([
                    ("type", .array(["string", "number", "array"].map { .string($0) })),
                    ("description", .string(key.detail)),
                ])
            )
        }
        return ValueSchema.fields(
            properties, summary: argument.summary,
            others: ValueSchema.object([("type", .array(["string", "number", "array"].map { .string($0) }))]))
    }

    // MARK: - What it does

    /// The lines of the shell that a call stands for.
    private func lines(_ arguments: ToolArguments) throws(ToolFault) -> [String] {
        var lines: [String] = []
        for step in shell.steps where !step.isList {
            if let text = try arguments.word(step.name) { lines.append(step.line(Lexer.quoted(text))) }
        }
        lines += try settingLines(arguments)
        for step in shell.steps where step.isList {
            guard let texts = try arguments.texts(step.name) else { continue }
            for text in texts { try checkOneCommand(text) }
            lines.append(step.line(texts.joined(separator: " ")))
        }
        var options: [String] = []
        var words: [String] = []
        for argument in verb.arguments {
            let place = ArgumentPlace(argument)
            switch place.kind {
            case .flag: if try arguments.flag(place.name) { options.append(place.word) }
            case .option:
                if let word = try arguments.word(place.name) { options += [place.word, Lexer.quoted(word)] }
            case .word: if let word = try arguments.word(place.name) { words.append(Lexer.quoted(word)) }
            case .words, .files:
                words += try (arguments.texts(place.name) ?? []).map { Lexer.quoted($0) }
                if place.kind == .files { words += try assigned(arguments) }
            case .values: words += try assigned(arguments)
            }
        }
        lines.append(([verb.name] + options + words).joined(separator: " "))
        if let listing = served.listing {
            let count = try arguments.count("top") ?? 10
            let isRanked = ["keep", "frontier"].contains { arguments.fields[$0] != nil }
            let columns = try (arguments.texts("columns") ?? []).map { Lexer.quoted($0) }
            let name = isRanked ? listing.asFound : listing.ranked
            if count > 0 { lines.append(([name, String(count)] + columns).joined(separator: " ")) }
        }
        if let broken = lines.first(where: { $0.contains(where: \.isNewline) }) {
            throw ToolFault(message: ServiceWords.lineBreak + ": " + broken)
        }
        return lines
    }

    private func assigned(_ arguments: ToolArguments) throws(ToolFault) -> [String] {
        try arguments.values("values").map { Lexer.quoted($0.name + "=" + $0.word) }
    }

    /// A line for each verb that sets something, in the order of the declarations.
    private func settingLines(_ arguments: ToolArguments) throws(ToolFault) -> [String] {
        var words: [String: [String]] = [:]
        for (name, word) in try arguments.values("set") {
            let section = settings.first { $0.entries.contains { $0.name == name || $0.names.contains(name) } }
            guard let section else {
                let names = settings.flatMap { $0.entries.map(\.name) }
                throw ToolFault(message: ServiceWords.noParameter(name, nearest: NearestName.of(name, in: names)))
            }
            words[section.title, default: []].append(Lexer.quoted(name + "=" + word))
        }
        return settings.compactMap { section in
            words[section.title].map { ([section.title] + $0).joined(separator: " ") }
        }
    }

    private func checkOneCommand(_ text: String) throws(ToolFault) {
        let count: Int
        do throws(Diagnostic) { count = try Lexer.statements(in: text).count } catch {
            throw ToolFault(message: error.message, diagnostic: error)
        }
        guard count == 1, !text.contains(where: \.isNewline) else {
            throw ToolFault(message: ServiceWords.wrongKind(text, expected: ServiceWords.oneCondition))
        }
    }
}

/// How an argument of a verb is an argument of a tool.
struct ArgumentPlace {
    enum Kind { case flag, option, word, words, values, files }

    let kind: Kind
    /// What the tool calls it.
    let name: String
    /// What is typed in front of it.
    let word: String

    init(_ argument: ArgumentDescription) {
        let label = argument.label
        let first = String(label.prefix { $0 != " " && $0 != "[" })
        word = first
        if label.hasPrefix("--") {
            kind = label.contains(" ") ? .option : .flag
            name = String(first.dropFirst(2)).replacing("-", with: "_")
        } else if label.hasPrefix("FILE") {
            (kind, name) = (.files, "files")
        } else if label.contains("=") {
            (kind, name) = (.values, "values")
        } else {
            (kind, name) = (argument.isRepeated ? .words : .word, first.lowercased())
        }
    }
}
