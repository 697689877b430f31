import Text

/// The object of a chip file that says which program wrote it.
enum StampField {
    /// Reads it, or says that a newer program wrote the file: nothing else of such a file is judged.
    ///
    /// - Parameter text: the file, in which the place of the format is looked up.
    static func parse(_ value: JSON, _ path: String, in text: String) throws(ChipFileError) -> FileStamp {
        if let fields = value.fields, case .number(let format) = fields["format"],
            format > Double(FileStamp.format)
        {
            let stamp = FileStamp(
                format: Int(exactly: format) ?? .max, version: word(fields["version"]), constants: nil)
            let (line, column) = place(in: text)
            throw .newer(line: line, column: column, stamp: stamp)
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

    /// The line and the column, from 1, of the format in the first stamp of a file that has one.
    private static func place(in text: String) -> (line: Int, column: Int) {
        let start = text.firstRange(of: JSON.quoted(FileStamp.key))?.lowerBound ?? text.startIndex
        let place = text[start...].firstRange(of: "\"format\"")?.lowerBound ?? start
        let before = text[..<place]
        let line = before.lastIndex(where: \.isNewline).map { text.index(after: $0) } ?? text.startIndex
        return (before.count(where: \.isNewline) + 1, text[line..<place].count + 1)
    }
}
