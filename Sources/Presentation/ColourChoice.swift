/// Whether a person wants colour on the screen.
public enum ColourChoice: String, CaseIterable, Sendable {
    /// Wherever the terminal has it, whatever the environment says.
    case on
    case off
    /// Where the terminal has it and the environment does not refuse it.
    case auto
}
