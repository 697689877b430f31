/// Completion for fish.
enum FishCompletion {
    static func text(_ shell: ShellDescription, _ program: ProgramDescription) -> String {
        let options = program.options.map { option in
            let names = option.names.map { $0.hasPrefix("--") ? "-l \($0.dropFirst(2))" : "-s \($0.dropFirst())" }
            let needs = option.argument.map { $0 == "FILE" ? " -r -F" : " -x" } ?? ""
            return "complete -c sextant -n __fish_use_subcommand \(names.joined(separator: " "))\(needs) -d "
                + quoted(option.summary)
        }
        let verbs = shell.firstWords.map {
            "complete -c sextant -n __fish_use_subcommand -a \($0.name) -d \(quoted($0.summary))"
        }
        let modes = program.modes(beside: shell).map { mode in
            "complete -c sextant -n __fish_use_subcommand -a \(mode.name) -d \(quoted(mode.summary))\n"
                + "complete -c sextant -n '__fish_seen_subcommand_from \(mode.name)' -a '(__fish_complete_directories)'"
        }
        return """
            # fish completion for sextant, made by: sextant --generate fish

            complete -c sextant -f
            complete -c sextant -n __fish_use_subcommand -k -a '(__fish_complete_suffix .sextant)'
            \((options + verbs + modes).joined(separator: "\n"))
            # The program itself knows what may follow its verbs.
            function __sextant_candidates
                set -l words (commandline -opc) (commandline -ct)
                $words[1] --complete (string join ' ' -- $words[2..-1]) 2>/dev/null
            end
            complete -c sextant -n 'not __fish_use_subcommand' -k -a '(__sextant_candidates)'

            """
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
