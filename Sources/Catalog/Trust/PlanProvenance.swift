import CostModel

/// How the constants of the chips of a plan were come by: of one, or of two where prefill has a chip of its own.
public struct PlanProvenance: Sendable {
    /// That of all chips, or of those that decode.
    public let chip: ChipProvenance
    /// That of prefill workers' own chip; nil where they have none.
    public let prefill: ChipProvenance?

    /// Puts both together.
    public init(_ chip: ChipProvenance, prefill: ChipProvenance? = nil) { (self.chip, self.prefill) = (chip, prefill) }

    /// How far the figures of a plan can be trusted.
    public func trust(in scenario: Scenario) -> Trust {
        guard scenario.hasTwoChips, scenario.prefillChip != scenario.chip, let prefill else {
            var s = scenario
            if scenario.prefillChip == scenario.chip { s.prefillChip = nil }
            return chip.trust(in: s)
        }
        return Trust(chip, prefill: prefill, scenario)
    }

    /// Where a parameter of a chip comes from; nil where it was set to something else since.
    public func origin(of parameter: Parameter, in scenario: Scenario) -> String? {
        guard let own = parameter.ofChip else { return chip.origin(of: parameter, in: scenario.chip) }
        return Parameter.named(own).flatMap { parameter in
            scenario.prefillChip.flatMap { prefill?.origin(of: parameter, in: $0) }
        }
    }

    /// Whether runs of one's own have scaled a parameter.
    private func isScaled(_ parameter: Parameter, in scenario: Scenario) -> Bool {
        guard let own = parameter.ofChip else { return chip.estimate(in: parameter, of: scenario.chip) != nil }
        guard let parameter = Parameter.named(own), let other = scenario.prefillChip else { return false }
        return prefill?.estimate(in: parameter, of: other) != nil
    }

    /// The record of the chip that a parameter is of, and the parameter by the name that it has there; nil also where runs of
    /// one's own have scaled it.
    public func record(
        of parameter: Parameter, in scenario: Scenario
    ) -> (record: CalibrationRecord, parameter: Parameter)? {
        guard !isScaled(parameter, in: scenario) else { return nil }
        guard let own = parameter.ofChip else { return chip.record(of: scenario.chip).map { ($0, parameter) } }
        guard let parameter = Parameter.named(own), let other = scenario.prefillChip else { return nil }
        return prefill?.record(of: other).map { ($0, parameter) }
    }
}
