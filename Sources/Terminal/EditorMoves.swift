import CLibEdit
import Glibc

/// Moving and deleting by characters as a person sees them, which may be several of libedit's.
extension LibEditLineEditor {
    /// The scalars of the character behind the cursor; 0 at the end.
    private func lengthBehindCursor() -> Int { splitLine().after.first?.unicodeScalars.count ?? 0 }

    private func lengthBeforeCursor() -> Int { splitLine().before.last?.unicodeScalars.count ?? 0 }

    func moveLeft() -> UInt8 {
        let length = lengthBeforeCursor()
        guard let handle, length > 0 else { return UInt8(CC_ERROR) }
        el_cursor(handle, -Int32(clamping: length))
        return UInt8(CC_CURSOR)
    }

    /// Moves over a character; at the end of the line takes what is offered there.
    func moveRight() -> UInt8 {
        let length = lengthBehindCursor()
        guard let handle, length > 0 else { return take(ghost) }
        el_cursor(handle, Int32(clamping: length))
        return UInt8(CC_CURSOR)
    }

    /// Moves behind the next word; at the end of the line takes a word of what is offered there.
    func moveOverWord() -> UInt8 {
        let after = splitLine().after
        guard let handle, !after.isEmpty else { return take(ghost.map { String($0.prefix(Self.wordEnd($0))) }) }
        let word = after.prefix(Self.wordEnd(after))
        el_cursor(handle, Int32(clamping: word.unicodeScalars.count))
        return UInt8(CC_CURSOR)
    }

    func deleteLeft() -> UInt8 {
        let length = lengthBeforeCursor()
        guard length > 0 else { return UInt8(CC_ERROR) }
        deleteBackwards(length)
        return UInt8(CC_REFRESH)
    }

    func deleteRight() -> UInt8 {
        let length = lengthBehindCursor()
        guard let handle, length > 0 else { return UInt8(CC_ERROR) }
        el_cursor(handle, Int32(clamping: length))
        deleteBackwards(length)
        return UInt8(CC_REFRESH)
    }

    private func take(_ offer: String?) -> UInt8 {
        guard let offer else { return UInt8(CC_ERROR) }
        insert(offer)
        return UInt8(CC_REFRESH)
    }

    /// The characters up to the end of the first word.
    private static func wordEnd(_ text: String) -> Int {
        let gap = text.prefix { !isPart($0) }
        return gap.count + text.dropFirst(gap.count).prefix(while: isPart).count
    }

    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
