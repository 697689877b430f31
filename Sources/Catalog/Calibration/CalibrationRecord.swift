import CostModel

/// What a chip's parameters were fitted to, and how far predictions with them are off.
public struct CalibrationRecord: Sendable, Equatable {
    /// Rows of one chip that took part.
    public struct ChipRows: Sendable, Equatable {
        /// The chip, by its name in the catalogue.
        public let chip: String
        /// Rows, fitted and held out.
        public let rows: Int

        /// Counts the rows of a chip.
        public init(chip: String, rows: Int) {
            self.chip = chip
            self.rows = rows
        }
    }

    /// A parameter whose value was fitted.
    public struct Fitted: Sendable, Equatable {
        /// Which.
        public let parameter: Parameter
        /// The file that it was fitted to.
        public let source: String
        /// The interval that holds it with 95 %; nil at a bound or where nothing measured depends on it.
        public let interval: ClosedRange<Double>?
        /// Whether it was set by hand since.
        public var isSetByHand: Bool

        /// Describes a fitted parameter.
        public init(
            parameter: Parameter, source: String, interval: ClosedRange<Double>?, isSetByHand: Bool = false
        ) {
            self.parameter = parameter
            self.source = source
            self.interval = interval
            self.isSetByHand = isSetByHand
        }
    }

    /// The file that was fitted.
    public let source: String
    /// The rows of the file that were meant, such as `system=h200_sxm`; nil for all that could be used.
    public let part: String?
    /// The chips whose rows took part, the one with the most first.
    public let chips: [ChipRows]
    /// The parameters that were fitted, here or before and not since.
    public var parameters: [Fitted]
    /// How far predictions are off on rows that were held out.
    public let heldOut: [HeldOutErrors]

    /// Puts a record together.
    public init(
        source: String, part: String? = nil, chips: [ChipRows], parameters: [Fitted], heldOut: [HeldOutErrors]
    ) {
        self.source = source
        self.part = part
        self.chips = chips.sorted { ($1.rows, $0.chip) < ($0.rows, $1.chip) }
        self.parameters = parameters
        self.heldOut = heldOut
    }

    /// Rows that took part, fitted and held out.
    public var rows: Int { chips.reduce(0) { $0 + $1.rows } }

    /// What is known of a parameter; nil where it was not fitted.
    public func fitted(_ parameter: Parameter) -> Fitted? { parameters.first { $0.parameter == parameter } }

    /// Takes over the parameters of an earlier record that this one did not fit.
    public mutating func keep(_ earlier: CalibrationRecord) {
        parameters += earlier.parameters.filter { fitted($0.parameter) == nil }
    }

    /// Marks parameters as set by hand.
    public mutating func markSetByHand(_ set: [Parameter]) {
        for index in parameters.indices where set.contains(parameters[index].parameter) {
            parameters[index].isSetByHand = true
        }
    }
}

/// The errors of one metric on held-out rows of one kind, as shares of what was measured.
public struct HeldOutErrors: Sendable, Equatable {
    /// The metric.
    public let metric: Metric
    /// What was served in these rows.
    public let kind: ServedKind
    /// Figures that were compared.
    public let count: Int
    /// Mean magnitude (MAPE).
    public let mean: Double
    /// Median magnitude.
    public let median: Double
    /// Magnitude that 68 % of the errors stay below.
    public let most: Double

    /// Puts errors together.
    public init(metric: Metric, kind: ServedKind, count: Int, mean: Double, median: Double, most: Double) {
        self.metric = metric
        self.kind = kind
        self.count = count
        self.mean = mean
        self.median = median
        self.most = most
    }

    /// Two are the same if all figures are; a metric is told by its name.
    public static func == (left: HeldOutErrors, right: HeldOutErrors) -> Bool {
        left.metric.name == right.metric.name && left.kind == right.kind && left.count == right.count
            && left.mean == right.mean && left.median == right.median && left.most == right.most
    }
}
