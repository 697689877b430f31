import TestSupport
import Testing
import Text

/// Sentences are declared once, in every language.
@Suite struct TongueTests {
    /// The rooms in which sentences are declared: all of Words, and the one file of words that lower rooms have.
    private static let files = ["Language", "Notebook", "Words"].flatMap { target in
        Folder.files(below: Project.root + "/Sources/" + target, ending: ".swift")
            .filter { target == "Words" || $0.hasSuffix("Words.swift") }.map { "\(target)/\($0)" }
    }

    /// The labels of the texts that each `say(` of a source has.
    private func labels(in source: String) -> [Set<String>] {
        source.split(separator: "say(", omittingEmptySubsequences: false).dropFirst().map { rest in
            var depth = 1
            var isQuoted = false
            var call = ""
            for character in rest {
                if character == "\"" { isQuoted.toggle() }
                if !isQuoted { depth += character == "(" ? 1 : character == ")" ? -1 : 0 }
                if depth == 0 { break }
                call.append(isQuoted ? " " : character)
            }
            return Set(Tongue.allCases.map(\.rawValue).filter { call.contains("\($0):") })
        }
    }

    @Test(arguments: files) func everySentenceHasATextInEveryLanguage(_ file: String) throws {
        let source = try #require(TextFile.read(Project.root + "/Sources/" + file))
        let expected = Set(Tongue.allCases.map(\.rawValue))
        for (index, found) in labels(in: source).enumerated() {
            #expect(found == expected, "\(file): sentence \(index + 1) lacks \(expected.subtracting(found))")
        }
    }

    @Test func whatLacksIsFound() {
        #expect(
            labels(in: "say(en: \"a\") + say(de: \"(\", en: \"b \\(x)\") + say(de: \"en: \")") == [["en"], ["en"], []])
    }

    @Test func aSentenceIsInTheLanguageOfItsScope() {
        Tongue.$current.withValue(.english) { #expect(say(en: "a") == "a") }
    }
}
