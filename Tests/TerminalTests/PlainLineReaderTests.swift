import Glibc
import TestSupport
import Testing

@testable import Terminal

/// Lines from a file or a pipe.
@Suite struct PlainLineReaderTests {
    private func lines(of bytes: [UInt8]) throws -> [String] {
        let folder = try TemporaryFolder()
        let descriptor = open(folder.path + "/input", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        try #require(descriptor >= 0)
        defer { _ = close(descriptor) }
        try #require(write(descriptor, bytes, bytes.count) == bytes.count)
        lseek(descriptor, 0, SEEK_SET)
        let reader = PlainLineReader(fileDescriptor: descriptor)
        var lines: [String] = []
        while case .line(let line) = reader.readLine(prompt: "unseen") { lines.append(line) }
        #expect(reader.readLine(prompt: "") == .endOfInput)
        return lines
    }

    @Test func aLineFromAPipeIsThereAtOnce() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { for end in ends { _ = close(end) } }
        let reader = PlainLineReader(fileDescriptor: ends[0])
        for text in ["one", "two"] {
            try #require(write(ends[1], text + "\n", text.utf8.count + 1) == text.utf8.count + 1)
            #expect(reader.readLine(prompt: "") == .line(text))
        }
    }

    @Test(arguments: [
        ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\n\nb", ["a", "", "b"]),
        ("a\r\nb\r", ["a", "b"]), ("\u{FEFF}a\n\u{FEFF}b", ["a", "\u{FEFF}b"]), ("中文\n😀", ["中文", "😀"]),
    ])
    func splits(text: String, expected: [String]) throws {
        #expect(try lines(of: Array(text.utf8)) == expected)
    }

    @Test func repairsWhatIsNotUTF8() throws {
        #expect(try lines(of: [0x61, 0xFF, 0x62, 0x0A, 0xE4, 0xB8]) == ["a\u{FFFD}b", "\u{FFFD}"])
    }

    @Test func takesLinesOfAnyLength() throws {
        let long = String(repeating: "x", count: 1_000_000)
        #expect(try lines(of: Array((long + "\nshort\n" + long).utf8)) == [long, "short", long])
    }

    /// That nobody reads what is said is an error of the write, not the end by a signal.
    @Test func aClosedPipeIsNotTheEnd() throws {
        let run = try Program.runWithClosedPipe("EditorEcho", [], in: try TemporaryFolder())
        #expect(run.exitCode == 0)
    }

    @Test func aClosedReaderIsAtItsEnd() {
        let reader = PlainLineReader(fileDescriptor: -1)
        reader.close()
        #expect(reader.readLine(prompt: "") == .endOfInput)
        #expect(PlainLineReader(fileDescriptor: -1).readLine(prompt: "") == .endOfInput)
        #expect(!reader.isInteractive)
    }
}
