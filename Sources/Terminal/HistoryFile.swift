import Glibc

/// The bytes of the history file on disk.
struct HistoryFile {
    let path: String

    /// Why the file could not be read or written.
    struct Failure: Error {
        var action: String
        var code: Int32

        /// Such as "cannot open /x/history: Permission denied".
        func message(path: String) -> String {
            "cannot \(action) \(path): \(String(cString: strerror(code)))"
        }
    }

    /// A file this large holds far more entries than are loaded; only its end is read.
    private static let readLimit = 16 << 20

    /// The file's contents, or at least its last entries; empty if there is no such file.
    func readTail() throws(Failure) -> [UInt8] {
        // Non-blocking: a pipe in the place of the file must not hang the shell.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw Failure(action: "open", code: errno)
        }
        defer { _ = close(descriptor) }
        let size = try regularFileSize(descriptor)
        let start = max(size - Self.readLimit, 0)
        var bytes = [UInt8](repeating: 0, count: size - start)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled, start + filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure(action: "read", code: errno) }
            if count == 0 { break }
            filled += count
        }
        bytes.removeLast(bytes.count - filled)
        if start > 0, let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) { bytes.removeFirst(newline + 1) }
        return bytes
    }

    /// Appends in one write, which keeps the lines of two shells apart, and waits until the disk has it.
    func append(_ line: [UInt8]) throws(Failure) {
        let descriptor = try openForAppending()
        defer { _ = close(descriptor) }
        let size = try regularFileSize(descriptor)
        // An entry cut short by a full disk must not swallow the next one.
        var last = UInt8(ascii: "\n")
        if size > 0 { _ = pread(descriptor, &last, 1, size - 1) }
        let bytes = last == UInt8(ascii: "\n") ? line : [UInt8(ascii: "\n")] + line
        var written = write(descriptor, bytes, bytes.count)
        while written < 0, errno == EINTR { written = write(descriptor, bytes, bytes.count) }
        guard written >= 0 else { throw Failure(action: "write", code: errno) }
        guard written == bytes.count else { throw Failure(action: "write", code: ENOSPC) }
        _ = fsync(descriptor)
    }

    private func openForAppending() throws(Failure) -> Int32 {
        let flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK
        var descriptor = open(path, flags, 0o600)
        if descriptor < 0, errno == ENOENT {
            makeParentDirectories()
            descriptor = open(path, flags, 0o600)
        }
        guard descriptor >= 0 else { throw Failure(action: "open", code: errno) }
        return descriptor
    }

    /// Creates what is missing above the file, for this user alone; the open that follows reports any failure.
    private func makeParentDirectories() {
        let bytes = Array(path.utf8)
        for index in bytes.indices.dropFirst() where bytes[index] == UInt8(ascii: "/") {
            _ = mkdir(String(decoding: bytes[..<index], as: UTF8.self), 0o700)
        }
    }

    private func regularFileSize(_ descriptor: Int32) throws(Failure) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure(action: "examine", code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(action: "use", code: EINVAL) }
        // A file made by another program may be open to others; commands can hold what is nobody else's business.
        if status.st_mode & 0o077 != 0 { _ = fchmod(descriptor, 0o600) }
        return Int(status.st_size)
    }
}
