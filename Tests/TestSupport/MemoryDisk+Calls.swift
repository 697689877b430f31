import Glibc
import Storage

extension MemoryDisk {
    package func open(_ path: String, for access: FileAccess) throws(FileError) -> Int32 {
        let path = Self.whole(path)
        let isNew = state.withLock { $0.names[path] == nil && $0.links[path] == nil }
        let creates =
            switch access {
            case .creating: true
            case .appending: isNew
            case .reading, .writing, .folder: false
            }
        return try perform(creates ? .create : .open) { (state: inout State) throws(FileError) in
            if access == .folder {
                guard state.folders.contains(path) else { throw FileError(code: ENOENT) }
                return state.add(Open(file: -1, folder: path))
            }
            if case .creating = access, !isNew { throw FileError(code: EEXIST) }
            let target = state.target(path)
            if let file = state.names[target] { return state.add(Open(file: file, folder: nil)) }
            if state.folders.contains(target) { return state.add(Open(file: -1, folder: target)) }
            guard state.folders.contains(Self.folder(of: target)) else { throw FileError(code: ENOENT) }
            switch access {
            case .creating(let permissions), .appending(let permissions):
                state.files[state.next] = File(permissions: permissions)
                state.names[target] = state.next
                state.next += 1
                return state.add(Open(file: state.next - 1, folder: nil))
            case .reading, .writing, .folder: throw FileError(code: ENOENT)
            }
        }
    }

    package func close(_ descriptor: Int32) { state.withLock { _ = $0.opened.removeValue(forKey: descriptor) } }

    package func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        let bytes = try perform(.read) { (state: inout State) throws(FileError) in
            guard let open = state.opened[descriptor], let file = state.files[open.file] else {
                throw FileError(code: EBADF)
            }
            let piece = file.bytes.dropFirst(open.offset).prefix(buffer.count)
            state.opened[descriptor]?.offset += piece.count
            return Array(piece)
        }
        buffer.copyBytes(from: bytes)
        return bytes.count
    }

    package func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(FileError) -> Int {
        let bytes = Array(bytes)
        return try perform(.write) { (state: inout State) throws(FileError) in
            guard let open = state.opened[descriptor], state.files[open.file] != nil else {
                throw FileError(code: EBADF)
            }
            if state.isFull { throw FileError(code: ENOSPC) }
            var count = bytes.count
            if case .tears = state.faults[state.log.count] {
                state.isFull = true
                count /= 2
            }
            state.files[open.file, default: File(permissions: 0)].bytes += bytes[..<count]
            return count
        }
    }

    package func sync(_ descriptor: Int32) throws(FileError) {
        let folder = state.withLock { $0.opened[descriptor]?.folder }
        try perform(folder == nil ? .sync : .syncFolder) { (state: inout State) throws(FileError) in
            if let folder {
                for name in Set(state.names.keys).union(state.syncedNames.keys) where Self.folder(of: name) == folder {
                    state.syncedNames[name] = state.names[name]
                }
            } else if let number = state.opened[descriptor]?.file, var file = state.files[number] {
                file.synced = file.bytes
                state.files[number] = file
            }
        }
    }

    package func truncate(_ descriptor: Int32, to size: Int) throws(FileError) {
        try perform(.truncate) { (state: inout State) throws(FileError) in
            guard let number = state.opened[descriptor]?.file, var file = state.files[number] else { return }
            file.bytes = Array(file.bytes.prefix(size))
            state.files[number] = file
        }
    }

    package func setPermissions(_ descriptor: Int32, _ permissions: UInt32) throws(FileError) {
        try perform(.setPermissions) { (state: inout State) throws(FileError) in
            if let file = state.opened[descriptor]?.file { state.files[file]?.permissions = permissions }
        }
    }

    package func status(of descriptor: Int32) throws(FileError) -> FileStatus {
        try look { (state: State) throws(FileError) in
            guard let open = state.opened[descriptor] else { throw FileError(code: EBADF) }
            return state.status(open.file) ?? FileStatus(kind: .folder)
        }
    }

    package func seek(_ descriptor: Int32, to offset: Int) throws(FileError) {
        state.withLock { $0.opened[descriptor]?.offset = offset }
    }

    package func lock(_ descriptor: Int32, isShared: Bool) throws(FileError) {
        try perform(.lock) { (state: inout State) throws(FileError) in
            let file = state.opened[descriptor]?.file
            let others = state.opened.filter { $0.key != descriptor && $0.value.file == file }.values
            guard !others.contains(where: { $0.lock.map { !$0 || !isShared } ?? false }) else {
                throw FileError(code: EWOULDBLOCK)
            }
            state.opened[descriptor]?.lock = isShared
        }
    }

    package func unlock(_ descriptor: Int32) { state.withLock { $0.opened[descriptor]?.lock = nil } }

    package func waitForRoom(_ descriptor: Int32, milliseconds: Int32) {}

    package func status(at path: String, followsLinks: Bool) throws(FileError) -> FileStatus {
        let path = Self.whole(path)
        return try look { (state: State) throws(FileError) in
            if !followsLinks, state.links[path] != nil { return FileStatus(kind: .link) }
            let target = state.target(path)
            if state.folders.contains(target) { return FileStatus(kind: .folder) }
            guard let status = state.names[target].flatMap(state.status) else { throw FileError(code: ENOENT) }
            return status
        }
    }

    package func rename(_ path: String, to other: String) throws(FileError) {
        try perform(.rename) { (state: inout State) throws(FileError) in
            guard let file = state.names.removeValue(forKey: Self.whole(path)) else { throw FileError(code: ENOENT) }
            state.names[Self.whole(other)] = file
        }
    }

    package func remove(_ path: String) throws(FileError) {
        try perform(.remove) { (state: inout State) throws(FileError) in
            guard state.names.removeValue(forKey: Self.whole(path)) != nil else { throw FileError(code: ENOENT) }
        }
    }

    package func makeFolder(_ path: String, permissions: UInt32) throws(FileError) {
        try perform(.makeFolder) { (state: inout State) throws(FileError) in
            guard state.folders.insert(Self.whole(path)).inserted else { throw FileError(code: EEXIST) }
        }
    }

    package func entries(of folder: String) throws(FileError) -> [FolderEntry] {
        let folder = Self.whole(folder)
        return try look { (state: State) throws(FileError) in
            guard state.folders.contains(folder) else { throw FileError(code: ENOENT) }
            func names(_ paths: some Sequence<String>) -> [String] {
                paths.filter { $0 != folder && Self.folder(of: $0) == folder }
                    .map { String($0.split(separator: "/").last ?? "") }.sorted()
            }
            return names(state.names.keys).map { FolderEntry(name: $0, isFolder: false) }
                + names(state.folders).map { FolderEntry(name: $0, isFolder: true) }
        }
    }

    package func destination(ofLink path: String) throws(FileError) -> String {
        try look { (state: State) throws(FileError) in
            guard let target = state.links[Self.whole(path)] else { throw FileError(code: EINVAL) }
            return target
        }
    }

    package func realPath(_ path: String) throws(FileError) -> String { Self.whole(path) }

    private func look<Value>(_ task: (State) throws(FileError) -> Value) throws(FileError) -> Value {
        let result: Result<Value, FileError> = state.withLock { state in
            do throws(FileError) { return .success(try task(state)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// Counts a call and does it, if nothing goes wrong with it.
    @discardableResult
    private func perform<Value>(_ call: Call, _ task: (inout State) throws(FileError) -> Value) throws(FileError)
        -> Value
    {
        let result: Result<Value, FileError> = state.withLock { state in
            if state.isKilled { return .failure(FileError(code: EINTR)) }
            state.log.append(call)
            switch state.faults[state.log.count] {
            case .kills:
                state.isKilled = true
                return .failure(FileError(code: EINTR))
            case .fails(let code): return .failure(FileError(code: code))
            case .tears where call != .write: return .failure(FileError(code: EIO))
            case .tears, nil: break
            }
            do throws(FileError) {
                var changed = state
                let value = try task(&changed)
                // A call that is ignored hands out its value, and nothing has happened.
                if !state.ignored.contains(call) { state = changed }
                return .success(value)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

extension MemoryDisk.State {
    mutating func add(_ open: MemoryDisk.Open) -> Int32 {
        next += 1
        opened[Int32(next)] = open
        return Int32(next)
    }

    func status(_ file: Int) -> FileStatus? {
        files[file].map { FileStatus(kind: .file, size: $0.bytes.count, permissions: $0.permissions) }
    }

    /// What a path leads to when links at its end are followed.
    func target(_ path: String) -> String {
        var path = path
        for _ in 0..<40 {
            guard let link = links[path] else { return path }
            path = link.hasPrefix("/") ? link : MemoryDisk.whole(MemoryDisk.folder(of: path) + "/" + link)
        }
        return path
    }
}
