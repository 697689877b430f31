/// Robust non-linear least squares within bounds.
///
/// Levenberg-Marquardt steps (K. Levenberg, Quart. Appl. Math. 2, 1944; D. Marquardt, SIAM J. Appl. Math. 11, 1963) on
/// the positions of the unknowns between their bounds, onto which a step that leaves them is projected. Residuals beyond
/// k = 1.345 robust standard deviations count linearly (P. J. Huber, Ann. Math. Statist. 35, 1964), by reweighting; each
/// class of residuals has its deviation. The same input gives the same output to the last bit.
public struct LeastSquares: Sendable {
    /// Writes the residuals that some values of the unknowns leave.
    public typealias Residuals = (_ values: [Double], _ residuals: inout [Double]) -> Void
    /// Writes how much the residuals grow with each unknown at some values: for each unknown a column of all residuals.
    public typealias Slopes = (_ values: [Double], _ columns: inout [[Double]]) -> Void

    /// What is fitted.
    public let unknowns: [Unknown]
    /// What is known of each residual.
    public let observations: [Observation]
    /// Asked before each step; true ends the fit without a result.
    public var isCancelled: @Sendable () -> Bool = { false }

    /// What is known of a residual before the fit.
    public struct Observation: Sendable {
        /// How much it counts among those of other classes.
        public var weight = 1.0
        /// The class of residuals of the same spread, from 0.
        public var spread = 0
        /// The group of residuals that err together, from 0.
        public var group: Int

        /// Describes a residual.
        public init(weight: Double = 1, spread: Int = 0, group: Int) {
            self.weight = weight
            self.spread = spread
            self.group = group
        }
    }

    /// The result of a fit.
    public struct Solution: Sendable {
        /// The values of the unknowns.
        public let values: [Double]
        /// Steps that were made.
        public let steps: Int
        /// The robust standard deviation of each class of residuals.
        public let deviations: [Double]
        /// How well each unknown is determined, and which act together.
        public let certainty: Certainty
    }

    /// Steps at the same robust deviations, and changes of these.
    private static let mostSteps = 40
    private static let mostScales = 12
    /// The smallest relative decrease for which another step is made.
    private static let tolerance = 1e-9

    /// Sets up a fit.
    public init(_ unknowns: [Unknown], _ observations: [Observation]) {
        self.unknowns = unknowns
        self.observations = observations
    }

    /// Sets up a fit of residuals that err alone and count alike.
    public init(_ unknowns: [Unknown], count: Int) {
        self.init(unknowns, (0..<count).map { Observation(group: $0) })
    }

    /// Fits; nil if it was cancelled or if residuals at the start are not finite.
    ///
    /// What has no effect where a fit ends, such as the smaller of two numbers of which the larger counts, is set to the
    /// middle of its range and fitted again; the better fit of the two counts.
    ///
    /// - Parameters:
    ///   - residuals: what is left of each observation.
    ///   - slopes: the derivatives of that by the unknowns; one that is not finite counts as none.
    public func solve(_ residuals: Residuals, slopes: Slopes) -> Solution? {
        var state = State(position: unknowns.map { $0.position(of: $0.start) }, count: observations.count)
        residuals(values(state.position), &state.residuals)
        guard state.residuals.allSatisfy(\.isFinite) else { return nil }
        var jacobian = Jacobian(unknowns: unknowns.count, residuals: observations.count)
        guard var robust = descend(&state, &jacobian, residuals, slopes) else { return nil }
        let idle = unknowns.indices.filter { !jacobian.hasEffect($0) }
        if !idle.isEmpty {
            var other = state
            for index in idle { other.position[index] = 0.5 }
            residuals(values(other.position), &other.residuals)
            if other.residuals.allSatisfy(\.isFinite), other.residuals != state.residuals {
                var there = jacobian
                guard let found = descend(&other, &there, residuals, slopes) else { return nil }
                other.steps += state.steps
                let (before, after) = (robust.loss(state.residuals), robust.loss(other.residuals))
                if after < before - Self.tolerance * before { (state, jacobian, robust) = (other, there, found) }
            }
        }
        return Solution(
            values: values(state.position), steps: state.steps, deviations: robust.deviations,
            certainty: Certainty(unknowns, at: state.position, state.residuals, jacobian, robust))
    }

    /// Descends to where no step betters the loss, and leaves the slopes there; nil if it was cancelled.
    private func descend(
        _ state: inout State, _ jacobian: inout Jacobian, _ residuals: Residuals, _ slopes: Slopes
    ) -> Huber? {
        var robust = Huber(observations, of: state.residuals)
        for _ in 0..<Self.mostScales {
            state.loss = robust.loss(state.residuals)
            for _ in 0..<Self.mostSteps {
                guard !isCancelled() else { return nil }
                fill(&jacobian, at: state, slopes)
                state.steps += 1
                guard step(&state, jacobian, robust, residuals) else { break }
            }
            let next = Huber(observations, of: state.residuals)
            let isSame = next.isClose(to: robust)
            robust = next
            if isSame { break }
        }
        guard !isCancelled() else { return nil }
        // Steps get ever shorter towards a bound; what is as near as this is there.
        state.position = state.position.map { $0 < 1e-9 ? 0 : $0 > 1 - 1e-9 ? 1 : $0 }
        residuals(values(state.position), &state.residuals)
        fill(&jacobian, at: state, slopes)
        return isCancelled() ? nil : robust
    }

    /// Where a fit stands.
    private struct State {
        var position: [Double]
        var residuals: [Double]
        var loss = 0.0
        var damping = 1e-2
        var steps = 0

        init(position: [Double], count: Int) {
            self.position = position
            residuals = [Double](repeating: 0, count: count)
        }
    }

    /// Makes the first step that betters the loss; false if none does by much.
    private func step(_ state: inout State, _ jacobian: Jacobian, _ robust: Huber, _ residuals: Residuals) -> Bool {
        let weights = robust.weights(state.residuals)
        let normal = jacobian.normal(weights)
        let gradient = jacobian.gradient(weights, state.residuals)
        let largest = unknowns.indices.map { normal[$0, $0] }.max() ?? 0
        // At a bound that the gradient pushes against, an unknown stays; one without effect has nowhere to go.
        let free = unknowns.indices.filter { index in
            let (here, slope) = (state.position[index], gradient[index])
            let isHeld = (here <= 0 && slope > 0) || (here >= 1 && slope < 0)
            return !isHeld && normal[index, index] > 1e-14 * largest
        }
        guard !free.isEmpty, largest > 0 else { return false }
        var trial = State(position: state.position, count: observations.count)
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
                residuals(values(trial.position), &trial.residuals)
                trial.loss = robust.loss(trial.residuals)
                if trial.loss < state.loss {
                    let isMuch = state.loss - trial.loss > Self.tolerance * state.loss
                    trial.damping = max(state.damping / 5, 1e-9)
                    trial.steps = state.steps
                    state = trial
                    return isMuch
                }
            }
            state.damping *= 4
        }
        state.damping = 1e-2
        return false
    }

    /// Writes the derivatives of the residuals by each position.
    private func fill(_ jacobian: inout Jacobian, at state: State, _ slopes: Slopes) {
        jacobian.fill(by: zip(unknowns, state.position).map { $0.slope(at: $1) }) {
            slopes(values(state.position), &$0)
        }
    }

    private func values(_ position: [Double]) -> [Double] { zip(unknowns, position).map { $0.value(at: $1) } }
}
