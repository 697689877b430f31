import Glibc

/// Why a file could not be read or written.
struct FileError: Error, Sendable {
    /// The system's word for it.
    let reason: String

    init(_ reason: String) { self.reason = reason }

    static var last: FileError { FileError(String(cString: strerror(errno))) }
}

/// Reading whole files, and writing them so that a crash leaves the old or the new one, never half of one.
enum Files {
    /// The text of a file; bytes that are no UTF-8 are repaired.
    static func read(_ path: String) throws(FileError) -> String {
        let descriptor = open(FilePaths.expanded(path), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw FileError("it is a folder") }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw .last
            }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes to a temporary file beside the target, syncs it and renames it over the target.
    ///
    /// Folders on the way are made. What a link points to is written and the link stays; a file keeps its mode.
    static func write(_ text: String, to name: String) throws(FileError) {
        try makeFolders(for: FilePaths.expanded(name))
        let path = FilePaths.target(of: name)
        let temporary = "\(path).\(getpid()).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .last }
        do throws(FileError) {
            var status = stat()
            if stat(path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o777) }
            try write(Array(text.utf8), to: descriptor)
            guard fsync(descriptor) == 0 else { throw FileError.last }
        } catch {
            close(descriptor)
            unlink(temporary)
            throw error
        }
        close(descriptor)
        guard rename(temporary, path) == 0 else {
            let error = FileError.last
            unlink(temporary)
            throw error
        }
    }

    /// Writes as the `>` and `>>` of a shell do; what is no regular file, such as `/dev/null`, stays what it is.
    static func redirect(_ text: String, to name: String, appends: Bool) throws(FileError) {
        let path = FilePaths.expanded(name)
        var status = stat()
        let isFile = stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
        if isFile, !appends { return try write(text, to: path) }
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | (appends ? O_APPEND | O_CREAT : 0), 0o666)
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        try write(Array(text.utf8), to: descriptor)
    }

    /// Whether there is something at a path.
    static func exists(_ path: String) -> Bool { access(FilePaths.expanded(path), F_OK) == 0 }

    /// Writes all bytes, in as many pieces as it takes.
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                buffer.baseAddress.map { Glibc.write(descriptor, $0 + done, buffer.count - done) } ?? 0
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .last
            }
            done += count
        }
    }

    /// Makes the folders that are missing above a path.
    static func makeFolders(for path: String, mode: mode_t = 0o777) throws(FileError) {
        var slash = path.startIndex
        while let next = path[slash...].dropFirst().firstIndex(of: "/") {
            let folder = String(path[..<next])
            if !exists(folder), mkdir(folder, mode) != 0, errno != EEXIST { throw .last }
            slash = next
        }
    }
}
