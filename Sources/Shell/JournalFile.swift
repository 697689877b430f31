import Glibc

/// A journal on disk whose shell is gone.
struct JournalFile: Sendable {
    /// Where it is.
    let path: String
    /// When its session began, in seconds since 1970.
    let time: Int
    /// The lines that were typed, oldest first.
    let lines: [String]

    /// Marks where a session was recovered, which begins anew.
    static let restart = "#> recovered"

    /// `a session of 12 commands from 2026-11-24 22:35`.
    var summary: String {
        var moment = time
        var parts = tm()
        localtime_r(&moment, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, "%Y-%m-%d %H:%M", &parts)
        let when = String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let commands = lines.map { (try? Lexer.statements(in: $0).count) ?? 1 }.reduce(0, +)
        return "a session of \(ValueText.count(commands, "command")) from \(when)"
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
            let lines = (try? Files.read(path)).map(commands) ?? []
            if !lines.isEmpty { found.append(JournalFile(path: path, time: time, lines: lines)) }
        }
        return found.sorted { ($0.time, $0.path) > ($1.time, $1.path) }
    }

    /// The lines since the session began or was recovered last; verbs that recover bring nothing back themselves.
    private static func commands(_ text: String) -> [String] {
        var lines = text.split(separator: "\n").map(String.init)
        if let mark = lines.lastIndex(of: restart) { lines.removeFirst(mark + 1) }
        return lines.filter { line in
            line.contains { !$0.isWhitespace } && line.split(whereSeparator: \.isWhitespace).first != "recover"
        }
    }

    private static func isHeld(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return true }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }
}
