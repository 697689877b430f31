import CatalogData
import Text

/// What the configuration class of a model type fills in where a file leaves fields out, as transformers declares it.
///
/// The data of all types lies in the program as text; what is asked for is found and read alone.
struct ClassDefaults: Sendable {
    /// Other spellings of fields, and the ones that the class reads.
    let spellings: [String: JSON]
    /// Values that the class declares, which stand in for what a file leaves out.
    let fields: [String: JSON]
    /// Values that the class works out from others, at its own defaults: with `fields` they are the whole default
    /// configuration, and they stand in for nothing where a file states other sizes.
    let derived: [String: JSON]

    /// Classes that take the configuration.
    let architectures: [String]

    /// The defaults of a `model_type`; nil where transformers has none of that name.
    init?(of modelType: String) {
        guard let line = EmbeddedText.classDefaults.line(beginning: Self.beginning(of: modelType)),
            let entry = try? JSON(parsing: line).fields
        else { return nil }
        spellings = entry["attribute_map"]?.fields ?? [:]
        fields = entry["fields"]?.fields ?? [:]
        derived = entry["derived"]?.fields ?? [:]
        if case .array(let names)? = entry["architectures"] {
            architectures = names.compactMap { if case .string(let name) = $0 { name } else { nil } }
        } else {
            architectures = []
        }
    }

    /// How the line of a type begins.
    private static func beginning(of modelType: String) -> String { "{\"model_type\": \(JSON.quoted(modelType))" }

    /// The `model_type` whose configuration a class such as `LlamaForCausalLM` takes.
    static func modelType(ofClass name: String) -> String? {
        let beginning = "  \(JSON.quoted(name)): "
        guard let line = EmbeddedText.architectures.line(beginning: beginning) else { return nil }
        let value = line.dropFirst(beginning.count)
        guard case .string(let type)? = try? JSON(parsing: String(value.last == "," ? value.dropLast() : value))
        else { return nil }
        return type
    }
}

/// A text that lies in the program, of which parts are read.
private struct EmbeddedText {
    private let text: sextant_text

    static var classDefaults: EmbeddedText { EmbeddedText(text: sextant_class_defaults()) }
    static var architectures: EmbeddedText { EmbeddedText(text: sextant_architectures()) }

    /// The first line that begins so, without its end.
    func line(beginning: String) -> String? {
        let bytes = UnsafeBufferPointer(start: text.bytes, count: text.size)
        let wanted = Array(beginning.utf8)
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            if bytes[start..<end].starts(with: wanted) { return String(decoding: bytes[start..<end], as: UTF8.self) }
            start = end + 1
        }
        return nil
    }
}
