import CostModel
import Testing

@testable import Planning

/// What a plan waits for, and what moves between two plans.
@Suite struct LeverageTests {
    private func levers(_ scenario: Scenario) throws -> [String: Bool] {
        let leverage = Leverage(PlanResult(scenario), conditions: [try Fixture.atLeastTen()], goal: Goal(nil))
        return Dictionary(uniqueKeysWithValues: leverage.levers.map { ($0.parameter.name, $0.isTime) })
    }

    /// Rates are raised and times cut: a chip alone has no links, one domain no outer ones, two tiers no racks.
    @Test func whatAPlanMayWaitForFollowsFromItsChips() throws {
        var scenario = try Fixture.scenario(chips: 1, tp: 1, batch: 1)
        (scenario.chip.hostTime, scenario.chip.launch) = (1e-3, 1e-6)
        let alone = ["flops": false, "dram_bw": false, "host_time": true, "launch": true]
        #expect(try levers(scenario) == alone)
        scenario.deployment.chips = 4
        let inside = alone.merging(["intra_bw": false, "latency": true]) { own, _ in own }
        #expect(try levers(scenario) == inside)
        scenario.deployment.chips = 8
        let across = inside.merging(["inter_bw": false, "inter_latency": true]) { own, _ in own }
        #expect(try levers(scenario) == across)
        scenario.chip.network.inter.size = 8
        scenario.chip.network.rack = Tier(size: 16, bandwidth: 1e9)
        scenario.chip.network.spine = Tier(size: 64, bandwidth: 1e8)
        #expect(try levers(scenario) == across)
        scenario.deployment.chips = 16
        #expect(try levers(scenario) == across.merging(["rack_bw": false]) { own, _ in own })
        scenario.deployment.chips = 32
        #expect(try levers(scenario) == across.merging(["rack_bw": false, "spine_bw": false]) { own, _ in own })
        scenario.chip.network.topology = .oneTier
        #expect(try levers(scenario) == inside)
    }

    /// 10 % more of a rate, or a time by 1.1, is what the engine makes of it; none of them is a loss.
    @Test func aGainIsThatOfATenthMore() throws {
        let plan = PlanResult(try Fixture.scenario())
        let leverage = Leverage(plan, conditions: [try Fixture.atLeastTen()], goal: Goal(nil))
        for lever in leverage.levers {
            let value = lever.isTime ? lever.value / 1.1 : lever.value * 1.1
            let better = PlanResult(plan.scenario.setting([Setting(lever.parameter, value)]))
            #expect(
                lever.gain == Metric.tpsChip.read(better) / Metric.tpsChip.read(plan) - 1, "\(lever.parameter.name)")
            #expect(lever.gain >= 0)
        }
        #expect(leverage.levers.map(\.gain) == leverage.levers.map(\.gain).sorted(by: >))
        // The least factor that brings a tenth: a thousandth less does not.
        let factor = try #require(leverage.levers.first?.factor)
        func gain(_ factor: Double) -> Double {
            let setting = Setting.list(("dram_bw", plan.scenario.chip.dramBandwidth * factor))
            return Goal(nil).gain(from: plan, to: PlanResult(plan.scenario.setting(setting)))
        }
        #expect(gain(factor) >= 0.1 && gain(factor / 1.001) < 0.1)
    }

    /// A block that only one of the plans has is called, and takes time, in that one.
    @Test func aBlockMayComeOrGo() throws {
        let whole = try Fixture.scenario()
        var staged = whole
        staged.deployment.pp = 2
        let send = try #require(BlockMove.all(staged, whole).first { $0.name == BlockKind.pipeline.name })
        #expect(send.calls.before == 1 && send.calls.after == 0)
        #expect(send.seconds.before > 0 && send.seconds.after == 0)
        #expect(send.oneCall.before == send.seconds.before && send.oneCall.after == 0)
        #expect(send.change == -1)
        let back = try #require(BlockMove.all(whole, staged).first { $0.name == BlockKind.pipeline.name })
        #expect(back.calls.before == 0 && back.calls.after == 1 && back.change == nil)
        #expect(back.oneCall.before == 0 && back.oneCall.after == back.seconds.after)
        // DeepSeek-V3 has experts in 58 of its layers.
        let other = try Fixture.scenario(batch: 16)
        let experts = try #require(BlockMove.all(whole, other).first { $0.name == "MoE" })
        #expect(experts.calls == (58, 58))
        #expect((58 * experts.oneCall.before / experts.seconds.before - 1).magnitude < 1e-12)
        #expect((58 * experts.oneCall.after / experts.seconds.after - 1).magnitude < 1e-12)
        #expect(experts.oneCall.after > experts.oneCall.before)
        // The host is no block: it has no calls.
        var slow = whole
        slow.chip.hostTime += 1e-3
        let moves = BlockMove.all(whole, slow)
        #expect(moves.map(\.name) == ["Host"])
        #expect(moves[0].calls == (0, 0))
        #expect((moves[0].seconds.after - moves[0].seconds.before - 1e-3).magnitude < 1e-12)
    }
}
