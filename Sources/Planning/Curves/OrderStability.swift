import CostModel
import Threads

/// Whether the order of the best plans survives that the constants of the chip are a little different.
public struct OrderStability: Sendable {
    /// Two plans that change places.
    public struct Swap: Sendable {
        /// The rank of the one that was better, from 1.
        public let better: Int
        /// The rank of the other.
        public let worse: Int
        /// The parameters in which the two differ, with the values of the better one and those of the other.
        public let differences: (better: [Setting], worse: [Setting])
        /// By how much the first is better as it is, as a share of it.
        public let gap: Double
        /// The constant that turns them round.
        public let parameter: Parameter
        /// Its value at which they have changed places.
        public let value: Double
    }

    /// Plans that were compared.
    public let count: Int
    /// Constants that were moved within the interval of their fit.
    public let fitted: Int
    /// Constants that were moved by 10 % either way.
    public let others: Int
    /// What changes places, each pair once.
    public let swaps: [Swap]

    /// Moves each constant of the chip that is not a whole number; nil if it was told to stop.
    ///
    /// - Parameters:
    ///   - plans: the plans, the best first.
    ///   - metric: what they are ranked by.
    ///   - intervals: the fitted parameters, by name, with the values that they may have.
    ///   - cores: threads at most.
    ///   - isCancelled: asked before each constant.
    public init?(
        _ plans: [PlanResult], by metric: Metric, intervals: [String: ClosedRange<Double>], cores: Int = 1,
        isCancelled: @Sendable () -> Bool = { false }
    ) {
        let sign = metric.better == .lower ? -1.0 : 1
        let bases = plans.map(Dependence.held)
        let now = plans.map { sign * metric.read($0) }
        var (fitted, others, swaps) = (0, 0, [Swap]())
        let constants = (bases.first.map(Parameter.all(of:)) ?? []).filter { parameter in
            parameter.scope == .arch && !parameter.isWhole && !parameter.isAlias
                && bases.allSatisfy { parameter.get($0) > 0 }
        }
        /// A constant of a plan at an end.
        @Sendable func moved(_ parameter: Parameter, _ value: Double, _ end: Int) -> Double {
            if let interval = intervals[parameter.name] {
                return end == 0 ? interval.lowerBound : interval.upperBound
            }
            let far = value * (end == 0 ? 0.9 : 1.1)
            return min(max(far, parameter.range.lowerBound), parameter.range.upperBound)
        }
        let figures = RowWork.pieces(constants.count, of: 1, workers: cores, isCancelled: isCancelled) { range in
            let parameter = constants[range.lowerBound]
            return [0, 1].map { end in
                bases.map { base in
                    let value = moved(parameter, parameter.get(base), end)
                    return sign * metric.read(metric.plan(base.setting([Setting(parameter, value)])))
                }
            }
        }
        guard let figures else { return nil }
        for (parameter, ends) in zip(constants, figures) {
            let interval = intervals[parameter.name]
            var moves = false
            for (end, then) in ends.enumerated() {
                moves = moves || zip(now, then).contains { ($0 - $1).magnitude > Dependence.least * $0.magnitude }
                for (better, worse) in Self.pairs(plans.count)
                where then[better] < then[worse] - Self.least * then[worse].magnitude {
                    guard now[better] > now[worse],
                        !swaps.contains(where: { $0.better == better + 1 && $0.worse == worse + 1 })
                    else { continue }
                    swaps.append(
                        Swap(
                            better: better + 1, worse: worse + 1,
                            differences: Self.differences(bases[better], bases[worse]),
                            gap: (now[better] - now[worse]) / now[better].magnitude,
                            parameter: parameter, value: moved(parameter, parameter.get(bases[better]), end)))
                }
            }
            guard moves else { continue }
            if interval == nil { others += 1 } else { fitted += 1 }
        }
        (count, self.fitted, self.others) = (plans.count, fitted, others)
        self.swaps = swaps.sorted { ($0.better, $0.worse) < ($1.better, $1.worse) }
    }

    private static func differences(_ better: Scenario, _ worse: Scenario) -> ([Setting], [Setting]) {
        (Setting.differences(from: worse, to: better), Setting.differences(from: better, to: worse))
    }

    /// A difference that is rounding.
    private static let least = 1e-9

    private static func pairs(_ count: Int) -> [(Int, Int)] {
        (0..<count).flatMap { better in (better + 1..<max(better + 1, count)).map { (better, $0) } }
    }
}
