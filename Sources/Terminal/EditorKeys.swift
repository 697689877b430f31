import CLibEdit
import Glibc

/// What happens between two keys: signals, paste, and the keys that libedit does not see.
extension LibEditLineEditor {
    /// Gives libedit its next key: 1 with the key in the cell, or -1 when the line ends without one.
    func nextKey(into cell: UnsafeMutablePointer<Int32>) -> Int32 {
        while outcome == nil {
            if !queuedKeys.isEmpty {
                cell.pointee = queuedKeys.removeFirst()
                return 1
            }
            if !paste.isEmpty {
                guard !hasOfferedPaste else {
                    typePaste()
                    continue
                }
                hasOfferedPaste = true
                cell.pointee = EditorBindings.pasteKey
                return 1
            }
            paintBetweenKeys()
            cle_flush()
            switch keyboard.next() {
            case .key(let key) where key != 0 && key == SavedTerminal.interruptKey: interruptLine()
            case .key(let key) where key != 0 && key == SavedTerminal.suspendKey: suspend()
            case .key(let key):
                cell.pointee = Int32(bitPattern: key)
                return 1
            case .pasted(let bytes): receivePaste(bytes)
            case .signals(let signals): handle(signals)
            case .ended: outcome = .endOfInput
            }
        }
        return -1
    }

    private func handle(_ signals: SignalInbox.Signals) {
        if signals.contains(.end) {
            outcome = .endOfInput
        } else if signals.contains(.interrupt) {
            interruptLine()
        } else if signals.contains(.resume) {
            takeTerminalBack()
        } else if signals.contains(.resize) {
            redrawResized()
        }
    }

    private func interruptLine() {
        moveBelowLine(saying: "^C")
        paste.discard()
        queuedKeys = []
        outcome = .interrupted
    }

    // MARK: - Suspending

    /// Ctrl-Z: stops the whole job, with the terminal as the parent shell knows it.
    private func suspend() {
        moveBelowLine(saying: "^Z")
        cle_flush()
        SavedTerminal.setBracketedPaste(false)
        SavedTerminal.applyOriginal()
        kill(0, SIGTSTP)
        // Continued, or never stopped because no shell is there to do so.
        _ = SignalInbox.take()
        takeTerminalBack()
    }

    /// Sets up the terminal again, which someone else may have used.
    func takeTerminalBack() {
        guard let handle else { return }
        _ = cle_prepare_terminal(handle, 0)
        _ = cle_prepare_terminal(handle, 1)
        if canMoveCursor {
            SavedTerminal.setBracketedPaste(false)
            SavedTerminal.setBracketedPaste(true)
        }
        el_resize(handle)
        cle_put("\r")
        painter?.forget()
        if painter == nil { _ = cle_redraw(handle) }
    }

    // MARK: - Paste

    private func receivePaste(_ bytes: [UInt8]) {
        paste.add(bytes)
        guard paste.holdsCompleteLine else { return }
        // A newline within the line splits it: what stood after the cursor comes after the paste.
        paste.append(splitLine().after)
        deleteAfterCursor()
    }

    /// Inserts the next pasted line, and accepts it if its newline was pasted too.
    func insertPaste() -> UInt8 {
        hasOfferedPaste = false
        guard let next = paste.next() else { return UInt8(CC_NORM) }
        insert(next.text)
        if next.isComplete { queuedKeys.append(0x0A) }
        return UInt8(CC_REFRESH)
    }

    /// Hands a paste on key by key.
    ///
    /// A command of libedit that reads keys itself, such as vi's `/`, took the paste key for one of them, and would be
    /// offered it for ever.
    private func typePaste() {
        hasOfferedPaste = false
        while let next = paste.next() {
            queuedKeys += next.text.unicodeScalars.map { $0 == "\t" ? 0x20 : Int32(bitPattern: $0.value) }
            if next.isComplete { queuedKeys.append(0x0A) }
        }
    }
}
