/// Values in rising order, with their mean.
public struct Sample: Tail {
    /// The values, in rising order.
    public let sorted: [Double]
    /// Their mean; 0 of none.
    public let mean: Double

    /// Sorts values.
    public init(_ values: [Double]) {
        sorted = values.sorted()
        mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }

    /// The value that a share of all lies below, between neighbours in proportion; 0 of none.
    ///
    /// - Parameter share: from 0 to 1.
    public func quantile(_ share: Double) -> Double {
        guard let last = sorted.last else { return 0 }
        let position = Double(sorted.count - 1) * min(max(share, 0), 1)
        guard position < Double(sorted.count - 1) else { return last }
        let index = Int(position)
        return sorted[index] + (sorted[index + 1] - sorted[index]) * (position - Double(index))
    }

    /// The share of values that are no greater than this; 0 of none.
    public func share(within seconds: Double) -> Double {
        guard !sorted.isEmpty else { return 0 }
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return Double(low) / Double(sorted.count)
    }
}
