import Catalog
import CostModel
import Presentation

extension Command {
    static let archList = Command(
        "arch list", synonyms: ["chips"], abstract: "Lists the chips of the catalogue.", examples: ["arch list"]
    ) { (_: Context) throws(Diagnostic) -> Outcome in
        CatalogueVerb.list(Catalog.chips, ValueText.summary)
    }

    static let archLoad = Command(
        "arch load", synonyms: ["chip"], abstract: "Loads a chip of the catalogue.",
        arguments: CatalogueVerb.name("chip") { Catalog.chips }, examples: ["arch load sg2260e"]
    ) { (context: Context, entry: CatalogEntry<Chip>) throws(Diagnostic) -> Outcome in
        var session = context.session
        let chip = Loaded(name: entry.name, title: entry.title, value: entry.value)
        session.chip = chip
        return Outcome(session, say: ValueText.summary(chip))
    }

    static let archShow = Command(
        "arch show", abstract: "Shows every parameter of the chip.", examples: ["arch show"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let chip = try context.session.requireChip()
        let name = (Table.Column("name", note: chip.title), Table.Cell.text(chip.name))
        return CatalogueVerb.show(.arch, context.session.draft, first: [name])
    }

    static let archSet = Command(
        "arch set", abstract: "Changes parameters of the chip.",
        discussion: "Values may carry units: 16e9, 16GB/s, 128TFLOPS, 64GiB, 0.59us, 95%.",
        arguments: .assignments(.arch), examples: ["arch set inter_bw 16e9", "arch set inter_bw=64GB/s group=8"]
    ) { (context: Context, assignments: [Assignment]) throws(Diagnostic) -> Outcome in
        _ = try context.session.requireChip()
        let (session, lines) = CatalogueVerb.set(assignments, context.session)
        return Outcome(session, lines.map { .line($0) })
    }
}

extension Session {
    func requireChip() throws(Diagnostic) -> Loaded<Chip> {
        guard let chip else {
            throw Diagnostic(
                "no chip is loaded", hint: "load one first, for example: arch load \(Catalog.chips[0].name)")
        }
        return chip
    }

    func requireModel() throws(Diagnostic) -> Loaded<Model> {
        guard let model else {
            throw Diagnostic(
                "no model is loaded", hint: "load one first, for example: model load \(Catalog.models[0].name)")
        }
        return model
    }
}
