import Fitting

/// Pseudo-random numbers that are the same in every run, but for those of a property where the environment has a SEED.
package struct SeededGenerator: RandomNumberGenerator {
    private var numbers: SplitMix64

    /// Begins a series.
    package init(seed: UInt64) { numbers = SplitMix64(seed: seed) }

    /// Begins a series of a property, which is another one where the environment has a SEED.
    package init(property seed: UInt64) { self.init(seed: seed &+ PropertySeed.value) }

    /// The next number.
    package mutating func next() -> UInt64 { numbers.next() }
}

extension SeededGenerator {
    /// One of some values, of which there must be one at least.
    package mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &self)]
    }
}
