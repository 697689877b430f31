import Catalog
import CostModel
import Fitting
import Units

/// The result of a calibration.
public struct CalibrationFit: Sendable {
    /// How well the data determine a parameter.
    public typealias Verdict = Certainty.Verdict

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
        /// How well the data determine it.
        public let verdict: Verdict
    }

    /// The errors of one metric.
    public struct MetricErrors: Sendable {
        /// Which.
        public let metric: MeasuredMetric
        /// On the rows that were fitted, with what was fitted.
        public let fitted: ErrorSummary
        /// On the rows that were held out, with what was fitted.
        public let heldOut: ErrorSummary
        /// On the rows that were held out, where the fit started.
        public let heldOutBefore: ErrorSummary
    }

    /// The errors of one metric on held-out rows of one kind.
    public struct KindErrors: Sendable {
        /// Which metric.
        public let metric: MeasuredMetric
        /// Of which rows.
        public let kind: ServedKind
        /// Whether no row of their model was fitted.
        public let isUnseen: Bool
        /// How far off.
        public let errors: ErrorSummary
        /// Quantiles of what was measured over what was predicted, in steps of a twentieth.
        public let spread: [Double]
    }

    /// The parameters, in the order they were asked for.
    public let parameters: [Value]
    /// Parameters of which the data determine only the joint effect.
    public let together: [[Parameter]]
    /// The errors of each metric that was measured.
    public let errors: [MetricErrors]
    /// The errors on held-out rows, by metric and kind.
    public let heldOut: [KindErrors]
    /// What the rows had, fitted and held out.
    public let covered: Coverage
    /// Rows that were fitted.
    public let fittedRows: Int
    /// Rows that were held out.
    public let heldOutRows: Int
    /// Figures that the engine has no number for.
    public let leftOut: Int
    /// Steps that the fit took.
    public let steps: Int

    /// Sums a fit up; nil if it was told to stop.
    ///
    /// - Parameter unseen: rows of models that were left out of a fit in turn, with what that fit found.
    init?(
        _ parameters: [Parameter], start: [Double], _ solution: LeastSquares.Solution, _ predictions: Predictions,
        _ split: HoldOut, unseen: [(rows: [Int], values: [Double])], leftOut: Int
    ) {
        let certainty = solution.certainty
        // More digits than the interval tells apart are of no use to anyone; what nothing depends on stays.
        let values = parameters.indices.map { index in
            certainty.verdicts[index] == .undetermined && certainty.intervals[index] == nil
                ? start[index] : Self.rounded(solution.values[index])
        }
        self.parameters = parameters.indices.map { index in
            Value(
                parameter: parameters[index], start: start[index], value: values[index],
                interval: certainty.intervals[index].map { Self.rounded($0.lowerBound)...Self.rounded($0.upperBound) },
                verdict: certainty.verdicts[index])
        }
        together = certainty.together.map { $0.map { parameters[$0] } }
        covered = Coverage((split.fitted + split.held).map { predictions.scenarios[$0] })
        fittedRows = split.fitted.count
        heldOutRows = split.held.count
        self.leftOut = leftOut
        steps = solution.steps

        guard let fitted = ErrorList(predictions, split.fitted, values),
            let held = ErrorList(predictions, split.held, values),
            let heldBefore = ErrorList(predictions, split.held, start)
        else { return nil }
        errors = MeasuredMetric.allCases.compactMap { metric in
            func summary(_ list: ErrorList) -> ErrorSummary { ErrorSummary(list.pairs { $0.metric == metric }) }
            let errors = MetricErrors(
                metric: metric, fitted: summary(fitted), heldOut: summary(held),
                heldOutBefore: summary(heldBefore))
            return errors.fitted.count + errors.heldOut.count > 0 ? errors : nil
        }
        var left = ErrorList()
        for fold in unseen {
            guard let errors = ErrorList(predictions, fold.rows, fold.values) else { return nil }
            left.add(errors)
        }
        heldOut = Self.byKind(held, isUnseen: false) + Self.byKind(left, isUnseen: true)
    }

    private static func byKind(_ errors: ErrorList, isUnseen: Bool) -> [KindErrors] {
        MeasuredMetric.allCases.flatMap { metric in
            ServedKind.all.compactMap { kind in
                let pairs = errors.pairs { $0.metric == metric && $0.kind == kind }
                guard !pairs.isEmpty else { return nil }
                let ratios = pairs.map { $0.measured / $0.predicted }
                return KindErrors(
                    metric: metric, kind: kind, isUnseen: isUnseen, errors: ErrorSummary(pairs),
                    spread: (0...HeldOutErrors.parts).map {
                        Statistics.quantile(ratios, Double($0) / Double(HeldOutErrors.parts))
                    })
            }
        }
    }

    /// A value to five digits.
    static func rounded(_ value: Double) -> Double { Decimal.rounded(value, digits: 5) }
}

/// Predicted and measured figures, by what they are of.
private struct ErrorList {
    struct Item {
        let metric: MeasuredMetric
        let kind: ServedKind
        let pair: FigurePair
    }

    private var items: [Item] = []

    init() {}

    init?(_ predictions: Predictions, _ rows: [Int], _ values: [Double]) {
        guard let predicted = predictions.values(rows, values) else { return nil }
        var index = 0
        for row in rows {
            let kind = ServedKind(predictions.scenarios[row])
            for figure in predictions.figures[row] {
                let pair = FigurePair(predicted: predicted[index], measured: figure.value)
                if pair.error.isFinite { items.append(Item(metric: figure.metric, kind: kind, pair: pair)) }
                index += 1
            }
        }
    }

    mutating func add(_ other: ErrorList) { items += other.items }

    func pairs(of isMeant: (Item) -> Bool) -> [FigurePair] { items.filter(isMeant).map(\.pair) }
}
