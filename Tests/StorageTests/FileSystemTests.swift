import Glibc
import Storage
import TestSupport
import Testing

/// Reading and writing real files.
@Suite struct FileSystemTests {
    private let folder: TemporaryFolder
    private let files = FileSystem()

    init() throws { folder = try TemporaryFolder() }

    private func failure(_ work: () throws(FileError) -> Void) -> String {
        do throws(FileError) {
            try work()
            return ""
        } catch {
            return error.reason
        }
    }

    private func read(_ name: String, limit: FileLimit = .script) throws(FileError) -> String {
        try files.read(folder.path(of: name), limit: limit)
    }

    @Test func onlyRegularFilesAreRead() throws {
        try folder.write("text", to: "file")
        #expect(try read("file") == "text")
        // A pipe does not wait for its writer.
        #expect(mkfifo(folder.path(of: "pipe"), 0o600) == 0)
        try folder.makeLink("zero", to: "/dev/zero")
        for name in ["pipe", "zero"] {
            #expect(failure { () throws(FileError) in _ = try read(name) } == "it is not a regular file", "\(name)")
        }
        #expect(failure { () throws(FileError) in _ = try read("") } == "it is a folder")
        #expect(failure { () throws(FileError) in _ = try read("none") } == "No such file or directory")
    }

    @Test func aFileIsReadUpToItsLimit() throws {
        try folder.write(String(repeating: "x", count: 1 << 20), to: "file")
        #expect(try read("file", limit: FileLimit(mebibytes: 1)).utf8.count == 1 << 20)
        try folder.write(String(repeating: "x", count: 1 << 20 + 1), to: "file")
        let reason = failure { () throws(FileError) in _ = try read("file", limit: FileLimit(mebibytes: 1)) }
        #expect(reason == "it is larger than 1 MiB")
    }

    @Test func readingAndWritingEndWithCtrlC() throws {
        try folder.write("text", to: "file")
        let cancelled = FileSystem(isCancelled: { true })
        let path = folder.path(of: "file")
        #expect(failure { () throws(FileError) in _ = try cancelled.read(path, limit: .script) } == "interrupted")
        #expect(failure { () throws(FileError) in try cancelled.replace(path, with: "new") } == "interrupted")
        #expect(folder.read("file") == "text")
        #expect(folder.names == ["file"])
    }

    @Test func aFileKeepsItsModeAndALinkItsPlace() throws {
        try folder.write("old", to: "file")
        folder.setMode(0o640, of: "file")
        try folder.makeLink("link", to: "file")
        try files.replace(folder.path(of: "link"), with: "new")
        #expect(folder.read("file") == "new")
        #expect(folder.mode(of: "file") == 0o640)
        #expect(folder.target(of: "link") == "file")
        #expect(folder.names == ["file", "link"])
    }

    /// A predictable name could be somebody's link to a file that is precious.
    @Test func nothingIsWrittenThroughALinkInThePlaceOfTheTemporaryFile() throws {
        try folder.write("precious", to: "precious")
        for number in 0..<64 { try folder.makeLink("plans.csv.\(getpid() + pid_t(number)).tmp", to: "precious") }
        try files.replace(folder.path(of: "plans.csv"), with: "plans")
        #expect(folder.read("precious") == "precious")
        #expect(folder.target(of: "plans.csv") == nil)
        let disk = MemoryDisk()
        try disk.fileSystem.replace("a", with: "1")
        try disk.fileSystem.replace("b", with: "2")
        #expect(disk.log.prefix(4) == [.create, .write, .sync, .rename])
    }

    @Test func whatIsNotAFileStaysWhatItIs() throws {
        #expect(mkfifo(folder.path(of: "pipe"), 0o600) == 0)
        let pipe = folder.path(of: "pipe")
        #expect(failure { () throws(FileError) in try files.replace(pipe, with: "x") } == "it is not a regular file")
        for appends in [false, true] {
            let reason = failure { () throws(FileError) in try files.redirect("x", to: pipe, appends: appends) }
            #expect(reason == "nobody reads this pipe")
            try files.redirect("x", to: "/dev/null", appends: appends)
        }
        #expect(failure { () throws(FileError) in try files.replace(folder.path, with: "x") } == "it is a folder")
        #expect(folder.names == ["pipe"])
    }

    @Test func aPipeTakesWhatItsReaderTakes() throws {
        let pipe = folder.path(of: "pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        let reader = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        defer { close(reader) }
        try files.redirect("text", to: pipe, appends: true)
        var buffer = [UInt8](repeating: 0, count: 16)
        #expect(Glibc.read(reader, &buffer, 16) == 4)
        // 64 KiB fill it; the rest waits for the reader until Ctrl-C.
        let asked = SharedCounter()
        let impatient = FileSystem(isCancelled: { asked.increment() > 3 })
        let reason = failure { () throws(FileError) in
            try impatient.redirect(String(repeating: "x", count: 1 << 20), to: pipe, appends: true)
        }
        #expect(reason == "interrupted")
    }

    @Test func redirectionAppendsOrReplaces() throws {
        let path = folder.path(of: "file")
        try files.redirect("one\n", to: path, appends: true)
        try files.redirect("two\n", to: path, appends: true)
        #expect(folder.read("file") == "one\ntwo\n")
        try files.redirect("three\n", to: path, appends: false)
        #expect(folder.read("file") == "three\n")
    }

    @Test func aTildeIsThePersonsOwnFolder() {
        let files = FileSystem(home: "/home/u")
        #expect(files.expanded("~") == "/home/u")
        #expect(files.expanded("~/a/b.csv") == "/home/u/a/b.csv")
        for path in ["~x/a", "a/~/b", "./~", ""] { #expect(files.expanded(path) == path) }
        for nobody in [FileSystem(home: nil), FileSystem(home: "")] { #expect(nobody.expanded("~/a") == "~/a") }
    }

    @Test func oneFileHasOneName() throws {
        try folder.makeFolder("real")
        try folder.makeLink("other", to: "real")
        try folder.write("", to: "real/file")
        let name = files.absolute(folder.path(of: "real/file"))
        #expect(name.hasSuffix("/real/file"))
        for path in ["other/file", "real/../other/./file", "real//file"] {
            #expect(files.absolute(folder.path(of: path)) == name, "\(path)")
        }
    }

    /// What a library or a program writes is beside its target until it is whole.
    @Test func whatAnotherProgramWritesIsWholeOrNotThere() throws {
        try folder.write("old", to: "file")
        folder.setMode(0o640, of: "file")
        let path = folder.path(of: "file")
        var temporary = ""
        try files.replace(path) { other throws(FileError) in
            temporary = other
            #expect(folder.read("file") == "old")
            guard let file = fopen(other, "w") else { throw FileError("no file") }
            fputs("new", file)
            fclose(file)
        }
        #expect(temporary.hasPrefix(folder.path + "/.sextant-") && folder.read("file") == "new")
        #expect(try files.calls.status(at: path, followsLinks: false).permissions == 0o640)
        let reason = failure { () throws(FileError) in
            try files.replace(path, by: { _ throws(FileError) in throw FileError("it failed") })
        }
        #expect(reason == "it failed" && folder.read("file") == "new" && folder.names == ["file"])
        // Of a draft nobody writes anything.
        let draft = files.drafting
        try draft.replace(path, by: { _ throws(FileError) in throw FileError("it was asked") })
        #expect(folder.read("file") == "new" && draft.exists(path))
        #expect(failure { () throws(FileError) in try files.replace(folder.path, by: { _ in }) } == "it is a folder")
    }
}
