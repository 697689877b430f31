import Text

/// The object of a chip file that says which program wrote it.
enum StampField {
    /// Reads it, or says that a newer program wrote the file: nothing else of such a file is judged.
    static func parse(_ value: JSON, _ path: String) throws(ChipFileError) -> FileStamp {
        if let fields = value.fields, case .number(let format) = fields["format"],
            format > Double(FileStamp.newest)
        {
            let stamp = FileStamp(
                format: Int(exactly: format) ?? .max, version: word(fields["version"]), constants: nil)
            throw .newer(field: "\(path).format", stamp: stamp)
        }
        let reader = try ObjectReader(value, path, known: ["format", "version", "constants"])
        return FileStamp(
            format: try reader.count("format"), version: try reader.has("version") ? reader.text("version") : nil,
            constants: try reader.has("constants") ? reader.text("constants") : nil)
    }

    private static func word(_ value: JSON?) -> String? {
        guard case .string(let text) = value else { return nil }
        return FileStamp.word(text)
    }
}
