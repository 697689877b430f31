/// The program that wrote a file, as the file names it.
public struct FileStamp: Sendable, Equatable {
    /// The format of what this program writes; files without a stamp have format 1.
    public static let format = 2
    /// The newest format that this program reads: that of chips with runs of one's own, of which older programs know nothing.
    public static let newest = 3
    /// The member of a JSON object that holds a stamp.
    public static let key = "sextant"

    /// The format of the file.
    public let format: Int
    /// The release that wrote it; nil where the file does not say.
    public let version: String?
    /// The fingerprint of the constants that its figures rest on; nil where the file does not say.
    public let constants: String?

    /// Makes a stamp.
    public init(format: Int = Self.format, version: String?, constants: String?) {
        self.format = format
        self.version = version
        self.constants = constants
    }

    /// Whether a newer program wrote the file, in a format that this one does not know.
    public var isNewer: Bool { format > Self.format }

    /// A release or a fingerprint as a file has it; nil for anything else, so that messages can repeat it.
    public static func word(_ text: String) -> String? {
        let isWord = text.utf8.allSatisfy { byte in
            ("a"..."z").contains(Unicode.Scalar(byte)) || ("A"..."Z").contains(Unicode.Scalar(byte))
                || ("0"..."9").contains(Unicode.Scalar(byte)) || "-+._".utf8.contains(byte)
        }
        return isWord && (1...longest).contains(text.utf8.count) ? text : nil
    }

    private static let longest = 40

    /// The stamp as a value of `key`.
    public var json: JSON {
        var members: [(key: String, value: JSON)] = [("format", .number(Double(format)))]
        if let version { members.append(("version", .string(version))) }
        if let constants { members.append(("constants", .string(constants))) }
        return .object(members)
    }
}
