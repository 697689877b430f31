import Units

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
    public static var name: String { say(en: "name", zh: "名称") }

    /// The heading over what is named.
    public static var title: String { say(en: "title", zh: "全称") }

    /// The heading over how far figures can be trusted.
    public static var trust: String { say(en: "trust", zh: "可信度") }

    /// The heading over sizes and speeds in a line.
    public static var summary: String { say(en: "summary", zh: "概要") }

    /// What is loaded, as the summary of the argument.
    public static func entryOrFile(_ kind: Kind) -> String {
        switch kind {
        case .chip: say(en: "a chip of the catalogue, or a chip file FILE.json", zh: "目录中的芯片，或芯片文件 FILE.json")
        case .model: say(en: "a model of the catalogue, or the path of a config.json", zh: "目录中的模型，或 config.json 的路径")
        }
    }

    /// What is loaded, as it is expected.
    public static func nameOrFile(_ kind: Kind) -> String {
        switch kind {
        case .chip: say(en: "a name of 'arch list', or a chip file FILE.json", zh: "“arch list”中的名称，或芯片文件 FILE.json")
        case .model:
            say(en: "a name of 'model list', or the path of a config.json", zh: "“model list”中的名称，或 config.json 的路径")
        }
    }

    /// A list of entries, as it is expected.
    public static func list(_ kind: Kind) -> String {
        switch kind {
        case .chip: say(en: "chips of the catalogue such as h100,h200, or all", zh: "目录中的芯片，例如 h100,h200，或 all")
        case .model:
            say(
                en: "models of the catalogue such as deepseek-v3,qwen3-32b, or all",
                zh: "目录中的模型，例如 deepseek-v3,qwen3-32b，或 all")
        }
    }

    /// No entry has a name.
    public static func unknown(_ name: String, _ kind: Kind) -> String {
        switch kind {
        case .chip: say(en: "unknown chip '\(name)'", zh: "未知芯片“\(name)”")
        case .model: say(en: "unknown model '\(name)'", zh: "未知模型“\(name)”")
        }
    }

    /// Neither a file nor an entry has a name.
    public static func noFile(_ name: String, _ kind: Kind) -> String {
        switch kind {
        case .chip: say(en: "there is no file '\(name)' and no chip of that name", zh: "没有文件“\(name)”，也没有该名称的芯片")
        case .model: say(en: "there is no file '\(name)' and no model of that name", zh: "没有文件“\(name)”，也没有该名称的模型")
        }
    }

    /// Several entries have names like a word.
    public static func fits(_ word: String, _ names: [String]) -> String {
        let list = names.joined(separator: say(en: ", ", zh: "、"))
        return say(en: "'\(word)' fits \(names.count): \(list)", zh: "“\(word)”匹配 \(names.count) 个名称：\(list)")
    }
}
