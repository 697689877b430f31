import Catalog
import CostModel

/// What a calibration comes to.
public struct CalibrationFit: Sendable {
    /// A parameter that was fitted.
    public struct Value: Sendable {
        /// Which.
        public let parameter: Parameter
        /// Where it started.
        public let start: Double
        /// What it was fitted to.
        public let value: Double
        /// The interval that holds it with 95 %; nil at a bound or where nothing measured depends on it.
        public let interval: ClosedRange<Double>?
        /// What the data say of it.
        public let verdict: Certainty.Verdict
    }

    /// The errors of one metric.
    public struct MetricErrors: Sendable {
        /// Which.
        public let metric: MeasuredMetric
        /// On the rows that were fitted, with what was fitted.
        public let fitted: RelativeErrors
        /// On the rows that were held out, with what was fitted.
        public let heldOut: RelativeErrors
        /// On the rows that were fitted, where the fit started.
        public let fittedBefore: RelativeErrors
        /// On the rows that were held out, where the fit started.
        public let heldOutBefore: RelativeErrors
    }

    /// The errors of one metric on held-out rows of one kind.
    public struct KindErrors: Sendable {
        /// Which metric.
        public let metric: MeasuredMetric
        /// Of which rows.
        public let kind: ServedKind
        /// How far off.
        public let errors: RelativeErrors
    }

    /// The parameters, in the order they were asked for.
    public let parameters: [Value]
    /// Parameters of which only what they do together is determined.
    public let together: [[Parameter]]
    /// The errors of each metric that was measured.
    public let errors: [MetricErrors]
    /// The errors on held-out rows, by metric and kind.
    public let heldOut: [KindErrors]
    /// Rows that were fitted.
    public let fittedRows: Int
    /// Rows that were held out.
    public let heldOutRows: Int
    /// Rows of which no figure could be compared.
    public let unusedRows: Int
    /// Figures that the engine has no number for.
    public let leftOut: Int
    /// Steps that the fit took.
    public let steps: Int

    init(
        _ parameters: [Parameter], start: [Double], _ solution: LeastSquares.Solution, _ predictions: Predictions,
        _ split: HoldOut, rows: Int, leftOut: Int
    ) {
        let certainty = solution.certainty
        self.parameters = parameters.indices.map { index in
            Value(
                parameter: parameters[index], start: start[index], value: solution.values[index],
                interval: certainty.intervals[index], verdict: certainty.verdicts[index])
        }
        together = certainty.together.map { $0.map { parameters[$0] } }
        fittedRows = split.fitted.count
        heldOutRows = split.held.count
        unusedRows = rows - split.fitted.count - split.held.count
        self.leftOut = leftOut
        steps = solution.steps

        let fitted = ErrorList(predictions, split.fitted, solution.values)
        let held = ErrorList(predictions, split.held, solution.values)
        let fittedBefore = ErrorList(predictions, split.fitted, start)
        let heldBefore = ErrorList(predictions, split.held, start)
        errors = MeasuredMetric.allCases.compactMap { metric in
            let errors = MetricErrors(
                metric: metric, fitted: fitted.summary { $0.metric == metric },
                heldOut: held.summary { $0.metric == metric },
                fittedBefore: fittedBefore.summary { $0.metric == metric },
                heldOutBefore: heldBefore.summary { $0.metric == metric })
            return errors.fitted.count + errors.heldOut.count > 0 ? errors : nil
        }
        heldOut = MeasuredMetric.allCases.flatMap { metric in
            ServedKind.all.compactMap { kind in
                let errors = held.summary { $0.metric == metric && $0.kind == kind }
                return errors.count > 0 ? KindErrors(metric: metric, kind: kind, errors: errors) : nil
            }
        }
    }
}

/// Errors of single figures, by what they are of.
private struct ErrorList {
    struct Item {
        let metric: MeasuredMetric
        let kind: ServedKind
        let error: Double
    }

    private var items: [Item] = []

    init(_ predictions: Predictions, _ rows: [Int], _ values: [Double]) {
        let predicted = predictions.values(rows, values)
        var index = 0
        for row in rows {
            let kind = ServedKind(predictions.scenarios[row])
            for figure in predictions.figures[row] {
                let error = predicted[index] / figure.value - 1
                if error.isFinite { items.append(Item(metric: figure.metric, kind: kind, error: error)) }
                index += 1
            }
        }
    }

    func summary(of isMeant: (Item) -> Bool) -> RelativeErrors { RelativeErrors(items.filter(isMeant).map(\.error)) }
}
