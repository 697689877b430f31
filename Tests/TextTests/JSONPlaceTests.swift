import Testing
import Text

/// Places of values in a text, by the paths that messages name.
@Suite struct JSONPlaceTests {
    private let text = """
        {
          "name": "昇腾", "a.b": 1,
          "list": [10, {"x": [true,
            null]}],
          "a": {"b": 2, "b.c": 3}
        }
        """

    /// What stands at a place, with its line and column.
    private func found(_ path: String, ofName: Bool = false) -> String? {
        JSON.place(of: path, ofName: ofName, in: text).map { place in
            let characters = Array(place.text)
            return "\(place.line):\(place.column): \(String(characters[place.span.clamped(to: 0..<characters.count)]))"
        }
    }

    @Test(arguments: [
        ("name", "2:11: \"昇腾\""), ("a.b", "5:14: 2"), ("a.b.c", "5:24: 3"), ("list[1]", "3:12: 10"),
        // Of what spans several lines, what stands in the first.
        ("list[2].x", "3:22: [true,"), ("list[2].x[2]", "4:5: null"), ("a", "5:8: {\"b\": 2, \"b.c\": 3}"),
    ])
    func valuesAreFound(_ path: String, _ place: String) { #expect(found(path) == place) }

    @Test func namesAreFound() {
        #expect(found("a.b.c", ofName: true) == "5:17: \"b.c\"")
        #expect(found("list[2].x", ofName: true) == "3:17: \"x\"")
        // An item has no name.
        #expect(found("list[1]", ofName: true) == "3:12: 10")
    }

    @Test(arguments: ["", "b", "nam", "names", "list[3]", "list[0]", "list.x", "a.", "name.x", "[1]"])
    func otherPathsLeadNowhere(_ path: String) { #expect(found(path) == nil) }

    @Test func textsThatAreNoneHaveNoPlaces() {
        #expect(JSON.place(of: "a", in: "{\"a\": 1") == nil)
        #expect(JSON.place(of: "a", in: "\u{FEFF}{\"a\":\r\n 1}\r\n")?.text == " 1}")
    }

    @Test func ofFieldsThatOccurTwiceTheLastCounts() {
        #expect(JSON.place(of: "a", in: "{\"a\": 1, \"a\": 2}", as: .python)?.column == 15)
    }
}
