import Threads
import Units

/// The errors of the rows that have the same words in some columns.
public struct ErrorGroup: Sendable, Equatable {
    /// Their words in these columns; empty where nothing was grouped by.
    public let key: [String]
    /// What was measured.
    public let metric: MeasuredMetric
    /// The errors.
    public let summary: ErrorSummary
    /// Rows of the group that could not be put to the engine.
    public let unmapped: Int
    /// Figures whose prediction has a band.
    public let banded: Int
    /// Those of them that were measured within.
    public let within: Int
}

extension ErrorGroup {
    /// The figures of one group.
    private struct Members {
        var pairs = [[FigurePair]](repeating: [], count: MeasuredMetric.allCases.count)
        var unmapped = 0
        var banded = [Int](repeating: 0, count: MeasuredMetric.allCases.count)
        var within = [Int](repeating: 0, count: MeasuredMetric.allCases.count)

        var isMapped: Bool { pairs.contains { !$0.isEmpty } }
    }

    /// Groups residuals by the words in some columns; each group has a summary of each metric it has.
    ///
    /// A group none of whose rows could be put to the engine has empty summaries of all metrics that others have. Nil if
    /// it was told to stop.
    public static func all(
        _ residuals: Residuals, by columns: [String], workers: Int = 1, isCancelled: @Sendable () -> Bool = { false }
    ) -> [ErrorGroup]? {
        guard let (keys, groups) = keys(residuals.table, columns, workers, isCancelled) else { return nil }
        var members = [Members](repeating: Members(), count: keys.count)
        let isGrouped = Interruptible.forEach(residuals.all, isCancelled: isCancelled) { residual in
            let (group, metric) = (groups[residual.row], residual.metric.place)
            members[group].pairs[metric].append(residual.pair)
            if let isWithin = residual.isWithin {
                members[group].banded[metric] += 1
                if isWithin { members[group].within[metric] += 1 }
            }
        }
        guard isGrouped else { return nil }
        for row in residuals.unmapped { members[groups[row.row]].unmapped += 1 }
        let found = MeasuredMetric.allCases.filter { metric in members.contains { !$0.pairs[metric.place].isEmpty } }
        let metrics = found.isEmpty ? MeasuredMetric.fitted : found
        var all: [ErrorGroup] = []
        guard
            let order = Interruptible.sorted(
                Array(keys.indices), isCancelled: isCancelled, by: { comesFirst(keys[$0], keys[$1]) })
        else { return nil }
        for number in order where members[number].isMapped || members[number].unmapped > 0 {
            let own = members[number]
            for metric in metrics where !own.pairs[metric.place].isEmpty || !own.isMapped {
                guard !isCancelled() else { return nil }
                let summary = ErrorSummary(own.pairs[metric.place])
                all.append(
                    ErrorGroup(
                        key: keys[number], metric: metric, summary: summary, unmapped: own.unmapped,
                        banded: own.banded[metric.place], within: own.within[metric.place]))
            }
        }
        return all
    }

    /// The words of all rows, each once, and which of them each row has.
    private static func keys(
        _ table: MeasuredTable, _ columns: [String], _ workers: Int, _ isCancelled: @Sendable () -> Bool
    ) -> (keys: [[String]], groups: [Int])? {
        guard !columns.isEmpty else { return ([[]], Array(repeating: 0, count: table.count)) }
        let places = columns.map { table.headings.firstIndex(of: $0) }
        let pieces = RowWork.pieces(table.count, workers: workers, isCancelled: isCancelled) { rows in
            var keys = Interned<[String]>()
            let groups = rows.map { row in
                let cells = table.cells(ofRow: row)
                return keys.number(of: places.map { place in place.map { cells[$0] } ?? "" })
            }
            return (keys: keys.values, groups: groups)
        }
        guard let pieces else { return nil }
        var keys = Interned<[String]>()
        var groups: [Int] = []
        groups.reserveCapacity(table.count)
        for piece in pieces {
            guard !isCancelled() else { return nil }
            let numbers = piece.keys.map { keys.number(of: $0) }
            groups += piece.groups.map { numbers[$0] }
        }
        return (keys.values, groups)
    }

    /// Orders words; numbers among them by their size.
    private static func comesFirst(_ left: [String], _ right: [String]) -> Bool {
        for (a, b) in zip(left, right) where a != b {
            if let a = Double(a), let b = Double(b), a != b { return a < b }
            return a < b
        }
        return false
    }
}

extension MeasuredMetric {
    /// Its place among all of them.
    var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
