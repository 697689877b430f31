import Queueing

/// A plan whose requests come at their own times, as a queue sees it.
///
/// The cost model says how long steps take, `Queueing` what becomes of requests.
public struct OpenPlan: Sendable {
    /// The server and its step times.
    public let model: QueueModel
    /// What comes.
    public let offered: Load
    /// The server under its load.
    public let loop: OpenLoop
    /// The users that the load comes from; nil where it is a rate.
    public let users: UserLoop?

    /// Puts the load of a scenario on its deployment.
    ///
    /// - Parameter scenario: a scenario that is served (not static) and whose parallel sizes divide, with a rate.
    /// - Throws: where no request has room, or something lies outside what a queue is for.
    public init(_ scenario: Scenario) throws(QueueingFault) {
        let w = scenario.workload
        if w.hasThinkers {
            let (model, users) = try Self.served(scenario)
            self.model = model
            self.users = users
            offered = users.loop.offered
            loop = users.loop
            return
        }
        users = nil
        model = try QueueModel(scenario, rate: w.rate)
        offered = try Load(
            rate: w.rate, arrivalVariation: w.arrivalVariation, input: model.input, output: model.output)
        loop = try OpenLoop(offered, on: model.server, times: model.times)
    }

    /// Users on a deployment, whose waits and prefill workers follow from the rate that they bring about.
    private static func served(_ scenario: Scenario) throws(QueueingFault) -> (QueueModel, UserLoop) {
        let w = scenario.workload
        var rate = w.users / w.think
        var found: (QueueModel, UserLoop)?
        for _ in 0..<3 {
            let model = try QueueModel(scenario, rate: rate)
            // Where neither waits nor workers follow from the rate, nothing is different the next time.
            if let found, model.server == found.0.server { break }
            let loop = try UserLoop(
                users: w.users, think: w.think, input: model.input, output: model.output, on: model.server,
                times: model.times, near: found?.1.rate)
            found = (model, loop)
            guard (loop.rate - rate).magnitude > 1e-3 * rate else { break }
            rate = loop.rate
        }
        guard let found else { throw .empty(.clients) }
        return found
    }

    /// The plan of a scenario; nil where no request has room or requests do not come at their own times.
    public static func of(_ scenario: Scenario) -> OpenPlan? {
        scenario.workload.isOpen ? try? OpenPlan(scenario) : nil
    }

    /// Requests/s that all copies keep up with.
    public var capacity: Double { loop.capacity.rate }
    /// Offered rate over capacity.
    public var load: Double { loop.load }

    /// How times are distributed over requests; nil from 95 % load on.
    ///
    /// To find them takes most of the time of a plan: whoever asks twice keeps them.
    public var tails: RequestTails? {
        loop.tails().map { tails in
            let parts = FirstTokenParts(
                tails.firstToken.parts, request: model.phases.prefill.chip.requestTime,
                transfer: model.server.prefillPool?.transfer ?? 0)
            return RequestTails(tails, firstToken: parts, steps: model.yield)
        }
    }
}

/// What a first token waits for, in seconds: as the figures of a plan have it.
public struct FirstTokenParts: Sendable, Equatable {
    /// Host time of the request.
    public let request: Double
    /// Steps that the runtime lets it wait.
    public let wait: Double
    /// For a slot, or for room in the KV cache.
    public let slot: Double
    /// For the step under way, for other prompts, and for the copy that decodes to take it in.
    public let queue: Double
    /// The passes of its own prompt, if it were alone.
    public let prefill: Double
    /// For its KV cache to travel.
    public let transfer: Double

    /// All of them.
    public var total: Double { request + wait + slot + queue + prefill + transfer }

    /// The same parts as a queue has them, for which a request's host time and the runtime's steps are one.
    init(_ parts: Queueing.FirstToken.Parts, request: Double, transfer: Double) {
        self.request = request
        wait = parts.request - request
        (slot, prefill, self.transfer) = (parts.slot, parts.prefill, transfer)
        queue = parts.queue + parts.transfer - transfer
    }
}

/// How the times of requests are distributed, in tokens of answers.
public struct RequestTails: Sendable {
    private let tails: Tails
    /// Tokens that a decode step yields for each request.
    private let steps: Double
    /// What the first token waits for.
    public let firstToken: FirstTokenParts

    init(_ tails: Tails, firstToken: FirstTokenParts, steps: Double) {
        (self.tails, self.firstToken, self.steps) = (tails, firstToken, steps)
    }

    /// The mean of a time, seconds.
    public func mean(_ time: RequestTime) -> Double {
        switch time {
        case .firstToken: tails.firstToken.mean
        case .perToken: tails.perToken.mean / steps
        case .endToEnd: tails.endToEnd.mean
        }
    }

    /// A time that a share of requests stays within, seconds.
    public func quantile(_ share: Double, of time: RequestTime) -> Double {
        switch time {
        case .firstToken: tails.firstToken.quantile(share)
        case .perToken: tails.perToken.quantile(share) / steps
        case .endToEnd: tails.endToEnd.quantile(share)
        }
    }

    /// The share of requests that keep all limits.
    ///
    /// - Parameters:
    ///   - firstToken: seconds until the first token at most.
    ///   - perToken: seconds from a token to the next at most.
    ///   - endToEnd: seconds until the last token at most.
    public func share(
        firstToken: Double = .infinity, perToken: Double = .infinity, endToEnd: Double = .infinity
    ) -> Double {
        tails.share(firstToken: firstToken, perToken: perToken * steps, endToEnd: endToEnd)
    }
}
