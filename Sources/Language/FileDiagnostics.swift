import Storage

extension Diagnostic {
    /// What is said where Ctrl-C ended a command that is whole or not at all.
    public static var unchanged: Diagnostic { Diagnostic(LanguageWords.unchanged) }

    /// Says why a file could not be read.
    public init(reading path: String, _ error: FileError, at span: Range<Int>? = nil, expected: String? = nil) {
        self =
            error == .interrupted
            ? Diagnostic.unchanged
            : Diagnostic(LanguageWords.cannotRead(path, error.reason), at: span, expected: expected)
    }

    /// Says why a file could not be written.
    public init(writing path: String, _ error: FileError, at span: Range<Int>) {
        self =
            error == .interrupted
            ? Diagnostic(LanguageWords.unchanged(path))
            : Diagnostic(
                LanguageWords.cannotWrite(path, error.reason), at: span,
                hint: [.leavesFolder, .crossesLink].contains(error) ? LanguageWords.howToTrust : nil)
    }
}

extension FileSystem {
    /// The text of a file that an argument names.
    ///
    /// - Throws: why it cannot be read, at the argument.
    public func text(of path: Spanned<String>, limit: FileLimit, _ expected: String) throws(Diagnostic) -> String {
        do throws(FileError) {
            return try read(path.value, limit: limit)
        } catch {
            throw Diagnostic(reading: path.value, error, at: path.span, expected: expected)
        }
    }
}
