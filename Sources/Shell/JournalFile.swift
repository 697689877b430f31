import Glibc

/// A journal on disk whose shell is gone.
struct JournalFile: Sendable {
    /// Where it is.
    let path: String
    /// When its session began, in seconds since 1970.
    let time: Int
    /// The lines that were typed, oldest first.
    let lines: [JournalLine]
    /// Whether these are the rest of a session whose beginning was recovered before.
    let isRest: Bool

    /// Marks where a session was recovered, which begins anew.
    static let restart = "#> recovered"
    /// Begins the rest of a session that was recovered in part.
    private static let rest = "#> rest"

    /// `a session of 12 commands from 2026-11-24 22:35`, or `the rest of` it.
    var summary: String {
        var moment = time
        var parts = tm()
        localtime_r(&moment, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, "%Y-%m-%d %H:%M", &parts)
        let when = String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let commands = lines.map { (try? Lexer.statements(in: $0.text).count) ?? 1 }.reduce(0, +)
        return (isRest ? "the rest of " : "") + "a session of \(ValueText.count(commands, "command")) from \(when)"
    }

    /// The journals in a folder that no shell holds, newest first.
    static func leftovers(in folder: String, except own: String) -> [JournalFile] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var found: [JournalFile] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            let path = folder + "/" + name
            guard name.hasSuffix(".sextant"), path != own, !isHeld(path) else { continue }
            let time = name.dropLast(".sextant".count).split(separator: "-").last.flatMap { Int($0) } ?? 0
            var texts = ((try? Files.read(path)) ?? "").split(separator: "\n").map(String.init)
            if let mark = texts.lastIndex(of: restart) { texts.removeFirst(mark + 1) }
            let isRest = texts.first == rest
            let lines = JournalLine.read(Array(texts.dropFirst(isRest ? 1 : 0)))
            if !lines.isEmpty { found.append(JournalFile(path: path, time: time, lines: lines, isRest: isRest)) }
        }
        return found.sorted { ($0.time, $0.path) > ($1.time, $1.path) }
    }

    /// Keeps only the lines from one on, as the rest of a session whose beginning was recovered.
    func keepRest(from index: Int) throws(FileError) {
        let texts = [Self.rest] + lines[index...].flatMap(\.lines)
        try Files.write(texts.map { $0 + "\n" }.joined(), to: path)
    }

    private static func isHeld(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return true }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }
}
