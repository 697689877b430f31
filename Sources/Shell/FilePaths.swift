import Glibc

/// Names of files.
enum FilePaths {
    /// Links that are followed before they are taken for a circle, as in the kernel.
    private static let mostLinks = 40

    /// The last part of a path: the file's name.
    static func last(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The path from the root through no links, so that one file has one name.
    static func absolute(_ path: String) -> String {
        let target = target(of: path)
        let slash = target.lastIndex(of: "/")
        let folder = slash.map { String(target[...$0]) } ?? "."
        let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
        guard let real = real(folder) else { return path }
        return real == "/" ? "/" + name : real + "/" + name
    }

    /// The path with the person's own folder in place of a leading `~`, as shells have it.
    static func expanded(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME"), home.pointee != 0 else { return path }
        return String(cString: home) + path.dropFirst()
    }

    /// What a path leads to when links at its end are followed, whether or not there is a file.
    static func target(of path: String) -> String {
        var path = expanded(path)
        for _ in 0..<mostLinks {
            guard let link = link(at: path) else { return path }
            let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
            path = link.hasPrefix("/") ? link : folder + link
        }
        return path
    }

    private static func link(at path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }

    private static func real(_ folder: String) -> String? {
        guard let pointer = realpath(folder, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}
