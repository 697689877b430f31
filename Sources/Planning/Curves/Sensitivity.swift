import CostModel
import Lanes
import Threads

/// By how much a metric of a plan moves with each parameter.
public struct Sensitivity: Sendable {
    /// How an elasticity was come by.
    public enum Method: Sendable, Equatable {
        /// From the derivative of the equations.
        case derivative
        /// From the plans at two values, where the equations have a step or whole numbers count.
        case difference(low: Double, high: Double)
    }

    /// Values that a fitted parameter may have, and what these make of the metric, as shares of it.
    public struct Band: Sendable {
        /// The interval of the fit.
        public let interval: ClosedRange<Double>
        /// The change of the metric at its lower end.
        public let atLow: Double
        /// The change of the metric at its upper end.
        public let atHigh: Double
    }

    /// A parameter and what it does to the metric.
    public struct Item: Sendable {
        /// The parameter.
        public let parameter: Parameter
        /// Its value in the plan.
        public let value: Double
        /// Percent by which the metric moves for each percent of the parameter.
        public let elasticity: Double
        /// How that was come by.
        public let method: Method
        /// The change of the metric, as a share, with 10 % more; nil where the parameter cannot have it.
        public let up: Double?
        /// The change of the metric, as a share, with 10 % less; nil where the parameter cannot have it.
        public let down: Double?
        /// What the uncertainty of a fitted parameter comes to; nil where it has none.
        public let band: Band?
    }

    /// The plan.
    public let plan: PlanResult
    /// The metric.
    public let metric: Metric
    /// The parameters that move it, the largest elasticity first.
    public let items: [Item]
    /// Parameters that move it by less than `least`.
    public let small: Int

    /// The elasticity from which a parameter counts: a doubling moves the metric by a hundredth.
    public static let least = 0.01
    /// The share of a value by which it is moved to see whether there is a step beside it.
    private static let nudge = 0.01
    /// What 10 % more and less are.
    private static let tenth = 0.1

    /// Works out what moves a metric of a plan that has a value for it; nil if it was told to stop.
    ///
    /// Words and what is zero have no elasticity, and who deploys a model does not choose its shapes.
    ///
    /// - Parameters:
    ///   - metric: what moves.
    ///   - plan: the plan; a number of prefill workers that was chosen for it stays.
    ///   - intervals: the fitted parameters, by name, with the values that they may have.
    ///   - cores: threads at most.
    ///   - isCancelled: asked before each parameter.
    public init?(
        _ metric: Metric, of plan: PlanResult, intervals: [String: ClosedRange<Double>], cores: Int = 1,
        isCancelled: @Sendable () -> Bool = { false }
    ) {
        (self.plan, self.metric) = (plan, metric)
        let probe = Probe(metric, Dependence.held(plan))
        let parameters = Parameter.all(of: probe.base).filter {
            $0.scope != .model && $0.choices.isEmpty && !$0.isAlias
        }
        let pieces = RowWork.pieces(parameters.count, of: 1, workers: cores, isCancelled: isCancelled) {
            probe.effect(parameters[$0.lowerBound], within: intervals)
        }
        guard let pieces else { return nil }
        var items: [Item] = []
        var small = 0
        for effect in pieces {
            switch effect {
            case .none: continue
            case .small: small += 1
            case .moves(let item): items.append(item)
            }
        }
        self.items = items.sorted { $0.elasticity.magnitude > $1.elasticity.magnitude }
        self.small = small
    }

    /// What a parameter does to the metric.
    private enum Effect: Sendable {
        case none, small
        case moves(Item)
    }

    /// A plan whose parameters are moved one by one.
    private struct Probe: Sendable {
        let base: Scenario
        private let metric: Metric
        private let now: Double
        /// The plan as it is.
        private let plan: PlanResult
        private let slopes: PlanSlopes
        private let slope: (@Sendable (Engine<Dual>.PlanResult) -> Dual)?
        /// The metric as `slope` reads it.
        private let own: Double

        init(_ metric: Metric, _ base: Scenario) {
            (self.metric, self.base) = (metric, base)
            plan = metric.plan(base).withQueue
            now = metric.read(plan)
            slopes = PlanSlopes(base)
            slope = SlopedMetric.all[metric.name]
            own = slope?(slopes.by([])).value ?? now
        }

        /// What a parameter does to the metric, whose own fit may leave it anywhere in an interval.
        func effect(_ parameter: Parameter, within intervals: [String: ClosedRange<Double>]) -> Effect {
            guard let (elasticity, method) = elasticity(parameter) else { return .none }
            let value = parameter.get(base)
            let band = intervals[parameter.name].flatMap { interval -> Band? in
                guard let low = change(parameter, interval.lowerBound),
                    let high = change(parameter, interval.upperBound)
                else { return nil }
                return Band(interval: interval, atLow: low, atHigh: high)
            }
            let moves = [elasticity, band?.atLow ?? 0, band?.atHigh ?? 0].map(\.magnitude)
            guard (moves.max() ?? 0) >= Sensitivity.least else {
                return elasticity.magnitude > Dependence.least ? .small : .none
            }
            return .moves(
                Item(
                    parameter: parameter, value: value, elasticity: elasticity, method: method,
                    up: tenth(parameter, value, 1 + Sensitivity.tenth),
                    down: tenth(parameter, value, 1 - Sensitivity.tenth), band: band))
        }

        /// The metric with a parameter at another value; nil where it cannot have it or the metric has no value there.
        private func figure(_ parameter: Parameter, _ value: Double) -> Double? {
            guard parameter.refusal(of: value) == nil else { return nil }
            let scenario = base.setting([Setting(parameter, value)])
            guard scenario.brokenRule == nil else { return nil }
            let moved = metric.read(scenario, beside: plan, of: now)
            return moved.isFinite ? moved : nil
        }

        /// The change of the metric, as a share.
        func change(_ parameter: Parameter, _ value: Double) -> Double? {
            guard now != 0 else { return nil }
            return figure(parameter, value).map { $0 / now - 1 }
        }

        /// The change of the metric with a tenth more or less; nil where the parameter cannot have that.
        func tenth(_ parameter: Parameter, _ value: Double, _ factor: Double) -> Double? {
            guard parameter.isWhole else { return change(parameter, value * factor) }
            return isWide(parameter, value) ? change(parameter, (value * factor).rounded()) : nil
        }

        /// Whether a whole number is moved by a tenth, rather than by one: where requests queue, lengths are told apart
        /// in coarse units, and one token more or less says nothing.
        private func isWide(_ parameter: Parameter, _ value: Double) -> Bool {
            base.workload.isQueued && parameter.scope == .workload && value >= Sensitivity.leastWide
        }

        /// The elasticity and how it was come by; nil where there is none.
        func elasticity(_ parameter: Parameter) -> (Double, Method)? {
            let value = parameter.get(base)
            guard value > 0, now > 0 else { return nil }
            guard !parameter.isWhole else {
                if isWide(parameter, value) {
                    let (low, high) = (value * (1 - Sensitivity.tenth), value * (1 + Sensitivity.tenth))
                    if let around = between(low.rounded(), high.rounded(), parameter) { return around }
                }
                return between(
                    neighbour(parameter, value, -1) ?? value, neighbour(parameter, value, 1) ?? value, parameter)
            }
            let around = between(lower(parameter, value), upper(parameter, value), parameter)
            guard let slope, let places = parameter.places(in: base) else { return around }
            let exact = slope(slopes.by(places)).derivative * value / own
            guard exact.isFinite else { return around }
            // Beside a step or a corner the derivative says what lies on one side alone.
            if let around, (around.0 - exact).magnitude > max(0.005, 0.05 * exact.magnitude) { return around }
            return (exact, .derivative)
        }

        private func lower(_ parameter: Parameter, _ value: Double) -> Double {
            let lower = value * (1 - Sensitivity.nudge)
            return parameter.refusal(of: lower) == nil ? lower : value
        }

        private func upper(_ parameter: Parameter, _ value: Double) -> Double {
            let upper = value * (1 + Sensitivity.nudge)
            return parameter.refusal(of: upper) == nil ? upper : value
        }

        /// The elasticity between two values, by their means: what is proportional has 1 whatever the distance.
        private func between(_ low: Double, _ high: Double, _ parameter: Parameter) -> (Double, Method)? {
            guard low < high, let below = figure(parameter, low), let above = figure(parameter, high), below + above > 0
            else { return nil }
            let elasticity = (above - below) / (above + below) * (high + low) / (high - low)
            return (elasticity, .difference(low: low, high: high))
        }

        /// The next whole number with which sizes divide, within four times; nil where there is none.
        private func neighbour(_ parameter: Parameter, _ value: Double, _ step: Double) -> Double? {
            let end = step < 0 ? max(1, parameter.range.lowerBound) : min(4 * value, parameter.range.upperBound)
            let most = parameter.affectsDivision ? Sensitivity.furthest : 1
            return stride(from: value + step, through: end, by: step).prefix(most).first {
                figure(parameter, $0) != nil
            }
        }
    }

    /// A whole number that has whole tenths.
    private static let leastWide = 10.0
    /// Whole numbers that are tried for the next one that divides.
    private static let furthest = 1024
}

/// Metrics as numbers with derivatives, apart from their units, which an elasticity does not know.
enum SlopedMetric {
    /// What reads each, by name.
    static let all: [String: @Sendable (Engine<Dual>.PlanResult) -> Dual] = [
        "ttft_ms": { $0.totals.firstToken },
        "tpot_ms": { $0.totals.seconds / $0.scenario.workload.tokensPerStep },
        "tps_batch": { $0.tokensPerSecond / $0.sequences },
        "tps_chip": { $0.tokensPerSecond / $0.chips },
        "total_tps": { $0.tokensPerSecond },
        "mfu": { $0.totals.flops / ($0.totals.seconds * $0.scenario.chip.peakFLOPS) },
        "dram": { $0.totals.mostMemory($0.scenario) },
        "comm_share": { $0.totals.communication / $0.totals.seconds },
    ]
}
