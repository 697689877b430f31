import Testing
import Words

@testable import Planning

/// Figures in sentences, below, at and above the limits where they are written otherwise.
@Suite struct NumberWordsTests {
    private func timing(_ rate: Double, isClause: Bool = false, cancelledAt: Int? = nil) -> String {
        SweepWords.timing(2, rate: rate, isClause: isClause, cancelledAt: cancelledAt)
    }

    /// From 950,000 plans a second on, which rounds to a million with one digit, they are counted in millions.
    @Test func ratesAreInThousandsOrMillions() {
        #expect(timing(949_999) == " in 2.0 s, 950 thousand/s")
        #expect(timing(951_000) == " in 2.0 s, 1.0 million/s")
        #expect(timing(12_340_000) == " in 2.0 s, 12.3 million/s")
        #expect(timing(1_234) == " in 2.0 s, 1.2 thousand/s")
        #expect(timing(5e6, isClause: true) == "; took 2.0 s, 5.0 million/s")
        #expect(
            timing(5e6, cancelledAt: 12) == " in 2.0 s, 5.0 million/s; cancelled, and kept as sweep --first 12")
        #expect(SweepWords.timing(0.25, rate: nil, isClause: false, cancelledAt: nil) == " in 250.00 ms")
    }

    /// A quarter of 8 million plans in 2 s: a million a second, 6 s left.
    @Test func progressSaysWhatIsLeft() {
        let text = SweepWords.progress(2_000_000, of: 8_000_000, elapsed: 2, onCancel: SweepWords.cancelKeeps)
        #expect(text == "25 %  1.0 million plans/s  6 s left  (Ctrl-C keeps what is done)")
    }

    @Test func countsHaveOneAndMany() {
        #expect(SweepWords.plans(1) == "1 plan" && SweepWords.plans(1234) == "1,234 plans")
        #expect(SweepWords.meet(1, slo: "x") == "1 meets slo x" && SweepWords.meet(2, slo: "x") == "2 meet slo x")
        #expect(SweepWords.unsettled(1) == "1 does not settle" && SweepWords.unsettled(2) == "2 do not settle")
        #expect(CapacityWords.leftOut(1) == "1 plan left out that does not fit in DRAM")
        #expect(CapacityWords.leftOut(2) == "2 plans left out that do not fit in DRAM")
        #expect(SettlingWords.leftOut(1) == "1 plan left out that does not settle")
        #expect(SettlingWords.dropped(2) == "2 dropped that do not settle")
        #expect(SuggestionWords.moreChips(1) == "1 chip more" && SuggestionWords.moreChips(2) == "2 chips more")
        #expect(ConditionWords.back(1, isAll: true) == "1 plan back")
        #expect(ConditionWords.back(2, isAll: true) == "all 2 plans back")
        #expect(ConditionWords.back(2, isAll: false) == "2 plans back")
        #expect(
            SweepWords.summary(2, of: 5, axes: ["tp"], conditions: ["a", "b"], order: "mfu")
                == "2 of 5 plans over tp with a and b, by mfu")
        #expect(SweepWords.summary(5, of: 5, axes: [], conditions: [], order: nil) == "5 plans")
    }

    /// Six digits, or all of a whole number, and a power of ten from a billion on.
    @Test(arguments: [
        (0, "0"), (9e-10, "0"), (1e-9, "0.000000001"), (1234567, "1234567"), (999_999_400, "999999400"),
        (1e9, "1e9"), (1.5e9, "1.5e9"), (9.999_999_9e9, "1e10"), (-2e12, "-2e12"), (1.234567e15, "1.23457e15"),
    ])
    func figuresHaveSixDigits(_ value: Double, _ text: String) { #expect(ExplanationWords.number(value) == text) }

    @Test(arguments: [
        (0.28, "+28.0 %"), (-0.091, "-9.1 %"), (0, "0.0 %"), (0.0004, "0.0 %"), (0.0006, "+0.1 %"), (-0.0004, "0.0 %"),
    ])
    func sharesHaveSigns(_ share: Double, _ text: String) { #expect(ShareWords.signed(share) == text) }

    @Test func listsAreJoined() {
        #expect(ListWords.and([]) == "" && ListWords.and(["a"]) == "a" && ListWords.and(["a", "b"]) == "a and b")
        #expect(ListWords.and(["a", "b", "c"]) == "a, b and c")
        #expect(ListWords.all(["a", "b", "c"]) == "a and b and c")
    }

    /// `title` and a space are 6 columns, and each item takes its own with a comma; the last has none.
    @Test func listsBreakBehindAHundredColumns() {
        let item = String(repeating: "x", count: 46)
        #expect(ListWords.lines("title", [item, item]) == ["title \(item), \(item)"])
        #expect(ListWords.lines("title", [item, item + "x"]) == ["title \(item),", "  \(item)x"])
        #expect(ListWords.lines("title", []) == ["title"])
    }

    /// From 100 on a figure has no digit behind its point: 99.96 is still below.
    @Test func movesHaveADigitBelowAHundred() throws {
        func full(_ before: Double, _ after: Double) -> String {
            MoveWords.full(BlockMove(name: "MoE", calls: (1, 1), seconds: (before, after)))
        }
        #expect(full(99.94e-6, 150.4e-6) == "MoE 99.9 -> 150 us (+50.5 %)")
        #expect(full(100e-6, 99e-6) == "MoE 100 -> 99.0 us (-1.0 %)")
        #expect(
            MoveWords.full(BlockMove(name: "TBO", calls: (0, 0), seconds: (0, -0.0228))) == "TBO 0.0 -> -22.8 ms/step")
        #expect(
            MoveWords.full(BlockMove(name: "PP", calls: (1, 2), seconds: (0.001, 0.003)))
                == "PP 1.0 -> 3.0 ms/step (+200.0 %)")
        #expect(
            MoveWords.full(BlockMove(name: "TBO", calls: (0, 0), seconds: (-0.1504, 0))) == "TBO -150 -> 0.0 ms/step")
        #expect(MoveWords.short(BlockMove(name: "PP", calls: (1, 1), seconds: (0.001, 0.003))) == "PP +200.0 %")
    }
}
