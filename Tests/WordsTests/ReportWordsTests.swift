import CostModel
import Testing
import Units

@testable import Words

/// Sentences of a report that depend on what they are given.
@Suite struct ReportWordsTests {
    @Test func aPlanThatMissesIsNotRecommended() {
        let met = ReportWords.answer(chips: "8 x A", model: "M", "tp=4", misses: [], asked: 1)
        #expect(met == "Recommended: serve M on 8 x A, laid out as tp=4. It meets what was asked of it.")
        let free = ReportWords.answer(chips: "8 x A", model: "M", "tp=4", misses: [], asked: 0)
        #expect(free == "Recommended: serve M on 8 x A, laid out as tp=4.")
        let missed = ReportWords.answer(chips: "8 x A", model: "M", "tp=4", misses: ["a<=1", "b>=2"], asked: 3)
        #expect(missed == "Not as asked: M on 8 x A, laid out as tp=4, misses a<=1 and b>=2.")
    }

    /// No count of chips ends the program, whatever came out.
    @Test(
        arguments: [(64, "64 x A"), (0.5, "0.5 x A"), (.infinity, "inf x A"), (.nan, "nan x A")] as [(Double, String)])
    func everyNumberIsACount(_ count: Double, _ text: String) {
        #expect(ReportWords.count(count, "A") == text)
    }

    @Test func chineseHasTheSame() {
        Tongue.chinese.speak {
            #expect(
                ReportWords.answer(chips: "8 颗 A", model: "M", "tp=4", misses: [], asked: 1)
                    == "建议：用 8 颗 A 部署 M，布局为 tp=4。满足全部要求。")
            #expect(ReportWords.count(1280, "A") == "1,280 颗 A")
        }
    }
}
