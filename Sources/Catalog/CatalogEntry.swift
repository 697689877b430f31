import CostModel
import Units

/// A named row of the catalogue: a chip or a model, with where its figures come from.
public struct CatalogEntry<Value: Sendable>: Sendable {
    /// The name that is typed.
    public let name: String
    /// The name that its maker uses.
    public let title: String
    /// Where the figures come from; a model's parameter without an origin of its own has that of the whole entry.
    public let origins: [Origin]
    /// What parameters were fitted to; nil where all are published or assumed.
    public var calibration: CalibrationRecord? = nil
    /// Other names that lead to it, in small letters.
    public var aliases: [String] = []
    /// When it is to ship, of what is announced alone; nil of what can be had.
    public var announced: String? = nil
    /// In what the figures differ from those of the checkpoints that it is named by; nil where in nothing.
    public var difference: String? { sayDifference?() }
    private let sayDifference: (@Sendable () -> String)?

    private let content: Content

    /// What it holds.
    private enum Content: Sendable {
        case given(Value)
        /// A file that is read when it is first asked for, and its text.
        case read(Deferred<Reading>, text: @Sendable () -> String)
    }

    /// What a file says.
    struct Reading: Sendable {
        let value: Value
        /// Parts of the published model that the value leaves out.
        var leftOut: [String] = []
        /// The vision encoder in front of it, which may be counted.
        var encoder: Engine<Double>.VisionEncoder?
    }

    /// An entry with figures that are at hand.
    init(name: String, title: String, value: Value, origins: [Origin], calibration: CalibrationRecord? = nil) {
        self.name = name
        self.title = title
        self.origins = origins
        self.calibration = calibration
        sayDifference = nil
        content = .given(value)
    }

    /// An entry whose figures are read when they are first asked for.
    init(
        name: String, title: String, origins: [Origin], difference: (@Sendable () -> String)?,
        text: @escaping @Sendable () -> String, reading: @escaping @Sendable () -> Reading
    ) {
        self.name = name
        self.title = title
        self.origins = origins
        sayDifference = difference
        content = .read(Deferred(reading), text: text)
    }

    /// The figures.
    public var value: Value {
        switch content {
        case .given(let value): value
        case .read(let reading, _): reading.value.value
        }
    }

    /// Parts of the published model that the figures leave out, such as "vision encoder".
    public var leftOut: [String] {
        switch content {
        case .given: []
        case .read(let reading, _): reading.value.leftOut
        }
    }

    /// The vision encoder in front of a model, which may be counted; nil where there is none.
    public var encoder: Engine<Double>.VisionEncoder? {
        switch content {
        case .given: nil
        case .read(let reading, _): reading.value.encoder
        }
    }

    /// The files that the figures are read from; nil of figures that are at hand.
    public var text: String? {
        switch content {
        case .given: nil
        case .read(_, let text): text()
        }
    }

    /// The repositories of the Hugging Face Hub whose configuration it is.
    public var repositories: [String] { origins.flatMap(\.repositories) }

    /// The origin of a parameter of this entry.
    public func origin(of parameter: Parameter) -> String { source(of: parameter)?.text ?? "" }

    /// How a parameter of this entry was come by.
    public func basis(of parameter: Parameter) -> Basis { source(of: parameter)?.basis ?? .assumed }

    private func source(of parameter: Parameter) -> Origin? {
        origins.first { $0.parameters.contains(parameter.name) } ?? origins.first(where: \.isOfEntry)
            ?? parameter.unstated.map { Origin(parameters: [parameter.name], basis: .assumed, text: $0) }
    }
}

/// Where some figures of a catalogue entry come from.
public struct Origin: Sendable {
    /// The parameters it speaks of; empty for all that no other origin names.
    public let parameters: [String]
    /// How they were come by.
    public let basis: Basis
    /// Document and place, in the language that is spoken.
    public var text: String { sayText() }
    private let sayText: @Sendable () -> String
    /// Repositories of the Hugging Face Hub that hold the configuration, the one that was read first.
    public var repositories: [String] = []

    /// Whether it speaks of all that no other origin names.
    var isOfEntry: Bool { parameters.isEmpty }

    /// The origin of the parameters that it names; there is at least one.
    init(_ first: String, _ others: String..., from text: @autoclosure @escaping @Sendable () -> String) {
        self.init(parameters: [first] + others, text: text())
    }

    /// The origin of a figure that carries it.
    init(_ parameter: String, _ figure: Sourced) {
        self.init(parameters: [parameter], basis: figure.basis, text: figure.text)
    }

    /// The origin of a whole model: one configuration file states all of it.
    ///
    /// A chip has none such, for no document states all of a chip.
    static func ofModel(_ text: String, in repositories: [String]) -> Origin {
        var origin = Origin(parameters: [], text: text)
        origin.repositories = repositories
        return origin
    }

    /// An origin of any number of parameters; the text of an assumption says so first.
    init(parameters: [String], basis: Basis? = nil, text: @autoclosure @escaping @Sendable () -> String) {
        self.parameters = parameters
        self.basis = basis ?? Tongue.english.speak { Self.basis(of: text()) }
        sayText = text
    }

    /// What a text in English says of how its figures were come by.
    private static func basis(of text: String) -> Basis {
        text.hasPrefix("assumed") ? .assumed : text.hasPrefix(Sourced.doubt) ? .unverified : .published
    }
}

/// The built-in chips and models.
public enum Catalog {
    /// The chips: one file each and one line here.
    public static let chips: [CatalogEntry<Chip>] = [.sg2260e] + datasheetChips

    /// The models, in the order of the list; each configuration is read when its figures are first asked for.
    public static let models: [CatalogEntry<Model>] = ListedModel.all.map(\.entry)

    /// The chip of a name, or of another name for it; nil where there is none.
    public static func chip(named name: String?) -> CatalogEntry<Chip>? {
        guard let name else { return nil }
        return chips.first { $0.name == name } ?? chips.first { $0.aliases.contains(name.lowercased()) }
    }

    /// The model of a name; nil where there is none.
    public static func model(named name: String?) -> CatalogEntry<Model>? { models.first { $0.name == name } }
}
