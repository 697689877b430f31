import Storage

/// The bytes of the history file on disk.
struct HistoryFile {
    let path: String
    var files = FileSystem()
    /// Bytes of its end that are read: a file this large holds far more entries than are loaded.
    var readLimit = 16 << 20

    /// What may go wrong with it.
    enum Action { case open, read, use, write }

    /// Why the file could not be read or written.
    struct Failure: Error {
        var action: Action
        var error: FileError

        /// Such as "cannot open /x/history: Permission denied".
        func message(path: String) -> String { TerminalWords.cannot(action, path, error.reason) }
    }

    /// The file's contents, or at least its last entries; empty if there is no such file.
    func readTail() throws(Failure) -> [UInt8] {
        let descriptor: Int32
        do throws(FileError) {
            descriptor = try files.calls.open(path, for: .reading)
        } catch {
            if error.isAbsence { return [] }
            throw Failure(action: .open, error: error)
        }
        defer { files.calls.close(descriptor) }
        let size = try regularFileSize(descriptor)
        let start = max(size - readLimit, 0)
        var bytes: [UInt8] = []
        try perform(.read) { () throws(FileError) in
            try files.calls.seek(descriptor, to: start)
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while bytes.count < readLimit {
                let count = try files.read(descriptor, into: &buffer)
                if count == 0 { break }
                bytes += buffer[..<count]
            }
        }
        if start > 0, let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) { bytes.removeFirst(newline + 1) }
        return bytes
    }

    /// Appends in one write, which keeps the lines of two shells apart, and waits until the disk has it.
    func append(_ line: [UInt8]) throws(Failure) {
        var descriptor: Int32 = -1
        try perform(.open) { () throws(FileError) in
            try files.makeFolders(for: path, permissions: 0o700)
            descriptor = try files.calls.open(path, for: .appending(permissions: 0o600))
        }
        defer { files.calls.close(descriptor) }
        let size = try regularFileSize(descriptor)
        // An entry cut short by a full disk must not swallow the next one.
        var last = [UInt8(ascii: "\n")]
        if size > 0, (try? files.calls.seek(descriptor, to: size - 1)) != nil {
            _ = try? files.read(descriptor, into: &last)
        }
        let bytes = last == [UInt8(ascii: "\n")] ? line : [UInt8(ascii: "\n")] + line
        try perform(.write) { () throws(FileError) in
            try files.writeAtOnce(bytes, to: descriptor)
            try files.calls.sync(descriptor)
            // The name of a new file is only safe once its folder is.
            if size == 0, let slash = path.lastIndex(of: "/") { files.syncFolder(String(path[..<slash])) }
        }
    }

    private func regularFileSize(_ descriptor: Int32) throws(Failure) -> Int {
        var status = FileStatus(kind: .other)
        try perform(.use) { () throws(FileError) in status = try files.regular(descriptor) }
        // A file made by another program may be open to others; commands can hold what is nobody else's business.
        if status.permissions & 0o077 != 0 { try? files.calls.setPermissions(descriptor, 0o600) }
        return status.size
    }

    private func perform(_ action: Action, _ work: () throws(FileError) -> Void) throws(Failure) {
        do throws(FileError) { try work() } catch { throw Failure(action: action, error: error) }
    }
}
