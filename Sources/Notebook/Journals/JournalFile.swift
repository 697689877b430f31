import Glibc
import Language
import Storage

/// A journal on disk whose shell is gone.
public struct JournalFile: Sendable {
    /// Where it is.
    public let path: String
    /// When its session began, in seconds since 1970.
    let time: Int
    /// The lines that were typed, oldest first.
    public let lines: [JournalLine]
    /// Whether these are the rest of a session whose beginning was recovered before.
    let isRest: Bool

    /// Marks where a session was recovered, which begins anew.
    static let restart = "#> recovered"
    /// Begins the rest of a session that was recovered in part.
    private static let rest = "#> rest"

    /// `a session of 12 commands from 2026-11-24 22:35`, or `the rest of` it.
    public var summary: String {
        var moment = time
        var parts = tm()
        localtime_r(&moment, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, "%Y-%m-%d %H:%M", &parts)
        let when = String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let commands = lines.map { (try? Lexer.statements(in: $0.text).count) ?? 1 }.reduce(0, +)
        return isRest
            ? NotebookWords.restOfSession(commands, from: when) : NotebookWords.session(commands, from: when)
    }

    /// The journals in a folder that no shell holds, newest first.
    public static func leftovers(in folder: String, except own: String, _ files: FileSystem) -> [JournalFile] {
        var found: [JournalFile] = []
        for entry in files.entries(of: folder) where entry.name.hasSuffix(".sextant") {
            let name = entry.name
            let path = folder + "/" + name
            guard path != own, !isHeld(path, files) else { continue }
            let time = name.dropLast(".sextant".count).split(separator: "-").last.flatMap { Int($0) } ?? 0
            var texts = whole((try? files.read(path, limit: .script)) ?? "")
            if let mark = texts.lastIndex(of: restart) { texts.removeFirst(mark + 1) }
            let isRest = texts.first == rest
            let lines = JournalLine.read(Array(texts.dropFirst(isRest ? 1 : 0)))
            if !lines.isEmpty { found.append(JournalFile(path: path, time: time, lines: lines, isRest: isRest)) }
        }
        return found.sorted { ($0.time, $0.path) > ($1.time, $1.path) }
    }

    /// Keeps only the lines from one on, as the rest of a session whose beginning was recovered.
    func keepRest(from index: Int, _ files: FileSystem) throws(FileError) {
        let texts = [Self.rest] + lines[index...].flatMap(\.lines)
        try files.replace(path, with: texts.map { $0 + "\n" }.joined())
    }

    /// The lines that were written to their ends: half a command must not run.
    private static func whole(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.dropLast().filter { !$0.isEmpty }.map(String.init)
    }

    private static func isHeld(_ path: String, _ files: FileSystem) -> Bool {
        guard let descriptor = try? files.calls.open(path, for: .reading) else { return true }
        defer { files.calls.close(descriptor) }
        return (try? files.calls.lock(descriptor, isShared: true)) == nil
    }
}
