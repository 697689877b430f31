import CostModel

/// The manual page, in the language of `man`.
enum ManualPage {
    static func text(_ program: ProgramDescription) -> String {
        var page = #".TH SEXTANT 1 "" "sextant \#(Version.number)" "User Commands""# + "\n"
        page += section("NAME") + #"sextant \- plan LLM\-inference deployments"# + "\n"
        page += section("SYNOPSIS")
        page += program.calls.map { ".B sextant\n" + ($0.arguments.isEmpty ? "" : line($0.arguments)) }
            .joined(separator: ".br\n")
        page += section("DESCRIPTION")
        page += paragraph(
            """
            Sextant is a shell for people who plan LLM-inference deployments: which chips, how many, which parallelism, \
            which batch, before the hardware is bought. Every command works on an analytical cost engine that answers \
            from datasheet figures, and a session is a plain script that replays.
            """)
        page += paragraph("Without arguments it reads commands from the terminal or from standard input:")
        page += entries(program.calls.filter { !$0.summary.isEmpty }.map { ("sextant \($0.arguments)", $0.summary) })
        page += section("OPTIONS")
        page += entries(
            program.options.map { option in
                let argument = option.argument.map { " " + $0 } ?? ""
                return (option.names.map { $0 + argument }.joined(separator: ", "), option.summary)
            })
        page += section("COMMANDS") + Registry.commands.map(command).joined()
        page += section("OUTPUT")
        page += entries([
            ("COMMAND | PROGRAM", "Passes the output on to a command of the system's shell."),
            ("COMMAND > FILE", "Writes the output to a file; >> appends it."),
            ("COMMAND; COMMAND", "Runs one after the other; # begins a note."),
        ])
        page += section("METRICS") + paragraph("What plans are shown, filtered and ordered by.")
        page += entries(
            Metric.all.map { ($0.name + ($0.unit.isEmpty ? "" : " [\($0.unit)]"), $0.summary) })
        page += section("PARAMETERS") + paragraph("What 'set' changes and 'sweep' varies, by the verb that sets it.")
        for scope in Parameter.Scope.allCases {
            page += ".SS " + escaped("\(scope.rawValue) set") + "\n"
            page += entries(
                Parameter.all(in: scope).map {
                    ($0.name + ($0.choices.isEmpty ? "" : " " + $0.choices.joined(separator: "|")), $0.summary)
                })
        }
        page += section("ENVIRONMENT") + entries(program.environment)
        page += section("FILES") + entries(program.files)
        page += section("EXIT STATUS") + entries(program.exitCodes)
        page += section("SEE ALSO") + ".BR editrc (5),\n.BR less (1)\n"
        return page
    }

    private static func command(_ command: Command) -> String {
        var text = ".TP\n.B " + line(command.usage) + line(command.abstract)
        if !command.discussion.isEmpty { text += ".br\n" + line(command.discussion.replacing("\n", with: " ")) }
        for argument in command.arguments { text += ".br\n" + line("\(argument.label): \(argument.summary)") }
        for example in command.examples { text += ".br\n" + line("Example: " + example) }
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
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\"", with: "\\(dq")
    }
}
