import Presentation
import Units

/// What is said of the steps and the cells of a session: of undoing, running again, formats and notes.
public enum StepWords {
    // MARK: - Steps

    /// No step is left to take back.
    public static var nothingToUndo: String { say(en: "there is nothing to undo", zh: "没有可撤销的操作") }

    /// No step is left to bring back.
    public static var nothingToRedo: String { say(en: "there is nothing to redo", zh: "没有可重做的操作") }

    /// What was taken back.
    public static func undone(_ commands: String) -> String { say(en: "undone: \(commands)", zh: "已撤销：\(commands)") }

    /// What was brought back.
    public static func redone(_ commands: String) -> String { say(en: "redone: \(commands)", zh: "已重做：\(commands)") }

    /// A step that no command stands for.
    public static var lastChange: String { say(en: "the last change", zh: "上一次修改") }

    /// A heading: the commands of a session.
    public static var command: String { say(en: "command", zh: "命令") }

    // MARK: - Formats and notes

    /// Whether there is colour from now on.
    public static func colour(_ choice: ColourChoice) -> String {
        switch choice {
        case .on: say(en: "colour wherever the terminal has it", zh: "终端支持时总是使用颜色")
        case .off: say(en: "no colour, no hints below the line", zh: "不使用颜色，行下也没有提示")
        case .auto: say(en: "colour as the terminal and NO_COLOR say", zh: "颜色由终端和 NO_COLOR 决定")
        }
    }

    /// The language from now on.
    public static func language(_ name: String) -> String { say(en: "language: \(name)", zh: "语言：\(name)") }

    /// How tables are written from now on.
    public static func format(_ name: String) -> String {
        say(en: "tables are written as \(name)", zh: "表格以 \(name) 格式输出")
    }

    /// What stands behind `note`.
    public static var noteText: String { say(en: "the text of the note", zh: "备注文字") }

    // MARK: - Cells

    /// What names one cell.
    public static var aCell: String { say(en: "a cell's number", zh: "单元编号") }

    /// What names some cells.
    public static var someCells: String {
        say(en: "a cell's number, or a range such as 3..5", zh: "单元编号，或一个范围，例如 3..5")
    }

    /// A word is neither a number nor a range.
    public static func notCells(_ word: String) -> String {
        say(en: "'\(word)' names no cells", zh: "“\(word)”不对应任何单元")
    }

    /// A word is not a number.
    public static func notACell(_ word: String) -> String {
        say(en: "'\(word)' is not the number of a cell", zh: "“\(word)”不是单元编号")
    }

    /// How the number of a cell looks.
    public static var aNumber: String { say(en: "a number such as 3", zh: "编号，例如 3") }

    /// What completion offers in place of a new command.
    public static var cellAsItIs: String { say(en: "the cell as it is", zh: "单元原文") }

    /// A command that a saved session does not hold.
    public static func makesNoCell(_ command: String) -> String {
        say(en: "'\(command)' makes no cell", zh: "“\(command)”不产生单元")
    }

    /// A command that a saved session holds.
    public static var aKeptCommand: String { say(en: "a command that a session keeps", zh: "会话会保存的命令") }
}
