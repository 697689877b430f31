import Glibc

/// The calls of this system.
struct LinuxCalls: SystemCalls {
    func open(_ path: String, for access: FileAccess) throws(FileError) -> Int32 {
        let (flags, permissions): (Int32, UInt32) =
            switch access {
            case .reading: (O_RDONLY | O_NONBLOCK | O_NOCTTY, 0)
            case .creating(let permissions): (O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_APPEND, permissions)
            case .appending(let permissions): (O_RDWR | O_CREAT | O_APPEND | O_NONBLOCK | O_NOCTTY, permissions)
            case .writing: (O_WRONLY | O_NONBLOCK | O_NOCTTY, 0)
            case .folder: (O_RDONLY | O_DIRECTORY, 0)
            }
        return try number { Glibc.open(path, flags | O_CLOEXEC, permissions) }
    }

    func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

    func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        try number { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
    }

    func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(FileError) -> Int {
        try number { Glibc.write(descriptor, bytes.baseAddress, bytes.count) }
    }

    func sync(_ descriptor: Int32) throws(FileError) { _ = try number { fsync(descriptor) } }

    func truncate(_ descriptor: Int32, to size: Int) throws(FileError) {
        _ = try number { ftruncate(descriptor, size) }
    }

    func setPermissions(_ descriptor: Int32, _ permissions: UInt32) throws(FileError) {
        _ = try number { fchmod(descriptor, permissions) }
    }

    func status(of descriptor: Int32) throws(FileError) -> FileStatus {
        var status = stat()
        _ = try number { fstat(descriptor, &status) }
        return FileStatus(status)
    }

    func seek(_ descriptor: Int32, to offset: Int) throws(FileError) {
        _ = try number { lseek(descriptor, offset, SEEK_SET) }
    }

    func lock(_ descriptor: Int32, isShared: Bool) throws(FileError) {
        _ = try number { flock(descriptor, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) }
    }

    func unlock(_ descriptor: Int32) { _ = flock(descriptor, LOCK_UN) }

    func waitForRoom(_ descriptor: Int32, milliseconds: Int32) {
        var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&polled, 1, milliseconds)
    }

    func status(at path: String, followsLinks: Bool) throws(FileError) -> FileStatus {
        var status = stat()
        _ = try number { followsLinks ? stat(path, &status) : lstat(path, &status) }
        return FileStatus(status)
    }

    func rename(_ path: String, to other: String) throws(FileError) { _ = try number { Glibc.rename(path, other) } }

    func remove(_ path: String) throws(FileError) { _ = try number { unlink(path) } }

    func makeFolder(_ path: String, permissions: UInt32) throws(FileError) {
        _ = try number { mkdir(path, permissions) }
    }

    func entries(of folder: String) throws(FileError) -> [FolderEntry] {
        guard let directory = opendir(folder) else { throw FileError(code: errno) }
        defer { closedir(directory) }
        var found: [FolderEntry] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            found.append(FolderEntry(name: name, isFolder: entry.pointee.d_type == UInt8(DT_DIR)))
        }
        return found
    }

    func destination(ofLink path: String) throws(FileError) -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = try number { readlink(path, &buffer, buffer.count) }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func realPath(_ path: String) throws(FileError) -> String {
        guard let pointer = realpath(path, nil) else { throw FileError(code: errno) }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    /// What a call returned, once no signal interrupts it.
    private func number<Number: BinaryInteger>(_ call: () -> Number) throws(FileError) -> Number {
        while true {
            let result = call()
            if result >= 0 { return result }
            guard errno == EINTR else { throw FileError(code: errno) }
        }
    }
}

extension FileStatus {
    init(_ status: stat) {
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        self.init(kind: kind, size: Int(status.st_size), permissions: status.st_mode & 0o777)
    }
}
