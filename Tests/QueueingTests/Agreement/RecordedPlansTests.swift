import Queueing
import TestSupport
import Testing

/// What equations and simulation say of two dozen plans, as it was when they were held against each other.
///
/// `RECORD=1 swift test --filter RecordedPlansTests` accepts what they say now; look first at what moved, and why.
@Suite struct RecordedPlansTests {
    @Test func everyFigureIsAsRecorded() throws {
        // Not drawn from SEED: the file is of these plans.
        var dice = Dice(seed: 7)
        var lines: [String] = []
        for _ in 0..<24 {
            let plan = try RandomPlan(&dice, loads: 0.2...0.9)
            let loop = try OpenLoop(plan.load, on: plan.server, times: plan.times)
            let tails = loop.tails()
            lines.append("\(plan)")
            lines.append(
                "  equations   " + Compared.allCases.map { digits(tails.map($0.figure)) }.joined(separator: " "))
            let goodput = tails?.goodput(firstToken: 1, perToken: 0.05)
            lines.append("  capacity    \(digits(loop.capacity.rate)), goodput \(digits(goodput))")
            for seed in [1, 2] {
                let run = Simulation(.open(plan.load), on: plan.server, times: plan.times).run(
                    seed: UInt64(seed), requests: 1500, warmUp: 100)
                lines.append(
                    "  simulation  " + Compared.allCases.map { digits(run.map($0.figure)) }.joined(separator: " ")
                        + " \(digits(run?.throughput))")
            }
        }
        let text = lines.joined(separator: "\n") + "\n"
        let path = Project.root + "/Tests/QueueingTests/Recorded/plans.txt"
        #expect(try Recording.text(at: path, today: text) == text)
    }

    /// Five digits: what the last bits of logarithms on other machines leave alone.
    private func digits(_ value: Double?) -> String {
        guard let value, value.isFinite, value != 0 else { return value.map { "\($0)" } ?? "-" }
        var scale = 1.0
        while value.magnitude * scale < 1e4 { scale *= 10 }
        while value.magnitude * scale >= 1e5 { scale /= 10 }
        return "\((value * scale).rounded() / scale)"
    }
}
