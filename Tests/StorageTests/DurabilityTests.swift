import Glibc
import Storage
import TestSupport
import Testing

/// Files are the old or the new one, whatever fails and whenever the power goes; each call is shown to be needed.
@Suite struct DurabilityTests {
    private static let old = String(repeating: "old ", count: 20)
    private static let new = String(repeating: "new ", count: 30)

    private static func disk() -> MemoryDisk {
        let disk = MemoryDisk()
        disk.put(old, at: "file", permissions: 0o640)
        return disk
    }

    /// The calls of one replacement: create, setPermissions, write, sync, rename, open, syncFolder.
    private static let count: Int = {
        let disk = Self.disk()
        try? disk.fileSystem.replace("file", with: Self.new)
        return disk.log.count
    }()

    @Test func aReplacementMakesTheseCalls() throws {
        let disk = Self.disk()
        try disk.fileSystem.replace("file", with: Self.new)
        #expect(disk.log == [.create, .setPermissions, .write, .sync, .rename, .open, .syncFolder])
    }

    /// What comes in pieces is written piece by piece, and brought to disk and renamed once.
    @Test func piecesAreWrittenOneAfterTheOther() throws {
        let disk = Self.disk()
        var left = ["one ", "", "two"]
        try disk.fileSystem.replace("file") { piece in
            guard !left.isEmpty else { return false }
            #expect(piece.isEmpty)
            piece += left.removeFirst().utf8
            return true
        }
        #expect(disk.text("file") == "one two")
        #expect(disk.log == [.create, .setPermissions, .write, .write, .sync, .rename, .open, .syncFolder])
    }

    @Test func piecesThatEndEarlyLeaveTheOldFile() {
        let disk = Self.disk()
        #expect(throws: FileError.interrupted) {
            try disk.fileSystem.replace("file") { piece throws(FileError) in
                guard piece.capacity == 0 else { throw .interrupted }
                piece += "new".utf8
                return true
            }
        }
        #expect(disk.text("file") == Self.old && disk.paths == ["/home/file"])
    }

    @Test func aFailingCallLeavesTheOldFileAndNothingElse() {
        for call in 1...Self.count {
            for fault in [MemoryDisk.Fault.fails(code: EIO), .fails(code: ENOSPC), .tears] {
                let disk = Self.disk()
                disk.breaks([call: fault])
                let isDone = (try? disk.fileSystem.replace("file", with: Self.new)) != nil
                #expect(disk.text("file") == (isDone ? Self.new : Self.old), "\(call) \(fault)")
                #expect(disk.paths == ["/home/file"], "\(call) \(fault)")
            }
        }
    }

    /// The states that a loss of power can leave, over 200 falls of the dice at each call.
    private func states(ignoring: MemoryDisk.Call? = nil, killingAt calls: ClosedRange<Int>) -> Set<String> {
        var found: Set<String> = []
        for call in calls {
            for seed in 0..<200 {
                var generator = SeededGenerator(property: UInt64(1000 * call + seed))
                let disk = Self.disk()
                if let ignoring { disk.ignores(ignoring) }
                disk.breaks([call: .kills])
                try? disk.fileSystem.replace("file", with: Self.new)
                disk.losePower(using: &generator)
                found.insert(disk.text("file") ?? "no file")
            }
        }
        return found
    }

    @Test func aLossOfPowerLeavesTheOldOrTheNew() {
        #expect(states(killingAt: 1...Self.count) == [Self.old, Self.new])
        // Once it is said to be written, it is.
        #expect(states(killingAt: Self.count + 1...Self.count + 1) == [Self.new])
    }

    @Test func withoutSyncTheFileMayBeHalf() {
        #expect(states(ignoring: .sync, killingAt: 1...Self.count).contains { ![Self.old, Self.new].contains($0) })
    }

    @Test func withoutSyncOfTheFolderTheNewFileMayBeLost() {
        let after = Self.count + 1...Self.count + 1
        #expect(states(ignoring: .syncFolder, killingAt: after) == [Self.old, Self.new])
    }

    @Test func withoutRenameThereIsNoNewFile() {
        #expect(states(ignoring: .rename, killingAt: Self.count + 1...Self.count + 1) == [Self.old])
    }

    @Test func whatIsAppendedIsThereWholeOrNotAtAll() throws {
        for fault in [MemoryDisk.Fault.fails(code: EIO), .tears] {
            // Create, write, sync; a torn write leaves a half that has to go again.
            for call in 2...3 {
                let disk = Self.disk()
                disk.breaks([call: fault])
                #expect(throws: FileError.self) {
                    try disk.fileSystem.redirect(Self.new, to: "file", appends: true)
                }
                #expect(disk.text("file") == Self.old)
                #expect(disk.log.contains(.truncate))
            }
        }
        let disk = Self.disk()
        disk.ignores(.truncate)
        disk.breaks([2: .tears])
        try? disk.fileSystem.redirect(Self.new, to: "file", appends: true)
        #expect(disk.text("file") == Self.old + Self.new.prefix(Self.new.count / 2))
    }

    @Test func aNameThatIsTakenIsNotUsed() throws {
        let disk = Self.disk()
        disk.breaks([1: .fails(code: EEXIST)])
        try disk.fileSystem.replace("file", with: Self.new)
        #expect(disk.text("file") == Self.new)
        disk.breaks(Dictionary(uniqueKeysWithValues: (1...8).map { ($0, .fails(code: EEXIST)) }))
        #expect(throws: FileError(code: EEXIST)) { try disk.fileSystem.replace("file", with: Self.old) }
    }
}
