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

    /// Puts the load of a scenario on its deployment.
    ///
    /// - Parameter scenario: a scenario that is served (not static) and whose parallel sizes divide, with a rate.
    /// - Throws: where no request has room, or something lies outside what a queue is for.
    public init(_ scenario: Scenario) throws(QueueingFault) {
        model = try QueueModel(scenario, rate: scenario.workload.rate)
        offered = try Load(
            rate: scenario.workload.rate, arrivalVariation: scenario.workload.arrivalVariation, input: model.input,
            output: model.output)
        loop = try OpenLoop(offered, on: model.server, times: model.times)
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
    public var tails: RequestTails? { loop.tails().map { RequestTails($0, steps: model.yield) } }
}

/// How the times of requests are distributed, in tokens of answers.
public struct RequestTails: Sendable {
    private let tails: Tails
    /// Tokens that a decode step yields for each request.
    private let steps: Double

    init(_ tails: Tails, steps: Double) { (self.tails, self.steps) = (tails, steps) }

    /// What the first token waits for.
    public var firstToken: Queueing.FirstToken.Parts { tails.firstToken.parts }

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

    /// The share of requests that keep limits on both.
    ///
    /// - Parameters:
    ///   - firstToken: seconds until the first token at most.
    ///   - perToken: seconds from a token to the next at most.
    public func share(firstToken: Double = .infinity, perToken: Double = .infinity) -> Double {
        tails.share(firstToken: firstToken, perToken: perToken * steps)
    }
}
