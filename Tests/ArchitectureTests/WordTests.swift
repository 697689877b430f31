import TestSupport
import Testing

/// No verb holds sentences of its own beyond its help: they stand in Words.
@Suite struct WordTests {
    /// What begins something that a person reads and that is no help.
    private static let openings = ["Diagnostic(", ".line(", "say: "]

    /// The literal that stands first behind an opening, without what is interpolated; nil where none does.
    private func literal(behind rest: Substring) -> String? {
        let rest = rest.drop(while: \.isWhitespace)
        guard rest.first == "\"" else { return nil }
        var text = ""
        var depth = 0
        var previous: Character = "\""
        for character in rest.dropFirst() {
            if depth == 0, character == "\"", previous != "\\" { break }
            if previous == "\\", character == "(" {
                depth += 1
                text.removeLast()
            } else if depth > 0 {
                depth += character == "(" ? 1 : character == ")" ? -1 : 0
            } else {
                text.append(character)
            }
            previous = character
        }
        return text
    }

    /// Two words in a row that are no code.
    private func isSentence(_ text: String) -> Bool {
        let words = text.split(separator: " ").map { $0.filter(\.isLetter) == $0 && $0.count > 1 }
        return zip(words, words.dropFirst()).contains { $0 && $1 }
    }

    private func sentences(in source: String) -> [String] {
        Self.openings.flatMap { opening in
            source.split(separator: opening, omittingEmptySubsequences: false).dropFirst()
                .compactMap { literal(behind: $0) }
        }.filter(isSentence)
    }

    @Test func verbsHoldNoSentences() throws {
        let folder = Project.root + "/Sources/Verbs"
        let files = Folder.files(below: folder, ending: ".swift")
        #expect(files.count > 50)
        for file in files {
            let source = try #require(TextFile.read(folder + "/" + file))
            #expect(sentences(in: source) == [], "\(file)")
        }
    }

    @Test func aSentenceIsFound() {
        let source = #"throw Diagnostic("there is \(a + "b") no cell"); x.line("tp=4 \(y)"); f(say: "all is well")"#
        #expect(sentences(in: source) == ["there is  no cell", "all is well"])
    }
}
