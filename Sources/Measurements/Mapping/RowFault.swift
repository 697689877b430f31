import CostModel
import Units

/// Why a row of measurements cannot be put to the engine.
public enum RowFault: Error, Sendable, Equatable {
    /// A kind of name that the catalogue or a layout knows.
    public enum Kind: String, Sendable {
        case chip, model, format, phase, metric, choice
    }

    /// A part of a deployment that runs on chips of its own.
    public enum Worker: String, Sendable {
        case decode, prefill
    }

    /// A cell is empty that has to say something.
    case missing(column: String)
    /// A cell holds something else than what its column takes.
    case unreadable(column: String, text: String, expected: String)
    /// A name that is not known; `nearest` is the closest that is.
    case unknown(Kind, column: String, text: String, nearest: String?)
    /// Work does not divide evenly; the scenario is that of the worker.
    case rule(DivisibilityRule, Scenario, Worker)
    /// The shapes that the row sets are those of no model.
    case noModel(problem: String)
    /// A chip cannot hold its share of the weights.
    case weights(Worker, bytes: Double, capacity: Double)
    /// Nothing was measured.
    case noFigures
    /// The engine has no such figure for what ran.
    case noValue(MeasuredMetric, Workload.Serving, Workload.Phase)
    /// The engine has such a figure, but it is not finite.
    case notFinite(MeasuredMetric)
}

extension RowFault {
    /// The reason in words; `rule` words a rule of divisibility.
    public func sentence(rule: (DivisibilityRule, Scenario) -> String) -> String {
        switch self {
        case .missing(let column): "\(column) is empty"
        case .unreadable(let column, let text, let expected): "\(column)='\(text)' is not \(expected)"
        case .unknown(let kind, let column, let text, let nearest):
            "\(column)='\(text)' is not a \(kind.rawValue) that is known"
                + (nearest.map { "; the nearest is '\($0)'" } ?? "")
        case .rule(let broken, let scenario, let worker): place(worker) + rule(broken, scenario)
        case .noModel(let problem): "there is no such model: \(problem)"
        case .weights(let worker, let bytes, let capacity):
            place(worker) + "weights need \(gib(bytes)) GiB of \(gib(capacity)) GiB per chip"
        case .noFigures: "nothing was measured"
        case .noValue(let metric, let serving, let phase):
            "\(metric.name) has no value when serving=\(serving.name) and phase=\(phase.name)"
        case .notFinite(let metric): "\(metric.name) comes out infinite"
        }
    }

    private func place(_ worker: Worker) -> String { worker == .prefill ? "prefill worker: " : "" }

    private func gib(_ bytes: Double) -> String { Gibibyte.text(bytes) }
}
