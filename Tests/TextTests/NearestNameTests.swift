import Testing
import Text

/// The name that was probably meant.
@Suite struct NearestNameTests {
    @Test(arguments: [
        ("dram_utl", "dram_util"), ("DRAM", "dram"), ("overlpa", "overlap"), ("ove", "overlap"), ("lap", "overlap"),
        ("qqqq", nil),
    ])
    func slipsOfTheHandAreSeen(word: String, name: String?) {
        #expect(NearestName.of(word, in: ["dram", "dram_util", "overlap"]) == name)
    }

    /// A million letters once took minutes.
    @Test func whatIsFarLongerIsNearToNone() {
        #expect(NearestName.of(String(repeating: "dram", count: 250_000), in: ["dram", "overlap"]) == nil)
    }
}
