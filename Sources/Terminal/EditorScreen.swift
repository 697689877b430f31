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
        guard painter == nil else {
            let (before, after) = splitLine()
            return leaveLine(before + after, saying: text)
        }
        let layout = layout()
        cle_put(String(repeating: "\r\n", count: layout.endRow - layout.cursorRow) + text + "\r\n")
    }

    /// Clears the prompt and the line, leaving the cursor where the prompt began.
    func eraseLine() {
        cle_put(painter?.erase() ?? "\r\n")
    }

    /// Draws the line anew for a changed window; the terminal has already wrapped it to the new width.
    func redrawResized() {
        guard let handle else { return }
        if painter == nil { cle_put("\r\n") } else { eraseResized() }
        el_resize(handle)
        if painter == nil { _ = cle_redraw(handle) }
    }
}
