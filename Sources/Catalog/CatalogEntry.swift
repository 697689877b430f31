import CostModel

/// A named row of the catalogue: a chip or a model, with where its figures come from.
public struct CatalogEntry<Value: Sendable>: Sendable {
    /// The name that is typed.
    public let name: String
    /// The name that its maker uses.
    public let title: String
    /// The figures.
    public let value: Value
    /// Where the figures come from; a parameter without an origin of its own has that of the whole entry.
    public let origins: [Origin]
    /// What parameters were fitted to; nil where all are published or assumed.
    public var calibration: CalibrationRecord? = nil

    /// The origin of a parameter of this entry.
    public func origin(of parameter: Parameter) -> String {
        (origins.first { $0.parameters.contains(parameter.name) } ?? origins.first { $0.parameters.isEmpty })?.text
            ?? ""
    }
}

/// Where some figures of a catalogue entry come from.
public struct Origin: Sendable {
    /// The parameters it speaks of; empty for all that no other origin names.
    public let parameters: [String]
    /// Document and place.
    public let text: String

    init(_ parameters: String..., from text: String) {
        self.parameters = parameters
        self.text = text
    }
}

/// The built-in chips and models.
public enum Catalog {
    /// The chips: one file each and one line here.
    public static let chips: [CatalogEntry<Chip>] = [.sg2260e] + datasheetChips
}
