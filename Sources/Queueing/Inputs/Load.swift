/// How long prompts or answers are: all equal, or lognormal.
public struct Lengths: Sendable, Equatable {
    /// Mean tokens.
    public let mean: Double
    /// Coefficient of variation; 0 if all are equal.
    public let variation: Double

    /// Tokens at most: no model reads more, and sums of them stay exact.
    static let most = 1e8

    /// Makes a distribution of lengths.
    ///
    /// - Parameters:
    ///   - mean: mean tokens, 1 or more.
    ///   - variation: standard deviation over mean; 0 for equal lengths.
    public init(mean: Double, variation: Double = 0) throws(QueueingFault) {
        self.mean = try QueueingFault.check(mean, .length, 1...Self.most)
        self.variation = try QueueingFault.check(variation, .lengthVariation, 0...10)
    }
}

/// Requests that come from outside, at their own times.
public struct Load: Sendable, Equatable {
    /// Requests/s of all copies together.
    public let rate: Double
    /// Coefficient of variation of the gaps between requests: 0 for a clock, 1 for a Poisson stream, more for bursts.
    public let arrivalVariation: Double
    /// Tokens of prompts.
    public let input: Lengths
    /// Tokens of answers, with the first.
    public let output: Lengths

    /// Makes a load.
    public init(
        rate: Double, arrivalVariation: Double = 1, input: Lengths, output: Lengths
    ) throws(QueueingFault) {
        self.rate = try QueueingFault.check(rate, .rate, 1e-9...1e9)
        self.arrivalVariation = try QueueingFault.check(arrivalVariation, .arrivalVariation, 0...10)
        self.input = input
        self.output = output
    }
}
