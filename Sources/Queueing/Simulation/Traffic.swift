/// A request of a trace.
public struct TracedRequest: Sendable, Equatable {
    /// Seconds from the start of the trace.
    public var arrival: Double
    /// Tokens of the prompt.
    public var input: Int
    /// Tokens of the answer.
    public var output: Int
    /// Prompt tokens that the prefix cache has.
    public var cached: Int

    /// Makes a request of a trace.
    public init(arrival: Double, input: Int, output: Int, cached: Int = 0) {
        self.arrival = arrival
        self.input = input
        self.output = output
        self.cached = cached
    }
}

/// Requests as they were recorded, in the order of their arrivals.
public struct RequestTrace: Sendable, Equatable {
    /// The requests.
    public let requests: [TracedRequest]

    /// Makes a trace of requests whose times do not fall and whose lengths are possible.
    public init(_ requests: [TracedRequest]) throws(QueueingFault) {
        guard !requests.isEmpty else { throw .empty(.trace) }
        for (index, request) in requests.enumerated() {
            _ = try QueueingFault.check(request.arrival, .trace, 0...1e12, at: index)
            _ = try QueueingFault.check(Double(request.input), .trace, 1...Lengths.most, at: index)
            _ = try QueueingFault.check(Double(request.output), .trace, 1...Lengths.most, at: index)
            _ = try QueueingFault.check(Double(request.cached), .trace, 0...Double(request.input), at: index)
            guard index == 0 || requests[index - 1].arrival <= request.arrival else {
                throw .unsorted(.trace, at: index)
            }
        }
        self.requests = requests
    }
}

/// So many clients, each of which sends the next request once one has ended and it has thought.
///
/// Those that do not think all begin at once.
public struct ClosedLoop: Sendable, Equatable {
    /// Requests in flight.
    public let clients: Int
    /// Tokens of prompts.
    public let input: Lengths
    /// Tokens of answers, with the first.
    public let output: Lengths
    /// Seconds that a client thinks, an exponential time with this mean; 0 for none.
    public let think: Double

    /// Makes a closed loop.
    public init(clients: Int, input: Lengths, output: Lengths, think: Double = 0) throws(QueueingFault) {
        self.think = try QueueingFault.check(think, .think, 0...1e9)
        self.clients = try QueueingFault.check(clients, .clients, 1...1_000_000)
        self.input = input
        self.output = output
    }
}

/// Where the requests of a simulation come from.
public enum Traffic: Sendable, Equatable {
    /// Clients that send at a rate, whatever the server does; gaps are equal, exponential or gamma.
    case open(Load)
    /// Clients that wait for their answers.
    case closed(ClosedLoop)
    /// Requests as they were recorded.
    case trace(RequestTrace)
}
