import Shell

extension ProgramDescription {
    /// This program: what `--help`, the manual page and completion say of it.
    static let sextant = ProgramDescription(
        calls: [
            Call("", "an interactive shell, or a script from standard input"),
            Call("FILE", "run a script and stop at the first error"),
            Call("-f FILE", "the same; - is standard input"),
            Call("-c \"arch list\"", "run commands, separated by ;"),
            Call("VERB ...", "run one command"),
            Call("guide", "a guided session: from a chip to a saved plan in five steps"),
            Call("--generate FILE", "print a file that comes with the program: \(Manual.names)"),
            Call("--version | --help"),
        ],
        options: [
            Option(["-c"], argument: "COMMANDS", "Runs commands, separated by semicolons."),
            Option(["-f"], argument: "FILE", "Runs a script and stops at the first error; - is standard input."),
            Option(["--generate"], argument: "FILE", "Prints a file that comes with the program: \(Manual.names)."),
            Option(["-V", "--version"], "Prints the version."),
            Option(["-h", "--help"], "Prints how the program is called."),
        ],
        environment: [
            ("PAGER", "Shows results taller than the terminal; less where it is not set, nothing where empty."),
            ("LESS", "Options of less; FRX where it is not set."),
            ("NO_COLOR", "Turns colour and weight off where it is set and not empty."),
            ("COLUMNS", "The width of the output where the terminal does not say."),
            ("TERM", "The kind of terminal; dumb turns off colour, the pager and moves of the cursor."),
            ("SEXTANT_HISTORY", "The file of earlier lines; empty for none."),
            ("XDG_STATE_HOME", "Where the file of earlier lines is kept otherwise; ~/.local/state by default."),
            ("EDITRC", "The file with the keys of the line editor, in place of ~/.editrc."),
        ],
        files: [
            ("~/.local/state/sextant/history", "Earlier lines; only their owner can read them."),
            ("~/.editrc", "Keys of the line editor; bind -v chooses those of vi."),
        ],
        exitCodes: [
            ("0", "All commands succeeded."), ("1", "A command failed, and those behind it did not run."),
            ("2", "The program was called with arguments that make no sense."),
            ("129", "The terminal went away."), ("130", "Ctrl-C ended a script."),
            ("143", "SIGTERM ended it."),
        ])
}
