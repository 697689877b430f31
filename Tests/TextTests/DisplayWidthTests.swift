import Testing

@testable import Text

/// Columns of texts.
@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("算能", 4), ("é", 1), ("e\u{301}", 1), ("µs", 2), ("—", 1), ("，", 2), ("ｱ", 1), ("한글", 4),
        ("🚀", 2), ("\u{2764}\u{FE0F}", 2), ("a算b", 4), ("\u{200B}", 0), ("👩‍👩‍👧", 2),
    ])
    func counts(_ text: String, _ columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    @Test func padsToTheWidthOnEitherSide() {
        #expect(DisplayWidth.pad("算", to: 4, .left) == "算  ")
        #expect(DisplayWidth.pad("算", to: 4, .right) == "  算")
        #expect(DisplayWidth.pad("long", to: 2, .left) == "long")
    }

    @Test(arguments: [
        ("abc", 3, "abc"), ("abcdef", 5, "ab..."), ("abcdef", 2, ".."), ("算能算能", 8, "算能算能"), ("算能算能", 7, "算能..."),
        // The second takes two columns, and only one is left.
        ("算能算能", 6, "算..."), ("a", 0, ""),
    ])
    func fitsByCuttingTheEnd(_ text: String, _ columns: Int, _ shown: String) {
        #expect(DisplayWidth.fit(text, to: columns) == shown)
    }
}
