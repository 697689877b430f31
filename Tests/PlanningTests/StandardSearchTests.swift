import Catalog
import CostModel
import Planning
import Testing

/// Searches and changes that nobody had to describe.
@Suite struct StandardSearchTests {
    private func scenario(_ chip: String, _ model: String, _ deployment: Deployment) throws -> Scenario {
        let chip = try #require(Catalog.chip(named: chip)).value
        let model = try #require(Catalog.model(named: model)).value
        return Scenario(chip: chip, model: model, workload: Workload(input: 4096), deployment: deployment)
    }

    /// 70 B of 16-bit weights are 131 GiB: one H200 cannot hold them, two can; more chips of one copy each do not help.
    @Test func theSmallestChangeThatFits() throws {
        let plan = PlanResult(try scenario("h200", "llama-3.1-70b", Deployment(chips: 8, tp: 1, batch: 1)))
        #expect(!plan.fits)
        let changes = FittingChange.all(for: plan)
        #expect(changes.map { $0.settings.map(\.parameter.name) } == [["tp"], ["pp"]])
        #expect(changes.first?.settings.first?.value == 2)
        for change in changes { #expect(change.plan.fits && change.plan == PlanResult(change.plan.scenario)) }
    }

    @Test func theLargestBatchThatFits() throws {
        let plan = PlanResult(try scenario("h200", "llama-3.1-70b", Deployment(chips: 8, tp: 2, batch: 500)))
        let change = try #require(FittingChange.all(for: plan).first { $0.settings.first?.parameter.name == "batch" })
        let batch = try #require(change.settings.first?.value)
        #expect(change.plan.fits)
        let next = plan.scenario.setting([Setting(try #require(Parameter.named("batch")), batch + 1)])
        #expect(!PlanResult(next).fits)
    }

    @Test func twoChangesWhereNoneAloneDoes() throws {
        // 405 B in 16 bits on single H100s: neither 2 chips nor a doubled tp of 1 chip is enough alone.
        let plan = PlanResult(try scenario("h100", "llama-3.1-405b", Deployment(chips: 1, tp: 1, batch: 1)))
        let changes = FittingChange.all(for: plan)
        #expect(changes.count == 1)
        #expect(changes.first?.settings.count == 2)
        #expect(changes.first?.plan.fits == true)
    }

    @Test func axesArePowersOfTwoThatDivideAndFit() throws {
        let base = try scenario("h200", "llama-3.1-70b", Deployment(chips: 8, tp: 1, batch: 1))
        let axes = StandardAxes.of(base)
        // Without experts there is no moe_tp, and one chip does not hold the weights.
        #expect(axes.map(\.parameter.name) == ["tp", "batch"])
        #expect(axes.first?.values == [2, 4, 8])
        #expect(axes.last?.values.prefix(4) == [1, 2, 4, 8])
        let largest = try #require(axes.last?.values.last)
        let tp = try #require(axes.first?.parameter), batch = try #require(axes.last?.parameter)
        #expect(PlanResult(base.setting([Setting(tp, 8), Setting(batch, largest)])).fits)
        #expect(largest == 1024 || !PlanResult(base.setting([Setting(tp, 8), Setting(batch, 2 * largest)])).fits)
        #expect(StandardAxes.of(try scenario("h100", "llama-3.1-405b", Deployment(chips: 1, tp: 1, batch: 1))).isEmpty)
    }
}
