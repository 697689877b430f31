import CLibEdit

/// The line under edit, and how to change it.
extension LibEditLineEditor {
    /// The characters of the line and how many stand before the cursor.
    func currentLine() -> (characters: UnsafeBufferPointer<Int32>, cursor: Int) {
        guard let handle else { return (UnsafeBufferPointer(start: nil, count: 0), 0) }
        var count: Int32 = 0
        var cursor: Int32 = 0
        let start = cle_line(handle, &count, &cursor)
        return (UnsafeBufferPointer(start: start, count: Int(count)), Int(cursor))
    }

    /// The line before the cursor and the line after it.
    func splitLine() -> (before: String, after: String) {
        let (characters, cursor) = currentLine()
        return (String(editorText: characters[..<cursor]), String(editorText: characters[cursor...]))
    }

    /// Inserts text at the cursor.
    func insert(_ text: String) {
        guard let handle, !text.isEmpty else { return }
        let characters = text.unicodeScalars.map { Int32(bitPattern: $0.value) }.filter { $0 != 0 } + [0]
        _ = cle_insert(handle, characters)
    }

    /// Deletes characters before the cursor.
    func deleteBackwards(_ count: Int) {
        guard let handle else { return }
        el_deletestr(handle, Int32(clamping: count))
    }

    /// Replaces the whole line and puts the cursor at its end.
    func replaceLine(_ text: String) {
        deleteAll()
        insert(text)
    }

    /// Deletes what follows the cursor.
    func deleteAfterCursor() {
        let (characters, cursor) = currentLine()
        _ = moveToEnd()
        deleteBackwards(characters.count - cursor)
    }

    private func deleteAll() {
        _ = moveToEnd()
        deleteBackwards(currentLine().characters.count)
    }

    /// Moves behind the last character; libedit's own command stops before it under vi's keys.
    func moveToEnd() -> UInt8 {
        guard let handle else { return UInt8(CC_ERROR) }
        let (characters, cursor) = currentLine()
        el_cursor(handle, Int32(clamping: characters.count - cursor))
        return UInt8(CC_CURSOR)
    }

    /// Ctrl-D: the end of the input on an empty line, elsewhere the next character goes.
    func deleteOrEnd() -> UInt8 {
        let (characters, cursor) = currentLine()
        if characters.isEmpty {
            moveBelowLine()
            outcome = .endOfInput
            return UInt8(CC_EOF)
        }
        return cursor < characters.count ? deleteRight() : UInt8(CC_ERROR)
    }
}

extension String {
    /// Text from libedit's characters.
    init(editorText characters: some Sequence<Int32>) {
        var scalars = String.UnicodeScalarView()
        for character in characters { scalars.append(Unicode.Scalar(UInt32(bitPattern: character)) ?? "\u{FFFD}") }
        self.init(scalars)
    }
}
