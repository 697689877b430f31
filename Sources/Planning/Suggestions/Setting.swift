import CostModel

/// A parameter and a value for it.
public struct Setting: Sendable, Equatable {
    /// What is set.
    public let parameter: Parameter
    /// The value, in SI units.
    public let value: Double

    /// Makes a setting.
    public init(_ parameter: Parameter, _ value: Double) {
        self.parameter = parameter
        self.value = value
    }

    /// The settings of parameters that are given by name, in order.
    ///
    /// An unknown name is left out; the tests hold the registry of changes to existing names.
    static func list(_ pairs: (name: String, value: Double)...) -> [Setting] {
        pairs.compactMap { pair in Parameter.named(pair.name).map { Setting($0, pair.value) } }
    }

    /// The settings that turn one scenario into another, in the order of the registry and without aliases.
    public static func differences(from old: Scenario, to new: Scenario) -> [Setting] {
        Parameter.all(of: new.prefillChip == nil ? old : new).compactMap {
            $0.isAlias || $0.get(old) == $0.get(new) ? nil : Setting($0, $0.get(new))
        }
    }
}

extension Scenario {
    /// The same scenario with some parameters set.
    public func setting(_ settings: [Setting]) -> Scenario {
        var copy = self
        for setting in settings { setting.parameter.set(&copy, setting.value) }
        return copy
    }
}
