import Glibc

extension FileSystem {
    /// The same files, none of which can be changed.
    public var readOnly: FileSystem {
        FileSystem(calls: ReadOnlyCalls(calls: calls), home: home, isCancelled: isCancelled)
    }
}

/// Calls that read, and refuse to change anything as a disk does that is mounted for reading.
private struct ReadOnlyCalls: SystemCalls {
    let calls: any SystemCalls

    private static let refusal = FileError(code: EROFS)

    func open(_ path: String, for access: FileAccess) throws(FileError) -> Int32 {
        guard access == .reading || access == .folder else { throw Self.refusal }
        return try calls.open(path, for: access)
    }

    func close(_ descriptor: Int32) { calls.close(descriptor) }

    func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        try calls.read(descriptor, into: buffer)
    }

    func write(_: Int32, _: UnsafeRawBufferPointer) throws(FileError) -> Int { throw Self.refusal }
    func sync(_: Int32) throws(FileError) { throw Self.refusal }
    func truncate(_: Int32, to _: Int) throws(FileError) { throw Self.refusal }
    func setPermissions(_: Int32, _: UInt32) throws(FileError) { throw Self.refusal }
    func rename(_: String, to _: String) throws(FileError) { throw Self.refusal }
    func remove(_: String) throws(FileError) { throw Self.refusal }
    func makeFolder(_: String, permissions _: UInt32) throws(FileError) { throw Self.refusal }

    func status(of descriptor: Int32) throws(FileError) -> FileStatus { try calls.status(of: descriptor) }
    func seek(_ descriptor: Int32, to offset: Int) throws(FileError) { try calls.seek(descriptor, to: offset) }
    func lock(_ descriptor: Int32, isShared: Bool) throws(FileError) {
        try calls.lock(descriptor, isShared: isShared)
    }
    func unlock(_ descriptor: Int32) { calls.unlock(descriptor) }
    func waitForRoom(_ descriptor: Int32, milliseconds: Int32) {
        calls.waitForRoom(descriptor, milliseconds: milliseconds)
    }
    func status(at path: String, followsLinks: Bool) throws(FileError) -> FileStatus {
        try calls.status(at: path, followsLinks: followsLinks)
    }
    func entries(of folder: String) throws(FileError) -> [FolderEntry] { try calls.entries(of: folder) }
    func destination(ofLink path: String) throws(FileError) -> String { try calls.destination(ofLink: path) }
    func realPath(_ path: String) throws(FileError) -> String { try calls.realPath(path) }
}
