import Testing

@testable import Text

/// How JSON is broken into lines.
@Suite struct JSONLayoutTests {
    private let value = JSON.object([
        ("name", .string("a")), ("sizes", .array([.number(1), .number(2)])), ("empty", .object([])),
        ("runs", .array([.object([("n", .number(3)), ("of", .array([.null]))]), .object([("n", .bool(true))])])),
        ("parts", .object([("first", .object([("low", .number(0.5))]))])), ("none", .array([])),
    ])

    @Test func onOneLine() {
        #expect(
            value.compact
                == """
                {"name": "a", "sizes": [1, 2], "empty": {}, "runs": [{"n": 3, "of": [null]}, {"n": true}], \
                "parts": {"first": {"low": 0.5}}, "none": []}
                """)
    }

    @Test func aFileBreaksWhatHoldsObjects() {
        #expect(
            value.file
                == """
                {
                  "name": "a",
                  "sizes": [1, 2],
                  "empty": {},
                  "runs": [
                    {"n": 3, "of": [null]},
                    {"n": true}
                  ],
                  "parts": {
                    "first": {"low": 0.5}
                  },
                  "none": []
                }
                """)
        #expect(JSON.array([.number(1)]).file == "[\n  1\n]")
        #expect(JSON.object([]).file == "{}" && JSON.number(1).file == "1")
    }

    @Test func everythingOnLinesOfItsOwn() {
        let value = JSON.object([("a", .array([.number(1), .array([])])), ("b", .object([("c", .null)]))])
        #expect(value.pretty == "{\n  \"a\": [\n    1,\n    []\n  ],\n  \"b\": {\n    \"c\": null\n  }\n}")
    }
}
