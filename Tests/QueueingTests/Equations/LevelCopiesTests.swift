import Testing

@testable import Queueing

/// Copies of which the one with the fewest requests is given the next.
@Suite struct LevelCopiesTests {
    private func pace(_ copies: Int) throws -> Pace {
        let load = try Load(rate: 4, input: Lengths(mean: 1024), output: Lengths(mean: 257))
        let server = try Server(kvTokens: 664_000)
        let copy = CopyModel(load, server, try Deployment.llama.times())
        let stall = Stall(copy: copy, stream: ArrivalStream(rate: 4, variation: 1))
        return Pace(copy: copy, stalls: StallTable(stall, upTo: 64), rate: 4, copies: copies)
    }

    /// A copy that computes prompts holds the fewer sequences.
    ///
    /// At 4 prompts/s that stall for 0.1 s each a copy computes 0.4 of the time 1 / (1 - 0.2) = 1.25 of them. Of two copies one
    /// that does has 1.25 (1 - 0.4) (1 - 1/2) = 0.375 sequences fewer than on average: with 10 it stalls 0.9625 of them.
    @Test func promptsStallFewerOfLevelCopies() throws {
        #expect(abs(try pace(2).stalled(10, by: 0.1) - 0.9625) < 1e-12)
        #expect(try pace(1).stalled(10, by: 0.1) == 1)
        // Of eight copies with two sequences each: 1 - 0.75 (7/8) / 2; and never less than a bound.
        #expect(abs(try pace(8).stalled(2, by: 0.1) - (1 - 0.65625 / 2)) < 1e-12)
        #expect(try pace(8).stalled(0.5, by: 0.1) == 0.3)
    }

    /// One that comes early in a step waits for the longer part of it.
    @Test func earlyArrivalsHaveMoreOfAStepBeforeThem() throws {
        let load = try Load(rate: 4, input: Lengths(mean: 1024), output: Lengths(mean: 257))
        let copy = CopyModel(load, try Server(kvTokens: 664_000), try Deployment.llama.times())
        var service = PromptQueue.Service(copy: copy, sequences: 60, isIdle: false, relief: .none)
        #expect(service.elapsed(0.5, of: 0.02) == 0.01)
        // Half come in the first quarter: on average 1/2 (1 - 1/2 (1 - 1/4)) = 0.3125 of the step has passed.
        service.early = (share: 0.5, part: 0.25)
        #expect(abs(service.elapsed(0.5, of: 0.02) - 0.00625) < 1e-15)
    }

    /// Where many requests end in each step the streams of level copies are no more even than chance has it.
    @Test func theMoreEndInAStepTheLessRelief() {
        let all = ArrivalStream(rate: 40, variation: 1)
        let (turns, chance) = (all.split(over: 4, .roundRobin), all.split(over: 4, .random))
        func relief(_ early: Double, _ sequences: Double = 1e9) -> Double {
            Relief(
                turns: turns, chance: chance, service: 0.5, busy: 0.5,
                level: .init(copies: 4, sequences: sequences, early: early)
            ).mean
        }
        #expect(relief(0) < relief(0.5) && relief(0.5) < relief(1) && relief(1) < 1)
        // Beside few sequences prompts are seen and kept away from.
        #expect(relief(0, 5) < relief(0, 50) && relief(0, 50) < relief(0))
    }
}
