import Text

/// Why a configuration of the Hugging Face Hub gives no model.
public enum ModelConfigError: Error, Sendable, Equatable {
    /// The text is not JSON; `file` is its name where it lies beside the configuration.
    case notJSON(JSONFault, file: String?)
    /// The text is JSON, but not an object; `file` is the name such a file has.
    case notAnObject(file: String)
    /// A field that the architecture needs is absent.
    case missingField(String)
    /// A field holds something else than what it must be.
    case badField(String, expected: String)
    /// A field holds a number below zero, or one that no model needs.
    case outOfRange(String, found: String)
    /// No family reads this `model_type`.
    case unknownArchitecture(String, modelType: String, known: [String])
    /// The architecture is known, but has a part that the model's shapes cannot express.
    case unsupported(modelType: String, piece: String)
    /// A list or pattern of layers names a kind that is not known.
    case unknownLayer(field: String, kind: String)
    /// A field of the quantisation has a value that is not known.
    case unknownQuantization(field: String, value: String)

    /// What is wrong, in one line.
    public var message: String {
        switch self {
        case .notJSON(let fault, let file):
            (file.map { "\($0), " } ?? "") + fault.message
        case .notAnObject(let file):
            "\(file) is not a JSON object"
        case .missingField(let name):
            "field '\(name.excerpt)' is missing"
        case .badField(let name, let expected):
            "field '\(name.excerpt)' is not \(expected)"
        case .outOfRange(let name, let found):
            "field '\(name.excerpt)' is \(found), expected a number from 0 to 1e15"
        case .unknownArchitecture(let architecture, let modelType, let known):
            "architecture '\(architecture.excerpt)' (model_type '\(modelType.excerpt)') is not known; \(known.count) model types are"
                + (NearestName.of(modelType, in: known).map { ", the nearest is '\($0)'" } ?? "")
        case .unsupported(let modelType, let piece):
            "model_type '\(modelType)': \(piece)"
        case .unknownLayer(let field, let kind):
            "\(field): unknown layer '\(kind.excerpt)'"
        case .unknownQuantization(let field, let value):
            "\(field.excerpt) '\(value.excerpt)' is not known"
        }
    }
}
