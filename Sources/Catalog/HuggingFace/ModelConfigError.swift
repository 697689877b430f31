import Text

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
            (file.map { "\($0), " } ?? "") + fault.message
        case .notAnObject(let file):
            "\(file) is not a JSON object"
        case .missingField(let field):
            "field '\(field.path.excerpt)' is missing"
        case .badField(let field, let expected):
            "field '\(field.path.excerpt)' is not \(expected)"
        case .outOfRange(let field, let found):
            "field '\(field.path.excerpt)' is \(found), expected a number from 0 to 1e15"
        case .unknownArchitecture(let architecture, let modelType, let known):
            "architecture '\(architecture.excerpt)' (model_type '\(modelType.excerpt)') is not known; \(known.count) model types are"
                + (NearestName.of(modelType, in: known).map { ", the nearest is '\($0)'" } ?? "")
        case .unsupported(let modelType, let piece):
            "model_type '\(modelType)': \(piece)"
        case .unknownLayer(let field, let kind):
            "\(field.path.excerpt): unknown layer '\(kind.excerpt)'"
        case .unknownQuantization(let field, let value):
            "\(field.path.excerpt) '\(value.excerpt)' is not known"
        }
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
