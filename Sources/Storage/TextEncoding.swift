import Units

/// The encodings that text files of people come in, as far as a wrong one can be told.
enum TextEncoding {
    /// The name that `iconv` has for what bytes probably are; nil where they are UTF-8, or cannot be told.
    ///
    /// GBK is a byte of 81-FE before one of 40-FE but 7F (GB 18030-2005, two-byte part); what is UTF-8 throughout is
    /// that.
    static func foreign(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        var pairs = 0
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            guard (0x81...0xFE).contains(bytes[index]), index + 1 < bytes.count,
                (0x40...0xFE).contains(bytes[index + 1]), bytes[index + 1] != 0x7F
            else { return nil }
            pairs += 1
            index += 2
        }
        return pairs > 1 ? "GBK" : nil
    }

    /// Why a file in another encoding is not read, and the command that makes one that is.
    static func error(_ encoding: String, path: String) -> FileError {
        let file = path.contains { $0.isWhitespace || "'\"\\$`;&|<>()".contains($0) } ? "FILE" : path
        let command = "iconv -f \(encoding) -t UTF-8 \(file) > utf8.txt"
        return FileError(
            say(
                en: "its text is \(encoding), not UTF-8; '\(command)' converts it",
                zh: "文件编码是 \(encoding)，不是 UTF-8；可用“\(command)”转换"))
    }
}
