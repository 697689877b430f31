import Units

/// What tables say beside their cells.
enum PresentationWords {
    /// Columns that did not fit, and the command that shows them.
    static func also(_ columns: [String], shownBy command: String) -> String {
        say(
            en: "also: \(columns.joined(separator: ", ")); '\(command)' shows them",
            zh: "另有：\(columns.joined(separator: "、"))；“\(command)”可显示")
    }

    /// A table is empty.
    static var noRows: String { say(en: "no rows", zh: "没有行") }
}
