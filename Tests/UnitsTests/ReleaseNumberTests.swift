import Testing

@testable import Units

/// Releases and laws of loads, which are written as words and kept as numbers.
@Suite struct WordedNumberTests {
    @Test(arguments: [
        "0.33", "0.5.23", "1.3.0rc24", "0.5.6.post2", "1.2.0rc6", "10.0.1", "newest",
    ])
    func aReleaseReadsBack(_ text: String) throws {
        let value = try Quantity.parse(text, as: .release)
        #expect(Quantity.word(value, .release) == text)
        #expect(Quantity.format(value, .release) == text && Quantity.exact(value, .release) == text)
    }

    /// Other spellings of the same: 0.33.0 is 0.33, v0.33 too; a file's `0.5.1-rc0` is a candidate.
    @Test func otherSpellingsAreUnderstood() {
        #expect(ReleaseNumber.parse("v0.33.0") == ReleaseNumber.of(0, 33))
        #expect(ReleaseNumber.parse("0.5.6post2") == ReleaseNumber.parse("0.5.6.post2"))
        #expect(ReleaseNumber.parse("0.5.1-rc0") == ReleaseNumber.parse("0.5.1rc0"))
        for word in ["latest", "auto", "0"] { #expect(ReleaseNumber.parse(word) == 0) }
    }

    @Test func releasesAreInTheirOrder() {
        let texts = ["0.5.6rc1", "0.5.6", "0.5.6.post2", "0.5.16", "0.18", "0.22", "1.3.0rc3", "1.3.0rc24", "1.3"]
        let values = texts.compactMap(ReleaseNumber.parse)
        #expect(values.count == texts.count && values == values.sorted() && Set(values).count == values.count)
    }

    @Test(arguments: ["", "1", "abc", "1.", "1.2.3.4", "1.2rc", "1.2.3rc1x", "1.2.3rc500", "-1.2", "1e3.2", "1234.5"])
    func whatIsNoReleaseIsRefused(_ text: String) {
        #expect(ReleaseNumber.parse(text) == nil)
        #expect(throws: QuantityError.notAWord) { try Quantity.parse(text, as: .release) }
    }

    @Test(arguments: [
        ("default", -1.0), ("balanced", 0), ("spread:0.8", 0.8), ("spread:0", 0), ("power:1.01", 1001.01),
        ("POWER:1.2", 1001.2), ("measured", -1), ("even", 0),
    ])
    func aLoadIsANumber(_ text: String, _ number: Double) throws {
        let value = try Quantity.parse(text, as: .load)
        #expect((value - number).magnitude < 1e-9)
        let word = Quantity.word(value, .load)
        #expect(try Quantity.parse(word, as: .load) == value)
        #expect(LoadLaw(value).number == value || (LoadLaw(value).number - value).magnitude < 1e-9)
    }

    @Test(arguments: ["power", "power:", "power:9", "spread:-1", "spread:99", "law:1", "1.01", "spread:1:2"])
    func whatIsNoLoadIsRefused(_ text: String) {
        #expect(throws: QuantityError.notAWord) { try Quantity.parse(text, as: .load) }
    }

    @Test func lawsAreShownAsTheyAreTyped() {
        #expect(LoadLaw.power(1.01).text == "power:1.01" && LoadLaw.spread(0.4472).text == "spread:0.4472")
        #expect(LoadLaw.measured.text == "default" && LoadLaw.balanced.text == "balanced")
    }
}
