import Text

extension FileStamp {
    /// `0.9.0, format 3`, or `format 3` where the file names no release.
    private var name: String {
        version.map { NotebookWords.stamp($0, format: format) } ?? NotebookWords.stamp(format: format)
    }

    /// What is said of a newer program's file by one that writes `own`.
    public func refusal(of name: String, by own: FileStamp) -> String {
        NotebookWords.isNewer(name, self.name, own.name)
    }

    /// Which program recorded a file and with which constants, beside this one where that is another.
    func origin(beside own: FileStamp) -> String {
        guard self != own else { return NotebookWords.recordedHere }
        guard let constants else { return NotebookWords.recorded(by: version) }
        return constants == own.constants
            ? NotebookWords.recordedAlike(by: version)
            : NotebookWords.recorded(by: version, with: constants, own: own.constants)
    }
}
