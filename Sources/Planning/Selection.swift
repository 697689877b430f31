import CostModel
import Synchronization
import Threads
import Units

/// The current rows of a sweep, in their current order.
///
/// All rows of a sweep are only counted: a list of a hundred million numbers takes longer than a person waits.
public struct Selection: Sendable {
    fileprivate enum Rows: Sendable {
        case all(Int)
        case some([Int])

        var count: Int {
            switch self {
            case .all(let count): count
            case .some(let rows): rows.count
            }
        }

        @inline(__always) subscript(index: Int) -> Int {
            switch self {
            case .all: index
            case .some(let rows): rows[index]
            }
        }
    }

    /// The rows; in another order than the current one where that is only begun.
    private var stored: Rows
    /// The current order, where only the first rows are known in it.
    private var begun: BegunOrder?

    /// All rows of a sweep, in its order.
    public init(all result: SweepResult) { stored = .all(result.count) }

    /// The rows that a sweep was asked to keep, in its order; all where it was not asked.
    public init(keptBy result: SweepResult) {
        stored = result.kept.flatMap { $0.count == result.count ? nil : .some($0) } ?? .all(result.count)
    }

    /// How many rows there are.
    public var count: Int { stored.count }

    /// The row numbers of the sweep.
    public var rows: [Int] { (0..<count).map { self[$0] } }

    /// The sweep's number of a row.
    public subscript(index: Int) -> Int { begun?[index] ?? stored[index] }

    /// Keeps one row.
    public mutating func reduce(toRowAt index: Int) {
        stored = .some([self[index]])
        begun = nil
    }

    /// Rows that a thread reads between two questions whether to stop.
    private static let piece = 1024

    /// Keeps the rows that pass some tests, the next of which is only asked of what passed those before it.
    ///
    /// - Returns: how many rows each test was the first to drop; nil, and all are kept, if it was told to stop.
    @discardableResult
    public mutating func keep(
        _ tests: [PlanTest], of result: SweepResult, workers: Int = 1, isCancelled: @Sendable () -> Bool = { false }
    ) -> [Int]? {
        guard let found = sift(tests, of: result, workers, isCancelled) else { return nil }
        take(found, result, tests)
        return found.dropped
    }

    /// What is left of the rows.
    private struct Sifted: Sendable {
        /// The rows that pass all tests, in their order.
        var kept: [Int] = []
        /// How many rows each test was the first to drop.
        var dropped: [Int]
        /// The first of them in another order.
        var first: [RowOrder.Place] = []
    }

    /// Asks all rows, and finds the first of those that pass where they are to be ordered.
    private func sift(
        _ tests: [PlanTest], of result: SweepResult, by order: RowOrder? = nil, first wanted: Int = 0, _ workers: Int,
        _ isCancelled: @Sendable () -> Bool
    ) -> Sifted? {
        let (rows, key) = (stored, order?.key)
        let pieces = RowWork.pieces(rows.count, of: Self.piece, workers: workers, isCancelled: isCancelled) { range in
            var found = Sifted(dropped: Array(repeating: 0, count: tests.count))
            found.kept.reserveCapacity(range.count)
            var first = FirstPlaces(wanted)
            Self.read(range, of: rows, result) { row, plan in
                if let index = Self.failed(tests, plan) {
                    found.dropped[index] += 1
                    return
                }
                found.kept.append(row)
                if let key { first.note(key.place(of: plan, row)) }
            }
            found.first = first.places
            return found
        }
        guard let pieces else { return nil }
        var whole = Sifted(dropped: Array(repeating: 0, count: tests.count))
        whole.kept.reserveCapacity(pieces.reduce(0) { $0 + $1.kept.count })
        var first = FirstPlaces(wanted)
        for piece in pieces {
            whole.kept += piece.kept
            for index in tests.indices { whole.dropped[index] += piece.dropped[index] }
            for place in piece.first { first.note(place) }
        }
        whole.first = first.places
        return whole
    }

    /// Lets what was found take the place of the rows.
    private mutating func take(_ found: Sifted, _ result: SweepResult, _ tests: [PlanTest]) {
        guard found.kept.count != count else { return }
        stored = .some(found.kept)
        guard let begun else { return }
        // The first of all are the first of those that are left, as far as they are left themselves.
        var first: [Int] = []
        Self.read(begun.first.indices, of: .some(begun.first), result) { row, plan in
            if Self.failed(tests, plan) == nil { first.append(row) }
        }
        self.begun = begun.over(stored, first: first)
    }

    /// The first test that a plan does not pass.
    ///
    /// A part of the loop over rows it would copy the plan, a kilobyte, for every test.
    @inline(never) private static func failed(_ tests: [PlanTest], _ plan: PlanResult) -> Int? {
        for index in tests.indices where !tests[index].passes(plan) { return index }
        return nil
    }

    /// Reads plans of some places in their order.
    @inline(__always) private static func read(
        _ range: Range<Int>, of rows: Rows, _ result: SweepResult, _ body: (Int, PlanResult) -> Void
    ) {
        var reader = PlanReader(result)
        for index in range {
            let row = rows[index]
            reader.read(row)
            body(row, reader.plan)
        }
    }

    /// Orders the rows; rows that are equal keep the order of the sweep, and those without a value come last.
    ///
    /// - Returns: whether it ended; told to stop it leaves the rows as they are.
    @discardableResult
    public mutating func sort(
        by quantifier: Quantifier, descending: Bool, of result: SweepResult, workers: Int = 1,
        isCancelled: @Sendable () -> Bool = { false }
    ) -> Bool {
        let order = RowOrder(quantifier: quantifier, descending: descending)
        guard let rows = Self.sorted(stored, by: order, of: result, workers, isCancelled) else { return false }
        stored = .some(rows)
        begun = nil
        return true
    }

    /// Keeps the rows that pass some tests, as `keep` does, and orders them as `sort` does: the first of them at once, the
    /// others when someone asks for one.
    ///
    /// - Returns: how many rows each test was the first to drop; nil, and all is as it was, if it was told to stop.
    @discardableResult
    public mutating func rank(
        first wanted: Int, passing tests: [PlanTest] = [], by quantifier: Quantifier, descending: Bool,
        of result: SweepResult, workers: Int = 1, isCancelled: @Sendable () -> Bool = { false }
    ) -> [Int]? {
        let order = RowOrder(quantifier: quantifier, descending: descending)
        guard let found = sift(tests, of: result, by: order, first: wanted, workers, isCancelled) else { return nil }
        let kept: Rows = found.kept.count == count ? stored : .some(found.kept)
        // Of a few rows all are ordered at once.
        if wanted < kept.count / 8 {
            begun = BegunOrder(kept, by: order, of: result, workers, first: found.first.map(\.row))
            stored = kept
        } else {
            guard let rows = Self.sorted(kept, by: order, of: result, workers, isCancelled) else { return nil }
            (stored, begun) = (.some(rows), nil)
        }
        return found.dropped
    }

    /// Finds so many of the first rows, where fewer of a begun order are known.
    ///
    /// - Returns: whether it ended.
    public mutating func find(first wanted: Int, isCancelled: @Sendable () -> Bool) -> Bool {
        guard let begun, wanted > begun.known else { return true }
        return rank(
            first: wanted, by: begun.order.quantifier, descending: begun.order.descending, of: begun.result,
            workers: begun.workers, isCancelled: isCancelled) != nil
    }

    /// Keeps the rows that none beats in all of some figures, ordered by the first of these.
    ///
    /// A row beats another that is no better in any of them and worse in one; rows that are equal in all stay beside each other,
    /// and those without a value go.
    ///
    /// - Returns: whether it ended; told to stop it leaves the rows as they are.
    public mutating func keepFront(
        of rankings: [Ranking], of result: SweepResult, workers: Int = 1, isCancelled: @Sendable () -> Bool = { false }
    ) -> Bool {
        let (rows, keys) = (stored, Keys(rankings))
        // What is beaten in its piece is beaten in all.
        let pieces = RowWork.pieces(rows.count, of: Self.piece, workers: workers, isCancelled: isCancelled) { range in
            var points: [ParetoPoint] = []
            points.reserveCapacity(range.count)
            Self.read(range, of: rows, result) { row, plan in
                if let point = ParetoPoint(plan, row, keys) { points.append(point) }
            }
            return ParetoPoint.front(of: points)
        }
        guard let pieces else { return false }
        let front = ParetoPoint.front(of: Array(pieces.joined()))
        stored = .some(front.sorted { ($1.keys.0, $0.row) < ($0.keys.0, $1.row) }.map(\.row))
        begun = nil
        return true
    }

    fileprivate static func sorted(
        _ rows: Rows, by order: RowOrder, of result: SweepResult, _ workers: Int, _ isCancelled: @Sendable () -> Bool
    ) -> [Int]? {
        let key = order.key
        let pieces = RowWork.pieces(rows.count, of: piece, workers: workers, isCancelled: isCancelled) { range in
            var places: [RowOrder.Place] = []
            places.reserveCapacity(range.count)
            Self.read(range, of: rows, result) { row, plan in
                places.append(key.place(of: plan, row))
            }
            return places
        }
        guard let pieces else { return nil }
        return Interruptible.sorted(Array(pieces.joined()), isCancelled: isCancelled, by: <)?.map(\.row)
    }
}

/// An order of rows of which only the first are known, until someone looks behind them.
private final class BegunOrder: Sendable {
    /// The first rows, in order.
    let first: [Int]
    private let rows: Selection.Rows
    let order: RowOrder
    let result: SweepResult
    let workers: Int
    /// All rows in order, once they are.
    private let all = Mutex<[Int]?>(nil)

    init(_ rows: Selection.Rows, by order: RowOrder, of result: SweepResult, _ workers: Int, first: [Int]) {
        self.rows = rows
        self.order = order
        self.result = result
        self.workers = workers
        self.first = first
    }

    /// The same order of some of the rows.
    func over(_ rows: Selection.Rows, first: [Int]) -> BegunOrder {
        BegunOrder(rows, by: order, of: result, workers, first: first)
    }

    /// How many of the first are known.
    var known: Int { all.withLock { $0?.count ?? first.count } }

    /// The row at a place.
    subscript(index: Int) -> Int {
        if index < first.count { return first[index] }
        return all.withLock { all in
            let sorted = all ?? Selection.sorted(rows, by: order, of: result, workers, { false }) ?? []
            all = sorted
            return sorted[index]
        }
    }
}
