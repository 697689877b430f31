import CounterShell
import Glibc
import Language
import Storage
import TestSupport
import Testing

/// What is said of a line while it is typed, in a shell that only counts.
@Suite struct HinterTests {
    private func reading(
        _ line: String, expand: @escaping Hinter<Counter>.Expansion = { _ throws(Diagnostic) in nil }
    ) -> LineReading {
        Hinter(Counter.registry, Counter(), FileSystem(), expand: expand).reading(of: line)
    }

    private func hint(_ line: String) -> String { reading(line).hint.pieces.map(\.text).joined() }

    private func next(_ line: String) -> String { reading(line).hint.pieces.filter(\.isNext).map(\.text).joined() }

    private func parts(_ line: String, _ kind: LineReading.Kind) -> [String] {
        let characters = Array(line)
        return reading(line).parts.filter { $0.kind == kind }.map { String(characters[$0.characters]) }
    }

    @Test(arguments: [
        ("", ""), ("   ", ""), ("s", "show  Says the number."), ("show", "show: Says the number."),
        ("shw", "unknown command 'shw'; did you mean 'show'?"),
        ("shw 3", "unknown command 'shw'; did you mean 'show'?"),
        ("add", "twice  Adds a number two times."), ("add ", "twice  Adds a number two times."),
        ("add t", "twice  Adds a number two times."), ("add twice", "add twice N: a whole number"),
        ("add twice ", "add twice N: a whole number"), ("add 2", "add N: a whole number"),
        ("keep ", "keep FILE: a file name"),
        ("add 2 3", "unexpected word '3'; expected nothing more"), ("show # s", ""), ("show; ", ""),
        ("show; sho", "show  Says the number."), ("show > ", ""), ("show | hea", ""),
        ("add \"2", "add N: a whole number"),
    ])
    func says(_ line: String, _ text: String) {
        #expect(hint(line) == text)
    }

    @Test func marksWhatComesNext() {
        #expect(next("add twice ") == "N")
        #expect(next("sh") == "show")
        #expect(next("shw ") == "")
    }

    @Test func tellsVerbsNumbersAndErrorsApart() {
        #expect(parts("add twice 2; show", .verb) == ["add twice", "show"])
        #expect(parts("add twice 2; show", .number) == ["2"])
        #expect(parts("add 2 3 # 4", .error) == ["3"])
        #expect(parts("add 2 # 4", .comment) == ["# 4"])
        #expect(parts("note add 2", .number) == [])
        #expect(parts("add \"2\"", .number) == [])
        #expect(parts("show | head -3", .number) == [])
        // Digits in a name are part of it.
        #expect(parts("keep a3=4..5:2,6 x-7b 8GB/s>=9", .number) == ["4..5:2", "6", "8GB/s", "9"])
    }

    /// A word that may still become right is not wrong.
    @Test func theWordAtTheCursorMayGoOn() {
        for unfinished in ["a", "ad", "add t", "add", "add -"] {
            #expect(parts(unfinished, .error) == [], "\(unfinished)")
        }
        for wrong in ["ax", "ax ", "add x", "a "] { #expect(!parts(wrong, .error).isEmpty, "\(wrong)") }
    }

    @Test func whatWordsStandForIsChecked() {
        let expand: Hinter<Counter>.Expansion = { statement throws(Diagnostic) in
            switch statement.tokens.first?.text {
            case "good": "add 2; show"
            case "bad": "add 2; shw"
            case "none": throw Diagnostic("unknown variable", at: 5..<7)
            default: nil
            }
        }
        #expect(reading("good", expand: expand).hint.pieces.isEmpty)
        let bad = reading("bad", expand: expand)
        #expect(bad.hint.pieces.map(\.text) == ["unknown command 'shw'; did you mean 'show'?"])
        #expect(bad.parts.isEmpty)
        #expect(reading("none $x", expand: expand).parts.contains { $0.characters == 5..<7 && $0.kind == .error })
    }

    /// No file is opened, and a name that may be a file is not called wrong.
    @Test func readsNoFile() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "a.txt")
        #expect(hint("keep \(folder.path(of: "a"))") == "keep FILE: a file")
    }
}
