import FuzzTargets
import TestSupport
import Testing

/// Every text that the fuzzer keeps or once fell over is read to its end; `make fuzz` looks for more.
@Suite struct CorpusTests {
    @Test(arguments: FuzzTarget.allCases)
    func noTextStopsAReader(target: FuzzTarget) throws {
        let folder = Project.root + "/Tests/FuzzTests/Corpus/" + target.rawValue
        let names = Folder.names(in: folder)
        #expect(names.count > 5)
        for name in names { target.run(try #require(TextFile.read(folder + "/" + name)).utf8) }
    }
}
