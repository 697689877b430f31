import Glibc
import Storage

/// The history file: lines from earlier sessions, and those of this one as they are entered.
///
/// The file only ever grows by whole lines, so that two shells can share it and a killed one loses nothing.
public struct HistoryStore: Sendable {
    /// How many of the newest entries are loaded.
    public static let loadLimit = 10_000

    /// Where the file is; nil keeps history in memory only.
    public let path: String?
    /// The entries known to this session, oldest first.
    public private(set) var entries: [String] = []
    private let files: FileSystem
    private var hasWarned = false

    /// Makes a store without entries; `load` reads those of the file.
    public init(path: String?, files: FileSystem = FileSystem()) {
        self.path = path
        self.files = files
    }

    /// The store at the place the environment names.
    public static func standard() -> HistoryStore {
        HistoryStore(path: defaultPath { name in getenv(name).map { String(cString: $0) } })
    }

    /// The file's path: `SEXTANT_HISTORY` (empty turns the file off), else in the user's state directory.
    public static func defaultPath(environment: (String) -> String?) -> String? {
        if let path = environment("SEXTANT_HISTORY") { return path.isEmpty || path == "/dev/null" ? nil : path }
        return UserFolder.state.path(of: "sextant/history", environment: environment)
    }

    /// Reads the file; returns a warning if that fails, and none if there is no file yet.
    public mutating func load() -> String? {
        guard let path else { return nil }
        let file = HistoryFile(path: path, files: files)
        do throws(HistoryFile.Failure) {
            entries = Self.parse(try file.readTail())
            return nil
        } catch {
            return warnOnce(error)
        }
    }

    /// Keeps a line and writes it to disk; call it before the line runs.
    ///
    /// A line that is blank, begins with a space or repeats the one before is not kept. Returns a warning the first time
    /// that writing fails; the entry is then kept in memory.
    public mutating func record(_ line: String) -> String? {
        guard HistoryRules.keeps(line, after: entries.last) else { return nil }
        entries.append(line)
        guard let path else { return nil }
        do throws(HistoryFile.Failure) {
            try HistoryFile(path: path, files: files).append(HistoryEncoding.encode(line))
            return nil
        } catch {
            return warnOnce(error)
        }
    }

    private mutating func warnOnce(_ failure: HistoryFile.Failure) -> String? {
        guard !hasWarned, let path else { return nil }
        hasWarned = true
        return TerminalWords.isNotSaved(failure.message(path: path))
    }

    /// Splits the newest entries off the file's bytes.
    static func parse(_ bytes: [UInt8]) -> [String] {
        let newline = UInt8(ascii: "\n")
        var newestFirst: [String] = []
        var end = bytes.last == newline ? bytes.count - 1 : bytes.count
        while end > 0, newestFirst.count < loadLimit {
            let start = bytes[..<end].lastIndex(of: newline).map { $0 + 1 } ?? 0
            let entry = HistoryEncoding.decode(bytes[start..<end])
            if !entry.isEmpty, entry != newestFirst.last { newestFirst.append(entry) }
            end = start - 1
        }
        return newestFirst.reversed()
    }
}
