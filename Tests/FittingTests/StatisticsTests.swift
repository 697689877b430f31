import TestSupport
import Testing

@testable import Fitting

/// Order statistics.
@Suite struct StatisticsTests {
    @Test func byHand() {
        #expect(Statistics.median([]) == 0)
        #expect(Statistics.median([3]) == 3)
        #expect(Statistics.median([4, 1]) == 2.5)
        #expect(Statistics.median([5, 1, 3]) == 3)
        // Places 0 to 4: a share of 0.7 is place 2.8, between 3 and 4.
        #expect((Statistics.quantile([5, 4, 3, 2, 1], 0.7) - 3.8).magnitude < 1e-12)
    }

    @Test func asOfSortedValues() {
        var random = SplitMix64(seed: 7)
        for count in 1...120 {
            // Many equal ones among them.
            let values = (0..<count).map { _ in Double(Int.random(in: 0...40, using: &random)) }
            let sorted = values.sorted()
            for share in [0, 0.25, 0.5, 0.68, 1] {
                let place = share * Double(count - 1)
                let below = Int(place)
                let above = min(below + 1, count - 1)
                let expected = sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
                #expect(Statistics.quantile(values, share) == expected)
            }
        }
    }
}
