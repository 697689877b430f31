import Glibc
import Text

/// Shows results that are taller than the terminal page by page.
public struct Pager: Sendable {
    /// The command that shows a text, or nil where nobody wants one.
    private let command: String?
    /// The command that shows a text whose lines are wider than the screen, which scrolls sideways.
    private let sidewaysCommand: String?

    /// Whether lines wider than the screen can be looked at.
    public var scrollsSideways: Bool { sidewaysCommand != nil }

    /// Reads `PAGER`; `less` is used where it is not set, and nothing where it is empty or `cat`.
    public init(environment: (String) -> String?) {
        let program = environment("PAGER") ?? "less"
        let isWanted = !["", "cat"].contains(program) && !["", "dumb"].contains(environment("TERM") ?? "")
        // Quit if it fits, keep colours, leave the text on the screen.
        // What is shown is UTF-8, whatever the locale that less finds.
        command = isWanted ? "LESSCHARSET=utf-8 LESS=\"${LESS-FRX}\" \(program)" : nil
        // Lines are cut at the screen's edge rather than wrapped, and a text that is short but wide stays to be looked at;
        // another program than less may do neither.
        let isLess = program.split(separator: " ").first.map { $0 == "less" || $0.hasSuffix("/less") } ?? false
        sidewaysCommand = isWanted && isLess ? "LESSCHARSET=utf-8 LESS=\"${LESS--RX}\" \(program) -S -+F" : nil
    }

    /// Shows a text with lines that are wider than the screen; returns false if nothing could.
    public func showSideways(_ text: String) -> Bool {
        guard let sidewaysCommand else { return false }
        return ![126, 127].contains(TextProgram.run(sidewaysCommand, input: text))
    }

    /// Shows a text if it needs paging; returns false if it did not.
    public func show(_ text: String) -> Bool {
        var size = winsize()
        guard let command, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 1, size.ws_col > 0,
            // The last row is the prompt's.
            Self.rows(of: text, columns: Int(size.ws_col)) >= Int(size.ws_row)
        else { return false }
        return ![126, 127].contains(TextProgram.run(command, input: text))
    }

    /// The rows that a text takes, long lines wrapped; colour sequences take no columns, and a wide character that does
    /// not fit begins the next row.
    static func rows(of text: String, columns: Int) -> Int {
        var rows = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var column = 0
            DisplayWidth.forEachDrawn(line) { character in
                let width = DisplayWidth.of(character)
                if column > 0, column + width > columns { (rows, column) = (rows + 1, 0) }
                column += width
            }
            rows += 1
        }
        return text.hasSuffix("\n") ? rows - 1 : rows
    }
}
