import Text

/// What is said of the entries of the catalogue.
public enum CatalogueWords {
    /// What entries are of.
    public enum Kind: Sendable {
        /// Chips, which `arch` loads.
        case chip
        /// Models.
        case model
    }

    /// The heading over names.
    public static var name: String { say(en: "name") }

    /// The heading over what is named.
    public static var title: String { say(en: "title") }

    /// The heading over how far figures can be trusted.
    public static var trust: String { say(en: "trust") }

    /// The heading over sizes and speeds in a line.
    public static var summary: String { say(en: "summary") }

    /// What is loaded, as the summary of the argument.
    public static func entryOrFile(_ kind: Kind) -> String {
        switch kind {
        case .chip: say(en: "a chip of the catalogue, or a chip file FILE.json")
        case .model: say(en: "a model of the catalogue, or the path of a config.json")
        }
    }

    /// What is loaded, as it is expected.
    public static func nameOrFile(_ kind: Kind) -> String {
        switch kind {
        case .chip: say(en: "a name of 'arch list', or a chip file FILE.json")
        case .model: say(en: "a name of 'model list', or the path of a config.json")
        }
    }

    /// A list of entries, as it is expected.
    public static func list(_ kind: Kind) -> String {
        switch kind {
        case .chip: say(en: "chips of the catalogue such as h100,h200, or all")
        case .model: say(en: "models of the catalogue such as deepseek-v3,qwen3-32b, or all")
        }
    }

    /// No entry has a name.
    public static func unknown(_ name: String, _ kind: Kind) -> String {
        switch kind {
        case .chip: say(en: "unknown chip '\(name)'")
        case .model: say(en: "unknown model '\(name)'")
        }
    }

    /// Neither a file nor an entry has a name.
    public static func noFile(_ name: String, _ kind: Kind) -> String {
        switch kind {
        case .chip: say(en: "there is no file '\(name)' and no chip of that name")
        case .model: say(en: "there is no file '\(name)' and no model of that name")
        }
    }

    /// Several entries have names like a word.
    public static func fits(_ word: String, _ names: [String]) -> String {
        let list = names.joined(separator: ", ")
        return say(en: "'\(word)' fits \(names.count): \(list)")
    }
}
