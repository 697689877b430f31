import Catalog
import CostModel
import Notebook

/// The chip and the model that plans are of.
struct PlanSubject: Sendable {
    /// A name as it is loaded by, and the title behind it.
    struct Name: Sendable {
        let name: String
        let title: String
    }

    /// The chip; nil where none was loaded.
    let chip: Name?
    /// The model; nil where none was loaded.
    let model: Name?
    /// What reading the model left out, in words; nil where it is whole.
    var leftOut: String? = nil

    /// Both names, as the prompt shows them: `sg2260e/deepseek-v3`.
    var title: String {
        switch (chip?.name, model?.name) {
        case (nil, nil): ""
        case (let chip?, nil): chip
        case (nil, let model?): "-/\(model)"
        case (let chip?, let model?): "\(chip)/\(model)"
        }
    }

    /// The chip as the catalogue has it; nil where it came from a file.
    var catalogueChip: Chip? { catalogueEntry?.value }
    /// The chip with its sources; nil where it came from a file.
    var catalogueEntry: CatalogEntry<Chip>? { Catalog.chip(named: chip?.name) }
    /// The model as the catalogue has it; nil where it came from a file.
    var catalogueModel: Model? { Catalog.model(named: model?.name)?.value }
}

extension Session {
    /// The chip and the model that are loaded.
    var subject: PlanSubject {
        PlanSubject(
            chip: chip.map { .init(name: $0.name, title: $0.title) },
            model: model.map { .init(name: $0.name, title: $0.title) }, leftOut: model.flatMap(ModelText.leftOut))
    }
}
