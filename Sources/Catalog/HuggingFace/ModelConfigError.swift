import Text

/// Why a configuration of the Hugging Face Hub gives no model.
public enum ModelConfigError: Error, Sendable, Equatable {
    /// The text is no JSON object; `file` is the name such a file has.
    case notJSON(file: String)
    /// A field that the architecture needs is absent.
    case missingField(String)
    /// A field holds something else than what it must be.
    case badField(String, expected: String)
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
        case .notJSON(let file):
            "\(file) is not a JSON object"
        case .missingField(let name):
            "field '\(name)' is missing"
        case .badField(let name, let expected):
            "field '\(name)' is not \(expected)"
        case .unknownArchitecture(let architecture, let modelType, let known):
            "architecture '\(architecture)' (model_type '\(modelType)') is not known; \(known.count) model types are"
                + (NearestName.of(modelType, in: known).map { ", the nearest is '\($0)'" } ?? "")
        case .unsupported(let modelType, let piece):
            "model_type '\(modelType)': \(piece)"
        case .unknownLayer(let field, let kind):
            "\(field): unknown layer '\(kind)'"
        case .unknownQuantization(let field, let value):
            "\(field) '\(value)' is not known"
        }
    }
}
