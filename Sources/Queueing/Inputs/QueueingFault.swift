/// What is wrong with a load, a server or a trace.
public enum QueueingFault: Error, Equatable, Sendable {
    /// An input of this room.
    public enum Input: Equatable, Sendable {
        /// The table of decode steps over sequences.
        case decodeTable
        /// The table of passes over rows.
        case passTable
        /// Seconds that a step takes for each token of context.
        case contextTime
        /// Seconds that a pass takes for each pair of prompt tokens.
        case pairTime
        /// Requests/s.
        case rate
        /// Requests in flight.
        case clients
        /// Seconds that users think.
        case think
        /// The coefficient of variation of the gaps between requests.
        case arrivalVariation
        /// Mean tokens of a prompt or an answer.
        case length
        /// The coefficient of variation of lengths.
        case lengthVariation
        /// Tokens of a step.
        case chunk
        /// Sequences that may run at once.
        case maxRunning
        /// Tokens that the KV cache holds.
        case kvTokens
        /// Seconds of a request outside the server.
        case requestTime
        /// Copies of the server.
        case replicas
        /// Workers that prefill.
        case prefillWorkers
        /// Seconds that the KV cache of a prompt travels.
        case transfer
        /// A request of a trace.
        case trace
    }

    /// A table without points.
    case empty(Input)
    /// A table or a trace whose entry at this place does not lie beyond the one before.
    case unsorted(Input, at: Int)
    /// A value that is not a number, or outside the range that it may have; `at` is its place in a table or a trace.
    case outOfRange(Input, Double, ClosedRange<Double>, at: Int? = nil)
    /// The KV cache does not hold one request of mean length.
    case noRoom(needed: Double, available: Double)

    /// The value, if it lies within a range.
    static func check(
        _ value: Double, _ input: Input, _ range: ClosedRange<Double>, at index: Int? = nil
    ) throws(QueueingFault) -> Double {
        guard range.contains(value) else { throw .outOfRange(input, value, range, at: index) }
        return value
    }

    /// The whole number, if it lies within a range.
    static func check(_ value: Int, _ input: Input, _ range: ClosedRange<Int>) throws(QueueingFault) -> Int {
        guard range.contains(value) else {
            throw .outOfRange(input, Double(value), Double(range.lowerBound)...Double(range.upperBound))
        }
        return value
    }
}
