/// Rows that differ by nothing but what was measured, although they are of different runs.
enum KindredRows {
    /// Measured times that lie closer than this are of one run.
    private static let sameRun = 1.05

    /// Which of its alternatives each row is; nil where nothing tells.
    ///
    /// A row with several alternatives is one of the runs that a benchmark published under the same columns, such as one
    /// with and one without speculative decoding. Where kindred rows fall into as many groups of times as there are
    /// alternatives, the slowest group is the first alternative. No figure of the engine takes part.
    static func choices(_ readings: [Result<RowReading, RowFault>]) -> [Int?] {
        var choices: [Int?] = Array(repeating: 0, count: readings.count)
        var kin: [String: [(row: Int, time: Double)]] = [:]
        for (row, reading) in readings.enumerated() {
            guard case .success(let reading) = reading, reading.alternatives.count > 1 else { continue }
            choices[row] = nil
            let figures = reading.alternatives[0].flatMap(\.figures)
            guard let time = figures.first(where: { $0.metric == .tpot })?.value else { continue }
            kin[reading.kin, default: []].append((row, time))
        }
        for rows in kin.values {
            let sorted = rows.sorted { $0.time > $1.time }
            var groups: [Int] = []
            for (index, row) in sorted.enumerated() {
                let isNew = index > 0 && sorted[index - 1].time > sameRun * row.time
                groups.append((groups.last ?? 0) + (isNew ? 1 : 0))
            }
            guard case .success(let reading) = readings[sorted[0].row],
                groups.last == reading.alternatives.count - 1
            else { continue }
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
