import Queueing
import TestSupport
import Testing

/// Users who wait, think and send again.
@Suite struct UserLoopTests {
    private let input: Lengths
    private let output: Lengths
    private let server: Server
    private let times: StepTimes

    init() throws {
        input = try Lengths(mean: 1024, variation: 0.6)
        output = try Lengths(mean: 256, variation: 0.8)
        server = try Server(chunk: 2048, kvTokens: Deployment.llama.kvTokens)
        times = try Deployment.llama.times()
    }

    private func loop(_ users: Double, think: Double) throws -> UserLoop {
        try UserLoop(users: users, think: think, input: input, output: output, on: server, times: times)
    }

    @Test(arguments: [(1.0, 100.0), (20, 10), (200, 30), (350, 30)])
    func usersAreThoseWhoThinkAndThoseWhoWait(_ users: Double, _ think: Double) throws {
        let loop = try loop(users, think: think)
        let answer = try #require(loop.loop.tails()).endToEnd.mean
        #expect(abs(loop.rate * (think + answer) / users - 1) < 1e-6)
        #expect(loop.crowd == nil)
    }

    @Test func moreUsersNeverSendFewerAndNeverMoreThanTheCapacity() throws {
        var last = 0.0
        for users in [1.0, 10, 100, 200, 300, 350, 400, 500, 1000, 10_000, 1e6] {
            let loop = try loop(users, think: 30)
            #expect(loop.rate > last)
            #expect(loop.rate < loop.loop.capacity.rate)
            last = loop.rate
        }
    }

    @Test func aCrowdWaitsAsLongAsTheOthersTake() throws {
        let loop = try loop(3000, think: 30)
        let crowd = try #require(loop.crowd)
        // Those who do not think wait or are answered: Little's law over the answer.
        let answer = crowd.firstToken + 255 * crowd.perToken
        #expect(abs(loop.rate * (30 + answer) / 3000 - 1) < 1e-9)
        #expect(crowd.decoding == Double(loop.loop.runningLimit))
        #expect(loop.loop.tails() == nil)
    }

    @Test(arguments: [(150.0, 20.0), (300, 30), (900, 30)])
    func theSimulationAgrees(_ users: Double, _ think: Double) throws {
        let loop = try loop(users, think: think)
        let closed = try ClosedLoop(clients: Int(users), input: input, output: output, think: think)
        let run = try #require(
            Simulation(.closed(closed), on: server, times: times).run(requests: 20_000, warmUp: 4000))
        #expect(abs(loop.rate / run.throughput - 1) < 0.03, "\(loop.rate) \(run.throughput)")
        let answer = loop.crowd.map { $0.firstToken + 255 * $0.perToken } ?? loop.loop.tails()?.endToEnd.mean
        #expect(abs(try #require(answer) / run.endToEnd.mean - 1) < 0.1, "\(answer ?? 0) \(run.endToEnd.mean)")
        let perToken = loop.crowd?.perToken ?? loop.loop.tails()?.perToken.mean
        #expect(abs(try #require(perToken) / run.perToken.mean - 1) < 0.1, "\(perToken ?? 0) \(run.perToken.mean)")
    }

    @Test func anyServerServesAnyUsers() throws {
        var dice = Dice(seed: PropertySeed.value)
        for _ in 0..<40 {
            let plan = try RandomPlan(&dice, loads: 0.3...0.8)
            let think = dice.one(of: [0.5, 10, 200])
            var last = 0.0
            for crowding in [0.01, 0.5, 1, 3] {
                let users = (crowding * plan.load.rate * (think + 10)).rounded(.up)
                let loop = try UserLoop(
                    users: users, think: think, input: plan.load.input, output: plan.load.output, on: plan.server,
                    times: plan.times)
                let note = "\(PropertySeed.note) \(plan), \(users) users who think \(think) s"
                #expect(loop.rate >= last && loop.rate < loop.loop.capacity.rate, "\(note): \(loop.rate) after \(last)")
                let later = plan.load.output.mean - 1
                let answer = loop.crowd.map { $0.firstToken + later * $0.perToken } ?? loop.loop.tails()?.endToEnd.mean
                let there = loop.rate * (think + (try #require(answer, "\(note)")))
                // Of a crowd no wait is below none.
                #expect(abs(there / users - 1) < 1e-3 || loop.crowd?.firstToken == 0, "\(note): \(there)")
                last = loop.rate
            }
        }
    }

    @Test func whatIsNoNumberOfUsersIsRefused() {
        #expect(throws: QueueingFault.self) { try loop(0, think: 30) }
        #expect(throws: QueueingFault.self) { try loop(10, think: -1) }
        #expect(throws: QueueingFault.self) { try loop(.nan, think: 1) }
    }
}
