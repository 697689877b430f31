import CLibEdit

/// What Up, Down and Ctrl-R do.
extension LibEditLineEditor {
    func recallOlder() -> UInt8 {
        let (before, after) = splitLine()
        return recall(history.older(line: before + after, beforeCursor: before))
    }

    func recallNewer() -> UInt8 {
        let (before, after) = splitLine()
        return recall(history.newer(line: before + after))
    }

    private func recall(_ line: String?) -> UInt8 {
        guard let line else { return UInt8(CC_ERROR) }
        replaceLine(line)
        return UInt8(CC_REFRESH)
    }

    /// Ctrl-R: finds earlier lines that contain what is typed, newest first, until another key accepts one.
    func searchHistory() -> UInt8 {
        guard let handle else { return UInt8(CC_ERROR) }
        let normalPrompt = prompt
        let (before, after) = splitLine()
        var search = HistorySearch(history: history)
        defer { self.search = nil }
        var key: Int32 = 0
        searching: while true {
            self.search = search
            redraw(prompt: PromptText(search.prompt), line: search.match ?? before + after)
            // On a failure the reader has already noted the outcome.
            guard cle_read_key(handle, &key) == 1 else { break }
            switch key {
            case 0x12: search.findOlder()
            case 0x13: search.findNewer()
            case 0x08, 0x7F: search.deleteLast()
            case 0x07:
                redraw(prompt: normalPrompt, line: before + after)
                if painter != nil { replaceLine(before + after) }
                return UInt8(CC_NORM)
            case 0x1B:
                keyboard.returnEscape()
                break searching
            case 0x20..., 0x09:
                guard key != EditorBindings.pasteKey, let scalar = Unicode.Scalar(UInt32(bitPattern: key)) else {
                    queuedKeys.append(key)
                    break searching
                }
                search.append(scalar)
            default:
                queuedKeys.append(key)
                break searching
            }
        }
        guard outcome == nil else { return UInt8(CC_NORM) }
        redraw(prompt: normalPrompt, line: search.match ?? before + after)
        if painter != nil { replaceLine(search.match ?? before + after) }
        return UInt8(CC_NORM)
    }

    /// Draws a search where no painter does.
    private func redraw(prompt: PromptText, line: String) {
        guard let handle, painter == nil else { return }
        eraseLine()
        show(prompt)
        replaceLine(line)
        _ = cle_redraw(handle)
    }
}
