import Glibc

/// Lets a person change a text in a program of their choice.
enum TextEditing {
    /// Why the text is as it was.
    struct Failure: Error {
        let message: String
    }

    /// The text as a person left it in the program that `VISUAL` or `EDITOR` names, or in vi.
    static func edit(_ text: String) -> Result<String, Failure> {
        let program = variable("VISUAL") ?? variable("EDITOR") ?? "vi"
        // Only its owner can read it.
        var path = Array(((variable("TMPDIR") ?? "/tmp") + "/line-XXXXXX.sextant").utf8CString)
        let descriptor = mkstemps(&path, Int32(".sextant".utf8.count))
        guard descriptor >= 0 else { return .failure(failure()) }
        defer { unlink(path) }
        let isWritten = write(Array((text + "\n").utf8), to: descriptor)
        guard isWritten else {
            _ = Glibc.close(descriptor)
            return .failure(failure())
        }
        _ = Glibc.close(descriptor)
        let name = path.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        let status = TextProgram.run("\(program) '\(name.replacing("'", with: "'\\''"))'")
        guard status == 0 else { return .failure(Failure(message: TerminalWords.ended(program, status))) }
        guard let bytes = read(name) else { return .failure(failure()) }
        // Most editors end the last line, which was not asked for.
        let lines = BracketedPaste.split(bytes)
        return .success(lines.dropLast(lines.last == "" ? 1 : 0).joined(separator: "\n"))
    }

    /// What the environment says; nil where that is nothing.
    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func failure() -> Failure {
        Failure(message: TerminalWords.cannotEdit(String(cString: strerror(errno))))
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                bytes.baseAddress.map { Glibc.write(descriptor, $0 + done, bytes.count - done) } ?? -1
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    private static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { return nil }
        defer { _ = Glibc.close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < 1 << 20 {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        return bytes
    }
}
