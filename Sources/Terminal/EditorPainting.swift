import CLibEdit
import Glibc

/// Drawing the line, with its colours, the offer behind it and the hint below it.
extension LibEditLineEditor {
    /// What was typed as it is on the screen while a line is read, once no key waits any more.
    func paintBetweenKeys() {
        guard painter != nil, let canvas else { return }
        let drawn = cle_take(canvas)
        if drawn & CLE_CLEAR != 0 {
            cle_put("\u{1B}[H\u{1B}[2J")
            painter?.forget()
        }
        if drawn & CLE_BELL != 0 { cle_put("\u{7}") }
        guard !keyboard.hasInput else { return }
        let size = screenSize()
        let picture = picture(size)
        cle_put(painter?.paint(picture, columns: size.columns, height: size.rows) ?? "")
    }

    /// Draws the line for the last time, as nothing but a line, and moves to the row below it.
    func leaveLine(_ line: String, saying text: String = "") {
        let size = screenSize()
        var picture = LinePicture(prompt: StyledText(prompt.line), columns: size.columns)
        add(line, cursor: line.unicodeScalars.count, to: &picture, look(of: line))
        cle_put(painter?.paint(picture, columns: size.columns, height: size.rows) ?? "")
        cle_put(painter?.end(saying: text) ?? "")
    }

    /// Clears prompt and line after the window changed: the terminal has already wrapped them to the new width.
    func eraseResized() {
        let size = screenSize()
        let above = picture(size).cursor.row
        cle_put(painter?.erase(rowsAbove: min(above, size.rows - 1)) ?? "")
    }

    /// What the right arrow takes at the end of the line: how the newest earlier line that begins as this one goes on.
    var ghost: String? {
        let (before, after) = splitLine()
        guard after.isEmpty, search == nil, let look = look(of: before), look.offersHistory else { return nil }
        return history.newest(beginningWith: before)
    }

    private func picture(_ size: (columns: Int, rows: Int)) -> LinePicture {
        if let search { return picture(of: search, size) }
        let (before, after) = splitLine()
        let line = before + after
        let look = look(of: line)
        var picture = LinePicture(prompt: StyledText(prompt.line), columns: size.columns)
        add(line, cursor: before.unicodeScalars.count, to: &picture, look)
        guard let look else { return picture }
        if let ghost { picture.add(ghost) { _ in LineLook.Ink.faint.sequence } }
        if !look.hint.isEmpty {
            let text = look.hint.map { piece in
                (piece.isMarked ? LineLook.Ink.next : .faint).sequence + piece.text + "\u{1B}[0m"
            }
            picture.addRow(StyledText(text.joined()), height: size.rows)
        }
        return picture
    }

    private func picture(of search: HistorySearch, _ size: (columns: Int, rows: Int)) -> LinePicture {
        let (before, after) = splitLine()
        let line = search.match ?? before + after
        let marks = display?.style().allowsColour == true ? search.marks : []
        var picture = LinePicture(prompt: StyledText(search.prompt), columns: size.columns)
        picture.add(line, cursor: line.unicodeScalars.count) { number in
            marks.contains(number) ? LineLook.Ink.found.sequence : ""
        }
        return picture
    }

    private func add(_ line: String, cursor: Int, to picture: inout LinePicture, _ look: LineLook?) {
        var inks = [String](repeating: "", count: look == nil ? 0 : line.count)
        for part in look?.parts ?? [] {
            for number in part.characters.clamped(to: 0..<inks.count) { inks[number] = part.ink.sequence }
        }
        picture.add(line, cursor: cursor) { inks.isEmpty ? "" : inks[$0] }
    }

    /// How a line looks; nil where it is only text.
    private func look(of line: String) -> LineLook? {
        guard let display, display.style().allowsColour else { return nil }
        if let last = lastLook, last.line == line { return last.look }
        let look = display.look(line)
        lastLook = (line, look)
        return look
    }
}
