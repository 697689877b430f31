import Language

extension ProgramDescription {
    /// This program: what `--help`, the manual page and completion say of it.
    static let sextant = ProgramDescription(
        calls: [
            Call("", "an interactive shell, or a script from standard input"),
            Call("FILE", "run a script and stop at the first error"),
            Call("VERB ...", "run one command"),
            Call("guide", "a guided session: from a chip to a saved plan in five steps"),
        ] + ProgramOption.all.compactMap(\.usage) + [Call("--version | --help")],
        options: ProgramOption.all.compactMap { option in
            option.summary.map { Option(option.names, argument: option.argument, $0) }
        },
        environment: [
            "PAGER": "Shows results taller than the terminal; less where it is not set, nothing where empty.",
            "LESS": "Options of less; FRX where it is not set.",
            "NO_COLOR": "Turns colour and weight off where it is set and not empty.",
            "COLUMNS": "The width of the output where the terminal does not say.",
            "TERM": "The kind of terminal; dumb turns off colour, the pager and moves of the cursor.",
            "SEXTANT_HISTORY": "The file of earlier lines; empty for none.",
            "XDG_STATE_HOME": "Where the file of earlier lines is kept otherwise; ~/.local/state by default.",
            "EDITRC": "The file with the keys of the line editor, in place of ~/.editrc.",
        ],
        files: [
            "~/.local/state/sextant/history": "Earlier lines; only their owner can read them.",
            "~/.editrc": "Keys of the line editor; bind -v chooses those of vi.",
        ],
        exitCodes: [
            "0": "All commands succeeded.", "1": "A command failed, and those behind it did not run.",
            "2": "The program was called with arguments that make no sense.",
            "129": "The terminal went away.", "130": "Ctrl-C ended a script.",
            "143": "SIGTERM ended it.",
        ])
}
