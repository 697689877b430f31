/// Robust non-linear least squares within bounds.
///
/// Levenberg-Marquardt steps (K. Levenberg, Quart. Appl. Math. 2, 1944; D. Marquardt, SIAM J. Appl. Math. 11, 1963) on
/// the positions of the unknowns between their bounds, onto which a step that leaves them is projected. Residuals beyond
/// k = 1.345 robust standard deviations count linearly (P. J. Huber, Ann. Math. Statist. 35, 1964), by reweighting; the
/// deviation is 1.4826 times the median magnitude. The same input gives the same output to the last bit.
public struct LeastSquares: Sendable {
    /// Writes the residuals that some values of the unknowns leave.
    public typealias Residuals = (_ values: [Double], _ residuals: inout [Double]) -> Void

    /// What is fitted.
    public let unknowns: [Unknown]
    /// Residuals that there are.
    public let count: Int
    /// For each residual the number of the group in which residuals err together; empty where each errs by itself.
    public var groups: [Int] = []
    /// Asked before each step; true ends the fit without a result.
    public var isCancelled: @Sendable () -> Bool = { false }

    /// Where residuals start to count linearly, in robust standard deviations: 95 % efficiency at normal errors.
    static let huber = 1.345
    /// Steps at one robust deviation, and changes of that deviation.
    private static let mostSteps = 40
    private static let mostScales = 12
    /// Change of a position over which derivatives are taken.
    private static let difference = 1e-4
    /// The smallest relative decrease for which another step is made.
    private static let tolerance = 1e-9

    /// Sets up a fit.
    public init(_ unknowns: [Unknown], count: Int) {
        self.unknowns = unknowns
        self.count = count
    }

    /// What a fit comes to.
    public struct Solution: Sendable {
        /// The values of the unknowns.
        public let values: [Double]
        /// Steps that were made.
        public let steps: Int
        /// The robust standard deviation of the residuals.
        public let deviation: Double
        /// How well each unknown is known, and what it depends on.
        public let certainty: Certainty
    }

    /// Fits; nil if it was cancelled or if residuals at the start are not finite.
    public func solve(_ residuals: Residuals) -> Solution? {
        var state = State(position: unknowns.map { $0.position(of: $0.start) }, count: count)
        evaluate(state.position, &state.residuals, residuals)
        guard state.residuals.allSatisfy(\.isFinite) else { return nil }
        var jacobian = Jacobian(unknowns: unknowns.count, residuals: count)
        var steps = 0
        for _ in 0..<Self.mostScales {
            let deviation = Self.deviation(of: state.residuals)
            state.loss = Self.loss(state.residuals, deviation)
            for _ in 0..<Self.mostSteps {
                guard !isCancelled() else { return nil }
                fill(&jacobian, at: state, isCentral: false, residuals)
                steps += 1
                guard step(&state, jacobian, deviation, residuals) else { break }
            }
            let next = Self.deviation(of: state.residuals)
            if (next - deviation).magnitude <= 1e-3 * deviation { break }
        }
        guard !isCancelled() else { return nil }
        fill(&jacobian, at: state, isCentral: true, residuals)
        let deviation = Self.deviation(of: state.residuals)
        return Solution(
            values: values(state.position), steps: steps, deviation: deviation,
            certainty: Certainty(
                unknowns, at: state.position, state.residuals, jacobian, deviation: deviation, groups: groups))
    }

    /// Where a fit stands.
    private struct State {
        var position: [Double]
        var residuals: [Double]
        var loss = 0.0
        var damping = 1e-2

        init(position: [Double], count: Int) {
            self.position = position
            residuals = [Double](repeating: 0, count: count)
        }
    }

    /// Makes the first step that betters the loss; false if none does by much.
    private func step(
        _ state: inout State, _ jacobian: Jacobian, _ deviation: Double, _ residuals: Residuals
    ) -> Bool {
        let weights = state.residuals.map { Self.weight($0, deviation) }
        let normal = jacobian.normal(weights)
        let gradient = jacobian.gradient(weights, state.residuals)
        let largest = (0..<unknowns.count).map { normal[$0, $0] }.max() ?? 0
        // At a bound that the gradient pushes against, an unknown stays; one without effect has nowhere to go.
        let free = unknowns.indices.filter { index in
            let isHeld =
                (state.position[index] <= 0 && gradient[index] > 0)
                || (state.position[index] >= 1 && gradient[index] < 0)
            return !isHeld && normal[index, index] > 1e-14 * largest
        }
        guard !free.isEmpty, largest > 0 else { return false }
        var trial = State(position: state.position, count: count)
        while state.damping < 1e9 {
            guard !isCancelled() else { return false }
            var damped = normal.part(free)
            for index in free.indices {
                damped[index, index] += state.damping * max(damped[index, index], 1e-6 * largest)
            }
            if let change = damped.solving(free.map { -gradient[$0] }) {
                trial.position = state.position
                for (index, change) in zip(free, change) {
                    trial.position[index] = min(max(trial.position[index] + change, 0), 1)
                }
                evaluate(trial.position, &trial.residuals, residuals)
                trial.loss = Self.loss(trial.residuals, deviation)
                if trial.loss < state.loss {
                    let isMuch = state.loss - trial.loss > Self.tolerance * state.loss
                    trial.damping = max(state.damping / 5, 1e-9)
                    state = trial
                    return isMuch
                }
            }
            state.damping *= 4
        }
        state.damping = 1e-2
        return false
    }

    /// Writes the derivatives of the residuals by each position; zero where one of them is not finite.
    private func fill(_ jacobian: inout Jacobian, at state: State, isCentral: Bool, _ residuals: Residuals) {
        var (above, below) = (state.residuals, state.residuals)
        for index in unknowns.indices {
            let here = state.position[index]
            let high = min(here + Self.difference, 1)
            let low = isCentral || high - here < Self.difference / 2 ? max(here - Self.difference, 0) : here
            var moved = state.position
            moved[index] = high
            if high > here { evaluate(moved, &above, residuals) } else { above = state.residuals }
            moved[index] = low
            if low < here { evaluate(moved, &below, residuals) } else { below = state.residuals }
            jacobian.write(index, above, below, over: high - low)
        }
    }

    private func values(_ position: [Double]) -> [Double] { zip(unknowns, position).map { $0.value(at: $1) } }

    private func evaluate(_ position: [Double], _ into: inout [Double], _ residuals: Residuals) {
        residuals(values(position), &into)
    }

    /// The robust standard deviation of residuals about zero.
    static func deviation(of residuals: [Double]) -> Double {
        // Exact data leave rounding errors, below which nothing is an outlier.
        max(1.4826 * Statistics.median(residuals.map(\.magnitude)), 1e-9)
    }

    /// Huber's weight of a residual: 1, or less for one that counts linearly.
    static func weight(_ residual: Double, _ deviation: Double) -> Double {
        let limit = huber * deviation
        return residual.magnitude <= limit ? 1 : limit / residual.magnitude
    }

    /// Huber's loss of all residuals; infinite where one is not finite.
    private static func loss(_ residuals: [Double], _ deviation: Double) -> Double {
        let limit = huber * deviation
        var sum = 0.0
        for residual in residuals {
            guard residual.isFinite else { return .infinity }
            let magnitude = residual.magnitude
            sum += magnitude <= limit ? magnitude * magnitude / 2 : limit * magnitude - limit * limit / 2
        }
        return sum
    }
}
