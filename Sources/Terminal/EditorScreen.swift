import CLibEdit
import Glibc

/// Printing around the line under edit.
extension LibEditLineEditor {
    /// The terminal's size, as libedit sees it.
    func screenSize() -> (columns: Int, rows: Int) {
        var size = winsize()
        // What has no size says 0 by 0, or nothing.
        _ = ioctl(STDIN_FILENO, UInt(TIOCGWINSZ), &size)
        return (size.ws_col > 1 ? Int(size.ws_col) : 80, size.ws_row > 0 ? Int(size.ws_row) : 24)
    }

    private func layout() -> LineLayout {
        let size = screenSize()
        let (characters, cursor) = currentLine()
        return LineLayout(
            prompt: prompt.visible, line: characters, cursor: cursor, columns: size.columns, rows: size.rows)
    }

    /// Moves to the end of the line, prints a short text there, and begins the row below.
    func moveBelowLine(saying text: String = "") {
        let layout = layout()
        let down = layout.endRow - layout.cursorRow
        if canMoveCursor {
            if down > 0 { cle_put("\u{1B}[\(down)B") }
            cle_put("\r" + (layout.endColumn > 0 ? "\u{1B}[\(layout.endColumn)C" : ""))
        } else {
            cle_put(String(repeating: "\r\n", count: down))
        }
        cle_put(text + "\r\n")
    }

    /// Clears the prompt and the line, leaving the cursor where the prompt began.
    func eraseLine() {
        guard canMoveCursor else {
            cle_put("\r\n")
            return
        }
        let up = layout().cursorRow
        cle_put((up > 0 ? "\u{1B}[\(up)A" : "") + "\r\u{1B}[J")
    }

    /// Draws the line anew for a changed window; the terminal has already wrapped it to the new width.
    func redrawResized() {
        guard let handle else { return }
        eraseLine()
        el_resize(handle)
        _ = cle_redraw(handle)
    }
}
