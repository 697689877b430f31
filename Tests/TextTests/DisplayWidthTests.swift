import Testing

@testable import Text

/// Columns of texts.
@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("算能", 4), ("é", 1), ("e\u{301}", 1), ("µs", 2), ("—", 1), ("，", 2), ("ｱ", 1), ("한글", 4),
        ("🚀", 2), ("\u{2764}\u{FE0F}", 2), ("a算b", 4), ("\u{200B}", 0), ("👩‍👩‍👧", 2),
        // Marks, joiners and signs that are not seen; the vowel of a Korean syllable.
        ("a\u{20DD}", 1), ("\u{200D}", 0), ("\u{FEFF}", 0), ("\u{1112}\u{1161}\u{11AB}", 2), ("\u{AD}", 1),
        ("\u{600}", 1),
        // Emoji of two columns and signs of one that stand in the same block.
        ("⌚", 2), ("☕", 2), ("🌡", 1), ("🖥", 1), ("👍🏽", 2), ("🇨🇳", 2), ("🇨", 1), ("1\u{FE0F}\u{20E3}", 2), ("〈", 2),
        ("ꥠ", 2),
        // What Unicode calls ambiguous takes one column, as under UTF-8.
        ("α", 1), ("×", 1), ("“", 1), ("…", 1), ("─", 1), ("①", 1), ("°", 1),
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

    @Test(arguments: [
        ("a", false), ("中", false), ("，", false), ("—", true), ("é", true), ("e\u{301}", true), ("🚀", true),
    ])
    func knowsWhereTerminalsDiffer(_ character: Character, _ isUncertain: Bool) {
        #expect(DisplayWidth.isUncertain(character) == isUncertain)
    }

    /// Colour takes no columns, and a line counts by what is drawn.
    @Test(
        arguments: [
            ("1234567890", false), ("12345678901", true), ("a\n12345678901\nb", true),
            ("\u{1B}[1m1234567890\u{1B}[22m", false), ("算算算算算", false), ("算算算算算算", true), ("", false),
        ])
    func tellsWhatIsWider(_ text: String, _ isWider: Bool) {
        #expect(DisplayWidth.isWider(text, than: 10) == isWider)
    }
}
