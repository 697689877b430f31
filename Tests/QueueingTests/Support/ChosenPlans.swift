import Queueing

/// A plan and its load, chosen so that all plans together meet each branch of the equations.
struct ChosenPlan: CustomStringConvertible {
    let description: String
    let times: StepTimes
    let server: Server
    let load: Load

    /// What differs from Llama 3.1 70B with prompts of 1024 and answers of 256 tokens.
    struct Change {
        var deployment = Deployment.llama
        var share = 0.6
        var gaps = 1.0
        var input = (mean: 1024.0, variation: 0.6)
        var output = (mean: 256.0, variation: 0.8)
        var schedule = Server.Schedule.mixed
        var chunk = 2048
        var slots = 256
        var kvTokens = 664_000.0
        var replicas = 1
        var routing = Server.Routing.roundRobin
        var workers = 0
        var requestTime = 0.0
    }

    init(_ name: String, _ change: (inout Change) -> Void) throws {
        var plan = Change()
        change(&plan)
        let times = try plan.deployment.times()
        let pool = try plan.workers == 0 ? nil : Server.PrefillPool(workers: plan.workers, times: times, transfer: 0.01)
        let server = try Server(
            schedule: plan.schedule, chunk: plan.chunk, maxRunning: plan.slots, kvTokens: plan.kvTokens,
            requestTime: plan.requestTime, replicas: plan.replicas, routing: plan.routing, prefillPool: pool)
        let input = try Lengths(mean: plan.input.mean, variation: plan.input.variation)
        let output = try Lengths(mean: plan.output.mean, variation: plan.output.variation)
        func load(_ rate: Double) throws -> Load {
            try Load(rate: rate, arrivalVariation: plan.gaps, input: input, output: output)
        }
        let capacity = try OpenLoop(load(1e-6), on: server, times: times).capacity
        (self.times, self.server) = (times, server)
        self.load = try load((plan.share * capacity.rate * 1e4).rounded() / 1e4)
        description = "\(name): \(self.load.rate)/s, bound by \(capacity.bottleneck)"
    }

    /// All plans.
    static func all() throws -> [ChosenPlan] {
        try loads() + arrivals() + prompts() + answers() + copies() + limits()
    }

    private static func loads() throws -> [ChosenPlan] {
        try [0.02, 0.3, 0.6, 0.85, 0.93, 0.96, 1.1].map { share in try .init("load \(share)") { $0.share = share } }
            + [
                .init("qwen, prompts first") { ($0.deployment, $0.schedule) = (.qwen, .prefillFirst) },
                .init("deepSeek, whole prompts") { ($0.deployment, $0.schedule) = (.deepSeek, .inflight) },
                .init("deepSeek, request time") { ($0.deployment, $0.requestTime) = (.deepSeek, 0.03) },
            ]
    }

    private static func arrivals() throws -> [ChosenPlan] {
        try [0.0, 0.5, 0.9, 1.5, 2.5, 5].map { gaps in try .init("gaps \(gaps)") { $0.gaps = gaps } }
            + [
                .init("bursts, prompts first") { ($0.gaps, $0.schedule) = (2, .prefillFirst) },
                .init("even, whole prompts") { ($0.gaps, $0.schedule) = (0.4, .inflight) },
                .init("even at night") { ($0.gaps, $0.share) = (0.3, 0.05) },
            ]
    }

    private static func prompts() throws -> [ChosenPlan] {
        try Server.Schedule.allCases.map { schedule in
            try .init("equal prompts, \(schedule)") { ($0.input.variation, $0.schedule) = (0, schedule) }
        } + [
            .init("short equal prompts") { ($0.input, $0.chunk) = ((100, 0), 8192) },
            .init("many short prompts") { ($0.input, $0.chunk) = ((64, 0.5), 16384) },
            .init("equal whole prompts") { ($0.input, $0.schedule, $0.chunk) = ((60, 0), .inflight, 8192) },
            .init("long prompts") { ($0.input, $0.chunk) = ((6000, 1.2), 512) },
            .init("long whole prompts") { ($0.input, $0.schedule) = ((3000, 1), .inflight) },
            .init("small steps") { ($0.chunk, $0.slots) = (300, 64) },
        ]
    }

    private static func answers() throws -> [ChosenPlan] {
        try [
            .init("equal answers") { $0.output.variation = 0 },
            .init("answers that hardly vary, prompts first") { plan in
                (plan.output.variation, plan.schedule, plan.share) = (0.1, .prefillFirst, 0.85)
            },
            .init("answers of one token") { $0.output = (1, 0) },
            .init("answers of two tokens") { $0.output = (2, 0) },
            .init("all equal") { ($0.input.variation, $0.output.variation, $0.gaps) = (0, 0, 0) },
        ]
    }

    private static func copies() throws -> [ChosenPlan] {
        try Server.Routing.allCases.map { routing in
            try .init("four copies, \(routing)") { ($0.replicas, $0.routing) = (4, routing) }
        } + [
            .init("level, even") { ($0.replicas, $0.routing, $0.gaps) = (2, .leastLoaded, 0.5) },
            .init("level, bursts, prompts first") { plan in
                (plan.replicas, plan.routing, plan.gaps, plan.schedule) = (3, .leastLoaded, 2, .prefillFirst)
            },
            .init("one worker") { ($0.workers, $0.slots) = (1, 64) },
            .init("a worker at night") { ($0.workers, $0.share, $0.requestTime) = (1, 0.02, 0.01) },
            .init("a busy worker, even") { ($0.workers, $0.gaps, $0.share) = (1, 0.5, 0.85) },
            .init("three workers, bursts") { ($0.workers, $0.gaps, $0.replicas) = (3, 2, 2) },
            .init("three workers, even, level") { plan in
                (plan.workers, plan.gaps, plan.replicas, plan.routing) = (3, 0.6, 2, .leastLoaded)
            },
        ]
    }

    private static func limits() throws -> [ChosenPlan] {
        try [
            .init("one slot") { ($0.slots, $0.share) = (1, 0.5) },
            .init("two slots, prompts first") { ($0.slots, $0.schedule) = (2, .prefillFirst) },
            .init("slots wait") { ($0.slots, $0.share) = (16, 0.9) },
            .init("slots wait, equal answers") { ($0.slots, $0.share, $0.output) = (16, 0.9, (256, 0)) },
            .init("little room") { ($0.kvTokens, $0.share) = (20_000, 0.8) },
            .init("little room for equal requests") { plan in
                (plan.kvTokens, plan.share, plan.input, plan.output) = (20_000, 0.8, (1024, 0), (256, 0))
            },
            .init("room for one") { ($0.kvTokens, $0.share) = (1400, 0.5) },
        ]
    }
}
