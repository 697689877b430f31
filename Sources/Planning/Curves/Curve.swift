import CostModel
import Units

/// A plan along one of its parameters: what it yields, where more stops to pay, and where it breaks.
public struct Curve: Sendable {
    /// What varies.
    public let parameter: Parameter
    /// The plans whose sizes divide, by rising value.
    public let plans: [PlanResult]
    /// Where more of the parameter stops to pay; nil where no curve bends.
    public let knee: Knee?
    /// Where the conditions begin or cease to be met, by rising value.
    public let turns: [Turn]

    /// The point of a curve that lies farthest above the chord between its ends.
    public struct Knee: Sendable {
        /// The plan there.
        public let plan: PlanResult
        /// The latency that grows along with the throughput; nil where that is seen over the parameter itself.
        public let latency: Metric?
        /// How far it lies above the chord, as a share of the rise between both ends.
        public let height: Double
    }

    /// Two neighbouring values, one of which meets the conditions.
    public struct Turn: Sendable {
        /// The lower value.
        public let low: Verdict
        /// The higher value.
        public let high: Verdict

        /// Whether the higher value is the one that meets them.
        public var isGain: Bool { high.isFeasible }
    }

    /// Judges the plans along a parameter.
    ///
    /// - Parameters:
    ///   - parameter: what varies.
    ///   - plans: the plans, whose sizes divide.
    ///   - conditions: what they are to meet beside fitting and settling.
    public init(_ parameter: Parameter, _ plans: [PlanResult], conditions: [Condition]) {
        self.parameter = parameter
        self.plans = plans.sorted { parameter.get($0.scenario) < parameter.get($1.scenario) }
        // Words have no order.
        guard parameter.choices.isEmpty else {
            (knee, turns) = (nil, [])
            return
        }
        knee = Self.knee(of: self.plans.filter(\.isFeasible), parameter)
        let verdicts = self.plans.map { Verdict($0.scenario, conditions: conditions) }
        turns = zip(verdicts, verdicts.dropFirst()).compactMap { low, high -> Turn? in
            guard low.isFeasible != high.isFeasible else { return nil }
            return Self.turn(parameter, low, high, conditions)
        }
    }

    /// Where throughput over latency bends; where latency does not grow with it, throughput over the parameter.
    private static func knee(of plans: [PlanResult], _ parameter: Parameter) -> Knee? {
        guard let first = plans.first, let throughput = Metric.named("total_tps") else { return nil }
        let latency = [Metric.tpot, .ttft].first { $0.hasValue(for: first.scenario) }
        let rates = plans.map(throughput.read)
        func knee(_ positions: [Double], _ latency: Metric?) -> Knee? {
            Kneedle.knee(of: zip(positions, rates).map { (x: $0, y: $1) }).map {
                Knee(plan: plans[$0.place], latency: latency, height: $0.height)
            }
        }
        guard let latency, let last = plans.last, latency.read(last) > latency.read(first) else {
            return knee(plans.map { parameter.get($0.scenario) }, nil)
        }
        return knee(plans.map(latency.read), latency)
    }

    /// The nearest two values between which the conditions turn; where sizes do not divide there, those of the curve.
    private static func turn(
        _ parameter: Parameter, _ low: Verdict, _ high: Verdict, _ conditions: [Condition]
    ) -> Turn {
        guard parameter.scope != .model else { return Turn(low: low, high: high) }
        let rungs = Rungs(parameter, within: parameter.get(low.scenario)...parameter.get(high.scenario))
        let near = rungs.turn(low, high, parameter) { Verdict($0, conditions: conditions) }
        guard near.low.rule == nil, near.high.rule == nil else { return Turn(low: low, high: high) }
        return Turn(low: near.low, high: near.high)
    }
}

/// Where a curve bends most.
///
/// The knee is the point of greatest distance from the chord between the ends of the curve, both axes being scaled to 1
/// (Satopaa, Albrecht, Irwin and Raghavan, "Finding a 'Kneedle' in a Haystack: Detecting Knee Points in System Behavior",
/// ICDCS Workshops 2011). Figures of equations have no noise, so nothing is smoothed.
public enum Kneedle {
    /// The knee of a curve that rises and bends down, and its height above the chord as a share of the whole rise; nil where the
    /// curve does not rise, or no point lies above the chord.
    ///
    /// - Parameter points: the points, from one end of the curve to the other.
    public static func knee(of points: [(x: Double, y: Double)]) -> (place: Int, height: Double)? {
        guard let first = points.first, let last = points.last, last.x > first.x, last.y > first.y else { return nil }
        let heights = points.map { point in
            (point.y - first.y) / (last.y - first.y) - (point.x - first.x) / (last.x - first.x)
        }
        guard let best = heights.indices.max(by: { heights[$0] < heights[$1] }), heights[best] > least else {
            return nil
        }
        return (best, heights[best])
    }

    /// Height below which a curve is a straight line.
    private static let least = 1e-9
}

/// The values at which a curve is worked out where a range says no step.
public enum CurvePoints {
    /// Equal steps of a short range at most.
    private static let parts = 16.0

    /// Powers of two and the halves between them, with both ends; equal steps where a range starts at 0 or spans less than four
    /// times.
    public static func of(_ range: ClosedRange<Double>, _ parameter: Parameter) -> [Double] {
        let (low, high) = (range.lowerBound, range.upperBound)
        var values = [low]
        if low > 0, high >= 4 * low {
            var power = parameter.isWhole ? 1 : low
            while power < high {
                values += [power, 1.5 * power].filter {
                    $0 > low && $0 < high && (!parameter.isWhole || $0 == $0.rounded())
                }
                power *= 2
            }
        } else {
            let step = (high - low) / parts
            let even = parameter.isWhole ? max(1, step.rounded(.up)) : step
            var number = 1.0
            while low + number * even < high * (1 - 1e-12) {
                values.append(Decimal.rounded(low + number * even, digits: 14))
                number += 1
            }
        }
        return high > low ? values + [high] : values
    }
}
