import CostModel
import Lanes

/// The tapes on which a sweep runs a space, and what it left, for who runs them in another way.
package struct SpaceTapes: Sendable {
    /// A box of the space, as places of its axes, with its tape.
    package struct Part: Sendable {
        /// The places of each axis.
        package let places: [Range<Int>]
        /// What is run over them.
        package let tape: Tape
    }

    /// Boxes that make up the space.
    package let parts: [Part]

    /// Cuts a space; nil where some of its plans are evaluated one by one.
    package init?(_ space: SearchSpace) {
        let boxes = TapedSpace(space).boxes
        parts = boxes.compactMap { box in
            guard case .tape(let tape) = box.way else { return nil }
            return Part(places: box.places, tape: tape)
        }
        if parts.count < boxes.count { return nil }
    }
}

extension SweepResult {
    /// The number of a row's combination.
    package func point(at row: Int) -> Int { columns.point[row] }

    /// A result of the tape as a row holds it.
    package func value(of result: TracedPhase.Result, at row: Int) -> Double {
        switch result {
        case .divides: 1
        case .feasible: columns.isFeasible[row] ? 1 : 0
        case .seconds: columns.seconds[row]
        case .communication: columns.communication[row]
        case .flops: columns.flops[row]
        case .weights: columns.weights[row]
        case .memory: columns.memory[row]
        case .stage: Double(columns.stage[row].rawValue)
        case .splits: columns.splits[row] ? 1 : 0
        }
    }
}
