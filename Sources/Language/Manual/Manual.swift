import Text

/// The files that come with the program, made from its declarations.
public enum Manual: String, CaseIterable, Sendable {
    case man, bash, zsh, fish, json, reference

    /// The names of all files: `man, bash, zsh, fish, json, reference`.
    public static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// The text of the file.
    public func text(_ shell: ShellDescription, _ program: ProgramDescription) -> String {
        switch self {
        case .man: return ManualPage.text(shell, program)
        case .bash: return BashCompletion.text(shell, program)
        case .zsh: return ZshCompletion.text(shell, program)
        case .fish: return FishCompletion.text(shell, program)
        case .reference: return ReferencePage.text(shell, program)
        case .json:
            var whole = shell
            whole.program = program
            return JSON(encoding: whole).pretty + "\n"
        }
    }
}
