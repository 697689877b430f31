import CostModel
import Queueing
import Threads

/// A plan played through request by request, with several seeds.
///
/// It shares the step times with the equations and nothing else.
public struct PlanSimulation: Sendable {
    /// A figure that equations and simulation both have.
    public enum Figure: Sendable, Equatable {
        case mean(RequestTime)
        case percentile(RequestTime, Double)
        /// Requests that end in a second.
        case rate
        /// Requests in flight, prompts among them.
        case inFlight
    }

    /// A figure as it was simulated, and as the equations have it.
    public struct Row: Sendable {
        /// What it is.
        public let figure: Figure
        /// What the equations say; nil where they say nothing.
        public let equations: Double?
        /// What was simulated: the mean over seeds with its 95 % interval.
        public let simulated: Estimate
        /// Whether what the equations say is only a lower bound.
        public let isLowerBound: Bool

        /// By how much the equations lie above the simulation, as a share; nil where either says nothing.
        public var difference: Double? { simulated.value == 0 ? nil : equations.map { $0 / simulated.value - 1 } }
    }

    /// What came out.
    public struct Result: Sendable {
        /// The figures.
        public let rows: [Row]
        /// Requests that were measured, of all seeds.
        public let requests: Int
        /// Requests that no KV cache could hold, of all seeds.
        public let rejected: Int
        /// Share of requests that waited for a slot or for room for their KV.
        public let slotWaitShare: Double
    }

    private let plan: PlanResult
    private let simulation: Simulation<StepTimes>
    private let model: QueueModel
    private let open: OpenPlan?
    private let clients: Int

    /// Prepares a plan that serves requests, in an open or a closed loop, or the requests of a trace.
    ///
    /// - Throws: where no request has room, or something lies outside what a queue is for.
    public init(_ plan: PlanResult, trace: RequestTrace? = nil) throws(QueueingFault) {
        self.plan = plan.withQueue
        let scenario = plan.scenario
        let isOpen = scenario.workload.isOpen && trace == nil
        open = isOpen ? try OpenPlan(scenario) : nil
        clients = Int(min(max(1, plan.sequences.isFinite ? plan.sequences.rounded() : 1), 1e6))
        let rate = trace.map(\.rate) ?? (plan.requestRate.isFinite ? plan.requestRate : 0)
        let workers = plan.totals.prefillWorkers
        if let open {
            model = open.model
        } else {
            model = try QueueModel(scenario, rate: max(rate, 1e-6), prefillWorkers: workers > 0 ? workers : nil)
        }
        let traffic: Traffic
        if let trace {
            traffic = .trace(trace)
        } else if let open, open.users == nil {
            traffic = .open(open.offered)
        } else if let users = open?.users {
            traffic = .closed(
                try ClosedLoop(
                    clients: Int(min(users.users, 1e6)), input: model.input, output: model.output, think: users.think))
        } else {
            traffic = .closed(try ClosedLoop(clients: clients, input: model.input, output: model.output))
        }
        simulation = Simulation(traffic, on: model.server, times: model.times)
    }

    private var isTrace: Bool { if case .trace = simulation.traffic { true } else { false } }

    /// Requests of a seed unless a number is asked for: enough for the 99th percentile, and for several rounds of clients.
    public var usual: Int {
        open != nil ? min(40_000 * min(model.server.replicas, 4), 160_000) : max(20_000, min(20 * clients, 400_000))
    }

    /// Plays it through; nil if it was told to stop.
    ///
    /// - Parameters:
    ///   - requests: requests of a seed that are measured.
    ///   - seeds: how many seeds, from the first one on; a trace has no chance in it but routing.
    ///   - first: the first seed.
    ///   - cores: cores of the machine.
    ///   - isCancelled: asked now and then; true ends it.
    ///   - progress: told now and then how many measured requests of one seed have ended.
    public func run(
        requests: Int, seeds: Int, first: UInt64 = 0, cores: Int, isCancelled: @escaping @Sendable () -> Bool,
        progress: (@Sendable (Int) -> Void)? = nil
    ) -> Result? {
        // Clients that begin all at once wait for one another at first.
        let warmUp = open == nil && !isTrace ? max(requests / 10, min(3 * clients, requests)) : nil
        let runs = RowWork.pieces(seeds, of: 1, workers: cores, isCancelled: isCancelled) { range in
            simulation.run(
                seed: first + UInt64(range.lowerBound), requests: isTrace ? nil : requests, warmUp: warmUp,
                isCancelled: isCancelled, progress: range.lowerBound == 0 ? progress : nil)
        }
        guard let runs = runs?.compactMap(\.self), runs.count == seeds else { return nil }
        return Result(
            rows: figures.map { row($0, runs) }, requests: runs.reduce(0) { $0 + $1.outcomes.count },
            rejected: runs.reduce(0) { $0 + $1.rejected },
            slotWaitShare: runs.reduce(0) { $0 + $1.slotWaitShare } / Double(seeds))
    }

    /// Mean first token and mean time per output token, in seconds, of clients who begin together, played through.
    ///
    /// Equal requests end together and wait for one another for ever, nearly equal ones for long where answers are short, which
    /// the equations of a closed loop leave out. Nil where requests come at their own times, where playing changes first tokens
    /// by less than a quarter and further ones by less than a tenth, where it takes too long, and if it was told to stop.
    public static func closedLoop(
        _ plan: PlanResult, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) -> (firstToken: Double, perToken: Double)? {
        let w = plan.scenario.workload
        guard w.serving != .static, !w.isOpen, plan.sequences > 1, plan.sequences * w.output <= mostPlayed,
            let simulation = try? PlanSimulation(plan)
        else { return nil }
        // Rounds of equal requests are alike; others take some rounds to part.
        let requests = w.hasUnequalClients ? simulation.usual : 2 * simulation.clients
        guard let result = simulation.run(requests: requests, seeds: 1, cores: 1, isCancelled: isCancelled) else {
            return nil
        }
        func mean(_ time: RequestTime) -> Double? { result.rows.first { $0.figure == .mean(time) }?.simulated.value }
        guard let firstToken = mean(.firstToken), let perToken = mean(.perToken),
            (firstToken / plan.totals.firstToken - 1).magnitude > 0.25
                || (perToken * w.tokensPerStep / plan.totals.seconds - 1).magnitude > 0.1
        else { return nil }
        return (firstToken, perToken)
    }

    /// Tokens that are in flight where a plan is played in passing.
    private static let mostPlayed = 4e6

    private var figures: [Figure] {
        RequestTime.allCases.flatMap { time in
            [.mean(time)] + [0.5, 0.95, 0.99].map { Figure.percentile(time, $0) }
        } + [.rate, .inFlight]
    }

    private func row(_ figure: Figure, _ runs: [SimulatedRun]) -> Row {
        let tails = open == nil ? nil : plan.tails
        let equations: Double? =
            switch figure {
            case _ where isTrace || !plan.totals.isSettled: nil
            case .mean(.firstToken): plan.totals.firstToken
            case .mean(.perToken): plan.totals.seconds / model.yield
            case .mean(.endToEnd): plan.requestSeconds
            case .percentile(let time, let share): tails?.quantile(share, of: time)
            case .rate: plan.requestRate
            case .inFlight: plan.sequences
            }
        // The 99th percentile is the last that is shown.
        let isBound = open?.loop.state == .bound && figure == .percentile(.firstToken, 0.99)
        return Row(
            figure: figure, equations: equations, simulated: Estimate(runs.map { simulated(figure, $0) }),
            isLowerBound: isBound && equations != nil)
    }

    /// Requests/s from the first that came to the last answer: a short trace may end before any of them has one.
    private func rate(of run: SimulatedRun) -> Double {
        let (start, end) = (run.outcomes.map(\.sent).min(), run.outcomes.map { $0.sent + $0.endToEnd }.max())
        guard let start, let end, end > start else { return run.throughput }
        return Double(run.outcomes.count) / (end - start)
    }

    private func simulated(_ figure: Figure, _ run: SimulatedRun) -> Double {
        func sample(_ time: RequestTime) -> (Sample, Double) {
            switch time {
            case .firstToken: (run.firstToken, 1)
            case .perToken: (run.perToken, model.yield)
            case .endToEnd: (run.endToEnd, 1)
            }
        }
        switch figure {
        case .mean(let time):
            let (sample, divisor) = sample(time)
            return sample.mean / divisor
        case .percentile(let time, let share):
            let (sample, divisor) = sample(time)
            return sample.quantile(share) / divisor
        case .rate: return isTrace ? rate(of: run) : run.throughput
        // The server does not see a request in its time outside.
        case .inFlight: return run.inSystem + run.throughput * model.server.requestTime
        }
    }
}

extension RequestTrace {
    /// Tokens of an answer on average.
    public var meanOutput: Double {
        requests.isEmpty ? 0 : requests.reduce(0) { $0 + Double($1.output) } / Double(requests.count)
    }

    /// Requests/s on average.
    public var rate: Double {
        let span = (requests.last?.arrival ?? 0) - (requests.first?.arrival ?? 0)
        return span > 0 ? Double(requests.count) / span : 1
    }
}
