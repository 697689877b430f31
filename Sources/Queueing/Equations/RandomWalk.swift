import Glibc

/// The random walk with normal steps that fall on average.
enum RandomWalk {
    /// The mean of how far it rises above its start at most: what a queue holds whose arrivals vary like the steps.
    ///
    /// A. J. E. M. Janssen and J. S. H. van Leeuwaarden, Annals of Applied Probability 17, 2007; for steps that fall
    /// fast, the first term of F. Spitzer's identity (Transactions of the American Mathematical Society 82, 1956).
    ///
    /// - Parameters:
    ///   - drift: how far a step falls on average, above 0.
    ///   - variance: the variance of a step.
    static func meanHighest(drift: Double, variance: Double) -> Double {
        guard variance > 0 else { return 0 }
        let deviation = variance.squareRoot()
        let fall = max(drift / deviation, 1e-3)
        guard fall < 2 else { return deviation * max(0, Normal.density(fall) - fall * Normal.share(below: -fall)) }
        let square = fall * fall
        // Riemann's zeta at 1/2, -1/2 and -3/2 give the constants.
        let series = 1 / (2 * fall) - 0.5826 + fall / 4 - square * (0.04147 - 0.000424 * square)
        return deviation * max(0, series)
    }

    /// The probability that it rises above its start at all.
    ///
    /// D. Siegmund, "Sequential Analysis", 1985.
    static func chanceOfRise(drift: Double, variance: Double) -> Double {
        guard variance > 0 else { return 0 }
        let fall = max(drift / variance.squareRoot(), 1e-3)
        let stays = fall < 1.2 ? 2.0.squareRoot() * fall * exp(-0.5826 * fall) : 1
        return max(1 - stays, Normal.share(below: -fall))
    }
}
