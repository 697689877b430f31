import Glibc
import Storage

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
        guard descriptor >= 0 else { return .failure(failure(FileError(code: errno))) }
        defer { unlink(path) }
        let files = FileSystem()
        let written = Result { () throws(FileError) in
            try files.writeAtOnce(Array((text + "\n").utf8), to: descriptor)
        }
        files.calls.close(descriptor)
        if case .failure(let error) = written { return .failure(failure(error)) }
        let name = path.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        let status = TextProgram.run("\(program) '\(name.replacing("'", with: "'\\''"))'")
        guard status == 0 else { return .failure(Failure(message: TerminalWords.ended(program, status))) }
        do throws(FileError) {
            let lines = BracketedPaste.split(Array(try files.read(name, limit: FileLimit(mebibytes: 1)).utf8))
            // Most editors end the last line, which was not asked for.
            return .success(lines.dropLast(lines.last == "" ? 1 : 0).joined(separator: "\n"))
        } catch {
            return .failure(failure(error))
        }
    }

    /// What the environment says; nil where that is nothing.
    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func failure(_ error: FileError) -> Failure {
        Failure(message: TerminalWords.cannotEdit(error.reason))
    }
}
