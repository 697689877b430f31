import Language
import Text
import Units

/// The line that begins a saved session: `# Sextant session: format 2, version 0.1.0, constants 3f2a9c0b2d4e5f67`.
struct SessionHeading: Sendable, Equatable {
    /// What it says of the program that wrote it.
    let stamp: FileStamp
    /// The language in which its output was recorded; English where it says none.
    let tongue: Tongue
    /// The characters of the line that say in which format.
    let span: Range<Int>

    private static let title = "# \(Version.program) session"
    private static let format = ": format "
    private static let language = "language"

    /// The heading of what a program writes; the first language of the program needs no word.
    static func line(_ stamp: FileStamp, _ tongue: Tongue) -> String {
        let parts =
            ["\(title)\(format)\(stamp.format)"]
            + [
                stamp.version.map { "version \($0)" }, stamp.constants.map { "constants \($0)" },
                tongue == .english ? nil : "\(language) \(tongue.rawValue)",
            ].compactMap(\.self)
        return parts.joined(separator: ", ")
    }

    /// Reads a line; nil for one that is not a heading.
    ///
    /// The first sessions had the title alone. What newer programs say behind what is known is passed over.
    init?(_ line: String) {
        let text = line.drop(while: \.isWhitespace)
        guard text.hasPrefix(Self.title) else { return nil }
        let start = line.count - text.count
        let rest = text.dropFirst(Self.title.count)
        let parts = rest.split(separator: ",").map { $0.split(whereSeparator: \.isWhitespace) }
        if parts.isEmpty || (parts.count == 1 && parts[0].isEmpty) {
            stamp = FileStamp(format: 1, version: nil, constants: nil)
            tongue = .english
            span = start..<start + Self.title.count
            return
        }
        guard rest.hasPrefix(Self.format), parts[0].count == 3, let format = Int(parts[0][2]), format >= 1 else {
            return nil
        }
        func value(_ name: String) -> String? {
            parts.first { $0.count == 2 && $0[0] == name }.flatMap { FileStamp.word(String($0[1])) }
        }
        stamp = FileStamp(format: format, version: value("version"), constants: value("constants"))
        tongue = value(Self.language).flatMap(Tongue.init(rawValue:)) ?? .english
        let before = start + Self.title.count + 2
        span = before..<before + "format ".count + parts[0][2].count
    }

    /// Refuses a session that a newer program wrote.
    func check(_ line: SourceLine, _ own: FileStamp) throws(Diagnostic) {
        guard stamp.isNewer else { return }
        let file = line.file.map { "'\($0)'" } ?? NotebookWords.thisSession
        throw Diagnostic(stamp.refusal(of: file, by: own), at: span).located(at: line)
    }
}
