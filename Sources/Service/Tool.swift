import Language
import Notebook
import Text

/// Something that a program may ask for, with what it takes.
struct Tool<State: NotebookState> {
    /// Its name.
    let name: String
    /// What it does, in one sentence.
    let title: String
    /// What is worth knowing beyond that.
    let summary: String
    /// Its arguments with their schemas.
    let properties: [(String, JSON)]
    var required: [String] = []
    /// What it returns beside text.
    var output: JSON?
    /// Whether it can write files.
    var writes = false
    /// Does the work on a session.
    let call: (ToolArguments, ToolCall<State>) throws(ToolFault) -> Void

    /// How `tools/list` shows it.
    var json: JSON {
        ValueSchema.object(
            [
                ("name", .string(name)), ("title", .string(title)), ("description", .string(summary)),
                ("inputSchema", ValueSchema.fields(properties, required: required)),
            ] + (output.map { [("outputSchema", $0)] } ?? []) + [
                (
                    "annotations",
                    ValueSchema.object([
                        ("readOnlyHint", .bool(!writes)), ("destructiveHint", .bool(writes)),
                        ("openWorldHint", .bool(false)),
                    ])
                )
            ])
    }

    /// The arguments that every tool with a session has.
    static var common: [(String, JSON)] {
        [
            ("session", ValueSchema.text(ServiceWords.sessionHelp)),
            (
                "seconds",
                ValueSchema.number(
                    ServiceWords.secondsHelp(ToolArguments.standardSeconds, ToolArguments.mostSeconds), from: 0.01,
                    to: ToolArguments.mostSeconds)
            ),
        ]
    }
}

extension Tool {
    /// The tools of a shell, in the order that they are listed.
    static func all(of shell: ServedShell<State>, _ environment: Environment) -> [Tool] {
        let declared = shell.describe()
        let verbs = shell.verbs.compactMap { served in
            declared.verbs.first { $0.name == served.name }.map {
                VerbTool(shell, declared, served, verb: $0, environment).tool
            }
        }
        return verbs + [.run, .complete, .inspect(shell)]
    }

    /// Whole lines.
    static var run: Tool {
        Tool(
            name: "run", title: ServiceWords.runTitle, summary: ServiceWords.runHelp,
            properties: [
                ("lines", ValueSchema.texts(ServiceWords.linesHelp)),
                ("format", ValueSchema.choice(ToolCall<State>.formats, ServiceWords.formatHelp)),
                ("html", ValueSchema.flag(ServiceWords.htmlHelp)),
            ] + common, required: ["lines"], output: ResultSchema.results, writes: true
        ) { (arguments, call) throws(ToolFault) in
            guard let lines = try arguments.texts("lines") else {
                throw ToolFault(message: ServiceWords.missing("lines"))
            }
            if let format = try arguments.text("format") { try call.write(as: format) }
            call.addsHTML = try arguments.flag("html")
            try call.run(lines.joined(separator: "\n"))
        }
    }

    /// What may stand at the end of a line.
    static var complete: Tool {
        Tool(
            name: "complete", title: ServiceWords.completeTitle, summary: ServiceWords.completeTitle,
            properties: [("line", ValueSchema.text(ServiceWords.lineHelp))] + common, required: ["line"]
        ) { (arguments, call) throws(ToolFault) in
            guard let line = try arguments.text("line") else { throw ToolFault(message: ServiceWords.missing("line")) }
            let (replacing, candidates) = call.interpreter.complete(line)
            call.text = candidates.map { $0.text + "\t" + $0.detail + "\n" }.joined()
            call.answer = [
                (key: "replacing", value: .number(Double(replacing))),
                (
                    key: "candidates",
                    value: .array(
                        candidates.map { candidate in
                            ValueSchema.object([
                                ("text", .string(candidate.text)), ("detail", .string(candidate.detail)),
                                ("isWhole", .bool(candidate.isWhole)),
                            ])
                        })
                ),
            ]
        }
    }

    /// What something is.
    static func inspect(_ shell: ServedShell<State>) -> Tool {
        Tool(
            name: "inspect", title: ServiceWords.inspectTitle, summary: ServiceWords.inspectTitle,
            properties: [
                ("line", ValueSchema.text(ServiceWords.inspectedHelp)),
                ("at", ValueSchema.number(ServiceWords.placeHelp, from: 0, isWhole: true)),
            ] + common, required: ["line"]
        ) { (arguments, call) throws(ToolFault) in
            guard let line = try arguments.text("line") else { throw ToolFault(message: ServiceWords.missing("line")) }
            let help = HelpText(shell.describe())
            let verbs = Set(State.registry.commands.map(\.name))
            let names = try arguments.count("at").map { Inspection.names(in: line, at: $0, verbs) } ?? [line]
            let lines = names.lazy.map { help.lines(on: $0) }.first { !$0.isEmpty } ?? []
            call.text = lines.map { $0 + "\n" }.joined()
            call.answer = [
                (key: "found", value: .bool(!lines.isEmpty)),
                (key: "lines", value: .array(lines.map { .string($0) })),
            ]
            if lines.isEmpty {
                throw ToolFault(message: help.unknown(Spanned(value: line, span: 0..<line.count)).render())
            }
        }
    }
}

/// The word of a line that a cursor stands in or behind.
enum Inspection {
    /// What may be meant, the likeliest first: the verb whose last word it is, the word, the verb of the line.
    static func names(in line: String, at place: Int, _ verbs: Set<String>) -> [String] {
        let characters = Array(line)
        let place = min(max(place, 0), characters.count)
        let start = characters[..<place].lastIndex { $0 == ";" || $0.isNewline }.map { $0 + 1 } ?? 0
        func isPart(_ character: Character) -> Bool {
            character.isLetter || character.isNumber || "_-.".contains(character)
        }
        var low = place
        while low > start, isPart(characters[low - 1]) { low -= 1 }
        var high = place
        while high < characters.count, isPart(characters[high]) { high += 1 }
        let word = String(characters[low..<high])
        let words = String(characters[start..<high]).split(separator: " ").map(String.init)
        let two = words.prefix(2).joined(separator: " ")
        // `load` of `arch load` is no name of its own.
        let verb = verbs.contains(two) ? two : words.first ?? ""
        return ((words.count == 2 && verb == two ? [two] : []) + [word, verb]).filter { !$0.isEmpty }
    }
}
