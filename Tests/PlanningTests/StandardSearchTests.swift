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

    /// Under a load copies of a node of 8, from half of the fewest that carry it up to twice the most.
    @Test func underALoadCopiesAreCounted() throws {
        var base = try scenario("h200", "qwen3-32b", Deployment(chips: 128, tp: 1, batch: 1))
        base.workload.serving = .agg
        (base.workload.output, base.workload.outputVariation, base.workload.rate) = (1000, 0.5, 20)
        let axes = StandardAxes.of(base)
        #expect(axes.map(\.parameter.name) == ["chips", "tp", "replicas"])
        #expect(axes[0].values == [8] && axes[1].values == [1, 2, 4, 8])
        let (fewest, most) = (try #require(axes[2].values.first), try #require(axes[2].values.last))
        let plans = axes[1].values.map { tp -> OpenPlan? in
            OpenPlan.of(base.setting([Setting(axes[0].parameter, 8), Setting(axes[1].parameter, tp)]))
        }
        let needed = plans.compactMap(\.self).map { (20 / (0.8 * $0.capacity)).rounded(.up) }
        #expect(fewest <= (needed.min() ?? 0) && most >= (needed.max() ?? .infinity))
        // A model with experts is laid out over several numbers of chips.
        base.model = try #require(Catalog.model(named: "deepseek-r1")).value
        let experts = StandardAxes.of(base)
        #expect(experts.map(\.parameter.name) == ["chips", "tp", "moe_tp", "replicas"])
        #expect(experts[0].values.count > 2 && experts[0].values.contains(8))
        // Users send no more than they would at once.
        (base.workload.users, base.workload.think, base.workload.rate) = (100, 10, 0)
        #expect(!StandardAxes.of(base).isEmpty)
    }
}
