/// What the deployment serves: the lengths of its sequences.
public struct Workload: Sendable, Equatable {
    /// Prompt length, tokens.
    public var input: Double
    /// Answer length, tokens; decode is evaluated half-way through it.
    public var output: Double

    /// Makes a workload; decode then sees a context of `input + output / 2` tokens.
    public init(input: Double, output: Double = 0) {
        self.input = input
        self.output = output
    }

    /// Tokens in the KV cache of a sequence during the evaluated decode step.
    @inline(__always) public var context: Double { input + output / 2 }
}
