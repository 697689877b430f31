import Testing
import Text

@testable import Language

@Suite struct LexerTests {
    private func words(_ line: String) throws -> [[String]] {
        try Lexer.statements(in: line).map { $0.tokens.map(\.text) }
    }

    @Test(
        arguments: [
            ("", []), ("   ", []), ("# note", []), ("  # note", []), (";;", []), ("a", [["a"]]),
            ("a  b\tc", [["a", "b", "c"]]), ("a;b", [["a"], ["b"]]), (" a ; b ;", [["a"], ["b"]]),
            ("a b # c ; d", [["a", "b"]]), ("a#b", [["a#b"]]), ("a;#b", [["a"]]),
            ("save \"my plans.csv\"", [["save", "my plans.csv"]]), ("'a;b' '#c'", [["a;b", "#c"]]),
            ("a\"b c\"d", [["ab cd"]]), ("\"\" x", [["", "x"]]), ("\"it's\"", [["it's"]]),
            ("算能 x=\"四\"", [["算能", "x=四"]]),
        ] as [(String, [[String]])])
    func splits(_ line: String, _ statements: [[String]]) throws {
        #expect(try words(line) == statements)
    }

    /// What a saved session holds is read back as the words that were typed.
    @Test(arguments: [
        ("plans.csv", "plans.csv"), ("#1.csv", "\"#1.csv\""), ("a b", "\"a b\""), ("a;b", "\"a;b\""),
        ("it's", "\"it's\""),
        ("6\" rack", "'6\" rack'"), ("6\" o'clock", "\"6\"'\"'\" o'clock\""), ("a；b", "\"a；b\""), ("|", "\"|\""),
        ("a=b", "a=b"), ("a＝b", "\"a＝b\""), ("a\\", "\"a\\\""),
    ])
    func quotesWhatWouldEndAWord(_ word: String, _ typed: String) throws {
        #expect(Lexer.quoted(word) == typed)
        #expect(try words("save " + typed) == [["save", word]])
    }

    @Test func spansCountCharactersOfTheLineWithQuotes() throws {
        let tokens = try Lexer.statements(in: "算 \"b c\";  d").flatMap(\.tokens)
        #expect(tokens.map(\.span) == [0..<1, 2..<7, 10..<11])
    }

    @Test func aStatementKeepsItsTextAsTyped() throws {
        let statements = try Lexer.statements(in: " sweep  tp=2,4 ; top 5 # best ")
        #expect(statements.map(\.text) == ["sweep  tp=2,4", "top 5"])
    }

    @Test(arguments: ["save \"x", "save 'x", "save x\"", "a; b 'c"])
    func refusesAnOpenQuote(_ line: String) {
        #expect(throws: Diagnostic.self) { try Lexer.statements(in: line) }
    }
}

@Suite struct NearestNameTests {
    /// Two slips are a question away, but nothing of a hundred thousand letters is.
    @Test func aWordLongerThanAnyNameIsNone() {
        #expect(NearestName.of("tps_chipss", in: ["tps_chip"]) == "tps_chip")
        #expect(NearestName.of(String(repeating: "tp", count: 50_000), in: ["tp", "tps_chip"]) == nil)
        // Letters outside ASCII take up to four bytes: three slips among them are still looked for.
        #expect(NearestName.of("tps_chip算算", in: ["tps_chip"]) == "tps_chip")
    }

    private let names = ["sweep", "sort", "save", "top", "batch", "tps_batch", "tps_chip"]

    @Test(arguments: [
        ("swep", "sweep"), ("sweeep", "sweep"), ("sewep", "sweep"), ("SWEEP", "sweep"), ("tpo", "top"),
        ("bach", "batch"),
        ("tps_bach", "tps_batch"), ("sw", "sweep"), ("chip", "tps_chip"),
    ])
    func finds(_ word: String, _ name: String) { #expect(NearestName.of(word, in: names) == name) }

    @Test(arguments: ["xyzzy", "", "q", "evaluate"])
    func findsNothingFarAway(_ word: String) { #expect(NearestName.of(word, in: names) == nil) }

    @Test func countsEditsAndSwaps() {
        #expect(NearestName.distance(Array("abc"), Array("abc")) == 0)
        #expect(NearestName.distance(Array("abc"), Array("")) == 3)
        #expect(NearestName.distance(Array(""), Array("ab")) == 2)
        #expect(NearestName.distance(Array("abcd"), Array("acbd")) == 1)
        #expect(NearestName.distance(Array("kitten"), Array("sitting")) == 3)
    }
}
