import Text
import Units

/// A field of a configuration, or of a file beside it.
public struct ConfigField: Sendable, Equatable {
    /// The names of the fields behind each other, with numbers of items from 1: `text_config.layer_types[3]`.
    public let path: String
    /// The file, where it lies beside the configuration.
    public let file: String?

    /// A field by its path.
    public init(path: String, file: String?) { (self.path, self.file) = (path, file) }

    /// A field in this one.
    func inner(_ name: String) -> ConfigField { ConfigField(path: "\(path).\(name)", file: file) }
}

/// Why a configuration of the Hugging Face Hub gives no model.
public enum ModelConfigError: Error, Sendable, Equatable {
    /// The text is not JSON; `file` is its name where it lies beside the configuration.
    case notJSON(JSONFault, file: String?)
    /// The text is JSON, but not an object; `file` is the name such a file has.
    case notAnObject(file: String)
    /// A field that the architecture needs is absent.
    case missingField(ConfigField)
    /// A field holds something else than what it must be.
    case badField(ConfigField, expected: String)
    /// A field holds a number below zero, or one that no model needs.
    case outOfRange(ConfigField, found: String)
    /// No family reads this `model_type`.
    case unknownArchitecture(String, modelType: String, known: [String])
    /// The architecture is known, but has a part that the model's shapes cannot express.
    case unsupported(modelType: String, piece: String)
    /// A list or pattern of layers names a kind that is not known.
    case unknownLayer(field: ConfigField, kind: String)
    /// A field of the quantisation has a value that is not known.
    case unknownQuantization(field: ConfigField, value: String)

    /// What is wrong, in one line.
    public var message: String {
        switch self {
        case .notJSON(let fault, let file):
            (file.map { file in say(en: "\(file), ", zh: "\(file)，") } ?? "") + fault.message
        case .notAnObject(let file):
            say(en: "\(file) is not a JSON object", zh: "\(file) 不是 JSON 对象")
        case .missingField(let field):
            say(en: "field '\(field.path.excerpt)' is missing", zh: "缺少字段“\(field.path.excerpt)”")
        case .badField(let field, let expected):
            say(
                en: "field '\(field.path.excerpt)' is not \(expected)", zh: "字段“\(field.path.excerpt)”应为\(expected)")
        case .outOfRange(let field, let found):
            say(
                en: "field '\(field.path.excerpt)' is \(found), expected a number from 0 to 1e15",
                zh: "字段“\(field.path.excerpt)”为 \(found)，应为 0 到 1e15 之间的数")
        case .unknownArchitecture(let architecture, let modelType, let known):
            Self.unknown(architecture.excerpt, modelType.excerpt, known.count)
                + Self.nearest(NearestName.of(modelType, in: known))
        case .unsupported(let modelType, let piece):
            say(en: "model_type '\(modelType)': \(piece)", zh: "model_type“\(modelType)”：\(piece)")
        case .unknownLayer(let field, let kind):
            say(
                en: "\(field.path.excerpt): unknown layer '\(kind.excerpt)'",
                zh: "\(field.path.excerpt)：未知的层类型“\(kind.excerpt)”")
        case .unknownQuantization(let field, let value):
            say(
                en: "\(field.path.excerpt) '\(value.excerpt)' is not known",
                zh: "未知的 \(field.path.excerpt)“\(value.excerpt)”")
        }
    }

    private static func unknown(_ architecture: String, _ modelType: String, _ known: Int) -> String {
        say(
            en: "architecture '\(architecture)' (model_type '\(modelType)') is not known; \(known) model types are",
            zh: "未知架构“\(architecture)”（model_type“\(modelType)”）；已知 \(known) 种 model_type")
    }

    private static func nearest(_ name: String?) -> String {
        name.map { name in say(en: ", the nearest is '\(name)'", zh: "，最接近的是“\(name)”") } ?? ""
    }
}

extension ModelConfigError {
    /// What is wrong, without the place.
    public var sentence: String { if case .notJSON(let fault, _) = self { fault.sentence } else { message } }

    /// The field that is to blame; nil where none is.
    private var field: ConfigField? {
        switch self {
        case .missingField(let field), .badField(let field, _), .outOfRange(let field, _), .unknownLayer(let field, _),
            .unknownQuantization(let field, _):
            field
        case .notJSON, .notAnObject, .unknownArchitecture, .unsupported: nil
        }
    }

    /// The name of the file that is to blame, where that is not the configuration itself.
    public var file: String? {
        if case .notJSON(_, let file) = self { file } else { field?.file }
    }

    /// The place in that file; of a missing field that of the object without it, nil at the top and of what only a class
    /// has.
    public func place(in text: String) -> TextPlace? {
        switch self {
        case .notJSON(let fault, _): return fault.place
        case .missingField(let field):
            guard let end = field.path.lastIndex(of: ".") else { return nil }
            return JSON.place(of: String(field.path[..<end]), ofName: true, in: text, as: .python)
        default: return field.flatMap { JSON.place(of: $0.path, in: text, as: .python) }
        }
    }
}

extension ConfigFields {
    /// The error of a field that is absent.
    func missing(_ name: String) -> ModelConfigError { .missingField(field(name)) }

    /// The error of a field that holds something else than what it must be.
    func bad(_ name: String, expected: String) -> ModelConfigError { .badField(field(name), expected: expected) }

    /// The error of a layer of unknown kind, with its number where the field is a list.
    func unknownLayer(_ names: String..., kind: String) -> ModelConfigError {
        let name = names.first { has($0) } ?? names[0]
        let place = list(name)?.firstIndex(of: .string(kind)).map { "\(name)[\($0 + 1)]" }
        return .unknownLayer(field: field(place ?? name), kind: kind)
    }

    /// The error of a field of the quantisation that has a value that is not known.
    func unknown(_ name: String, _ value: String) -> ModelConfigError {
        .unknownQuantization(field: field(name), value: value)
    }
}
