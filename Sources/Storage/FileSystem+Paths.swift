extension FileSystem {
    /// Links that are followed before they are taken for a circle, as in the kernel.
    private static let mostLinks = 40

    /// The path from the root through no links, so that one file has one name.
    public func absolute(_ path: String) -> String {
        let target = target(of: path)
        let slash = target.lastIndex(of: "/")
        let folder = slash.map { String(target[...$0]) } ?? "."
        let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
        guard let real = try? calls.realPath(folder) else { return path }
        return real == "/" ? "/" + name : real + "/" + name
    }

    /// The path with the person's own folder in place of a leading `~`, as shells have it.
    public func expanded(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/"), let home, !home.isEmpty else { return path }
        return home + path.dropFirst()
    }

    /// What a path leads to when links at its end are followed, whether or not there is a file.
    func target(of path: String) -> String {
        var path = expanded(path)
        for _ in 0..<Self.mostLinks {
            guard let link = try? calls.destination(ofLink: path) else { return path }
            let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
            path = link.hasPrefix("/") ? link : folder + link
        }
        return path
    }

    /// The same files, of which only those beneath the current folder are written, and none through a link.
    public var confined: FileSystem {
        var copy = self
        copy.boundary = boundary ?? (try? calls.realPath(".")) ?? "/"
        return copy
    }

    /// Whether a file lies in the current folder itself.
    public func isInCurrentFolder(_ path: String) -> Bool {
        guard let current = try? calls.realPath(".") else { return false }
        let absolute = absolute(path)
        return absolute.lastIndex(of: "/").map { String(absolute[..<$0]) } == (current == "/" ? "" : current)
    }

    /// Checks that a path may be written.
    ///
    /// - Throws: where it leads out of the boundary, or a link stands on the way.
    func permit(_ name: String) throws(FileError) {
        guard let boundary else { return }
        let path = expanded(name)
        let whole = path.hasPrefix("/") ? path : boundary + "/" + path
        let parts = whole.split(separator: "/").filter { $0 != "." }
        let inside = boundary.split(separator: "/")
        guard parts.count > inside.count, Array(parts[..<inside.count]) == inside, !parts.contains("..") else {
            throw .leavesFolder
        }
        for count in inside.count + 1...parts.count {
            let part = "/" + parts[..<count].joined(separator: "/")
            guard let status = try? calls.status(at: part, followsLinks: false) else { return }
            if status.kind == .link { throw .crossesLink }
        }
    }
}

/// Names of files as text.
public enum FileName {
    /// The last part of a path: the file's name.
    public static func last(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}

/// Where this user's programs keep files of their own (XDG Base Directory Specification 0.8).
public enum UserFolder: Sendable {
    /// What is to outlive a program, such as earlier lines.
    case state
    /// What a person wrote to have a program as they like it.
    case settings

    private var variable: String {
        switch self {
        case .state: "XDG_STATE_HOME"
        case .settings: "XDG_CONFIG_HOME"
        }
    }

    private var standard: String {
        switch self {
        case .state: "/.local/state/"
        case .settings: "/.config/"
        }
    }

    /// A path in the folder, such as `sextant/history`; nil where the environment names none.
    ///
    /// The specification says to ignore a path that is not absolute.
    public func path(of name: String, environment: (String) -> String?) -> String? {
        if let folder = environment(variable), folder.hasPrefix("/") { return folder + "/" + name }
        guard let home = environment("HOME"), !home.isEmpty else { return nil }
        return home + standard + name
    }
}
