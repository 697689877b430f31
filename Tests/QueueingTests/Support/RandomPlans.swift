import Queueing

/// A plan and its load, drawn at random from what the equations are for.
struct RandomPlan: CustomStringConvertible {
    let description: String
    let times: StepTimes
    let server: Server
    let load: Load

    /// Draws a plan: gaps of a coefficient of variation from 0.5 to 2.5, prompts of 256 to 6,000 tokens on average.
    init(_ dice: inout Dice, loads: ClosedRange<Double>) throws {
        let deployment = dice.one(of: Deployment.allCases)
        let times = try deployment.times()
        let schedule = dice.one(of: Server.Schedule.allCases)
        // Prompts that are not split must fit in a step.
        let chunk = dice.one(of: schedule.splitsPrompts ? [2048, 4096, 8192] : [8192, 16384])
        let slots = dice.one(of: [64, 128, 256, 512])
        let replicas = dice.share() < 0.6 ? 1 : dice.one(of: [2, 4, 8])
        let routing = dice.one(of: Server.Routing.allCases)
        let workers = dice.share() < 0.2 ? dice.one(of: [1, 2, 3]) * replicas : 0
        let requestTime = dice.one(of: [0, 0.02])
        let longest = schedule.splitsPrompts ? 6000.0 : 3000
        let input = try Lengths(
            mean: dice.logBetween(256, longest).rounded(),
            variation: dice.share() < 0.1 ? 0 : dice.between(0.2, 1.2))
        let output = try Lengths(
            mean: dice.logBetween(64, 1500).rounded(), variation: dice.share() < 0.1 ? 0 : dice.between(0.3, 1.2))
        let variation =
            switch dice.share() {
            case ..<0.6: 1.0
            case ..<0.75: dice.between(0.5, 1)
            default: dice.between(1, 2.5)
            }
        let share = dice.between(loads.lowerBound, loads.upperBound)
        self.times = times
        server = try Server(
            schedule: schedule, chunk: chunk, maxRunning: slots, kvTokens: deployment.kvTokens,
            requestTime: requestTime, replicas: replicas, routing: routing,
            prefillPool: workers > 0 ? .init(workers: workers, times: times, transfer: 0.01) : nil)
        let probe = try Load(rate: 1e-6, arrivalVariation: variation, input: input, output: output)
        let capacity = try OpenLoop(probe, on: server, times: times).capacity
        load = try Load(
            rate: share * capacity.rate, arrivalVariation: variation, input: input, output: output)
        func two(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
        description = """
            \(deployment) \(schedule) \(chunk), \(slots) slots, \(replicas) x \(routing), \(workers) workers; \
            \(Int(input.mean))(\(two(input.variation)))/\(Int(output.mean))(\(two(output.variation))), gaps \
            \(two(variation)), load \(two(share)) of \(two(capacity.rate))/s by \(capacity.bottleneck)
            """
    }

    /// Kinds that errors are told apart by.
    var kinds: [String] {
        let gaps = load.arrivalVariation
        return [
            gaps > 1 ? "bursts" : gaps < 1 ? "even gaps" : "Poisson",
            server.replicas == 1 ? "one copy" : "\(server.routing)",
            server.prefillPool.map { $0.workers == 1 ? "one worker" : "workers" } ?? "\(server.schedule)",
        ]
    }

    /// Runs of some seeds.
    func runs(_ count: Int, requests: Int) -> [SimulatedRun] {
        let simulation = Simulation(.open(load), on: server, times: times)
        return (0..<count).compactMap { simulation.run(seed: UInt64($0), requests: requests) }
    }
}

/// A figure that equations and simulation both have.
enum Compared: String, CaseIterable {
    case firstTokenMean = "TTFT mean"
    case firstTokenTail = "TTFT p99"
    case perTokenMean = "TPOT mean"
    case perTokenTail = "TPOT p99"
    case endToEndMean = "E2E mean"
    case endToEndTail = "E2E p99"

    /// The error that is allowed.
    var limit: Double {
        switch self {
        case .firstTokenMean, .perTokenMean, .endToEndMean: 0.10
        case .firstTokenTail, .perTokenTail, .endToEndTail: 0.20
        }
    }

    func figure(_ tails: Tails) -> Double { figure(tails.firstToken, tails.perToken, tails.endToEnd) }
    func figure(_ run: SimulatedRun) -> Double { figure(run.firstToken, run.perToken, run.endToEnd) }

    private func figure(_ first: some Tail, _ token: some Tail, _ whole: some Tail) -> Double {
        switch self {
        case .firstTokenMean: first.mean
        case .firstTokenTail: first.quantile(0.99)
        case .perTokenMean: token.mean
        case .perTokenTail: token.quantile(0.99)
        case .endToEndMean: whole.mean
        case .endToEndTail: whole.quantile(0.99)
        }
    }
}
