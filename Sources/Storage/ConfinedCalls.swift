/// The calls of a system of which only what lies beneath one folder is there, whatever links say.
struct ConfinedCalls: SystemCalls {
    let calls: any SystemCalls
    /// The folder, as a path through no links; the current one, in which other paths begin.
    let root: String

    /// The path that a name stands for.
    private func whole(_ path: String) -> String { path.hasPrefix("/") ? path : root + "/" + path }

    private func permits(_ real: String) -> Bool {
        guard !real.split(separator: "/").contains("..") else { return false }
        return real == root || real.hasPrefix(root == "/" ? "/" : root + "/")
    }

    /// Checks where the links on the way lead, and one at the end too.
    private func permit(_ path: String) throws(FileError) {
        let path = whole(path)
        if let real = try? calls.realPath(path) {
            guard permits(real) else { throw .isNotServed }
            return
        }
        // A link to what is not there would have it made, perhaps elsewhere.
        if let status = try? calls.status(at: path, followsLinks: false), status.kind == .link {
            throw .isNotServed
        }
        try permitName(path)
    }

    /// Checks where the links on the way to a name lead, but not one that the name itself may be.
    private func permitName(_ path: String) throws(FileError) {
        let parts = whole(path).split(separator: "/")
        guard let name = parts.last, name != "..", name != "." else { return try permitFolder(whole(path)) }
        try permitFolder("/" + parts.dropLast().joined(separator: "/"))
    }

    /// Checks a folder, or the nearest above it that is there.
    private func permitFolder(_ path: String) throws(FileError) {
        if let real = try? calls.realPath(path) {
            guard permits(real) else { throw .isNotServed }
            return
        }
        let parts = path.split(separator: "/")
        guard !parts.isEmpty, !parts.contains("..") else { throw .isNotServed }
        if (try? calls.status(at: path, followsLinks: false))?.kind == .link { throw .isNotServed }
        try permitFolder("/" + parts.dropLast().joined(separator: "/"))
    }

    func open(_ path: String, for access: FileAccess) throws(FileError) -> Int32 {
        try permit(path)
        return try calls.open(path, for: access)
    }

    func status(at path: String, followsLinks: Bool) throws(FileError) -> FileStatus {
        if followsLinks { try permit(path) } else { try permitName(path) }
        return try calls.status(at: path, followsLinks: followsLinks)
    }

    func rename(_ path: String, to other: String) throws(FileError) {
        try permitName(path)
        try permitName(other)
        try calls.rename(path, to: other)
    }

    func remove(_ path: String) throws(FileError) {
        try permitName(path)
        try calls.remove(path)
    }

    func makeFolder(_ path: String, permissions: UInt32) throws(FileError) {
        try permitName(path)
        try calls.makeFolder(path, permissions: permissions)
    }

    func entries(of folder: String) throws(FileError) -> [FolderEntry] {
        try permit(folder)
        return try calls.entries(of: folder)
    }

    func destination(ofLink path: String) throws(FileError) -> String {
        try permitName(path)
        return try calls.destination(ofLink: path)
    }

    func realPath(_ path: String) throws(FileError) -> String {
        let real = try calls.realPath(path)
        guard permits(real) else { throw .isNotServed }
        return real
    }

    // MARK: What is open was permitted

    func close(_ descriptor: Int32) { calls.close(descriptor) }
    func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        try calls.read(descriptor, into: buffer)
    }
    func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(FileError) -> Int {
        try calls.write(descriptor, bytes)
    }
    func sync(_ descriptor: Int32) throws(FileError) { try calls.sync(descriptor) }
    func truncate(_ descriptor: Int32, to size: Int) throws(FileError) { try calls.truncate(descriptor, to: size) }
    func setPermissions(_ descriptor: Int32, _ permissions: UInt32) throws(FileError) {
        try calls.setPermissions(descriptor, permissions)
    }
    func status(of descriptor: Int32) throws(FileError) -> FileStatus { try calls.status(of: descriptor) }
    func seek(_ descriptor: Int32, to offset: Int) throws(FileError) { try calls.seek(descriptor, to: offset) }
    func lock(_ descriptor: Int32, isShared: Bool) throws(FileError) {
        try calls.lock(descriptor, isShared: isShared)
    }
    func unlock(_ descriptor: Int32) { calls.unlock(descriptor) }
    func waitForRoom(_ descriptor: Int32, milliseconds: Int32) {
        calls.waitForRoom(descriptor, milliseconds: milliseconds)
    }
}

extension FileSystem {
    /// Whether a program sees these, and so only what lies beneath a folder.
    public var isServed: Bool { calls is ConfinedCalls }

    /// The same files, of which only those beneath the current folder are read or written; `~` is no folder.
    public var served: FileSystem {
        let root = (try? calls.realPath(".")) ?? "/"
        return FileSystem(calls: ConfinedCalls(calls: calls, root: root), home: nil, isCancelled: isCancelled)
    }
}
