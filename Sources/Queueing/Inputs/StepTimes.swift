/// Step times of one copy of a server, as a cost model gives them.
///
/// A decode step of n sequences takes `a(n) + c C` seconds with C tokens of context in all. A pass takes `G(rows) + e
/// pairs`, where rows are prompt tokens and sequences that decode, and the context of the latter comes on top.
public struct StepTimes: StepTiming, Equatable {
    /// Seconds of a decode step without context, over sequences.
    public let decodeTable: TimeTable
    /// Seconds of a pass, over rows.
    public let passTable: TimeTable
    /// Seconds for each token of context.
    public let contextTime: Double
    /// Seconds for each pair of prompt tokens.
    public let pairTime: Double

    /// Makes step times from tables.
    ///
    /// - Parameters:
    ///   - decode: seconds of a decode step without context, by rising sequences.
    ///   - contextTime: seconds that each token of context adds.
    ///   - pass: seconds of a pass, by rising rows.
    ///   - pairTime: seconds that each pair of prompt tokens adds; a prompt of n tokens has n * n / 2.
    public init(
        decode: [TimeTable.Point], contextTime: Double, pass: [TimeTable.Point], pairTime: Double
    ) throws(QueueingFault) {
        decodeTable = try TimeTable(decode, .decodeTable)
        passTable = try TimeTable(pass, .passTable)
        self.contextTime = try QueueingFault.check(contextTime, .contextTime, 0...1)
        self.pairTime = try QueueingFault.check(pairTime, .pairTime, 0...1)
    }

    /// Seconds of some decode steps in a row.
    public func decode(steps: Int, sequences: Int, context: Int) -> Double {
        let (number, width) = (Double(steps), Double(sequences))
        let growth = width * number * (number - 1) / 2
        return number * decodeTable(width) + contextTime * (number * Double(context) + growth)
    }

    /// Seconds of a pass over prompts.
    public func pass(tokens: Int, pairs: Double, sequences: Int, context: Int) -> Double {
        pass(tokens: Double(tokens), pairs: pairs, sequences: Double(sequences), context: Double(context))
    }

    /// Seconds of a decode step.
    func decode(sequences: Double, context: Double) -> Double { decodeTable(sequences) + contextTime * context }

    /// Seconds of a pass, which is not shorter than the decode step that it holds.
    func pass(tokens: Double, pairs: Double, sequences: Double, context: Double) -> Double {
        let prompts = passTable(tokens + sequences) + pairTime * pairs
        guard sequences > 0 else { return prompts }
        return max(prompts, decodeTable(sequences)) + contextTime * context
    }
}
