import Lanes

/// What a search keeps: plans in an order of their own, which no order of looking at them changes.
protocol Keeper: Sendable {
    /// Whether a plan with these keys would be kept; the larger a key, the better.
    func wants(_ keys: [Double], _ point: Int) -> Bool
    /// Keeps a plan that is wanted.
    mutating func keep(_ keys: [Double], _ point: Int)
    /// Whether no plan with keys in these bounds would be kept, of those numbered `first` and above.
    func rulesOut(_ bounds: [Interval], from first: Int) -> Bool
    /// The plans kept, the best first.
    var kept: [KeptPlan] { get }
}

/// A plan that is kept.
struct KeptPlan: Sendable, Equatable {
    /// What it is judged by; the larger, the better.
    let keys: [Double]
    /// Its number in the space.
    let point: Int
}

extension Keeper {
    /// Keeps what another one kept, which may have begun with some of the same plans.
    mutating func join(_ other: Self) {
        let known = Set(kept.map(\.point))
        for plan in other.kept where !known.contains(plan.point) && wants(plan.keys, plan.point) {
            keep(plan.keys, plan.point)
        }
    }
}

/// Keeps so many plans with the largest key; of equal ones the first.
struct BestPlans: Keeper {
    let capacity: Int
    /// A heap whose first is the worst.
    private var heap: [KeptPlan] = []

    init(capacity: Int) { self.capacity = capacity }

    var kept: [KeptPlan] { heap.sorted { Self.isWorse($1, $0) } }

    func wants(_ keys: [Double], _ point: Int) -> Bool {
        if keys[0].isNaN || capacity < 1 { return false }
        guard heap.count == capacity else { return true }
        return keys[0] > heap[0].keys[0] || (keys[0] == heap[0].keys[0] && point < heap[0].point)
    }

    func rulesOut(_ bounds: [Interval], from first: Int) -> Bool {
        guard heap.count == capacity, capacity > 0 else { return false }
        let worst = heap[0].keys[0]
        return bounds[0].high < worst || (bounds[0].high == worst && first > heap[0].point)
    }

    mutating func keep(_ keys: [Double], _ point: Int) {
        let plan = KeptPlan(keys: keys, point: point)
        if heap.count == capacity {
            heap[0] = plan
            sink()
        } else {
            heap.append(plan)
            rise()
        }
    }

    private static func isWorse(_ one: KeptPlan, _ other: KeptPlan) -> Bool {
        one.keys[0] < other.keys[0] || (one.keys[0] == other.keys[0] && one.point > other.point)
    }

    private mutating func rise() {
        var place = heap.count - 1
        while place > 0, Self.isWorse(heap[place], heap[(place - 1) / 2]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func sink() {
        var place = 0
        while true {
            let children = [2 * place + 1, 2 * place + 2].filter { $0 < heap.count }
            guard let worst = children.min(by: { Self.isWorse(heap[$0], heap[$1]) }),
                Self.isWorse(heap[worst], heap[place])
            else { return }
            heap.swapAt(place, worst)
            place = worst
        }
    }
}

/// Keeps plans that none beats in both keys; of plans equal in both the first.
struct Frontier: Keeper {
    /// By the first key from the largest on, so that the second grows.
    private(set) var kept: [KeptPlan] = []

    func wants(_ keys: [Double], _ point: Int) -> Bool {
        if keys[0].isNaN || keys[1].isNaN { return false }
        let place = place(of: keys[0])
        guard place > 0 else { return true }
        // Of those that are no worse in the first key, the last is best in the second.
        let rival = kept[place - 1]
        if rival.keys[1] != keys[1] { return rival.keys[1] < keys[1] }
        return rival.keys[0] == keys[0] && point < rival.point
    }

    func rulesOut(_ bounds: [Interval], from first: Int) -> Bool {
        let place = place(of: bounds[0].high)
        guard place > 0 else { return false }
        let rival = kept[place - 1]
        if rival.keys[1] != bounds[1].high { return rival.keys[1] > bounds[1].high }
        return rival.keys[0] > bounds[0].high || rival.point < first
    }

    mutating func keep(_ keys: [Double], _ point: Int) {
        var start = place(of: keys[0])
        var end = start
        // It beats those of the same first key, and those behind that are no better in the second.
        while start > 0, kept[start - 1].keys[0] == keys[0] { start -= 1 }
        while end < kept.count, kept[end].keys[1] <= keys[1] { end += 1 }
        kept.replaceSubrange(start..<end, with: [KeptPlan(keys: keys, point: point)])
    }

    /// How many are no worse in the first key.
    private func place(of key: Double) -> Int {
        var (low, high) = (0, kept.count)
        while low < high {
            let middle = (low + high) / 2
            if kept[middle].keys[0] >= key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
