import Catalog
import Language
import Text
import Words

/// The names that lead to entries of the catalogue, and what is said of one that does not.
struct CatalogueNames<Value: Sendable> {
    private let entries: [CatalogEntry<Value>]
    private let kind: CatalogueWords.Kind

    init(_ entries: [CatalogEntry<Value>], of kind: CatalogueWords.Kind) {
        self.entries = entries
        self.kind = kind
    }

    /// The entry of a name, in any case; and whether it was named as on the Hugging Face Hub.
    ///
    /// The first words of a name are enough where no other begins so: `kimi-linear`.
    ///
    /// - Parameter isFile: whether there is a file or folder of that name, which goes before a name of the Hub.
    func entry(named name: String, isFile: Bool) -> (entry: CatalogEntry<Value>, byRepository: Bool)? {
        let name = name.lowercased()
        if let entry = entries.first(where: { $0.name == name }) { return (entry, false) }
        if isFile { return nil }
        if let entry = entries.first(where: { $0.aliases.contains(name) }) { return (entry, false) }
        let entry = entries.first { $0.repositories.contains { Self.names(name, of: $0.lowercased()) } }
        if let entry { return (entry, true) }
        let begun = entries.filter { $0.name.hasPrefix(name + "-") }
        return begun.count == 1 ? (begun[0], false) : nil
    }

    /// The entries that a list of names such as `h100,h200` leads to; `all` stands for each.
    func list(_ token: Token) throws(Diagnostic) -> [CatalogEntry<Value>] {
        let words = token.text.lowercased().split(separator: ",", omittingEmptySubsequences: false)
        let isAll = words.contains("all")
        if isAll, words.allSatisfy({ $0 == "all" || entry(named: String($0), isFile: false) != nil }) { return entries }
        var (found, start): ([CatalogEntry<Value>], Int) = ([], token.span.lowerBound)
        for word in token.text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            let span = start..<start + max(1, word.count)
            start += word.count + 1
            guard let entry = entry(named: word, isFile: false)?.entry else {
                throw unknown(Token(text: word, span: span), expected: CatalogueWords.list(kind))
            }
            found.append(entry)
        }
        return found
    }

    /// Whether a name is that of a repository, with its owner or without.
    private static func names(_ name: String, of repository: String) -> Bool {
        repository == name || repository.split(separator: "/").last.map { $0 == name } == true
    }

    /// Whether a name can only be that of a file: a name of the Hub has one slash and no ending.
    func isPath(_ name: String) -> Bool {
        name.hasSuffix(".json") || (name.contains("/") && !Self.isRepository(name))
    }

    /// Says that there is no such entry, and which come near.
    func unknown(_ token: Token, expected: String) -> Diagnostic {
        guard Self.isRepository(token.text) else {
            return Diagnostic(
                CatalogueWords.unknown(token.text, kind), at: token.span, expected: expected, hint: hint(token.text))
        }
        return Diagnostic(
            CatalogueWords.noFile(token.text, kind), at: token.span, expected: expected,
            hint: nearestRepository(token.text).map(LanguageWords.didYouMean))
    }

    /// All names that a word begins or is part of, or else the nearest.
    private func hint(_ word: String) -> String? {
        let word = word.lowercased()
        let names = entries.map(\.name)
        // Two characters of Chinese say as much as three letters.
        let isTelling = word.utf8.count > 2
        if isTelling, let entry = entries.first(where: { $0.aliases.contains { $0.hasPrefix(word) } }),
            !names.contains(where: { $0.contains(word) })
        {
            return LanguageWords.didYouMean(entry.name)
        }
        let begun = names.filter { $0.hasPrefix(word) }
        let fitting = begun.isEmpty && word.count > 1 ? names.filter { $0.contains(word) } : begun
        if fitting.count > 1 { return CatalogueWords.fits(word, fitting) }
        return (fitting.first ?? NearestName.of(word, in: names)).map(LanguageWords.didYouMean)
    }

    /// The repository that is nearest: letter by letter, or the longest of the same maker that begins the name.
    private func nearestRepository(_ word: String) -> String? {
        let repositories = entries.flatMap(\.repositories)
        let begun = repositories.filter { word.lowercased().hasPrefix($0.lowercased()) }
        if let longest = begun.max(by: { $0.count < $1.count }) { return longest }
        if let nearest = NearestName.of(word, in: repositories) { return nearest }
        let model = word.split(separator: "/").last.map(String.init) ?? word
        return NearestName.of(model, in: entries.map(\.name))
    }

    /// `OWNER/NAME`: two words of letters, digits and `-_.` with a slash between them.
    private static func isRepository(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && !name.hasSuffix(".json")
            && parts.allSatisfy { part in
                !part.isEmpty && !part.hasPrefix(".") && !part.hasPrefix("~")
                    && part.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
            }
    }
}
