import CLibEdit

/// Where prompt and line fall on the screen.
///
/// libedit does not tell, yet printing under the line or clearing it needs to know; so this repeats the steps by which
/// libedit draws (its `re_putc` and `re_addc`), and counts columns as it does rather than by `DisplayWidth`.
struct LineLayout: Equatable {
    /// The row of the cursor, counted from the row where the prompt begins.
    private(set) var cursorRow = 0
    /// The row of the last character, or the one after it if that filled its row.
    private(set) var endRow = 0

    /// Lays out the visible characters of the prompt, then the line, in the columns of the terminal.
    init(prompt: some Sequence<Int32>, line: some Sequence<Int32>, cursor: Int, columns: Int, rows: Int) {
        var pen = Pen(columns: max(columns, 2))
        for character in prompt { pen.put(width: max(Int(cle_columns(character)), 0)) }
        var cursorRow: Int?
        for (index, character) in line.enumerated() {
            let width = Int(cle_columns(character))
            if index == cursor {
                // A wide character that does not fit moves to the next row, and the cursor with it.
                cursorRow = pen.column + max(width, 0) > pen.columns ? pen.row + 1 : pen.row
            }
            pen.draw(character, width: width)
        }
        endRow = pen.row
        self.cursorRow = cursorRow ?? pen.row
        // A line taller than the screen has scrolled: what is above cannot be reached.
        let hidden = max(endRow - max(rows - 1, 0), 0)
        endRow -= hidden
        self.cursorRow = max(self.cursorRow - hidden, 0)
    }

    /// A drawing position that wraps at the right edge.
    private struct Pen {
        let columns: Int
        var row = 0
        var column = 0

        mutating func draw(_ character: Int32, width: Int) {
            switch Int32(width) {
            case CLE_TAB:
                repeat { put(width: 1) } while column % 8 != 0
            case CLE_NEWLINE:
                row += 1
                column = 0
            case 7, 8:
                breakable(width)  // shown as \U+1234
            case 2 where character < 0x100:
                breakable(width)  // shown as ^X
            default:
                put(width: width)
            }
        }

        /// A character shown as several others, which wrap one by one.
        private mutating func breakable(_ width: Int) {
            for _ in 0..<width { put(width: 1) }
        }

        mutating func put(width: Int) {
            if column + width > columns {
                row += 1
                column = 0
            }
            column += width
            if column >= columns {
                row += 1
                column = 0
            }
        }
    }
}
