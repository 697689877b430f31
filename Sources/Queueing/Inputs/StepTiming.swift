/// What tells the simulation how long the steps of a server take.
public protocol StepTiming: Sendable {
    /// Seconds of some decode steps in a row.
    ///
    /// - Parameters:
    ///   - steps: how many.
    ///   - sequences: sequences that decode, the same ones in all steps.
    ///   - context: tokens of context of all sequences in the first step; each step adds one for each sequence.
    func decode(steps: Int, sequences: Int, context: Int) -> Double

    /// Seconds of a pass over prompts.
    ///
    /// - Parameters:
    ///   - tokens: prompt tokens in it.
    ///   - pairs: pairs of tokens that attend to each other in these prompts.
    ///   - sequences: sequences that decode in the same pass, none if it is of prompts alone.
    ///   - context: tokens of context of all these sequences.
    func pass(tokens: Int, pairs: Double, sequences: Int, context: Int) -> Double
}
