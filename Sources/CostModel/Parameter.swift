import Units

/// An input of the engine, declared once: `set`, `show`, sweep axes, filters, completion and saved sessions follow.
public struct Parameter: Sendable {
    /// The verb that sets it, which is also the first part of its path.
    public enum Scope: String, Sendable, CaseIterable { case arch, model, workload, config }

    /// Where it belongs.
    public let scope: Scope
    /// The name that is typed; unique over all scopes.
    public private(set) var name: String
    /// What it measures.
    public let dimension: Dimension
    /// The values that make sense.
    public let range: ClosedRange<Double>
    /// The values that real machines have, within which it may be fitted to measurements; nil where it is not fitted.
    public let physical: ClosedRange<Double>?
    /// Whether it counts things.
    public let isWhole: Bool
    /// The words that are its values, where it is a choice; the value is a word's position.
    public let choices: [String]
    /// What it is, in one sentence.
    public var summary: String { describe() }
    private let describe: @Sendable () -> String
    /// Its name in the case study, where that is another one or another case.
    public private(set) var study: String?
    /// Other names that are understood.
    public private(set) var aliases: [String]
    /// What is said of its value in the catalogue, where few entries state one; nil where each has an origin of its own.
    public var unstated: String? { sayUnstated() }
    private let sayUnstated: @Sendable () -> String?
    /// Whether a change of it can break or mend a rule of divisibility.
    public var affectsDivision: Bool {
        scope == .model || isPick || name == "phase"
            || DivisibilityRule.allCases.contains { $0.parameters.contains(name) }
    }
    /// Whether it is an alias of several parameters, which are set together.
    public let isAlias: Bool
    /// What writes it.
    public private(set) var setter: Setter
    /// What it is of the chip, where it is of that of prefill workers; nil for others.
    public private(set) var ofChip: String?
    private var read: @Sendable (Scenario) -> Double

    /// What writes a parameter: little enough for loops over many plans to hold a copy of their own.
    public enum Setter: Sendable {
        /// A stored number, at this many bytes of the inputs.
        case stored(offset: Int)
        case computed(@Sendable (inout Scenario, Double) -> Void)

        /// Writes a value, without a look at the range.
        ///
        /// A stored property is written at its offset, twenty times faster than through a key path.
        @inline(__always) public func write(_ scenario: inout Scenario, _ value: Double) {
            switch self {
            case .stored(let offset):
                withUnsafeMutableBytes(of: &scenario.inputs) {
                    $0.storeBytes(of: value, toByteOffset: offset, as: Double.self)
                }
            case .computed(let set): set(&scenario, value)
            }
        }
    }

    init(
        _ scope: Scope, _ name: String, _ path: WritableKeyPath<Engine<Double>.Inputs, Double> & Sendable,
        _ dimension: Dimension,
        _ range: ClosedRange<Double>, whole: Bool = false, physical: ClosedRange<Double>? = nil,
        isAlias: Bool? = nil, study: String? = nil, aliases: [String] = [],
        unstated: @autoclosure @escaping @Sendable () -> String? = nil,
        _ summary: @autoclosure @escaping @Sendable () -> String
    ) {
        self.scope = scope
        self.name = name
        self.dimension = dimension
        self.range = range
        self.physical = physical
        self.isWhole = whole
        describe = summary
        self.study = study
        self.aliases = aliases
        sayUnstated = unstated
        choices = []
        (field, group) = (nil, nil)
        let offset = MemoryLayout<Engine<Double>.Inputs>.offset(of: path)
        self.isAlias = isAlias ?? (offset == nil)
        read = { $0.inputs[keyPath: path] }
        setter = offset.map { .stored(offset: $0) } ?? .computed { $0.inputs[keyPath: path] = $1 }
    }

    /// A parameter whose values are words.
    init<C: Choice>(
        _ scope: Scope, _ name: String, choice path: WritableKeyPath<Engine<Double>.Inputs, C> & Sendable,
        aliases: [String] = [], unstated: @autoclosure @escaping @Sendable () -> String? = nil,
        _ summary: @autoclosure @escaping @Sendable () -> String
    ) {
        self.scope = scope
        self.name = name
        dimension = .count
        range = 0...Double(C.allCases.count - 1)
        physical = nil
        isWhole = true
        choices = C.allCases.map(\.name)
        (field, group) = (nil, nil)
        describe = summary
        study = nil
        self.aliases = aliases
        sayUnstated = unstated
        isAlias = MemoryLayout<Engine<Double>.Inputs>.offset(of: path) == nil
        read = { $0.inputs[keyPath: path].code }
        setter = .computed { scenario, code in
            if let choice = C(code: code) { scenario.inputs[keyPath: path] = choice }
        }
    }

    /// A parameter whose values are formats of weights, of which a checkpoint may mix several.
    ///
    /// A mix reads as the number behind those of the formats, which no one can set.
    init(
        _ scope: Scope, _ name: String, mix path: WritableKeyPath<Engine<Double>.Inputs, WeightMix> & Sendable,
        aliases: [String] = [], _ summary: @autoclosure @escaping @Sendable () -> String
    ) {
        self.scope = scope
        self.name = name
        dimension = .count
        range = 0...Double(PrecisionFormat.allCases.count - 1)
        physical = nil
        isWhole = true
        choices = PrecisionFormat.allCases.map(\.name)
        (field, group) = (nil, nil)
        describe = summary
        study = nil
        self.aliases = aliases
        sayUnstated = { nil }
        isAlias = MemoryLayout<Engine<Double>.Inputs>.offset(of: path) == nil
        mix = { $0.inputs[keyPath: path] }
        read = { $0.inputs[keyPath: path].only?.code ?? Double(PrecisionFormat.allCases.count) }
        setter = .computed { scenario, code in
            if let format = PrecisionFormat(code: code) { scenario.inputs[keyPath: path] = WeightMix(format) }
        }
    }

    /// A parameter of a model's shapes: all groups of layers, or one of them, number `group`.
    init(
        _ name: String, _ field: ModelField, _ range: ClosedRange<Double>, whole: Bool, group: Int? = nil,
        aliases: [String] = [], _ summary: @autoclosure @escaping @Sendable () -> String
    ) {
        scope = .model
        self.name = group.map { "group\($0 + 1).\(name)" } ?? name
        dimension = .count
        self.range = range
        physical = nil
        isWhole = whole
        choices = []
        describe = summary
        study = nil
        self.aliases = aliases
        sayUnstated = { nil }
        isAlias = false
        self.field = field
        self.group = group
        read = { field.read($0.model, group).first ?? 0 }
        setter = .computed { field.write(&$0.model, $1, group) }
    }

    /// A parameter whose values are whole chips or models, by name.
    ///
    /// - Parameters:
    ///   - place: which of them a scenario has, counted from 1.
    ///   - pick: puts the one at a place, counted from 0, into a scenario; leaves it alone where there is none.
    init(
        _ scope: Scope, _ name: String, names: [String],
        place: WritableKeyPath<Engine<Double>.Inputs, Double> & Sendable,
        pick: @escaping @Sendable (inout Scenario, Int) -> Bool,
        _ summary: @autoclosure @escaping @Sendable () -> String
    ) {
        self.scope = scope
        self.name = name
        dimension = .count
        range = 0...Double(max(0, names.count - 1))
        physical = nil
        isWhole = true
        choices = names
        (field, group) = (nil, nil)
        describe = summary
        study = nil
        aliases = []
        sayUnstated = { nil }
        isAlias = true
        isPick = true
        read = { $0.inputs[keyPath: place] - 1 }
        setter = .computed { scenario, value in
            guard let number = Int(exactly: value), pick(&scenario, number) else { return }
            scenario.inputs[keyPath: place] = value + 1
        }
    }

    /// Whether its values are whole chips or models, which are put in before all else is set.
    public private(set) var isPick = false
    /// The formats of weights that it stands for; nil for what is none.
    public private(set) var mix: (@Sendable (Scenario) -> WeightMix)?
    /// What it is of a model's shapes; nil for what is none.
    let field: ModelField?
    /// The group of layers that it is of; nil for all.
    let group: Int?

    /// Reads it.
    public func get(_ scenario: Scenario) -> Double { read(scenario) }

    /// Writes it, without a look at the range.
    @inline(__always) public func set(_ scenario: inout Scenario, _ value: Double) { setter.write(&scenario, value) }

    /// The word of a value that is a choice, or nil; a mix of formats is one too.
    public func choice(_ value: Double) -> String? {
        guard let place = Int(exactly: value) else { return nil }
        return choices.indices.contains(place) ? choices[place] : mix != nil && place == choices.count ? "mix" : nil
    }

    /// One word that reads back as exactly this value.
    public func word(_ value: Double) -> String { choice(value) ?? Quantity.word(value, dimension) }

    /// Why a value is refused, or nil.
    public func refusal(of value: Double) -> ParameterRefusal? {
        if !value.isFinite { return .notFinite }
        if isWhole, value != value.rounded() { return .notWhole }
        if !range.contains(value) { return .outOfRange }
        // Less than a megabyte and no share is a slip: 10 for 10 %.
        if dimension == .bytesOrShare, (1..<1e6).contains(value) { return .outOfRange }
        return nil
    }
}

/// Why a parameter does not take a value.
public enum ParameterRefusal: Sendable, Equatable {
    case notFinite, notWhole, outOfRange
}

extension Parameter: Equatable {
    /// Two parameters are the same if they have the same name, which is unique.
    public static func == (left: Parameter, right: Parameter) -> Bool { left.name == right.name }
}

extension Parameter {
    /// The registry of all scopes, those that are varied most first.
    public static let all: [Parameter] = config + workload + arch + model

    /// The parameters of one scope, in the order they are shown.
    public static func all(in scope: Scope) -> [Parameter] { all.filter { $0.scope == scope } }

    /// The scope and the name, which tell it from a metric of its name: `arch.dram`.
    public var fullName: String { "\(scope.rawValue).\(name)" }

    /// Finds a parameter by its name, by path such as `arch.inter_bw`, by the case study's name or another one, in any
    /// case.
    public static func named(_ word: String) -> Parameter? {
        vocabulary[word].flatMap { name in all.first { $0.name == name } } ?? ofGroup(word) ?? ofPrefill(word)
    }

    private static let vocabulary = Vocabulary(all.map { ($0.name, $0.study, $0.aliases + [$0.fullName]) })
}

// The chip that prefill workers have where it is not that of decode workers: `prefill.dram_bw` beside `dram_bw`.
extension Parameter {
    private static let prefix = "prefill."

    /// The parameters of a chip as those of prefill workers' own.
    public static let ofPrefillChip: [Parameter] = arch.map(\.ofPrefill)

    /// All parameters that a scenario has: those of a second chip where there is one.
    public static func all(of scenario: Scenario) -> [Parameter] {
        scenario.prefillChip == nil ? all : all + ofPrefillChip
    }

    private static func ofPrefill(_ word: String) -> Parameter? {
        let word = word.hasPrefix("arch.") ? String(word.dropFirst(5)) : word
        guard word.hasPrefix(prefix) else { return nil }
        return arch.first { $0.name == String(word.dropFirst(prefix.count)) }?.ofPrefill
    }

    /// The same of the chip that prefill workers are of.
    ///
    /// Without one of their own it reads as that of all, and cannot be set.
    private var ofPrefill: Parameter {
        var own = self
        let (read, setter) = (read, setter)
        own.name = Self.prefix + name
        (own.study, own.aliases, own.ofChip) = (nil, [], name)
        own.read = { scenario in
            guard let chip = scenario.prefillChip else { return read(scenario) }
            var prefill = scenario
            prefill.chip = chip
            return read(prefill)
        }
        own.setter = .computed { scenario, value in
            guard let chip = scenario.prefillChip else { return }
            var prefill = scenario
            prefill.chip = chip
            setter.write(&prefill, value)
            scenario.prefillChip = prefill.chip
        }
        return own
    }
}
