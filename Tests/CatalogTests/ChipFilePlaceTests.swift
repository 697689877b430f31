import Testing

@testable import Catalog

/// Where in a chip file the word is that an error is about.
@Suite struct ChipFilePlaceTests {
    private func place(_ text: String) -> String? {
        guard let error = #expect(throws: ChipFileError.self, performing: { try ChipFile.parse(text) }) else {
            return nil
        }
        return error.place(in: text).map { place in
            let characters = Array(place.text)
            return "\(place.line):\(place.column): \(String(characters[place.span.clamped(to: 0..<characters.count)]))"
        }
    }

    @Test(arguments: [
        ("{\"name\": \"x\",\n \"core\": 8,,}", "2:12: ,"), ("{\"name\": 7}", "1:10: 7"),
        ("{\"name\": \"x\",\n \"flop\": 1}", "2:2: \"flop\""),
        ("{\"name\": \"x\",\n \"flops\": \"many\"}", "2:11: \"many\""),
        ("{\"sextant\": {\"format\": 4}}", "1:14: \"format\""),
        ("{\"sextant\": {\"format\": 2, \"versio\": 3}}", "1:27: \"versio\""),
    ])
    func errorsHaveAPlace(_ text: String, _ expected: String) { #expect(place(text) == expected) }

    /// What is missing at the top has no place.
    @Test(arguments: ["[1]", "{}", "{\"name\": \"x\"}"])
    func whatIsMissingAtTheTopHasNone(_ text: String) { #expect(place(text) == nil) }

    @Test func slipsInARecordAreFoundByTheirPath() throws {
        let text = ChipFile.text(try CalibrationSamples.described())
        let odd = text.replacing("\"mape\": 0.3", with: "\"mape\": -0.3")
        let line = try #require(odd.split(separator: "\n").firstIndex { $0.contains("-0.3") }) + 1
        let found = try #require(place(odd))
        #expect(found.hasPrefix("\(line):") && found.hasSuffix(": -0.3"))
        // A field that is missing in an object is missing in that object.
        let less = text.replacing("\"source\": ", with: "\"sourc\": ")
        #expect(try #require(place(less)).hasSuffix(": \"sourc\""))
    }
}
