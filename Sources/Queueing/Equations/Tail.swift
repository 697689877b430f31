/// How a time is distributed over requests.
public protocol Tail: Sendable {
    /// Mean seconds.
    var mean: Double { get }

    /// The time that a share of requests stays within, seconds.
    ///
    /// - Parameter share: from 0 to 1, such as 0.99.
    func quantile(_ share: Double) -> Double

    /// The share of requests that stays within a time.
    func share(within seconds: Double) -> Double
}
