import Glibc

/// The normal distribution of mean 0 and deviation 1.
enum Normal {
    /// The share below a value.
    static func share(below z: Double) -> Double { 0.5 * erfc(-z * 0.5.squareRoot()) }

    /// The density at a value.
    static func density(_ z: Double) -> Double { exp(-0.5 * z * z) * 0.398942280401432678 }
}
