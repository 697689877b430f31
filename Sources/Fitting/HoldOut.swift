/// Rows that a fit sees, and rows that are held out to judge it by.
public struct HoldOut: Sendable {
    /// What the split has to know of a row.
    public struct Row: Sendable {
        /// The number of its group, from 0; repeated measurements are one.
        public let group: Int
        /// The number of its kind, from 0; a group is of the kind of its first row.
        public let kind: Int

        /// Describes a row.
        public init(group: Int, kind: Int) {
            self.group = group
            self.kind = kind
        }
    }

    /// Rows that are fitted, in their order.
    public private(set) var fitted: [Int] = []
    /// Rows that are held out, in their order.
    public private(set) var held: [Int] = []
    /// For each row the number of its group.
    public let groups: [Int]

    /// Splits rows by chance that a seed determines.
    ///
    /// A group stays together, or the fit would have seen what it is judged by. Of each kind about the same share is held
    /// out, which is stratified sampling (W. G. Cochran, "Sampling Techniques", 1977, chapter 5).
    ///
    /// - Parameters:
    ///   - rows: what is split.
    ///   - share: how much of each kind is held out.
    ///   - seed: what determines the chance.
    public init(_ rows: [Row], share: Double, seed: UInt64) {
        groups = rows.map(\.group)
        var members = [[Int]](repeating: [], count: (groups.max() ?? -1) + 1)
        for (row, group) in groups.enumerated() { members[group].append(row) }
        var random = SplitMix64(seed: seed)
        let shuffled = members.indices.shuffled(using: &random)
        var parts = [[Int]](repeating: [], count: (rows.map(\.kind).max() ?? -1) + 1)
        for group in shuffled {
            if let first = members[group].first { parts[rows[first].kind].append(group) }
        }
        var isHeld = [Bool](repeating: false, count: rows.count)
        for part in parts {
            let total = part.reduce(0) { $0 + members[$1].count }
            var count = 0
            for group in part {
                // Whole groups that come as near to the share as they can.
                guard Double(count) + Double(members[group].count) / 2 <= share * Double(total) else { continue }
                count += members[group].count
                for row in members[group] { isHeld[row] = true }
            }
        }
        for row in rows.indices {
            if isHeld[row] { held.append(row) } else { fitted.append(row) }
        }
    }
}
