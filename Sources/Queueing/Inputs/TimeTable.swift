/// Seconds over a number of sequences or rows: straight lines between points, and beyond the last two.
public struct TimeTable: Sendable, Equatable {
    /// A point of a table.
    public struct Point: Sendable, Equatable {
        /// Sequences or rows.
        public var count: Double
        /// Seconds.
        public var seconds: Double

        /// Makes a point.
        public init(_ count: Double, _ seconds: Double) {
            self.count = count
            self.seconds = seconds
        }
    }

    /// The points, by rising count.
    public let points: [Point]
    /// Of the line that begins at each point, or the one before the last.
    private let slopes: [Double]

    private static let counts = 0.0...1e12
    private static let times = 1e-12...1e6

    /// Makes a table of points with rising counts and times above 0.
    init(_ points: [Point], _ input: QueueingFault.Input) throws(QueueingFault) {
        guard !points.isEmpty else { throw .empty(input) }
        for (index, point) in points.enumerated() {
            _ = try QueueingFault.check(point.count, input, Self.counts, at: index)
            _ = try QueueingFault.check(point.seconds, input, Self.times, at: index)
            guard index == 0 || points[index - 1].count < point.count else { throw .unsorted(input, at: index) }
        }
        self.points = points
        slopes = zip(points, points.dropFirst()).map { ($1.seconds - $0.seconds) / ($1.count - $0.count) }
    }

    /// Seconds at a count; never less than the shortest that a table may have, however steep a line falls.
    public func callAsFunction(_ count: Double) -> Double {
        guard !slopes.isEmpty else { return points[0].seconds }
        var (low, high) = (0, slopes.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if points[middle].count <= count { low = middle } else { high = middle }
        }
        return max(points[low].seconds + slopes[low] * (count - points[low].count), Self.times.lowerBound)
    }
}
