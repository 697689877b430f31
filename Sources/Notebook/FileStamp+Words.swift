import Language
import Text

extension FileStamp {
    /// `0.9.0, format 3`, or `format 3` where the file names no release.
    private var name: String { (version.map { "\($0), " } ?? "") + "format \(format)" }

    /// What is said of a newer program's file by one that writes `own`.
    public func refusal(of name: String, by own: FileStamp) -> String {
        "\(name) was written by a newer \(Version.program) (\(self.name); this is \(own.name))"
    }

    /// Which program recorded a file and with which constants, beside this one where that is another.
    func origin(beside own: FileStamp) -> String {
        guard self != own else { return "recorded by this version with these constants" }
        let version = version.map { "\(Version.program) \($0)" } ?? "a \(Version.program) that wrote no version"
        guard let constants else { return "recorded by \(version); this is \(Version.number)" }
        guard constants != own.constants else {
            return "recorded by \(version) with the same constants; this is \(Version.number)"
        }
        return "recorded by \(version) with constants \(constants); this is \(Version.number) with "
            + (own.constants ?? "others")
    }
}
