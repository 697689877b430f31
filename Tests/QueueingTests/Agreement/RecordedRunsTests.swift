import TestSupport
import Testing

@testable import Queueing

/// What the simulation does with chosen plans, as it was when it was held to textbooks and to a server that takes each
/// step by itself; and what is said of users.
///
/// `RECORD=1 swift test --filter RecordedRunsTests` accepts what they say now; look first at what moved, and why.
@Suite struct RecordedRunsTests {
    private func expect(_ name: String, _ figures: Figures) throws {
        let path = Project.root + "/Tests/QueueingTests/Recorded/\(name).txt"
        #expect(try Recording.text(at: path, today: figures.text) == figures.text)
    }

    /// Means, and a sum that each request of a run has a part of.
    private func add(_ name: String, _ run: SimulatedRun?, to figures: inout Figures) {
        guard let run else { return figures.begin("  \(name): none") }
        let sum = run.outcomes.enumerated().reduce(0) { sum, pair in
            sum + (pair.element.firstToken + 3 * pair.element.endToEnd + 7 * pair.element.wait)
                / Double(pair.offset + 1)
        }
        figures.add(
            name,
            [
                Double(run.outcomes.count), Double(run.rejected), Double(run.tokens), run.slotWaitShare, run.inSystem,
                run.decoding, run.throughput, sum, run.outcomes.last?.sent, run.perToken.quantile(0.9),
                run.share(firstToken: run.firstToken.mean, perToken: run.perToken.mean),
            ])
    }

    @Test func simulatedRuns() throws {
        var figures = Figures()
        for plan in try ChosenPlan.all() {
            figures.begin("\(plan)")
            let open = Simulation(.open(plan.load), on: plan.server, times: plan.times)
            add("open", open.run(seed: 3, requests: 400, warmUp: 50), to: &figures)
            for (clients, think) in [(3, 0.0), (60, 5)] {
                let loop = try ClosedLoop(
                    clients: clients, input: plan.load.input, output: plan.load.output, think: think)
                let closed = Simulation(.closed(loop), on: plan.server, times: plan.times)
                add("closed \(clients)", closed.run(seed: 4, requests: 300), to: &figures)
            }
        }
        try expect("runs", figures)
    }

    @Test func users() throws {
        var figures = Figures()
        for (index, plan) in try ChosenPlan.all().enumerated() where index % 4 == 0 {
            figures.begin("\(plan)")
            for (share, think) in [(0.3, 10.0), (0.9, 30), (1.5, 2)] {
                let users = max(1, (share * plan.load.rate * (think + 8)).rounded())
                let loop = try UserLoop(
                    users: users, think: think, input: plan.load.input, output: plan.load.output, on: plan.server,
                    times: plan.times)
                figures.add(
                    "\(users) users, \(think) s",
                    [
                        loop.rate, loop.crowd?.perToken, loop.crowd?.firstToken, loop.crowd?.decoding,
                        loop.loop.tails()?.endToEnd.mean,
                    ])
            }
        }
        try expect("users", figures)
    }
}
