import CatalogData
import CostModel
import Text

/// A line of the list of models.
struct ListedModel: Sendable {
    /// As people type it, which is the name of its files too.
    let name: String
    /// The name that its maker uses.
    let title: String
    /// Repositories of the Hugging Face Hub whose configuration it is, the one that was read first.
    let repositories: [String]
    /// What the configuration is and what its shapes were held against.
    let origin: String

    /// The lines that can be read; a test holds that all can.
    static var all: [ListedModel] { lines.compactMap { ListedModel($0) } }

    /// The lines as they are.
    static var lines: [Substring] { sextant_model_list().string.split(separator: "\n") }

    /// Reads a line; nil where a field is missing or of another kind.
    init?(_ line: Substring) {
        guard let fields = try? JSON(parsing: String(line)).fields, case .string(let name)? = fields["name"],
            case .string(let title)? = fields["title"], case .array(let repositories)? = fields["repositories"],
            case .string(let origin)? = fields["origin"]
        else { return nil }
        self.name = name
        self.title = title
        self.repositories = repositories.compactMap { if case .string(let text) = $0 { text } else { nil } }
        self.origin = origin
        guard self.repositories.count == repositories.count else { return nil }
    }

    /// The entry of the catalogue.
    var entry: CatalogEntry<Model> {
        let isStudied = name == StudiedModel.name
        let ofStudy: @Sendable () -> String = { StudiedModel.difference }
        return CatalogEntry(
            name: name, title: title,
            origins: [.ofModel(origin, in: repositories)] + (isStudied ? StudiedModel.origins : []),
            difference: isStudied ? ofStudy : nil,
            text: { [name] in ModelFile.named(name)?.text ?? "" }
        ) { [name] in
            // The files are part of the program, and a test reads every one.
            guard let reading = try? ModelFile.named(name)?.read() else { return .none }
            return isStudied ? StudiedModel.adapted(reading) : reading
        }
    }
}

extension CatalogEntry<Model>.Reading {
    /// What stands in for a file that cannot be read: a model without layers.
    static let none = Self(
        value: Model(hidden: 0, vocabulary: 0, precision: Precision(.bf16), groups: []))
}
