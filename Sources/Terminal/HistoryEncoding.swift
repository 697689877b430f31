/// Writes an entry as one line of the history file, and reads it back.
///
/// A newline becomes `\n`, a carriage return `\r` and a backslash `\\`; all else stays readable as it is.
enum HistoryEncoding {
    static func encode(_ entry: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entry.utf8.count + 1)
        for byte in entry.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): bytes += [byte, byte]
            case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
            case UInt8(ascii: "\r"): bytes += Array("\\r".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// Reads one line without its newline; bytes that are not UTF-8 are repaired, an unknown escape stays as it is.
    static func decode(_ line: ArraySlice<UInt8>) -> String {
        let backslash = UInt8(ascii: "\\")
        guard line.contains(backslash) else { return String(decoding: line, as: UTF8.self) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(line.count)
        var rest = line
        while let byte = rest.popFirst() {
            guard byte == backslash, let next = rest.first else {
                bytes.append(byte)
                continue
            }
            switch next {
            case backslash: bytes.append(backslash)
            case UInt8(ascii: "n"): bytes.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "r"): bytes.append(UInt8(ascii: "\r"))
            default: bytes += [byte, next]
            }
            rest.removeFirst()
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
