import Units

/// Rows that differ by nothing but what was measured, although they are of different runs.
struct KindredRows: Sendable {
    /// A row and the time that was measured.
    private struct Timed: Sendable {
        let row: Int
        let time: Double
    }

    /// Rows of the same columns.
    private struct Kin: Sendable {
        let alternatives: Int
        var rows: [Timed]
    }

    /// Measured times that lie closer than this are of one run.
    private static let sameRun = 1.05

    private var kin: [String: Kin] = [:]

    /// Takes down a row that has several alternatives.
    mutating func note(_ reading: RowReading, row: Int) {
        let figures = reading.alternatives[0].flatMap(\.figures)
        guard let time = figures.first(where: { $0.metric == .tpot })?.value else { return }
        kin[reading.kin, default: Kin(alternatives: reading.alternatives.count, rows: [])].rows
            .append(Timed(row: row, time: time))
    }

    /// Takes down the rows of a later part of the table.
    mutating func join(_ other: KindredRows) {
        for (key, more) in other.kin {
            kin[key, default: Kin(alternatives: more.alternatives, rows: [])].rows += more.rows
        }
    }

    /// Which of its alternatives each of the rows is; those that nothing tells are left out.
    ///
    /// A row with several alternatives is one of the runs that a benchmark published under the same columns, such as one
    /// with and one without speculative decoding. Where kindred rows fall into as many groups of times as there are
    /// alternatives, the slowest group is the first alternative. No figure of the engine takes part.
    ///
    /// - Parameter isCancelled: asked now and then; true ends the search, with the result of no use.
    func choices(isCancelled: () -> Bool) -> [Int: Int] {
        var choices: [Int: Int] = [:]
        for kin in kin.values {
            let sorted = Interruptible.sorted(kin.rows, isCancelled: isCancelled) { $0.time > $1.time }
            guard let sorted else { return [:] }
            var groups: [Int] = []
            for (index, row) in sorted.enumerated() {
                let isNew = index > 0 && sorted[index - 1].time > Self.sameRun * row.time
                groups.append((groups.last ?? 0) + (isNew ? 1 : 0))
            }
            guard groups.last == kin.alternatives - 1 else { continue }
            for (row, group) in zip(sorted, groups) { choices[row.row] = group }
        }
        return choices
    }
}

extension Result where Failure: Error {
    /// What a closure returns or throws.
    static func of(_ body: () throws(Failure) -> Success) -> Self {
        do throws(Failure) {
            return .success(try body())
        } catch {
            return .failure(error)
        }
    }
}
