import CostModel

/// What rows are ordered by: rows that are equal keep the order of the sweep, and those without a value come last.
struct RowOrder: Sendable {
    let quantifier: Quantifier
    let descending: Bool

    /// What says where rows belong.
    var key: Key { Key(read: quantifier.reader, descending: descending) }

    /// What it takes to say where a row belongs.
    struct Key: Sendable {
        fileprivate let read: @Sendable (PlanResult) -> Double
        fileprivate let descending: Bool

        /// Where a row belongs.
        ///
        /// A part of the loop over rows it would copy the plan, a kilobyte.
        @inline(never) func place(of plan: PlanResult, _ row: Int) -> Place {
            Place(read(plan), descending: descending, row: row)
        }
    }

    /// A row and where it belongs.
    ///
    /// No two places are the same, so that an order does not depend on how rows are put into it.
    struct Place: Sendable, Comparable {
        /// Rises from the first row to the last.
        private let key: UInt64
        let row: Int

        init(_ value: Double, descending: Bool, row: Int) {
            self.row = row
            // Read as whole numbers, those from 0 up are in their order and those below 0 in the opposite one behind them.
            // Added to 0, the zero below 0 becomes the one above it, which it is equal to.
            let bits = (value + 0).bitPattern
            let rising = bits >> 63 == 0 ? bits | 1 << 63 : ~bits
            key = value.isNaN ? .max : descending ? ~rising : rising
        }

        @inline(__always) static func < (left: Place, right: Place) -> Bool {
            left.key == right.key ? left.row < right.row : left.key < right.key
        }
    }
}

/// The first of many places, which come in any order.
struct FirstPlaces: Sendable {
    private let count: Int
    /// The first so far, not in order, among others.
    private var found: [RowOrder.Place] = []
    /// The last of the first as of late: what lies behind it is none of them.
    private var last: RowOrder.Place?

    /// Looks for so many of them.
    init(_ count: Int) {
        self.count = count
    }

    /// Looks at one more.
    @inline(__always) mutating func note(_ place: RowOrder.Place) {
        if let last, last < place { return }
        found.append(place)
        if found.count >= max(64, 2 * count) { cut() }
    }

    private mutating func cut() {
        found.sort()
        found.removeLast(max(0, found.count - count))
        last = found.count == count ? found.last : nil
    }

    /// The first, in order.
    var places: [RowOrder.Place] {
        var all = self
        all.cut()
        return all.found
    }
}
