import Catalog
import CostModel

/// What a session has set up, for tables that leave it out.
public struct SessionBase: Sendable {
    /// The name of the chip.
    public let chip: String
    /// The chip, the model and the workload as they are set.
    public let scenario: Scenario

    /// Puts a base together.
    public init(chip: String, scenario: Scenario) {
        self.chip = chip
        self.scenario = scenario
    }
}

/// What the names in rows stand for: chips and models of the catalogue, and those that someone has loaded beside it.
struct RowNames: Sendable {
    /// Chips.
    let chips: ChipNames
    /// Models that the catalogue does not have, by their names.
    let models: [String: Model]
    /// What is run where a row names no chip or no model.
    var base: SessionBase?
    /// What a session has set up, which rows of result files follow in all that they leave out.
    var basis: ResultBasis?

    /// The model of a checkpoint such as `meta-llama/Llama-3.1-8B-Instruct`.
    func checkpoint(_ path: String, column: String) throws(RowFault) -> Model {
        if let own = own(path.split(separator: "/").last.map(String.init) ?? "") { return own }
        return try ModelNames.find(path, column: column).value
    }

    /// The model of a name as the catalogue spells it.
    func model(_ name: String, column: String) throws(RowFault) -> Model {
        if let own = own(name) { return own }
        if let entry = Catalog.model(named: name.lowercased()) { return entry.value }
        throw NameFault.unknown(.model, name, column, among: Catalog.models.map(\.name) + models.keys)
    }

    private func own(_ name: String) -> Model? {
        models.first { $0.key.lowercased() == name.lowercased() }?.value
    }
}
