import Glibc

/// Completes file names.
enum FileCompletion {
    /// Files and folders that begin with the word; files only with one of the endings.
    static func candidates(for word: String, endings: [String]) -> [Completion] {
        let slash = word.lastIndex(of: "/")
        let folder = slash.map { String(word[...$0]) } ?? ""
        guard let directory = opendir(folder.isEmpty ? "." : FilePaths.expanded(folder)) else { return [] }
        defer { closedir(directory) }
        var found: [Completion] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            if entry.pointee.d_type == UInt8(DT_DIR) {
                found.append(Completion(folder + name + "/", "folder", isWhole: false))
            } else if endings.isEmpty || endings.contains(where: { name.hasSuffix("." + $0) }) {
                found.append(Completion(folder + name, "file"))
            }
        }
        return found.sorted { $0.text < $1.text }
    }
}
