import Glibc

/// What all series of random values begin with: SEED of the environment, or 0.
package enum PropertySeed {
    /// The seed of this run.
    package static let value = getenv("SEED").flatMap { UInt64(String(cString: $0)) } ?? 0

    /// So many random draws of the engine's tests, or a third of them without optimisation: `make test` runs these tests both
    /// ways, and the optimised engine draws all.
    package static func draws(_ count: Int) -> Int {
        #if DEBUG
            max(1, count / 3)
        #else
            count
        #endif
    }

    /// What a failure prints, so that it can be had again.
    package static let note = "SEED=\(value)"
}
