import Text

/// What is said of the steps and the cells of a session: of undoing, running again, formats and notes.
public enum StepWords {
    // MARK: - Steps

    /// No step is left to take back.
    public static var nothingToUndo: String { say(en: "there is nothing to undo") }

    /// No step is left to bring back.
    public static var nothingToRedo: String { say(en: "there is nothing to redo") }

    /// What was taken back.
    public static func undone(_ commands: String) -> String { say(en: "undone: \(commands)") }

    /// What was brought back.
    public static func redone(_ commands: String) -> String { say(en: "redone: \(commands)") }

    /// A step that no command stands for.
    public static var lastChange: String { say(en: "the last change") }

    /// Commands behind those that are named.
    public static func more(_ count: Int) -> String { say(en: "... and \(count) more") }

    /// A heading: the commands of a session.
    public static var command: String { say(en: "command") }

    // MARK: - Formats and notes

    /// What `format` changed.
    public static func format(_ name: String) -> String { say(en: "tables are written as \(name)") }

    /// What stands behind `note`.
    public static var noteText: String { say(en: "the text of the note") }

    // MARK: - Cells

    /// What names one cell.
    public static var aCell: String { say(en: "a cell's number") }

    /// What names some cells.
    public static var someCells: String { say(en: "a cell's number, or a range such as 3..5") }

    /// A word is neither a number nor a range.
    public static func notCells(_ word: String) -> String { say(en: "'\(word)' names no cells") }

    /// A word is not a number.
    public static func notACell(_ word: String) -> String { say(en: "'\(word)' is not the number of a cell") }

    /// How the number of a cell looks.
    public static var aNumber: String { say(en: "a number such as 3") }

    /// What completion offers in place of a new command.
    public static var cellAsItIs: String { say(en: "the cell as it is") }

    /// A command that a saved session does not hold.
    public static func makesNoCell(_ command: String) -> String { say(en: "'\(command)' makes no cell") }

    /// A command that a saved session holds.
    public static var aKeptCommand: String { say(en: "a command that a session keeps") }
}
