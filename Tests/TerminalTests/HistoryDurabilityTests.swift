import Glibc
import TestSupport
import Testing

@testable import Terminal

/// The history file on a disk that fails and forgets.
@Suite struct HistoryDurabilityTests {
    private static let lines = ["arch load h200", "model load llama-3.1-8b", "sweep tp=1,2 batch=1,8"]
    private static let path = "/home/state/history"

    private func loaded(_ disk: MemoryDisk) -> [String] {
        var store = HistoryStore(path: Self.path, files: disk.fileSystem)
        _ = store.load()
        return store.entries
    }

    /// How often a loss of power behind the last line loses one, of 100 falls of the dice.
    private func losses(ignoring call: MemoryDisk.Call? = nil) -> Int {
        (0..<100).count { seed in
            var generator = SeededGenerator(property: UInt64(seed))
            let disk = MemoryDisk()
            if let call { disk.ignores(call) }
            var store = HistoryStore(path: Self.path, files: disk.fileSystem)
            for line in Self.lines { #expect(store.record(line) == nil) }
            disk.losePower(using: &generator)
            return loaded(disk) != Self.lines
        }
    }

    @Test func aLineIsOnDiskOnceItIsRecorded() {
        #expect(losses() == 0, "\(PropertySeed.note)")
    }

    @Test(arguments: [MemoryDisk.Call.sync, .syncFolder])
    func withoutItALineMayBeLost(_ call: MemoryDisk.Call) {
        #expect(losses(ignoring: call) > 10, "\(PropertySeed.note)")
    }

    /// A line that failed is kept for this session, and harms neither those before nor those behind it.
    @Test func aFailingCallHarmsNoOtherLine() {
        let whole = MemoryDisk()
        var first = HistoryStore(path: Self.path, files: whole.fileSystem)
        for line in Self.lines { _ = first.record(line) }
        for call in 1...whole.log.count {
            for fault in [MemoryDisk.Fault.fails(code: EIO), .tears] {
                let disk = MemoryDisk()
                disk.breaks([call: fault])
                var store = HistoryStore(path: Self.path, files: disk.fileSystem)
                var warnings = 0
                for line in Self.lines { warnings += store.record(line) == nil ? 0 : 1 }
                #expect(warnings <= 1 && store.entries == Self.lines, "\(call) \(fault)")
                disk.restart()
                #expect(store.record("behind") == nil, "\(call) \(fault)")
                let entries = loaded(disk)
                #expect(entries.last == "behind", "\(call) \(fault)")
                // A torn line stays as the half that was written.
                for entry in entries.dropLast() {
                    #expect(Self.lines.contains { $0.hasPrefix(entry) }, "\(call) \(fault): \(entry)")
                }
            }
        }
    }
}
