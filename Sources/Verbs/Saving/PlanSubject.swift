import Catalog
import CostModel
import Notebook

/// The chips and the model that plans are of.
struct PlanSubject: Sendable {
    /// A name as it is loaded by, and the title behind it.
    struct Name: Sendable {
        let name: String
        let title: String
    }

    /// The chip; nil where none was loaded.
    let chip: Name?
    /// The chip of prefill workers; nil where they have none of their own.
    var prefill: Name? = nil
    /// The model; nil where none was loaded.
    let model: Name?
    /// What reading the model left out, in words; nil where it is whole.
    var leftOut: String? = nil

    /// Both names, as the prompt shows them: `sg2260e/deepseek-v3`; of two chips that of prefill first, as a request meets
    /// them: `h800+h20/deepseek-r1`.
    var title: String {
        switch (chip.map { (prefill.map { $0.name + "+" } ?? "") + $0.name }, model?.name) {
        case (nil, nil): ""
        case (let chip?, nil): chip
        case (nil, let model?): "-/\(model)"
        case (let chip?, let model?): "\(chip)/\(model)"
        }
    }

    /// The title of one of its plans, which may have no use for a second chip.
    func title(of plan: PlanResult) -> String {
        var subject = self
        if !plan.scenario.hasTwoChips { subject.prefill = nil }
        return subject.title
    }

    /// The chip as the catalogue has it; nil where it came from a file.
    var catalogueChip: Chip? { catalogueEntry?.value }
    /// The chip with its sources; nil where it came from a file.
    var catalogueEntry: CatalogEntry<Chip>? { Catalog.chip(named: chip?.name) }
    /// The chip of prefill workers with its sources; nil where it came from a file.
    var prefillEntry: CatalogEntry<Chip>? { Catalog.chip(named: prefill?.name) }
    /// The model as the catalogue has it; nil where it came from a file.
    var catalogueModel: Model? { Catalog.model(named: model?.name)?.value }
}

extension Session {
    /// The chip and the model that are loaded.
    var subject: PlanSubject {
        PlanSubject(
            chip: chip.map { .init(name: $0.name, title: $0.title) },
            prefill: prefillChip.map { .init(name: $0.name, title: $0.title) },
            model: model.map { .init(name: $0.name, title: $0.title) }, leftOut: model.flatMap(ModelRemarks.leftOut))
    }

    /// How the constants of the chips that are loaded were come by; nil where that is not known.
    var provenance: PlanProvenance? {
        chip?.provenance.map { PlanProvenance($0, prefill: prefillChip?.provenance) }
    }
}
