import Storage
import Units

/// A kind of file that holds several tables and is written by a library, declared once beside what calls that: `save`,
/// its help and completion follow.
public struct WorkbookFormat: Sendable, Equatable {
    /// Its name in sentences.
    public let name: String
    /// The endings of its files, the usual one first.
    public let endings: [String]
    /// What it is good for, in a few words.
    public var summary: String { describe() }
    private let describe: @Sendable () -> String
    private let writing: @Sendable (String, [Sheet], @Sendable () -> Bool) throws(FileError) -> Void

    /// The registry: a new format is one file and one line here.
    public static let all: [WorkbookFormat] = [.excel, .sqlite]

    init(
        _ name: String, endings: [String],
        _ summary: @autoclosure @escaping @Sendable () -> String,
        _ writing: @escaping @Sendable (String, [Sheet], @Sendable () -> Bool) throws(FileError) -> Void
    ) {
        (self.name, self.endings) = (name, endings)
        describe = summary
        self.writing = writing
    }

    /// Writes tables into a file of this path, whatever is there.
    ///
    /// - Throws: where the library is not there or reports an error, there are too many rows, or Ctrl-C comes.
    public func write(
        _ sheets: [Sheet], to path: String, isCancelled: @escaping @Sendable () -> Bool
    ) throws(FileError) {
        try writing(path, sheets, isCancelled)
    }

    /// A format is told by its name.
    public static func == (left: WorkbookFormat, right: WorkbookFormat) -> Bool { left.name == right.name }
}
