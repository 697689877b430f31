import Text

/// What `merge` says.
public enum MergeWords {
    /// What stands behind it.
    public static var files: String { say(en: "CSV files of the parts of one sweep; part*.csv stands for several") }

    /// What the first word has to be.
    public static var aFile: String { say(en: "a file name") }

    /// A file holds no table.
    public static func noTable(_ path: String) -> String { say(en: "'\(path)' holds no CSV table") }

    /// A file has other columns.
    public static func otherColumns(_ path: String, than first: String) -> String {
        say(en: "'\(path)' has other columns than '\(first)'")
    }

    /// What is expected instead.
    public static var partsOfOne: String { say(en: "parts of one sweep") }

    /// A pattern stands for no file.
    public static func noFile(_ pattern: String) -> String { say(en: "no file is named like '\(pattern)'") }
}
