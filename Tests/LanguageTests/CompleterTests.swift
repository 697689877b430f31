import CounterShell
import Glibc
import Language
import Storage
import TestSupport
import Testing

/// What may stand at the end of a line, of a shell that only counts.
@Suite struct CompleterTests {
    private func complete(_ line: String, _ files: FileSystem = FileSystem()) -> (replacing: Int, texts: [String]) {
        let found = Completer(Counter.registry, Counter(), files).complete(line)
        return (found.replacing, found.candidates.map(\.text))
    }

    @Test(
        arguments: [
            ("", 0, ["add", "show", "keep", "quit"]), ("a", 1, ["add"]), ("add ", 0, ["twice"]),
            ("add twice ", 0, ["1", "10"]), ("add twice 1", 1, ["1", "10"]), ("show; ad", 2, ["add"]),
            ("\"show; ad", 8, []), ("show # ad", 0, []), ("nothing ", 0, []), ("show | ad", 2, []),
        ] as [(String, Int, [String])])
    func offers(_ line: String, _ replacing: Int, _ texts: [String]) {
        let found = complete(line)
        #expect(found.texts == texts)
        if !texts.isEmpty { #expect(found.replacing == replacing) }
    }

    /// In quotes `;` and white space belong to the word, and the quote is closed behind a whole name.
    @Test func aFileInQuotesIsCompleted() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "a; swe b.txt")
        let start = folder.path(of: "a; swe")
        let whole = folder.path(of: "a; swe b.txt")
        #expect(complete("keep \"\(start)") == (start.count, [whole + "\""]))
        #expect(complete("keep '\(start)") == (start.count, [whole + "'"]))
        #expect(complete("keep \(folder.path(of: "a"))").texts == ["\"\(whole)\""])
        #expect(complete("show > \"\(start)") == (start.count, [whole + "\""]))
    }

    /// A folder is no end of a name.
    @Test func aFolderInQuotesGoesOn() throws {
        let folder = try TemporaryFolder()
        try #require(mkdir(folder.path(of: "my folder"), 0o700) == 0)
        let start = folder.path(of: "my f")
        #expect(complete("keep \"\(start)") == (start.count, [folder.path(of: "my folder/")]))
    }
}
