import TestSupport
import Testing

/// A target as the manifest declares it.
struct PackageTarget {
    let name: String
    let dependencies: Set<String>

    /// The targets with sources, in the order of the manifest.
    static func all(in manifest: String) throws -> [PackageTarget] {
        let kinds = [".target(", ".executableTarget(", ".systemLibrary("]
        let list = try #require(manifest.firstRange(of: "targets: [\n"))
        var found: [PackageTarget] = []
        var rest = manifest[list.upperBound...]
        while let start = kinds.compactMap({ rest.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound }) {
            let declaration = balanced(rest[start.upperBound...])
            rest = rest[declaration.endIndex...]
            guard !declaration.contains("path: \"Tests/"), let name = strings(declaration).first else { continue }
            let mark = declaration.firstRange(of: "dependencies: [")
            let dependencies = mark.map { strings(declaration[$0.upperBound...].prefix { $0 != "]" }) } ?? []
            found.append(PackageTarget(name: name, dependencies: Set(dependencies)))
        }
        return found
    }

    /// The text up to the bracket that closes one opened before it.
    private static func balanced(_ text: Substring) -> Substring {
        var depth = 1
        return text.prefix { character in
            depth += character == "(" ? 1 : character == ")" ? -1 : 0
            return depth > 0
        }
    }

    private static func strings(_ text: Substring) -> [String] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}

/// A source file and the modules it imports.
struct SourceFile {
    let path: String
    let imports: [String]

    /// The files of a target.
    static func all(of target: String) throws -> [SourceFile] {
        let folder = Project.root + "/Sources/" + target
        return try Folder.files(below: folder, ending: ".swift").map { name in
            let text = try #require(TextFile.read(folder + "/" + name))
            return SourceFile(path: target + "/" + name, imports: text.split(separator: "\n").compactMap(module))
        }
    }

    /// `Glibc` of `import Glibc`, `@preconcurrency import Glibc` or `import struct Glibc.stat`.
    private static func module(_ line: Substring) -> String? {
        let words = line.split(separator: " ")
        guard let mark = words.firstIndex(of: "import"),
            words[..<mark].allSatisfy({ $0.hasPrefix("@") || $0 == "public" })
        else { return nil }
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let name = words[(mark + 1)...].drop { kinds.contains($0) }.first
        return name.map { String($0.prefix { $0 != "." }) }
    }
}
