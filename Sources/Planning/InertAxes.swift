import CostModel

/// Axes of a sweep that count for nothing.
public enum InertAxes {
    /// Plans of a sweep that is looked through.
    private static let most = 2_000

    /// The parameters of axes along which no figure of any plan moves; none of a sweep that is too large to look through.
    ///
    /// Plans that may not be chosen have no figures that say anything.
    public static func of(_ result: SweepResult) -> [Parameter] {
        guard result.count <= most, !result.isSearch else { return [] }
        let rows = (0..<result.count).filter { result[$0].isFeasible }
        return result.space.axes.indices.compactMap { axis in
            let parameter = result.space.axes[axis].parameter
            guard result.space.axes[axis].values.count > 1 else { return nil }
            // What is picked as a whole is another plan, and words that say how figures are read move none.
            guard !parameter.isPick, isInert(axis, parameter, rows, result) else { return nil }
            return parameter
        }
    }

    private static func isInert(_ axis: Int, _ parameter: Parameter, _ rows: [Int], _ result: SweepResult) -> Bool {
        let metrics = Metric.all.filter { !$0.isOnDemand && !$0.showsParameter && $0.name != parameter.name }
        var seen: [[Int]: Int] = [:]
        var last: (Int, Int)?
        for row in rows {
            var others = result.places(at: row)
            others[axis] = 0
            guard let first = seen[others] else {
                seen[others] = row
                continue
            }
            guard areSame(result[first], result[row], metrics) else { return false }
            last = (first, row)
        }
        guard let last else { return false }
        // What takes evaluations of its own is looked at once.
        let slow = Metric.all.filter { $0.isOnDemand && $0.name != Metric.tboBreakeven.name }
        return areSame(result[last.0], result[last.1], slow)
    }

    private static func areSame(_ one: PlanResult, _ other: PlanResult, _ metrics: [Metric]) -> Bool {
        one.need.capacity == other.need.capacity
            && metrics.allSatisfy { metric in
                let (first, second) = (metric.read(one), metric.read(other))
                return first == second || (first.isNaN && second.isNaN)
            }
    }
}
