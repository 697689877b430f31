import Text
import Units

/// What `merge` says.
public enum MergeWords {
    /// What stands behind it.
    public static var files: String {
        say(
            en: "CSV files of the parts of one sweep; part*.csv stands for several",
            zh: "同一次批量评估各分片的 CSV 文件；part*.csv 可代表多个文件")
    }

    /// What the first word has to be.
    public static var aFile: String { say(en: "a file name", zh: "文件名") }

    /// A file holds no table.
    public static func noTable(_ path: String) -> String {
        say(en: "'\(path)' holds no CSV table", zh: "“\(path)”不含 CSV 表格")
    }

    /// A file has other columns.
    public static func otherColumns(_ path: String, than first: String) -> String {
        say(en: "'\(path)' has other columns than '\(first)'", zh: "“\(path)”与“\(first)”的列不同")
    }

    /// What is expected instead.
    public static var partsOfOne: String { say(en: "parts of one sweep", zh: "同一次批量评估的各分片") }

    /// A pattern stands for no file.
    public static func noFile(_ pattern: String) -> String {
        say(en: "no file is named like '\(pattern)'", zh: "没有与“\(pattern)”匹配的文件")
    }
}
