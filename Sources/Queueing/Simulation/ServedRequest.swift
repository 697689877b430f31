/// What became of a request.
public struct ServedRequest: Sendable, Equatable {
    /// When the client sent it, seconds from the start.
    public let sent: Double
    /// Tokens of the answer.
    public let output: Int
    /// Seconds until the first token.
    public let firstToken: Double
    /// Seconds until a pass took it in, or a prefill worker where there are some.
    public let wait: Double
    /// Seconds until the last token.
    public let endToEnd: Double

    init(_ request: Request, end: Double) {
        sent = request.sent
        output = request.output
        firstToken = request.first - request.sent
        wait = request.admitted - request.sent
        endToEnd = end - request.sent
    }

    /// Seconds from a token to the next; nil of an answer of one token.
    public var perToken: Double? {
        output > 1 ? (endToEnd - firstToken) / Double(output - 1) : nil
    }
}
