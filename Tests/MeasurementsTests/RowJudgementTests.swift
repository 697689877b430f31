import Catalog
import CostModel
import Testing

@testable import Measurements

/// What a table says beside errors: rates, order, bands, and rows that cannot be.
@Suite struct RowJudgementTests {
    private func residuals(
        _ rows: String..., trust: @escaping @Sendable (Measurement) -> Trust? = { _ in nil }
    ) throws -> Residuals {
        let table = try MeasuredTable(
            parsing: "chip,model,serving,input,output,chips,tp,concurrency,tpot_ms,ttft_ms\n"
                + rows.joined(separator: "\n"))
        let residuals = Residuals(of: table, trust: trust)
        return try #require(residuals)
    }

    @Test func aRateFollowsFromBothTimes() throws {
        let rate = try #require(
            try residuals("h100,llama-3.1-8b,agg,1000,101,2,2,8,10,500").all.first { $0.metric == .tpsChip })
        // A request takes 0.5 + 100 * 0.01 s = 1.5 s: 8 / 1.5 * 101 / 2 chips.
        #expect((rate.pair.measured - 8 / 1.5 * 101 / 2).magnitude < 1e-9)
        // Little's law holds of the engine too.
        let plan = PlanResult(
            try MeasuredTable(
                parsing:
                    "chip,model,serving,input,output,chips,tp,concurrency,tpot_ms\nh100,llama-3.1-8b,agg,1000,101,2,2,8,10\n"
            ).measurement(ofRow: 0).scenario)
        #expect((rate.pair.predicted / (plan.tokensPerSecond / 2) - 1).magnitude < 0.02)
    }

    @Test func aStaticRowHasNoRateOfItsOwn() throws {
        #expect(try residuals("h100,llama-3.1-8b,static,1000,101,2,2,,10,").all.map(\.metric) == [.tpot])
    }

    @Test func aTokenNeedsTheBytesOfOneRequest() throws {
        // 16.06 GB of weights but for the embedding table's 1.05 GB at 3.35 TB/s: 4.5 ms, on a chip that loses nothing.
        let flags = try residuals(
            "h100,llama-3.1-8b,agg,1000,100,1,1,1,4,20", "h100,llama-3.1-8b,agg,1000,100,1,1,1,5,20"
        ).flags
        #expect(flags.count == 1 && flags.first?.row == 0)
        guard case .tooFast(let least)? = flags.first?.flag else { throw NoFlag() }
        #expect((least - 4.5e-3).magnitude < 0.1e-3)
    }

    @Test func tokensNeedTheirFLOP() throws {
        // 16 GFLOP a token and more for prompts: 10,000 requests in 0.02 + 99 * 0.0048 s are 2 million tokens/s, 32 PFLOP/s.
        let flags = try residuals("h100,llama-3.1-8b,agg,100,100,1,1,10000,4.8,20").flags
        #expect(flags.contains { if case .tooMuchWork(let share) = $0.flag { share > 10 } else { false } }, "\(flags)")
    }

    @Test func requestsThatWaitDoNotRun() throws {
        // 10 s before the first token of 10 + 99 * 0.01 s: of 64 requests 64 * (1 - 10 / 10.99) = 5.8 ran.
        let flags = try residuals("h100,llama-3.1-8b,agg,1000,100,1,1,64,10,10000").flags
        guard case .fewerRunning(let asked, let ran)? = flags.first?.flag else { throw NoFlag() }
        #expect(asked == 64 && (ran - 64 * (1 - 10 / 10.99)).magnitude < 1e-9)
        #expect(try residuals("h100,llama-3.1-8b,agg,1000,100,1,1,64,14,150").flags.isEmpty)
    }

    private struct NoFlag: Error {}

    private func row(_ choice: Int, _ rate: (Double, Double), _ tpot: (Double, Double)) -> RankQuality.Row {
        RankQuality.Row(
            choice: choice, rate: FigurePair(predicted: rate.0, measured: rate.1),
            tpot: FigurePair(predicted: tpot.0, measured: tpot.1))
    }

    @Test func theOrderOfASet() {
        // Predicted 1 2 3 4, measured 1 3 2 4: five pairs of six agree, (5 - 1) / 6.
        let pairs = zip([1.0, 2, 3, 4], [1.0, 3, 2, 4]).map { FigurePair(predicted: $0, measured: $1) }
        #expect((RankQuality.tau(pairs) - 4.0 / 6).magnitude < 1e-12)
        #expect(RankQuality.tau(pairs.map { FigurePair(predicted: -$0.predicted, measured: $0.predicted) }) == -1)
    }

    @Test func whatAChoiceUnderTheMedianTPOTLoses() throws {
        // TPOT measured 10, 20, 30: at most 20. Predicted to meet it are the first two, the second serves more, as it does:
        // nothing is lost. With its TPOT predicted at 21 the first is chosen: 1 - 50 / 80.
        let rows = [row(0, (50, 50), (10, 10)), row(0, (90, 80), (20, 20)), row(0, (120, 110), (30, 30))]
        #expect(RankQuality.regret(rows) == 0)
        let missed = [rows[0], row(0, (90, 80), (21, 20)), rows[2]]
        #expect(RankQuality.regret(missed) == 0.375)
        // One that is thought to meet the limit and does not.
        #expect(RankQuality.regret([rows[0], rows[1], row(0, (120, 110), (19, 30))]) == nil)
        let others = missed.map {
            row(1, ($0.rate.predicted, $0.rate.measured), ($0.tpot.predicted, $0.tpot.measured))
        }
        let quality = try #require(RankQuality(rows + others + [row(2, (1, 1), (1, 1))]))
        #expect(quality.sets == 2 && quality.rows == 6 && quality.tau == 1 && quality.missed == 0)
        #expect(quality.regret == 0.1875 && quality.chosen == 2)
        // With every TPOT predicted at 25 none is thought to keep 20.
        let slow = rows.map { row(0, ($0.rate.predicted, $0.rate.measured), (25, $0.tpot.measured)) }
        let none = try #require(RankQuality(slow))
        #expect(none.chosen == 0 && none.missed == 1 && none.regret.isNaN)
        #expect(RankQuality([rows[0], rows[1]]) == nil)
    }

    @Test func rowsOfOneModelAndLoadAreChosenAmong() throws {
        let rows = (1...4).map {
            "h100,llama-3.1-8b,agg,1000,100,\($0 == 3 ? 2 : $0),\($0 == 3 ? 2 : $0),8,\(12 - $0),100"
        }
        let other = "h100,llama-3.1-8b,agg,2000,100,1,1,8,9,100"
        let table = try MeasuredTable(
            parsing: "chip,model,serving,input,output,chips,tp,concurrency,tpot_ms,ttft_ms\n"
                + (rows + [other]).joined(separator: "\n"))
        let residuals = try #require(Residuals(of: table))
        let ranks = try #require(residuals.ranks)
        #expect(ranks.sets == 1 && ranks.rows == 4)
    }

    @Test func figuresWithinTheBandAreCounted() throws {
        let entry = try #require(Catalog.chip(named: "h100"))
        let rows = ["6", "8", "40"].map { "h100,llama-3.1-8b,agg,1000,200,1,1,8,\($0)," }
        let table = try MeasuredTable(
            parsing: "chip,model,serving,input,output,chips,tp,concurrency,tpot_ms,ttft_ms\n"
                + rows.joined(separator: "\n"))
        let trust: @Sendable (Measurement) -> Trust? = { ChipProvenance(entry).trust(in: $0.scenario) }
        let residuals = try #require(Residuals(of: table, trust: trust))
        let group = try #require(ErrorGroup.all(residuals, by: [])?.first)
        // 7.70 ms are predicted, of which the band goes from 0.84 to 1.17 times: 6.5 to 9.0 ms.
        #expect(group.banded == 3 && group.within == 1, "\(residuals.all.map(\.pair))")
        #expect(residuals.all.map(\.isWithin).last == false)
    }
}
