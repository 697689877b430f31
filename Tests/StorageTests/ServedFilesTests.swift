import Storage
import TestSupport
import Testing

/// A program that is served sees what lies beneath a folder, and nothing else.
@Suite struct ServedFilesTests {
    private let disk = MemoryDisk()
    private var files: FileSystem { disk.fileSystem.served }

    init() {
        disk.put("inside", at: "/home/in.txt")
        disk.put("outside", at: "/secret.txt")
    }

    private func read(_ path: String) -> String? { try? files.read(path, limit: .script) }

    @Test func whatLiesBeneathIsRead() {
        #expect(read("in.txt") == "inside")
        #expect(read("/home/in.txt") == "inside")
        #expect(files.isServed && !disk.fileSystem.isServed)
    }

    @Test(arguments: ["/secret.txt", "../secret.txt", "/home/../secret.txt", "~/../secret.txt"])
    func whatLiesElsewhereIsNot(path: String) {
        #expect(read(path) == nil)
        #expect(!files.exists(path))
        #expect(throws: FileError.self) { try files.replace(path, with: "x") }
        #expect(throws: FileError.self) { try files.redirect("x", to: path, appends: true) }
        #expect(disk.text("/secret.txt") == "outside")
        #expect(files.entries(of: "/").isEmpty && files.entries(of: "..").isEmpty)
    }

    @Test func filesAreWrittenBeneath() throws {
        try files.replace("out.txt", with: "x")
        #expect(disk.text("/home/out.txt") == "x")
    }
}

/// The same on a real disk, where links are.
@Suite struct ServedLinkTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.makeFolder("served")
        try folder.write("outside", to: "secret.txt")
        try folder.write("inside", to: "served/in.txt")
        try folder.makeLink("served/file", to: "../secret.txt")
        try folder.makeLink("served/up", to: "..")
        try folder.makeLink("served/new", to: "../new.txt")
        try folder.makeLink("served/same", to: "in.txt")
    }

    @Test func linksThatLeadOutAreClosed() throws {
        let run = { (line: String) in
            let message =
                #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"run","arguments":{"lines":"\#(line)"}}}"#
            return try Program.run(
                "sextant", ["serve", "served"],
                input: #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}"#
                    + "\n"
                    + message + "\n", in: folder)
        }
        for path in ["file", "up/secret.txt", "new", "up/other.txt"] {
            #expect(try run("source \(path)").output.contains("only files beneath the served folder"), "\(path)")
            #expect(try run("arch list > \(path)").output.contains("only files beneath the served folder"), "\(path)")
        }
        #expect(folder.read("secret.txt") == "outside")
        #expect(folder.read("new.txt") == nil && folder.read("other.txt") == nil)
        #expect(try run("source same").output.contains("unknown command 'inside'"))
        #expect(try run("arch list > list.csv").output.contains("written to list.csv"))
        #expect(folder.read("served/list.csv")?.hasPrefix("name,") == true)
    }
}
