/// One load that a load generator put on a server, and what it measured; times in seconds, rates by the second.
public struct BenchmarkRun: Sendable, Equatable {
    /// Lengths in tokens over all requests.
    public struct Lengths: Sendable, Equatable {
        /// The mean; nil where the file does not say it.
        public var mean: Double?
        /// Deviation over mean; nil where the file does not say how lengths spread.
        public var variation: Double?
        /// The mean that was asked for.
        public var asked: Double?
    }

    /// A time over all requests, seconds.
    public struct Times: Sendable, Equatable {
        /// The mean.
        public var mean: Double?
        /// What shares of requests stay within, by the share in percent.
        public var percentiles: [Int: Double] = [:]

        /// Whether nothing is known.
        var isEmpty: Bool { mean == nil && percentiles.isEmpty }
    }

    /// How requests came.
    public struct Load: Sendable, Equatable {
        /// Requests that the client kept in flight, or the most that it let be.
        public var limit: Double?
        /// Requests that were in flight on average.
        public var inFlight: Double?
        /// Requests/s that were offered; infinite where all were sent at once.
        public var rate: Double?
        /// Coefficient of variation of the gaps between requests.
        public var arrivalVariation: Double?
    }

    /// What a file says of the deployment: the name of a column of a table of one's own, and its text.
    public struct Statement: Sendable, Equatable {
        /// The column.
        public let column: String
        /// What the file says.
        public let text: String
    }

    /// What ran at once.
    public enum Mode: Sendable, Equatable {
        /// Requests that were served.
        case served
        /// Prompts of so many sequences alone, behind so many tokens of context.
        case prefill(batch: Double, depth: Double)
        /// Steps of so many sequences alone, behind so many tokens of context.
        case decode(batch: Double, depth: Double)
        /// One batch, whose prefill and steps were measured apart.
        case batch(Double)
    }

    /// Line of the file it begins in, from 1.
    public var line = 1
    /// The model as the file names it.
    public var model: String?
    /// Other names of the model, such as that of its file.
    public var otherNames: [String] = []
    /// What ran at once.
    public var mode = Mode.served
    /// Requests that were completed.
    public var requests: Double?
    /// Requests that were sent.
    public var sent: Double?
    /// Prompts.
    public var input = Lengths()
    /// Answers.
    public var output = Lengths()
    /// How requests came.
    public var load = Load()
    /// Requests that were completed in a second.
    public var requestRate: Double?
    /// Output tokens of all requests in a second.
    public var outputRate: Double?
    /// Tokens of prompts and answers of all requests in a second.
    public var totalRate: Double?
    /// Time to first token.
    public var ttft = Times()
    /// Time per output token as the file has it, whatever it means there.
    public var tpot = Times()
    /// Gaps between tokens or chunks.
    public var itl = Times()
    /// Time from a request to its last token.
    public var e2e = Times()
    /// What the file says of the deployment.
    public var stated: [Statement] = []
    /// What is to be known of the figures.
    public var remarks: [RunRemark] = []

    /// A run of which nothing is known yet.
    public init() {}

    /// Notes what a file says of the deployment; nothing where it says nothing.
    mutating func state(_ column: String, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        stated.removeAll { $0.column == column }
        stated.append(Statement(column: column, text: text))
    }

    /// What the file says of a column.
    public func statement(_ column: String) -> String? { stated.first { $0.column == column }?.text }
}
