import Catalog
import CostModel
import Language
import Planning
import Words

/// Axes whose values are whole chips or models of the catalogue.
enum CatalogueAxis: String, CaseIterable {
    case arch, model

    private static let chipNames = Catalog.chips.map(\.name)
    private static let modelNames = Catalog.models.map(\.name)

    /// The axis that a word names.
    init?(_ word: String) {
        switch word.lowercased() {
        case "arch", "chip": self = .arch
        case "model": self = .model
        default: return nil
        }
    }

    /// What it varies, with entries at some places; without any it can tell plans apart and make none.
    func parameter(at places: [Int] = []) -> Parameter {
        switch self {
        case .arch:
            .picking(
                chips: Dictionary(uniqueKeysWithValues: places.map { ($0, Catalog.chips[$0].value) }),
                of: Self.chipNames)
        case .model:
            .picking(
                models: Dictionary(uniqueKeysWithValues: places.map { ($0, Catalog.models[$0].value) }),
                of: Self.modelNames)
        }
    }

    /// What it varies, with every entry of the catalogue.
    var whole: Parameter { parameter(at: Array((self == .arch ? Self.chipNames : Self.modelNames).indices)) }

    /// Reads the names of a list such as `h100,h200`; `all` stands for every chip.
    func axis(_ value: Token) throws(Diagnostic) -> Axis {
        let places: [Int]
        switch self {
        case .arch: places = try Self.places(value, Catalog.chips, of: .chip)
        case .model: places = try Self.places(value, Catalog.models, of: .model)
        }
        return Axis(parameter(at: places), places.map(Double.init))
    }

    private static func places<Value>(
        _ token: Token, _ entries: [CatalogEntry<Value>], of kind: CatalogueWords.Kind
    ) throws(Diagnostic) -> [Int] {
        let found = try CatalogueNames(entries, of: kind).list(token)
        let places = found.compactMap { entry in entries.firstIndex { $0.name == entry.name } }
        var seen: Set<Int> = []
        if let twice = places.first(where: { !seen.insert($0).inserted }) {
            throw Diagnostic(
                AxisWords.twice(entries[twice].name), at: token.span, expected: AxisWords.eachValueOnce)
        }
        return places
    }
}

extension Scenario {
    /// The chip of the catalogue that an axis has put in; nil where none has.
    var pickedChip: CatalogEntry<Chip>? { Self.entry(inputs.picked.chip, of: Catalog.chips) }

    /// The model of the catalogue that an axis has put in; nil where none has.
    var pickedModel: CatalogEntry<Model>? { Self.entry(inputs.picked.model, of: Catalog.models) }

    private static func entry<Value>(_ number: Double, of entries: [CatalogEntry<Value>]) -> CatalogEntry<Value>? {
        guard number > 0, let place = Int(exactly: number - 1), entries.indices.contains(place) else { return nil }
        return entries[place]
    }
}

extension Session {
    /// A chip or a model that is loaded in the place of another.
    struct Picked {
        let scope: Parameter.Scope
        let before: String
        let now: String
    }

    /// The session with the chip and the model that axes have put into a plan, and which these are.
    func picking(_ plan: Scenario) -> (session: Session, picked: [Picked]) {
        var session = self
        var picked: [Picked] = []
        if let entry = plan.pickedChip {
            picked.append(Picked(scope: .arch, before: chip?.name ?? "", now: entry.name))
            session.chip = CatalogueVerb.loaded(entry, false, ChipProvenance(entry))
        }
        if let entry = plan.pickedModel {
            picked.append(Picked(scope: .model, before: model?.name ?? "", now: entry.name))
            session.model = CatalogueVerb.loaded(entry, false, nil)
        }
        return (session, picked)
    }
}
