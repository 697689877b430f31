import Testing

@testable import Text

/// YAML as reports are written in it.
@Suite struct YAMLTests {
    @Test(arguments: [
        ("a: 1\nb:\n  c: x # y\n  d: 'it''s'\n", #"{"a": 1, "b": {"c": "x", "d": "it's"}}"#),
        ("- 1\n- a: 2\n  b: 3\n-\n  c: 4\n", #"[1, {"a": 2, "b": 3}, {"c": 4}]"#),
        ("a:\n- x\n- y\nb: null\n", #"{"a": ["x", "y"], "b": null}"#),
        ("a:\n  - b:\n    - 1\n    c: 2\n", #"{"a": [{"b": [1], "c": 2}]}"#),
        ("\"--tp\": 8\n--x: {\"y\": [1, 2]}\nz: [a, b]\n", ##"{"--tp": 8, "--x": {"y": [1, 2]}, "z": ["a", "b"]}"##),
        (
            "---\nt: 2025-11-05T18:00:42Z\nu: http://host:80 # c\nv: a#b\n",
            #"{"t": "2025-11-05T18:00:42Z", "u": "http://host:80", "v": "a#b"}"#
        ),
        ("a: |\n  one\n  two\nb: true\n", #"{"a": "one\ntwo", "b": true}"#),
        ("a: >-\n  one\n  two\nb:\n- |\n  x\n  y\n- z\n", #"{"a": "one two", "b": ["x\ny", "z"]}"#),
        (
            "a: {b: c, d: [1, 'x, y', \"z\"], e: }\nf: []\ng: {h: true\n",
            #"{"a": {"b": "c", "d": [1, "x, y", "z"], "e": null}, "f": [], "g": "{h: true"}"#
        ),
        ("a:\nb: 1e-3\n", #"{"a": null, "b": 0.001}"#),
        ("", "null"), ("# nothing\n", "null"),
    ])
    func reads(_ text: String, _ json: String) throws {
        #expect(try JSON(parsingYAML: text).compact == JSON(parsing: json).compact)
    }

    @Test func numbersThatAreNone() throws {
        guard case .object(let members) = try JSON(parsingYAML: "a: .inf\nb: .nan\n") else { return }
        #expect(members[0].value == .number(.infinity))
        if case .number(let value) = members[1].value { #expect(value.isNaN) }
    }

    @Test(arguments: [("a: 1\n   b: 2\n", 2), ("a:\n  b: 1\n c: 2\n", 3), ("a: 1\nb\n", 2), ("- 1\n  - 2\n", 2)])
    func refuses(_ text: String, _ line: Int) {
        #expect {
            try JSON(parsingYAML: text)
        } throws: { ($0 as? YAMLFault)?.line == line }
    }

    /// Deep nesting is refused before a walk over it would have no room.
    @Test func nestingHasALimit() {
        let text = (0..<1000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(throws: YAMLFault.self) { try JSON(parsingYAML: text) }
    }
}
