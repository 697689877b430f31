import Glibc

/// What all series of random values begin with: SEED of the environment, or 0.
package enum PropertySeed {
    /// The seed of this run.
    package static let value = getenv("SEED").flatMap { UInt64(String(cString: $0)) } ?? 0

    /// What a failure prints, so that it can be had again.
    package static let note = "SEED=\(value)"
}
