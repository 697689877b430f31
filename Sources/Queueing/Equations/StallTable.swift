/// Stalls over the number of sequences, at one rate of arrivals.
struct StallTable: Sendable {
    private let counts: [Double]
    private let seconds: [Double]

    /// Computes stalls at numbers from 1 to a limit, which are closer together among few.
    init(_ stall: Stall, upTo most: Int) {
        var counts: [Double] = []
        if stall.copy.onlyDecodes {
            counts = [1]
        } else {
            var count = 1.0
            while count < Double(most) {
                counts.append(count)
                count = max(count + 1, (count * Self.ratio).rounded())
            }
            counts.append(Double(most))
        }
        self.counts = counts
        seconds = counts.map { stall.seconds($0, rate: stall.stream.rate) }
    }

    /// How far apart numbers are: straight lines between them are off by less than 0.1 %.
    private static let ratio = 1.2

    /// The stall beside a number of sequences.
    func callAsFunction(_ sequences: Double) -> Double {
        var (low, high) = (0, counts.count - 1)
        guard high > 0 else { return seconds[0] }
        while high - low > 1 {
            let middle = (low + high) / 2
            if counts[middle] <= sequences { low = middle } else { high = middle }
        }
        let part = (min(max(sequences, counts[low]), counts[high]) - counts[low]) / (counts[high] - counts[low])
        return seconds[low] + (seconds[high] - seconds[low]) * part
    }
}
