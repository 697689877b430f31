import Catalog
import CostModel
import Units

/// Rows that a fit sees, and rows that are held out to judge it by.
struct HoldOut: Sendable {
    /// Rows that are fitted, in their order.
    private(set) var fitted: [Int] = []
    /// Rows that are held out, in their order.
    private(set) var held: [Int] = []
    /// For each row the number of its group: rows that ran the same are one.
    let groups: [Int]

    /// Splits rows by chance that a seed determines.
    ///
    /// Repeated measurements stay together, or the fit would have seen what it is judged by. Of each kind of rows, by
    /// chip, way of serving and kind of model, the same share is held out.
    ///
    /// - Parameters:
    ///   - scenarios: what ran.
    ///   - share: how much of it is held out.
    ///   - seed: what determines the chance.
    ///   - isCancelled: asked now and then; true ends the work with nil.
    init?(_ scenarios: [Scenario], share: Double, seed: UInt64, isCancelled: () -> Bool = { false }) {
        guard let (groups, members) = Self.grouped(scenarios, isCancelled),
            let kinds = Self.kinds(of: members, scenarios, isCancelled)
        else { return nil }
        self.groups = groups
        var random = SplitMix64(seed: seed)
        let shuffled = members.indices.shuffled(using: &random)
        var isHeld = [Bool](repeating: false, count: scenarios.count)
        for kind in Self.parted(shuffled, kinds) {
            let total = kind.reduce(0) { $0 + members[$1].count }
            var count = 0
            for group in kind {
                // The nearest to the share that whole groups come to.
                guard Double(count) + Double(members[group].count) / 2 <= share * Double(total) else { continue }
                count += members[group].count
                for row in members[group] { isHeld[row] = true }
            }
        }
        for row in scenarios.indices {
            if isHeld[row] { held.append(row) } else { fitted.append(row) }
        }
    }

    /// The group of each row and the rows of each group.
    private static func grouped(
        _ scenarios: [Scenario], _ isCancelled: () -> Bool
    ) -> (groups: [Int], members: [[Int]])? {
        var groups: [Int] = []
        var members: [[Int]] = []
        var numbers: [[Double]: Int] = [:]
        for (row, scenario) in scenarios.enumerated() {
            if row % 64 == 63, isCancelled() { return nil }
            let key = Parameter.all.map { $0.get(scenario) }
            let number = numbers[key] ?? members.count
            if number == members.count {
                numbers[key] = number
                members.append([])
            }
            members[number].append(row)
            groups.append(number)
        }
        return (groups, members)
    }

    /// The number of the kind that each group is of.
    private static func kinds(
        of members: [[Int]], _ scenarios: [Scenario], _ isCancelled: () -> Bool
    ) -> [Int]? {
        var kinds: [(chip: Chip, served: ServedKind)] = []
        return Interruptible.map(members, isCancelled: isCancelled) { rows in
            let scenario = scenarios[rows[0]]
            let served = ServedKind(scenario)
            // What the runtime keeps of the DRAM follows from the model.
            let chip = scenario.chip.with { $0.dramReserve = 0 }
            if let known = kinds.firstIndex(where: { $0.served == served && $0.chip == chip }) { return known }
            kinds.append((chip, served))
            return kinds.count - 1
        }
    }

    /// Groups by their kinds, in the order in which kinds come up.
    private static func parted(_ groups: [Int], _ kinds: [Int]) -> [[Int]] {
        var parts: [[Int]] = []
        var places: [Int: Int] = [:]
        for group in groups {
            let place = places[kinds[group]] ?? parts.count
            if place == parts.count {
                places[kinds[group]] = place
                parts.append([])
            }
            parts[place].append(group)
        }
        return parts
    }
}
