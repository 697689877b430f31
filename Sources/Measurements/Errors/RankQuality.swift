import CostModel

/// How well predictions order what one chooses among: rows that serve the same, laid out in other ways.
public struct RankQuality: Sendable, Equatable {
    /// A row that serves requests, as far as the order depends on it.
    struct Row: Sendable {
        /// What it serves and on which chip: rows with the same are chosen among.
        let choice: Int
        /// Tokens per second and chip, as the engine says and as measured.
        let rate: FigurePair
        /// Seconds per output token.
        let tpot: FigurePair
    }

    /// Sets of rows that are chosen among.
    public let sets: Int
    /// Rows of these.
    public let rows: Int
    /// Kendall's tau between predicted and measured tokens per second and chip, on average over the sets: 1 for the same order,
    /// 0 for none.
    public let tau: Double
    /// By how much the plan that is predicted to be best under the set's median time per output token serves less than the best
    /// that was measured, on average; of the sets in which it meets that limit.
    public let regret: Double
    /// The share of sets in which that plan misses the limit, or none is predicted to keep it.
    public let missed: Double
    /// Sets in which a plan is predicted to keep the limit.
    public let chosen: Int

    /// Rows of a set at least.
    static let least = 3

    /// Sums up rows; nil where no set has enough.
    init?(_ rows: [Row]) {
        let sets = Dictionary(grouping: rows, by: \.choice).values.filter { $0.count >= Self.least }
            .sorted { $0[0].choice < $1[0].choice }
        guard !sets.isEmpty else { return nil }
        self.sets = sets.count
        self.rows = sets.reduce(0) { $0 + $1.count }
        tau = sets.reduce(0) { $0 + Self.tau($1.map(\.rate)) } / Double(sets.count)
        chosen = sets.count { Self.chosen($0) != nil }
        let choices = sets.map(Self.regret)
        let met = choices.compactMap(\.self)
        missed = 1 - Double(met.count) / Double(sets.count)
        regret = met.isEmpty ? .nan : met.reduce(0, +) / Double(met.count)
    }

    /// Pairs in the same order less those in the other, over all.
    ///
    /// M. G. Kendall, "A new measure of rank correlation", Biometrika 30, 1938 (tau-a).
    static func tau(_ pairs: [FigurePair]) -> Double {
        var sum = 0.0
        for (place, a) in pairs.enumerated() {
            for b in pairs[..<place] {
                let product = (a.predicted - b.predicted) * (a.measured - b.measured)
                sum += product > 0 ? 1 : product < 0 ? -1 : 0
            }
        }
        return sum / (Double(pairs.count) * Double(pairs.count - 1) / 2)
    }

    /// What is lost by the choice; nil where it misses the limit, or nothing is predicted to meet it.
    static func regret(_ rows: [Row]) -> Double? {
        let limit = limit(rows)
        let best = rows.filter { $0.tpot.measured <= limit }.map(\.rate.measured).max()
        guard let chosen = chosen(rows), let best, chosen.tpot.measured <= limit else { return nil }
        return 1 - chosen.rate.measured / best
    }

    /// The median time per output token of a set, as measured.
    private static func limit(_ rows: [Row]) -> Double {
        let limits = rows.map(\.tpot.measured).sorted()
        return limits[limits.count / 2]
    }

    /// The plan that is predicted to be best under that limit; nil where none is predicted to keep it.
    private static func chosen(_ rows: [Row]) -> Row? {
        let limit = limit(rows)
        return rows.filter { $0.tpot.predicted <= limit }.max { $0.rate.predicted < $1.rate.predicted }
    }
}
