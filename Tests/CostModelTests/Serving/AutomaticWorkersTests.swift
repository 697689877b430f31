import Testing

@testable import CostModel

/// The search for a number of prefill workers, told what each number serves.
@Suite struct AutomaticWorkersTests {
    /// 100 requests in flight, 10 prompts/s a worker, 4 chips that decode and 2 for each worker.
    private let terms = Engine<Double>.PoolTerms(requests: 100, rate: 10, chips: 4, each: 2)

    /// A loop at rest that serves `rate` requests/s with `token` seconds until the first token.
    private func loop(_ rate: Double, token: Double = 1) -> ClosedLoop {
        let seconds = 100 / rate - token
        return ClosedLoop(
            rate * seconds, LoadEffect(leadsTo: rate * seconds, seconds: seconds, alone: token), isSettled: true)
    }

    /// The number found, and those asked about.
    private func search(
        _ goal: Deployment.PrefillGoal, _ loop: (Double) -> ClosedLoop
    ) -> (found: Double, asked: [Double]) {
        var search = AutomaticWorkers(terms, goal)
        var asked: [Double] = []
        while true {
            asked.append(search.workers)
            if search.take(loop(search.workers)) { return (search.best.workers, asked) }
        }
    }

    /// 45 requests/s that workers without end serve take 4.5 workers: 45 / 14 = 3.21 a chip with 5, 40 / 12 = 3.33 with 4, and
    /// 1.01 * 30 / 10 = 3.03 at most with 3.
    @Test func tokensOfAChipAreMostWhereBothMeet() {
        let most = search(.tokensPerChip) { loop(min(45, 10 * $0)) }
        #expect(most.found == 4 && most.asked == [.infinity, 5, 4])
        // 12 requests/s are 12 / 8 = 1.5 a chip with two workers, and 10 are 10 / 6 = 1.67 with one.
        #expect(search(.tokensPerChip) { loop(min(12, 10 * $0)) }.found == 1)
    }

    /// A dozen workers serve 4 requests/s each: 11 serve 44, which is less than 45 but for a tie of a thousandth.
    @Test func theFewestThatServeAllAreFoundByDoublingAndHalving() {
        let fewest = search(.totalTokens) { loop(min(45, 4 * $0)) }
        #expect(fewest.found == 12 && fewest.asked == [.infinity, 5, 10, 20, 15, 12, 11])
        #expect(search(.totalTokens) { loop(min(45, 10 * $0)) }.asked == [.infinity, 5])
    }

    /// 50.05 / 1.001 = 50: five workers of 10 prompts/s each may do, but for rounding; a ten-millionth more takes a sixth.
    @Test func roundingTakesNoWorker() {
        #expect(search(.totalTokens) { loop(min(50.05, 10.01 * $0)) }.asked == [.infinity, 5])
        #expect(search(.totalTokens) { loop(min(50.05 * (1 + 1e-7), 10.01 * $0)) }.asked == [.infinity, 6])
    }

    /// The first token comes sooner with each worker up to nine: from the five that keep up two fewer and two more are tried, as
    /// long as that is better, and then one.
    @Test func theFirstTokenTakesAsManyAsHelp() {
        let soonest = search(.firstToken) { loop(45, token: 1 / min($0, 9)) }
        #expect(soonest.found == 9 && soonest.asked == [.infinity, 5, 3, 7, 5, 9, 7, 11, 8, 10])
    }

    /// What is better by less than a thousandth is a tie, which goes to fewer: six workers are within one of the ten that keep up.
    @Test func tiesGoToFewer() {
        let fewer = search(.firstToken) { loop(95, token: $0 < 6 ? 1.04 : 1 - 1e-4 * min($0, 11)) }
        #expect(fewer.found == 6)
        #expect(fewer.asked == [.infinity, 10, 6, 14, 8, 12, 9, 8, 7, 6, 5])
        #expect(search(.firstToken) { loop(9, token: 1 - 1e-4 * min($0, 9)) }.asked == [.infinity, 1, 2])
        #expect(search(.firstToken) { loop(9, token: 1 - 2e-3 * min($0, 3)) }.asked == [.infinity, 1, 2, 3, 4])
    }

    @Test func noMoreThanAMillionAreAskedAbout() {
        let largest = search(.totalTokens) { loop(min(90, $0 * 1e-6)) }
        #expect(largest.found == 1e6 && largest.asked.dropFirst().max() == 1e6)
        // The first token comes sooner with each, and 1e6 / 1.001 = 999,000.999 are within a tie of a million.
        let soonest = search(.firstToken) { loop(1e7, token: 1 / $0) }
        #expect(soonest.found == 999_001 && soonest.asked.dropFirst().max() == 1e6)
    }
}
