import CostModel
import Text

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

        /// Describes a fitted parameter.
        public init(parameter: Parameter, source: String, interval: ClosedRange<Double>?) {
            self.parameter = parameter
            self.source = source
            self.interval = interval
        }
    }

    /// A parameter of the chip that was set to another value since.
    public struct Changed: Sendable, Equatable {
        /// Which.
        public let parameter: Parameter
        /// Its value when the rows were fitted.
        public let fitted: Double

        /// Describes a change.
        public init(parameter: Parameter, fitted: Double) {
            self.parameter = parameter
            self.fitted = fitted
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
    /// What the rows had, fitted and held out.
    public let covered: Coverage
    /// The parameters of the chip that were set to other values since, fitted ones and others.
    public var changed: [Changed]
    /// The program and the constants that fitted it; nil for the catalogue's own and for older files.
    public var stamp: FileStamp?

    /// Puts a record together.
    public init(
        source: String, part: String? = nil, chips: [ChipRows], parameters: [Fitted], heldOut: [HeldOutErrors],
        covered: Coverage, changed: [Changed] = []
    ) {
        self.source = source
        self.part = part
        self.chips = chips.sorted { ($1.rows, $0.chip) < ($0.rows, $1.chip) }
        self.parameters = parameters
        self.heldOut = heldOut
        self.covered = covered
        self.changed = changed
    }

    /// Rows that took part, fitted and held out.
    public var rows: Int { chips.reduce(0) { $0 + $1.rows } }

    /// What is known of a parameter; nil where it was not fitted.
    public func fitted(_ parameter: Parameter) -> Fitted? { parameters.first { $0.parameter == parameter } }

    /// Takes over the parameters of an earlier record that this one did not fit.
    public mutating func keep(_ earlier: CalibrationRecord) {
        parameters += earlier.parameters.filter { fitted($0.parameter) == nil }
    }

    /// Whether a parameter was set to another value since.
    public func isChanged(_ parameter: Parameter) -> Bool { changed.contains { $0.parameter == parameter } }

    /// A chip with the values that the rows were fitted with.
    func asFitted(_ chip: Chip) -> Chip {
        changed.reduce(chip) { chip, changed in
            chip.with { ChipField(parameter: changed.parameter).set(&$0, changed.fitted) }
        }
    }
}
