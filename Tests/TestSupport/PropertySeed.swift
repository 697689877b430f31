import Glibc

/// What all series of random values begin with: SEED of the environment, or 0.
package enum PropertySeed {
    /// The seed of this run.
    package static let value = getenv("SEED").flatMap { UInt64(String(cString: $0)) } ?? 0

    /// The draws of a property: so many hundredths of a count as DRAWS of the environment says, or else a third of it.
    package static func draws(_ count: Int) -> Int {
        let share = getenv("DRAWS").flatMap { Int(String(cString: $0)) }
        return max(1, share.map { count * $0 / 100 } ?? count / 3)
    }

    /// What a failure prints, so that it can be had again.
    package static let note = "SEED=\(value)"
}
