import Text

/// The release.
public enum Version {
    /// The number, as `--version` prints it.
    public static let number = "0.1.0"
}

extension FileStamp {
    /// The stamp of what this program writes.
    static let current = FileStamp(version: Version.number, constants: Constants.fingerprint)

    /// `0.9.0, format 3`, or `format 3` where the file names no release.
    private var name: String { (version.map { "\($0), " } ?? "") + "format \(format)" }

    /// What is said of a newer program's file.
    func refusal(of name: String) -> String {
        "\(name) was written by a newer Sextant (\(self.name); this is \(Self.current.name))"
    }

    /// Which program recorded a file and with which constants, beside this one where that is another.
    var origin: String {
        guard self != .current else { return "recorded by this version with these constants" }
        let version = version.map { "Sextant \($0)" } ?? "a Sextant that wrote no version"
        guard let constants else { return "recorded by \(version); this is \(Version.number)" }
        guard constants != Constants.fingerprint else {
            return "recorded by \(version) with the same constants; this is \(Version.number)"
        }
        return "recorded by \(version) with constants \(constants); this is \(Version.number) with "
            + Constants.fingerprint
    }
}
