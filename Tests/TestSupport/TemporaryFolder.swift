import Glibc

/// A folder of its own for one test, which goes away with its contents.
package final class TemporaryFolder {
    /// Where it is.
    package let path: String

    /// Makes a new folder where the system keeps what is temporary.
    package init() throws {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/sextant-tests-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TestFailure("no temporary folder") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { Self.delete(path) }

    /// The path of something in it.
    package func path(of name: String) -> String { path + "/" + name }

    /// Writes a file.
    package func write(_ text: String, to name: String) throws {
        guard let file = fopen(path(of: name), "w") else { throw TestFailure("cannot write \(name)") }
        defer { fclose(file) }
        fputs(text, file)
    }

    /// Writes a file of bytes that need not be text.
    package func write(bytes: [UInt8], to name: String) throws {
        guard let file = fopen(path(of: name), "w") else { throw TestFailure("cannot write \(name)") }
        defer { fclose(file) }
        fwrite(bytes, 1, bytes.count, file)
    }

    /// Makes a folder in it.
    package func makeFolder(_ name: String) throws {
        guard mkdir(path(of: name), 0o700) == 0 else { throw TestFailure("cannot make \(name)") }
    }

    /// Removes an empty folder in it.
    package func removeFolder(_ name: String) { rmdir(path(of: name)) }

    /// Makes a symbolic link in it.
    package func makeLink(_ name: String, to target: String) throws {
        guard symlink(target, path(of: name)) == 0 else { throw TestFailure("cannot make \(name)") }
    }

    /// Where a symbolic link in it leads, or nil if it is none.
    package func target(of name: String) -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink(path(of: name), &buffer, buffer.count)
        return count < 0 ? nil : String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Sets the permission bits of a file.
    package func setMode(_ mode: mode_t, of name: String) { chmod(path(of: name), mode) }

    /// The text of a file, or nil if there is none.
    package func read(_ name: String) -> String? { TextFile.read(path(of: name)) }

    /// The permission bits of a file.
    package func mode(of name: String) -> mode_t? {
        var status = stat()
        return stat(path(of: name), &status) == 0 ? status.st_mode & 0o777 : nil
    }

    /// The names of what is in it, sorted.
    package var names: [String] { Folder.names(in: path) }

    private static func delete(_ path: String) {
        if unlink(path) == 0 { return }
        for name in Folder.names(in: path) { delete(path + "/" + name) }
        rmdir(path)
    }
}

/// What went wrong in a test's own machinery.
package struct TestFailure: Error, CustomStringConvertible {
    /// The reason.
    package let description: String

    /// Makes a failure.
    package init(_ description: String) { self.description = description }
}

/// Whole text files.
package enum TextFile {
    /// The text of a file, or nil if it cannot be opened.
    package static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What is in folders.
package enum Folder {
    /// The names in a folder, sorted.
    package static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { name in
                    name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }

    /// The files below a folder, by their paths from it.
    package static func files(below path: String, ending: String) -> [String] {
        names(in: path).flatMap { name -> [String] in
            let inner = files(below: path + "/" + name, ending: ending).map { name + "/" + $0 }
            return inner.isEmpty && name.hasSuffix(ending) ? [name] : inner
        }
    }
}

/// The package that is tested.
package enum Project {
    /// Its folder, seen from this file.
    package static var root: String {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }

    /// A program of the package: it is built into the folder of the tests.
    package static func program(_ name: String) -> String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let tests = String(decoding: buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return (tests.lastIndex(of: "/").map { tests[..<$0] } ?? ".") + "/" + name
    }
}
