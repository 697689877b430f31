import Storage
import Text

/// Completes file names.
public enum FileCompletion {
    /// Files and folders that begin with the word; files only with one of the endings.
    public static func candidates<State>(for request: CompletionRequest<State>, endings: [String]) -> [Completion] {
        let word = request.word
        let slash = word.lastIndex(of: "/")
        let folder = slash.map { String(word[...$0]) } ?? ""
        var found: [Completion] = []
        for entry in request.files.entries(of: folder.isEmpty ? "." : folder)
        where !entry.name.hasPrefix(".") && !Printable.hasControls(entry.name, keepsLines: false) {
            let name = entry.name
            if entry.isFolder {
                found.append(Completion(folder + name + "/", LanguageWords.folder, isWhole: false, isPath: true))
            } else if endings.isEmpty || endings.contains(where: { name.hasSuffix("." + $0) }) {
                found.append(Completion(folder + name, LanguageWords.file, isWhole: true, isPath: true))
            }
        }
        return found.sorted { $0.text < $1.text }
    }
}
