import CatalogData
import CostModel

/// The files of a model's repository, as they lie in the program.
struct ModelFile {
    private let files: sextant_model_file

    /// Every model that has files.
    static var all: [ModelFile] { (0..<sextant_model_count()).map { ModelFile(files: sextant_model_file($0)) } }

    /// The files of the model of a name; nil where there are none.
    static func named(_ name: String) -> ModelFile? { all.first { $0.name == name } }

    /// As people type it.
    var name: String { String(cString: files.name) }

    /// The configuration and what says how weights are quantised.
    var text: String { files.config.string + (files.quantization.size > 0 ? files.quantization.string : "") }

    /// Reads the configuration as that of a user is read.
    func read() throws(ModelConfigError) -> CatalogEntry<Model>.Reading {
        let quantization = files.quantization.size > 0 ? files.quantization.string : nil
        let config = files.config.string
        let (_, model, leftOut) = try HuggingFaceConfig.read(config, quantization: quantization)
        return CatalogEntry.Reading(
            value: model, leftOut: leftOut, encoder: try HuggingFaceConfig.encoder(config, of: model))
    }
}

extension sextant_text {
    /// The text.
    var string: String { String(decoding: UnsafeBufferPointer(start: bytes, count: size), as: UTF8.self) }
}
