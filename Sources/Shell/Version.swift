/// The release.
public enum Version {
    /// The number, as `--version` prints it.
    public static let number = "0.1.0"
}
