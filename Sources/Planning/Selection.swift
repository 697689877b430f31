import CostModel
import Units

/// The current rows of a sweep, in their current order.
///
/// All rows of a sweep are only counted: a list of a hundred million numbers takes longer than a person waits.
public struct Selection: Sendable {
    private enum Rows: Sendable {
        case all(Int)
        case some([Int])
    }

    private var stored: Rows

    /// All rows of a sweep, in its order.
    public init(all result: SweepResult) { stored = .all(result.count) }

    /// The rows that a sweep was asked to keep, in its order; all where it was not asked.
    public init(keptBy result: SweepResult) {
        stored = result.kept.flatMap { $0.count < result.count ? .some($0) : nil } ?? .all(result.count)
    }

    /// How many rows there are.
    public var count: Int {
        switch stored {
        case .all(let count): count
        case .some(let rows): rows.count
        }
    }

    /// The row numbers of the sweep.
    public var rows: [Int] {
        switch stored {
        case .all(let count): Array(0..<count)
        case .some(let rows): rows
        }
    }

    /// The sweep's number of a row.
    public subscript(index: Int) -> Int {
        switch stored {
        case .all: index
        case .some(let rows): rows[index]
        }
    }

    /// Keeps one row.
    public mutating func reduce(toRowAt index: Int) { stored = .some([self[index]]) }

    /// Keeps the rows that meet a condition and returns how many it dropped; nil, and all are kept, if it was told to stop.
    @discardableResult
    public mutating func keep(
        _ condition: (PlanResult) -> Bool, of result: SweepResult, isCancelled: () -> Bool = { false }
    ) -> Int? {
        let before = count
        let kept =
            switch stored {
            case .all(let count):
                Interruptible.filter(0..<count, isCancelled: isCancelled) { condition(result[$0]) }
            case .some(let rows): Interruptible.filter(rows, isCancelled: isCancelled) { condition(result[$0]) }
            }
        guard let kept else { return nil }
        if kept.count < before { stored = .some(kept) }
        return before - kept.count
    }

    /// Orders the rows; rows that are equal keep the order of the sweep, and those without a value come last.
    ///
    /// - Returns: whether it ended; told to stop it leaves the rows as they are.
    @discardableResult
    public mutating func sort(
        by quantifier: Quantifier, descending: Bool, of result: SweepResult, isCancelled: () -> Bool = { false }
    ) -> Bool {
        let keyed = Interruptible.map(rows, isCancelled: isCancelled) { (row: $0, key: quantifier.read(result[$0])) }
        guard let keyed else { return false }
        let ordered = Interruptible.sorted(keyed, isCancelled: isCancelled) {
            if $0.key.isNaN != $1.key.isNaN { return $1.key.isNaN }
            if $0.key == $1.key || $0.key.isNaN { return $0.row < $1.row }
            return descending ? $0.key > $1.key : $0.key < $1.key
        }
        guard let ordered else { return false }
        stored = .some(ordered.map(\.row))
        return true
    }
}
