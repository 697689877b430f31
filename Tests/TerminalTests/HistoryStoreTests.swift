import Glibc
import TestSupport
import Testing

@testable import Terminal

/// The history file: nothing is lost, nothing is shown to others, nothing crashes.
@Suite struct HistoryStoreTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/history" }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func loaded() -> HistoryStore {
        var store = HistoryStore(path: path)
        #expect(store.load() == nil)
        return store
    }

    @Test func findsItsPlace() {
        func path(_ variables: [String: String]) -> String? { HistoryStore.defaultPath { variables[$0] } }
        #expect(path(["HOME": "/home/u"]) == "/home/u/.local/state/sextant/history")
        #expect(path(["HOME": "/home/u", "XDG_STATE_HOME": "/s"]) == "/s/sextant/history")
        #expect(path(["HOME": "/home/u", "XDG_STATE_HOME": "relative"]) == "/home/u/.local/state/sextant/history")
        #expect(path(["HOME": "/home/u", "XDG_STATE_HOME": ""]) == "/home/u/.local/state/sextant/history")
        #expect(path(["HOME": "/home/u", "SEXTANT_HISTORY": "/x/y"]) == "/x/y")
        #expect(path(["HOME": "/home/u", "SEXTANT_HISTORY": ""]) == nil)
        #expect(path(["HOME": "/home/u", "SEXTANT_HISTORY": "/dev/null"]) == nil)
        #expect(path([:]) == nil)
    }

    @Test func keepsLinesForTheNextSession() {
        var store = loaded()
        for line in ["one", "two 中文 😀", "tab\there", "back\\slash \\n", "several\nlines\r\n", "é"] {
            #expect(store.record(line) == nil)
        }
        #expect(loaded().entries == ["one", "two 中文 😀", "tab\there", "back\\slash \\n", "several\nlines\r\n", "é"])
        #expect(folder.read("history")?.hasPrefix("one\ntwo 中文 😀\ntab\there\n") == true)
    }

    @Test func leavesOutWhatIsNotWorthKeeping() {
        var store = loaded()
        for line in ["", "   ", "\t", " hidden", "same", "same", "other", "same"] { #expect(store.record(line) == nil) }
        #expect(store.entries == ["same", "other", "same"])
        #expect(folder.read("history") == "same\nother\nsame\n")
    }

    @Test func twoShellsMerge() {
        var first = loaded()
        var second = loaded()
        #expect(first.record("a1") == nil)
        #expect(second.record("b1") == nil)
        #expect(first.record("a2") == nil)
        #expect(first.entries == ["a1", "a2"])
        #expect(loaded().entries == ["a1", "b1", "a2"])
    }

    @Test func manyWritersLoseNothing() async {
        let path = path
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    var store = HistoryStore(path: path)
                    for number in 0..<50 { _ = store.record("writer \(writer) line \(number)") }
                }
            }
        }
        let entries = loaded().entries
        #expect(entries.count == 200)
        for writer in 0..<4 {
            let own = entries.filter { $0.hasPrefix("writer \(writer) ") }
            #expect(own == (0..<50).map { "writer \(writer) line \($0)" })
        }
    }

    @Test func isNobodyElsesBusiness() {
        umask(0o022)
        var store = HistoryStore(path: folder.path + "/new/state/history")
        #expect(store.load() == nil)
        #expect(folder.mode(of: "new") == nil)
        #expect(store.record("secret") == nil)
        #expect(folder.mode(of: "new") == 0o700)
        #expect(folder.mode(of: "new/state") == 0o700)
        #expect(folder.mode(of: "new/state/history") == 0o600)
    }

    @Test func closesAFileThatWasOpenToOthers() throws {
        try folder.write("old\n", to: "history")
        chmod(path, 0o644)
        #expect(loaded().entries == ["old"])
        #expect(folder.mode(of: "history") == 0o600)
    }

    /// Only what others may read is changed.
    @Test func leavesAPrivateFileAsItIs() throws {
        try folder.write("old\n", to: "history")
        folder.setMode(0o400, of: "history")
        #expect(loaded().entries == ["old"])
        #expect(folder.mode(of: "history") == 0o400)
    }

    @Test func anEntryCutShortDoesNotSwallowTheNext() throws {
        try folder.write("whole\ncut sho", to: "history")
        var store = loaded()
        #expect(store.entries == ["whole", "cut sho"])
        #expect(store.record("next") == nil)
        #expect(folder.read("history") == "whole\ncut sho\nnext\n")
    }

    @Test func loadsTheNewestEntriesOnly() throws {
        let lines = (1...10_500).map { "line \($0)" }
        try folder.write(lines.joined(separator: "\n") + "\n", to: "history")
        let entries = loaded().entries
        #expect(entries.count == 10_000)
        #expect(entries.first == "line 501")
        #expect(entries.last == "line 10500")
    }

    @Test func repeatsFromTwoShellsCollapse() throws {
        try folder.write("a\na\n\nb\nb\nb\na\n", to: "history")
        #expect(loaded().entries == ["a", "b", "a"])
    }

    @Test func bytesThatAreNotTextAreRepaired() {
        #expect(HistoryStore.parse([0x61, 0xFF, 0x0A, 0x5C, 0x78, 0x0A, 0x5C]) == ["a\u{FFFD}", "\\x", "\\"])
        #expect(HistoryStore.parse([]) == [])
        #expect(HistoryStore.parse([0x0A]) == [])
    }

    @Test func warnsOnceWhenItCannotWrite() {
        var store = HistoryStore(path: "/proc/nowhere/history")
        #expect(store.load() == nil)
        let warning = store.record("one")
        #expect(warning?.hasPrefix("history is not saved: cannot open /proc/nowhere/history: ") == true)
        #expect(store.record("two") == nil)
        #expect(store.entries == ["one", "two"])
    }

    @Test func warnsOnceAboutAFolderInItsPlace() {
        var store = HistoryStore(path: folder.path)
        #expect(store.load()?.contains(folder.path) == true)
        #expect(store.record("one") == nil)
    }

    @Test func aPipeInItsPlaceDoesNotHang() {
        mkfifo(path, 0o600)
        var store = HistoryStore(path: path)
        #expect(store.load() != nil)
        #expect(store.record("one") == nil)
        #expect(store.entries == ["one"])
    }

    @Test func withoutAFileItStaysInMemory() {
        var store = HistoryStore(path: nil)
        #expect(store.load() == nil)
        #expect(store.record("one") == nil)
        #expect(store.entries == ["one"])
    }

    @Test func aKilledShellHasWrittenTheLineItRan() throws {
        let session = try EchoProgram.start(environment: ["SEXTANT_HISTORY": path])
        session.send("first\r")
        session.expect("[first]")
        session.send("sleep\r")
        session.expect("sleeping")
        kill(session.process, SIGKILL)
        #expect(try session.exitCode() == 128 + SIGKILL)
        #expect(folder.read("history") == "first\nsleep\n")
    }

    @Test func theShellWarnsAndGoesOn() throws {
        let session = try EchoProgram.start(environment: ["SEXTANT_HISTORY": "/proc/nowhere/history"])
        session.send("one\r")
        session.expect("warning: history is not saved")
        session.expect("[one]")
        session.send("two\r")
        session.expect("[two]")
    }
}
