import Glibc
import Units

extension FileSystem {
    /// Writes a text beside its target, syncs it and renames it over the target.
    ///
    /// Folders on the way are made. What a link points to is written and the link stays; a file keeps its mode, and what
    /// is not a regular file is refused.
    ///
    /// - Throws: `FileError` where the path may not be written, is not a regular file, or the system reports an error; the
    ///   old file is then still there.
    public func replace(_ name: String, with text: String) throws(FileError) {
        var isLeft = true
        try replace(name) { bytes throws(FileError) in
            guard isLeft else { return false }
            isLeft = false
            bytes = Array(text.utf8)
            return true
        }
    }

    /// The same with what comes in pieces, so that what is larger than memory can be written.
    ///
    /// - Parameters:
    ///   - name: the file.
    ///   - next: puts the next piece into an empty buffer, which is the same each time; false where nothing is left.
    /// - Throws: as above, what `next` throws, and where Ctrl-C comes between two pieces.
    public func replace(
        _ name: String, with next: (_ piece: inout [UInt8]) throws(FileError) -> Bool
    ) throws(FileError) {
        if let draft {
            _ = try permitted(name)
            var whole: [UInt8] = []
            try forEach(next) { whole += $0 }
            return draft.write(String(decoding: whole, as: UTF8.self), to: absolute(name))
        }
        try replace(name) { _, descriptor throws(FileError) in
            try forEach(next) { piece throws(FileError) in try write(piece, to: descriptor) }
        }
    }

    /// The same with what a library or another program writes into the file that it gets the path of.
    ///
    /// - Throws: as above, and what `write` throws. A draft holds nothing of it.
    public func replace(_ name: String, by write: (_ path: String) throws(FileError) -> Void) throws(FileError) {
        if let draft {
            _ = try permitted(name)
            return draft.write("", to: absolute(name))
        }
        try replace(name) { path, _ throws(FileError) in try write(path) }
    }

    /// What a name leads to and what is there, where that may be written.
    private func permitted(_ name: String) throws(FileError) -> (path: String, old: FileStatus?) {
        try permit(name)
        let path = target(of: name)
        let old = try? calls.status(at: path, followsLinks: true)
        if old?.kind == .folder { throw .isFolder }
        guard old == nil || old?.kind == .file else { throw .isNoFile }
        return (path, old)
    }

    /// Has a new file filled beside its target, and puts it into its place.
    private func replace(
        _ name: String, filling fill: (_ path: String, _ descriptor: Int32) throws(FileError) -> Void
    ) throws(FileError) {
        let (path, old) = try permitted(name)
        try makeFolders(for: expanded(name))
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
        let (temporary, descriptor) = try makeTemporary(in: folder)
        do throws(FileError) {
            defer { calls.close(descriptor) }
            // A file system without modes has nothing to keep.
            if let old { try? calls.setPermissions(descriptor, old.permissions) }
            try fill(temporary, descriptor)
            try calls.sync(descriptor)
        } catch {
            try? calls.remove(temporary)
            throw error
        }
        do throws(FileError) {
            try calls.rename(temporary, to: path)
        } catch {
            try? calls.remove(temporary)
            throw error
        }
        syncFolder(folder)
    }

    /// Does something with each piece, in one buffer.
    private func forEach(
        _ next: (inout [UInt8]) throws(FileError) -> Bool, _ body: ([UInt8]) throws(FileError) -> Void
    ) throws(FileError) {
        var piece: [UInt8] = []
        while true {
            if isCancelled() { throw .interrupted }
            guard try next(&piece) else { return }
            try body(piece)
            piece.removeAll(keepingCapacity: true)
        }
    }

    /// Writes as the `>` and `>>` of a shell do; what is not a regular file, such as `/dev/null`, stays what it is.
    ///
    /// - Throws: `FileError` where the path may not be written, is a folder or a pipe that nobody reads, or the system
    ///   reports an error.
    public func redirect(_ text: String, to name: String, appends: Bool) throws(FileError) {
        let path = expanded(name)
        let old = try? calls.status(at: path, followsLinks: true)
        let isFile = old == nil || old?.kind == .file
        if isFile, !appends { return try replace(name, with: text) }
        try permit(name)
        if old?.kind == .folder { throw .isFolder }
        if let draft {
            return draft.write(((try? read(name, limit: .script)) ?? "") + text, to: absolute(name))
        }
        guard isFile else { return try send(Array(text.utf8), to: path) }
        let descriptor = try calls.open(path, for: .appending(permissions: 0o666))
        defer { calls.close(descriptor) }
        // It may have become something else meanwhile.
        _ = try regular(descriptor)
        try append(Array(text.utf8), to: descriptor)
    }

    /// Writes behind the end of an open file, whole or not at all, and waits until the disk has it.
    ///
    /// - Throws: the system's error, once what was written is cut off again.
    public func append(_ bytes: [UInt8], to descriptor: Int32) throws(FileError) {
        let size = try calls.status(of: descriptor).size
        var done = 0
        do throws(FileError) {
            try write(bytes, to: descriptor, &done)
            try calls.sync(descriptor)
        } catch {
            // What another program appended meanwhile is not ours to cut.
            if (try? calls.status(of: descriptor).size) == size + done { try? calls.truncate(descriptor, to: size) }
            throw error
        }
    }

    /// Writes in one call, so that what two programs append stays apart.
    ///
    /// - Throws: the system's error; also where only a part was written, as a full disk does it.
    public func writeAtOnce(_ bytes: [UInt8], to descriptor: Int32) throws(FileError) {
        guard try write(bytes[...], to: descriptor) == bytes.count else { throw FileError(code: ENOSPC) }
    }

    /// Makes the folders that are missing above a path.
    ///
    /// - Throws: the system's error where a folder cannot be made.
    public func makeFolders(for path: String, permissions: UInt32 = 0o777) throws(FileError) {
        var slash = path.startIndex
        while let next = path[slash...].dropFirst().firstIndex(of: "/") {
            let folder = String(path[..<next])
            slash = next
            guard !exists(folder) else { continue }
            do throws(FileError) {
                try calls.makeFolder(folder, permissions: permissions)
            } catch {
                // Another program may have made it meanwhile.
                guard error.code == EEXIST else { throw error }
            }
        }
    }

    /// Brings the names in a folder to disk, as far as its file system can do that.
    public func syncFolder(_ folder: String) {
        guard let descriptor = try? calls.open(folder, for: .folder) else { return }
        try? calls.sync(descriptor)
        calls.close(descriptor)
    }

    /// A new file that nobody could have put there, for what will be renamed.
    private func makeTemporary(in folder: String) throws(FileError) -> (path: String, descriptor: Int32) {
        var failure = FileError(code: EEXIST)
        for _ in 0..<8 {
            let path = folder + ".sextant-" + String(UInt64.random(in: .min ... .max), radix: 36) + ".tmp"
            do throws(FileError) {
                return (path, try calls.open(path, for: .creating(permissions: 0o666)))
            } catch {
                guard error.code == EEXIST else { throw error }
                failure = error
            }
        }
        throw failure
    }

    /// Writes into a pipe or a device, in pieces as there is room.
    private func send(_ bytes: [UInt8], to path: String) throws(FileError) {
        let descriptor: Int32
        do throws(FileError) {
            descriptor = try calls.open(path, for: .writing)
        } catch {
            throw error.code == ENXIO ? FileError(say(en: "nobody reads this pipe", zh: "没有程序读取此管道")) : error
        }
        defer { calls.close(descriptor) }
        try write(bytes, to: descriptor)
    }

    /// Writes all bytes, in as many pieces as it takes.
    private func write(_ bytes: [UInt8], to descriptor: Int32) throws(FileError) {
        var done = 0
        try write(bytes, to: descriptor, &done)
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32, _ done: inout Int) throws(FileError) {
        while done < bytes.count {
            if isCancelled() { throw .interrupted }
            do throws(FileError) {
                done += try write(bytes[done..<min(bytes.count, done + Self.chunk)], to: descriptor)
            } catch {
                guard error.code == EAGAIN else { throw error }
                calls.waitForRoom(descriptor, milliseconds: 20)
            }
        }
    }

    private func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(FileError) -> Int {
        // `withUnsafeBytes` passes no typed error on.
        let result: Result<Int, FileError> = bytes.withUnsafeBytes { bytes in
            do throws(FileError) { return .success(try calls.write(descriptor, bytes)) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
