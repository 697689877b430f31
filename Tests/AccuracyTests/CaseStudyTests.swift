import Catalog
import CostModel
import Testing
import Units

/// The catalogue's SG2260E against the case study.
@Suite struct CaseStudyTests {
    private let checks: CaseChecks

    init() throws {
        let chip = try #require(Catalog.chips.first { $0.name == "sg2260e" })
        let model = try #require(Catalog.models.first { $0.name == "deepseek-v3" })
        checks = CaseChecks(chip: chip.value, model: model.value)
    }

    @Test func everyFigureIsWithinItsLimit() {
        print("case study".padded(30) + "ours".padded(10) + "case".padded(10) + "error".padded(10) + "allowed")
        for check in checks.all + checks.prefill {
            let error =
                check.isAbsolute
                ? Decimal.fixed(check.error, places: 2) : Decimal.fixed(100 * check.error, places: 1) + " %"
            let limit =
                check.isAbsolute ? Decimal.shortest(check.limit) : Decimal.fixed(100 * check.limit, places: 0) + " %"
            print(
                check.name.padded(30) + Decimal.fixed(check.ours, places: 2).padded(10)
                    + Decimal.shortest(check.theirs).padded(10) + error.padded(10) + limit
                    + (check.missed.map { ", missed: \($0)" } ?? ""))
            // A miss that is owned up to is one: once it is met the reason has to go.
            #expect(
                (check.slack >= 0) == (check.missed == nil), "\(check.name): \(check.ours) against \(check.theirs)")
        }
    }

    /// 11.12 GiB with the whole table of 129,280 x 7168 x 2 bytes, of which a chip of a group of 4 keeps a quarter:
    /// 11.12 - 1.73 x 3 / 4 = 9.82.
    @Test func onlyTheWeightsMissTheirLimit() {
        #expect((checks.all + checks.prefill).filter { $0.missed != nil }.map(\.name) == ["weights per chip, GiB"])
        #expect((checks.weights.ours - 9.82).magnitude < 0.01)
    }

    @Test func theSameEightPlansAreFeasible() {
        let (plans, best) = checks.feasible
        #expect(plans == CaseStudy.feasible)
        #expect(best == [4, 10])
    }

    @Test func twoBatchOverlapIsNotWorthIt() {
        var scenario = checks.evaluate().scenario
        scenario.deployment.tboCode = Deployment.Overlap.on.code
        #expect(PlanResult(scenario).totals.seconds > checks.evaluate().totals.seconds)
        scenario.deployment.tboCode = Deployment.Overlap.auto.code
        #expect(PlanResult(scenario).totals == checks.evaluate().totals)
    }

    @Test func parallelismRanksAsInTheCase() {
        func rate(_ result: PlanResult) -> Double { Metric.tpsChip.read(result) }
        #expect(rate(checks.evaluate(tp: 4)) > rate(checks.evaluate(tp: 2)))
        #expect(rate(checks.evaluate(tp: 2)) > rate(checks.evaluate(tp: 8)))
        #expect(rate(checks.evaluate(moeTP: 1)) > rate(checks.evaluate(moeTP: 2)))
        #expect(rate(checks.evaluate(moeTP: 2)) > rate(checks.evaluate(moeTP: 4)))
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
