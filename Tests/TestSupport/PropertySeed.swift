import Glibc

/// What all series of random values begin with: SEED of the environment, or 0.
package enum PropertySeed {
    /// The seed of this run.
    package static let value = getenv("SEED").flatMap { UInt64(String(cString: $0)) } ?? 0

    /// So many random draws of a property where the environment has THOROUGH, as `make seeds` sets it, or else a third.
    package static func draws(_ count: Int) -> Int {
        getenv("THOROUGH") == nil ? max(1, count / 3) : count
    }

    /// What a failure prints, so that it can be had again.
    package static let note = "SEED=\(value)"
}
