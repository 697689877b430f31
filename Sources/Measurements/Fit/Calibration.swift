import Catalog
import CostModel
import Fitting
import Units

/// Fits parameters of a chip to measurements.
///
/// Relative errors are fitted, which is what a mean absolute percentage error adds up, those of each metric in units of
/// their own spread; of some rows that are held out, the errors say how well the fit predicts what it has not seen.
public struct Calibration: Sendable {
    /// What was measured; the chip of each scenario is the one that the parameters are laid over.
    public let measurements: [Measurement]
    /// What is fitted; each has a physical range.
    public let parameters: [Parameter]
    /// The share of rows that are held out.
    public var holdOut = 0.3
    /// Determines which rows are held out.
    public var seed: UInt64 = 1
    /// Threads at most.
    public var workers = 1
    /// Asked before each step; true ends the fit without a result.
    public var isCancelled: @Sendable () -> Bool = { false }

    /// Fits in which models are left out.
    private static let mostFolds = 10

    /// Whether the fit is repeated without each model, for errors on models that it has not seen; most of the time goes there.
    public var leavesModelsOut = true

    /// Sets up a calibration.
    public init(_ measurements: [Measurement], parameters: [Parameter]) {
        self.measurements = measurements.map(\.fitted)
        self.parameters = parameters
    }

    /// Fits, from the parameters of a chip.
    ///
    /// - Throws: `CalibrationFault` where a parameter cannot be fitted, the rows do not suffice, or it was told to stop.
    public func fit(from chip: Chip) throws(CalibrationFault) -> CalibrationFit {
        var unknowns: [Unknown] = []
        var start: [Double] = []
        for parameter in parameters {
            guard let range = parameter.physical else { throw .notFitted(parameter) }
            guard var scenario = measurements.first?.scenario else { throw .noRows }
            scenario.chip = chip
            start.append(parameter.get(scenario))
            unknowns.append(
                Unknown(start: parameter.get(scenario), in: range, isLogarithmic: parameter.dimension != .time))
        }
        guard let (predictions, leftOut) = usable(from: start, unknowns.map(\.start)),
            let split = HoldOut(predictions.scenarios, share: holdOut, seed: seed, isCancelled: isCancelled)
        else { throw .cancelled }
        let observed = Observed(predictions, split.fitted, groups: split.groups)
        guard observed.values.count > parameters.count else {
            throw .tooFew(figures: observed.values.count, parameters: parameters.count)
        }
        guard let solution = solve(unknowns, predictions, split.fitted, observed) else {
            throw isCancelled() ? .cancelled : .noValues
        }
        let folds =
            leavesModelsOut ? withoutEachModel(unknowns, from: solution.values, predictions, groups: split.groups) : []
        guard let unseen = folds,
            let fit = CalibrationFit(
                parameters, start: start, solution, predictions, split, unseen: unseen, leftOut: leftOut)
        else { throw .cancelled }
        return fit
    }

    /// Fits some rows; nil where the engine has no numbers at the start, or if it was told to stop.
    private func solve(
        _ unknowns: [Unknown], _ predictions: Predictions, _ rows: [Int], _ observed: Observed
    ) -> LeastSquares.Solution? {
        var squares = LeastSquares(unknowns, observed.observations)
        squares.isCancelled = isCancelled
        let slopes = PredictionSlopes(predictions, rows)
        return squares.solve { values, residuals in
            guard let predicted = predictions.values(rows, values) else { return }
            for index in residuals.indices {
                residuals[index] = predicted[index] / observed.values[index] - 1
            }
        } slopes: { values, columns in
            guard let found = slopes.at(values) else { return }
            columns = found.map { zip($0, observed.values).map(/) }
        }
    }

    /// Fits all rows but those of one model, for each model, beginning with what all rows led to; nil if it was told to stop.
    ///
    /// How far figures of models are off that nobody measured shows on models that a fit has not seen (cross-validation that
    /// leaves a group out).
    private func withoutEachModel(
        _ unknowns: [Unknown], from values: [Double], _ predictions: Predictions, groups: [Int]
    ) -> [(rows: [Int], values: [Double])]? {
        let shapes = predictions.scenarios.map { Coverage.shape(of: $0.model) }
        let starts = zip(unknowns, values).map { $0.starting(at: $1) }
        var folds: [(rows: [Int], values: [Double])] = []
        let models = Set(shapes).sorted()
        for number in 0..<min(models.count, Self.mostFolds) {
            // Models by turns where there are many.
            let out = Set(models.indices.filter { $0 % Self.mostFolds == number }.map { models[$0] })
            let rest = shapes.indices.filter { !out.contains(shapes[$0]) }
            let observed = Observed(predictions, rest, groups: groups)
            guard observed.values.count > parameters.count else { continue }
            guard let solution = solve(starts, predictions, rest, observed) else { return nil }
            folds.append((shapes.indices.filter { out.contains(shapes[$0]) }, solution.values))
        }
        return folds
    }

    /// The rows and figures that the engine has positive numbers for, and how many figures it has none for; nil if it was
    /// told to stop.
    private func usable(from start: [Double], _ within: [Double]) -> (predictions: Predictions, leftOut: Int)? {
        let dividing = measurements.filter { $0.scenario.brokenRule == nil }
        let all = Predictions(
            scenarios: dividing.map(\.scenario), figures: dividing.map(\.figures), parameters: parameters,
            workers: workers, isCancelled: isCancelled)
        let rows = Array(dividing.indices)
        guard let atStart = all.values(rows, start), let atWithin = all.values(rows, within) else { return nil }
        var least = zip(atStart, atWithin).lazy.map { min($0, $1) }.makeIterator()
        var scenarios: [Scenario] = []
        var figures: [[MeasuredFigure]] = []
        let isDone = Interruptible.forEach(dividing, isCancelled: isCancelled) { measurement in
            let kept = measurement.figures.filter { figure in
                guard let value = least.next() else { return false }
                return value > 0 && value.isFinite && figure.value > 0 && figure.value.isFinite
            }
            guard !kept.isEmpty else { return }
            scenarios.append(measurement.scenario)
            figures.append(kept)
        }
        guard isDone else { return nil }
        let total = measurements.reduce(0) { $0 + $1.figures.count }
        return (
            Predictions(
                scenarios: scenarios, figures: figures, parameters: parameters, workers: workers,
                isCancelled: isCancelled),
            total - figures.reduce(0) { $0 + $1.count }
        )
    }
}

/// Why nothing was fitted.
public enum CalibrationFault: Error, Sendable, Equatable {
    /// There is nothing measured.
    case noRows
    /// A parameter has no physical range.
    case notFitted(Parameter)
    /// There are no more figures than parameters.
    case tooFew(figures: Int, parameters: Int)
    /// The engine has no numbers where the fit starts.
    case noValues
    /// It was cancelled.
    case cancelled
}

/// The figures that are fitted, in the order of the predictions.
private struct Observed {
    /// The measured values.
    private(set) var values: [Double] = []
    /// What is known of each residual: figures of a metric spread alike, repeated measurements err together.
    private(set) var observations: [LeastSquares.Observation] = []
    init(_ predictions: Predictions, _ rows: [Int], groups all: [Int]) {
        var numbers = Interned<Int>()
        for row in rows {
            let group = numbers.number(of: all[row])
            for figure in predictions.figures[row] {
                values.append(figure.value)
                observations.append(
                    LeastSquares.Observation(
                        weight: figure.metric.weight, spread: figure.metric.spread, group: group))
            }
        }
    }
}

extension Measurement {
    /// With the figures alone that parameters are fitted to.
    fileprivate var fitted: Measurement {
        Measurement(
            line: line, row: row, fields: fields, chip: chip, scenario: scenario,
            figures: figures.filter { MeasuredMetric.fitted.contains($0.metric) }, isSaturated: isSaturated)
    }
}

extension MeasuredMetric {
    /// How much its residuals count: queueing makes first tokens less repeatable than the rest.
    fileprivate var weight: Double { self == .ttft ? 0.5 : 1 }

    /// The class of its residuals.
    fileprivate var spread: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
