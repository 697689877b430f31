/// Pseudo-random numbers that are the same in every run (Vigna, splitmix64).
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// Begins a series.
    package init(seed: UInt64) { state = seed }

    /// Begins a series of a property, which is another one where the environment has a SEED.
    package init(property seed: UInt64) { self.init(seed: seed &+ PropertySeed.value) }

    /// The next number.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
