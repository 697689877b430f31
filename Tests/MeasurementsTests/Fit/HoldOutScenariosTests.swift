import CostModel
import Fitting
import Testing

@testable import Measurements

/// Which of measured scenarios are held out.
@Suite struct HoldOutScenariosTests {
    @Test func repeatedMeasurementsStayTogether() throws {
        let scenarios = try SyntheticMeasurements.rows(noise: 0.1, repeats: 3).map(\.scenario)
        let split = try #require(HoldOut(scenarios, share: 0.3, seed: 1))
        #expect((split.fitted + split.held).sorted() == Array(scenarios.indices))
        let held = Set(split.held)
        for first in stride(from: 0, to: scenarios.count, by: 3) {
            #expect(held.contains(first) == held.contains(first + 1))
            #expect(held.contains(first) == held.contains(first + 2))
            #expect(split.groups[first] == split.groups[first + 2])
        }
        // 18 of the 60 dense and 5 of the 15 mixtures, three times each.
        #expect(split.held.count == 69)
    }

    @Test func theSeedDecides() throws {
        let scenarios = try SyntheticMeasurements.rows(noise: 0).map(\.scenario)
        #expect(HoldOut(scenarios, share: 0.3, seed: 1)?.held == HoldOut(scenarios, share: 0.3, seed: 1)?.held)
        #expect(HoldOut(scenarios, share: 0.3, seed: 1)?.held != HoldOut(scenarios, share: 0.3, seed: 2)?.held)
    }

    @Test func nothingIsHeldOutAtAShareOfNone() throws {
        let scenarios = try SyntheticMeasurements.rows(noise: 0).map(\.scenario)
        #expect(HoldOut(scenarios, share: 0, seed: 1)?.held.isEmpty == true)
        #expect(HoldOut([], share: 0.3, seed: 1)?.held.isEmpty == true)
    }
}
