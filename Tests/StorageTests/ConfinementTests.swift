import Storage
import TestSupport
import Testing

/// What a stranger's script may write.
@Suite struct ConfinementTests {
    private let disk = MemoryDisk()

    private func failure(_ path: String) -> String {
        do throws(FileError) {
            try disk.fileSystem.confined.replace(path, with: "written")
            #expect(disk.text(path) == "written", "\(path)")
            return ""
        } catch {
            return error.reason
        }
    }

    @Test func beneathTheCurrentFolder() {
        for path in ["plans.csv", "results/a/plans.csv", "./plans.csv", "/home/plans.csv"] {
            #expect(failure(path) == "", "\(path)")
        }
    }

    @Test func nowhereElse() {
        for path in ["/etc/passwd", "../plans.csv", "results/../../plans.csv", "/home", "~/../x.csv", "/homes/x.csv"] {
            #expect(failure(path) == "a script of another folder writes beneath the current folder only", "\(path)")
        }
    }

    @Test func throughNoLink() {
        disk.put("precious", at: "/etc/precious.csv")
        disk.link("link.csv", to: "/etc/precious.csv")
        disk.link("folder", to: "/etc")
        disk.link("own.csv", to: "plans.csv")
        for path in ["link.csv", "folder/precious.csv", "own.csv", "./link.csv"] {
            #expect(failure(path) == "a script of another folder writes through no link", "\(path)")
        }
        #expect(disk.text("/etc/precious.csv") == "precious")
    }

    @Test func redirectionIsHeldToIt() {
        let files = disk.fileSystem.confined
        for appends in [false, true] {
            #expect(throws: FileError.self) { try files.redirect("x", to: "/etc/x", appends: appends) }
        }
    }

    @Test func theFolderOfAScriptIsTold() {
        let files = disk.fileSystem
        for path in ["a.sextant", "./a.sextant", "/home/a.sextant"] { #expect(files.isInCurrentFolder(path)) }
        for path in ["sessions/a.sextant", "/tmp/a.sextant", "/a.sextant", "../a.sextant"] {
            #expect(!files.isInCurrentFolder(path), "\(path)")
        }
    }
}
