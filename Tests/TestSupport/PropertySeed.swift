import Foundation

/// What all series of random scenarios begin with: SEED of the environment, or 0.
package enum PropertySeed {
    /// The seed of this run.
    package static let value = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? 0

    /// What a failure prints, so that it can be had again.
    package static let note = "SEED=\(value)"
}
