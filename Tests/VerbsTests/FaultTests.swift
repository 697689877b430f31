import Glibc
import Storage
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Whole sessions on a disk whose calls fail, tear, or never come back: each file is the old or the new one, and `recover`
/// gives what was typed.
@Suite struct FaultTests {
    /// A person at a prompt, as the interactive shell keeps what is typed.
    private final class Sitting {
        let journal: Journal
        let shell: TestShell
        /// Lines that the journal took without a warning.
        private(set) var kept: [String] = []

        init(_ disk: MemoryDisk, process: Int32) {
            journal = Journal(
                folder: "/home/journal", process: process, time: Int(process), files: disk.fileSystem)
            shell = TestShell(files: disk.fileSystem, journal: journal)
        }

        func type(_ line: String) -> Bool {
            if journal.record(line) == nil { kept.append(line) }
            return (try? shell.failure(line))?.isEmpty ?? false
        }
    }

    private static let lines = [
        "arch load h200; model load llama-3.1-8b", "workload set input=8192 output=128", "sweep tp=1,2 batch=1,8",
        "save results/plans.csv", "arch save mine.json", "arch set inter_bw 16e9", "save --force results/plans.csv",
        "note seen", "save best.json", "save study.sextant", "arch save --force mine.json", "export study.md",
        "top 2", "save study.sextant", "arch load mine.json", "replay --update recorded.sextant",
    ]
    private static let written = [
        "results/plans.csv", "results/plans.units.csv", "best.json", "study.sextant", "study.md", "mine.json",
        "recorded.sextant",
    ]

    private static func files(_ disk: MemoryDisk) -> [String: String] {
        Dictionary(uniqueKeysWithValues: written.compactMap { path in disk.text(path).map { (path, $0) } })
    }

    private static func disk() -> MemoryDisk {
        let disk = MemoryDisk()
        disk.put("workload set input 1\n", at: "recorded.sextant")
        return disk
    }

    /// The calls that the session makes on a disk that works.
    private static let calls: Int = {
        let disk = Self.disk()
        let sitting = Sitting(disk, process: 1)
        for line in lines { _ = sitting.type(line) }
        return disk.log.count
    }()

    @Test func theSessionWritesAllItsFiles() {
        let disk = Self.disk()
        let sitting = Sitting(disk, process: 1)
        for line in Self.lines { #expect(sitting.type(line), "\(line)") }
        #expect(Set(Self.files(disk).keys) == Set(Self.written))
        #expect(!disk.paths.contains { $0.hasSuffix(".tmp") })
    }

    /// Each file after a line that failed is what it was, or what the same line writes once the disk works.
    private func check(
        _ disk: MemoryDisk, _ before: [String: String], _ line: String, _ shell: TestShell, _ note: String
    ) {
        let after = Self.files(disk)
        disk.restart()
        _ = try? shell.failure(line)
        let new = Self.files(disk)
        for path in Self.written {
            let isWhole = [before[path], new[path]].contains(after[path])
            #expect(isWhole, "\(path) after '\(line)' is neither old nor new: \(note)")
        }
    }

    @Test func everyCallFailsInTurn() {
        var generator = SeededGenerator(property: 31)
        for call in 1...Self.calls {
            let fault: MemoryDisk.Fault =
                Bool.random(using: &generator)
                ? .tears : .fails(code: [EIO, ENOSPC, EACCES, EMFILE].randomElement(using: &generator) ?? EIO)
            let note = "call \(call) \(fault), \(PropertySeed.note)"
            let disk = Self.disk()
            disk.breaks([call: fault])
            let sitting = Sitting(disk, process: 1)
            for (index, line) in Self.lines.enumerated() {
                let before = Self.files(disk)
                let succeeds = sitting.type(line)
                guard disk.log.count >= call else { continue }
                // The disk may be full from here on.
                if !succeeds || index == Self.lines.count - 1 {
                    check(disk, before, line, sitting.shell, note)
                    break
                }
            }
            #expect(!disk.paths.contains { $0.hasSuffix(".tmp") }, "\(note)")
        }
    }

    /// The shell is killed at a call, and in every second case the power goes with it.
    @Test func killedAtEachCallNothingIsLost() throws {
        var generator = SeededGenerator(property: 32)
        for call in 1...Self.calls {
            let losesPower = Bool.random(using: &generator)
            let note = "killed at call \(call)\(losesPower ? " without power" : ""), \(PropertySeed.note)"
            let disk = Self.disk()
            disk.breaks([call: .kills])
            let sitting = Sitting(disk, process: 1)
            var typed = 0
            for line in Self.lines where !disk.isKilled {
                typed += 1
                _ = sitting.type(line)
            }
            if losesPower { disk.losePower(using: &generator) } else { disk.restart() }
            let recovered = Sitting(disk, process: 2)
            let kept = sitting.kept.count
            if kept == 0 {
                // The first line did not reach the disk whole; half of it must not run.
                _ = try recovered.shell.failure("recover")
                #expect(["\(SessionHeading.own)\n", Self.twin(1)].contains(recovered.shell.script), "\(note)")
            } else {
                #expect(try recovered.shell.failure("recover") == "", "\(note)")
                // The line that was being written when the shell was killed may be there or not.
                let possible = [Self.twin(kept), Self.twin(min(kept + 1, Self.lines.count))]
                let isThere = possible.contains(recovered.shell.script)
                #expect(isThere, "\(note), \(kept) lines kept: \(recovered.shell.session.cells.map(\.text))")
            }
            for path in Self.written {
                let isWhole = [typed - 1, typed].contains { Self.twins[$0].files[path] == disk.text(path) }
                #expect(isWhole, "\(path) is neither old nor new: \(note)")
            }
        }
    }

    /// The session that the first lines lead to, on a disk that works.
    private static func twin(_ count: Int) -> String { twins[count].script }

    /// The session and its files after each line.
    private static let twins: [(script: String, files: [String: String])] = {
        let disk = Self.disk()
        let shell = TestShell(files: disk.fileSystem)
        return [(shell.script, files(disk))]
            + lines.map { line in
                _ = try? shell.failure(line)
                return (shell.script, files(disk))
            }
    }()

    /// The promise "on disk before it runs" needs each of these calls.
    @Test(arguments: [MemoryDisk.Call.sync, .syncFolder])
    func withoutItALineMayBeLost(_ call: MemoryDisk.Call) {
        func losses(ignoring: MemoryDisk.Call?) -> Int {
            (0..<100).count { seed in
                var generator = SeededGenerator(property: UInt64(seed))
                let disk = MemoryDisk()
                if let ignoring { disk.ignores(ignoring) }
                let sitting = Sitting(disk, process: 1)
                for line in Self.lines.prefix(3) { _ = sitting.type(line) }
                disk.losePower(using: &generator)
                let recovered = Sitting(disk, process: 2)
                _ = try? recovered.shell.failure("recover")
                return recovered.shell.script != Self.twin(3)
            }
        }
        #expect(losses(ignoring: nil) == 0)
        #expect(losses(ignoring: call) > 10)
    }

    /// Half a line in the journal would run as another command.
    @Test func aTornLineIsCutOff() throws {
        let disk = MemoryDisk()
        let sitting = Sitting(disk, process: 1)
        #expect(sitting.type("arch load h200"))
        disk.breaks([1: .tears])
        #expect(sitting.journal.record("arch load sg2260e; note half")?.hasPrefix("a crash would lose") == true)
        #expect(disk.text("/home/journal/1-1.sextant") == "arch load h200\n")
        #expect(disk.log.last == .truncate)
    }
}
