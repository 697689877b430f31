/// The words that stand for something that is declared under another name.
///
/// A metric or a parameter is found by its name, by the name that the case study gives it and by its other names, in
/// any case; programs and saved sessions only ever see the name.
struct Vocabulary: Sendable {
    private var names: [String: String] = [:]

    /// Takes in what is declared; names come before other names.
    init(_ entries: [(name: String, study: String?, aliases: [String])]) {
        for entry in entries { names[entry.name.lowercased()] = entry.name }
        for entry in entries {
            for word in entry.aliases + [entry.study].compactMap(\.self) where names[word.lowercased()] == nil {
                names[word.lowercased()] = entry.name
            }
        }
    }

    /// The name that a word means.
    subscript(word: String) -> String? { names[word.lowercased()] }
}
