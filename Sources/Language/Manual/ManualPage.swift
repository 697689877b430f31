import Units

/// The manual page, in the language of `man`.
enum ManualPage {
    static func text(_ shell: ShellDescription, _ program: ProgramDescription) -> String {
        var page = #".TH SEXTANT 1 "" "sextant \#(Version.number)" "\#(HelpWords.userCommands)""# + "\n"
        // Chinese has few spaces to stretch, and its English words are names that no hyphen may break.
        if Tongue.current == .chinese { page += ".ad l\n.nh\n" }
        page += section(HelpWords.name) + #"sextant \- "# + line(HelpWords.purpose)
        page += section(HelpWords.synopsis)
        page += program.calls.map { ".B sextant\n" + ($0.arguments.isEmpty ? "" : line($0.arguments)) }
            .joined(separator: ".br\n")
        page += section(HelpWords.description)
        page += paragraph(HelpWords.whatItIs)
        page += paragraph(HelpWords.howItIsCalled)
        page += entries(
            program.calls.filter { !$0.summary.isEmpty }.map { .init("sextant \($0.arguments)", $0.summary) })
        page += section(HelpWords.options)
        page += entries(
            program.options.map { option in
                let argument = option.argument.map { " " + $0 } ?? ""
                return .init(option.names.map { $0 + argument }.joined(separator: ", "), option.summary)
            })
        page += section(HelpWords.commands) + shell.verbs.map(command).joined()
        page += section(HelpWords.output)
        page += entries([
            .init("COMMAND | PROGRAM", HelpWords.pipe),
            .init("COMMAND > FILE", HelpWords.write),
            .init("COMMAND; COMMAND", HelpWords.several),
        ])
        for kind in shell.kinds where kind.isListed {
            page += section(kind.title.uppercased()) + paragraph(kind.summary)
            for list in kind.sections {
                page += list.title.isEmpty ? "" : ".SS " + escaped(list.title) + "\n"
                page += entries(list.entries.map { .init(name(of: $0), $0.summary) })
            }
        }
        page += section(HelpWords.environment) + entries(program.environment)
        page += section(HelpWords.files) + entries(program.files)
        page += section(HelpWords.exitStatus) + entries(program.exitCodes)
        page += section(HelpWords.seeAlso) + ".BR editrc (5),\n.BR less (1)\n"
        return page
    }

    private static func name(of entry: EntryDescription) -> String {
        entry.choices.isEmpty
            ? entry.name + (entry.unit.isEmpty ? "" : " [\(entry.unit)]")
            : entry.name + " " + entry.choices.joined(separator: "|")
    }

    private static func command(_ command: VerbDescription) -> String {
        var text = ".TP\n.B " + line(command.usage) + line(command.abstract)
        if !command.discussion.isEmpty { text += ".br\n" + line(command.discussion.replacing("\n", with: " ")) }
        for argument in command.arguments { text += ".br\n" + line("\(argument.label): \(argument.summary)") }
        for example in command.examples { text += ".br\n" + line(HelpWords.manualExample(example)) }
        return text
    }

    private static func section(_ title: String) -> String { ".SH \(title)\n" }

    private static func paragraph(_ text: String) -> String { ".PP\n" + line(text) }

    private static func entries(_ entries: [ProgramDescription.Entry]) -> String {
        entries.map { ".TP\n.B " + line($0.name) + line($0.summary) }.joined()
    }

    /// Text as a line of its own, of which nothing is taken for a request.
    private static func line(_ text: String) -> String {
        let text = escaped(text)
        return (text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" : "") + text + "\n"
    }

    private static func escaped(_ text: String) -> String {
        // A list of choices may be longer than a line, and goes on behind a bar.
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\"", with: "\\(dq")
            .replacing("|", with: "|\\:")
    }
}
