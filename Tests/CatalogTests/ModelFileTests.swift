import CostModel
import Testing
import Text

@testable import Catalog

/// The configurations of the catalogue's models, as they lie in the program.
@Suite struct ModelFileTests {
    @Test func everyLineOfTheListIsReadAndSaysWhereItsCopyIsFrom() throws {
        #expect(ListedModel.all.map(\.name) == Catalog.models.map(\.name))
        for line in ListedModel.lines {
            let fields = try #require(try JSON(parsing: String(line)).fields)
            #expect(ListedModel(line) != nil, "\(line)")
            #expect(Set(fields.keys) == ["name", "title", "repositories", "origin", "copy"], "\(line)")
            guard case .string(let copy)? = fields["copy"] else { throw NotAText() }
            #expect(!copy.isEmpty, "\(line)")
        }
    }

    private struct NotAText: Error {}

    @Test func eachLineHasFilesAndEachFileALine() {
        let files = ModelFile.all.map(\.name)
        #expect(Set(files).count == files.count)
        #expect(Set(files) == Set(Catalog.models.map(\.name)))
    }

    @Test(arguments: Catalog.models.map(\.name))
    func everyFileIsRead(_ name: String) throws {
        let reading = try #require(ModelFile.named(name)).read()
        let entry = try #require(Catalog.model(named: name))
        #expect(reading.value.mixerLayers > 0 && reading.leftOut == entry.leftOut)
        #expect(reading.value.groups == entry.value.groups)
        #expect((reading.value.precision == entry.value.precision) == (entry.difference == nil))
        // What a title leaves out is what the reader leaves out.
        #expect(entry.title.hasSuffix(", text part") == !entry.leftOut.isEmpty)
    }

    @Test(arguments: [
        "", "{}", #"{"name": "x", "title": "X", "origin": "y"}"#,
        #"{"name": "x", "title": "X", "repositories": [1], "origin": "y"}"#,
        #"{"name": 1, "title": "X", "repositories": [], "origin": "y"}"#,
    ])
    func aLineWithoutItsFieldsIsNil(_ line: String) {
        #expect(ListedModel(line[...]) == nil)
    }

    @Test func aNameWithoutFilesIsAModelWithoutLayers() throws {
        let line = #"{"name": "x", "title": "X", "repositories": [], "origin": "y"}"#
        let entry = try #require(ListedModel(line[...])).entry
        #expect(entry.value.groups.isEmpty && entry.value.totalParameters == 0)
    }
}
