/// The release.
public enum Version {
    /// The name of the program.
    public static let program = "Sextant"
    /// The number, as `--version` prints it.
    public static let number = "0.1.0"
}
