import CLibEdit
import Glibc

/// Ctrl-X Ctrl-E: the line in a program that edits text.
extension LibEditLineEditor {
    func editInProgram() -> UInt8 {
        guard handle != nil else { return UInt8(CC_ERROR) }
        let (before, after) = splitLine()
        if painter == nil { moveBelowLine() } else { eraseLine() }
        cle_flush()
        SavedTerminal.setBracketedPaste(false)
        let result = withNormalTerminal { TextEditing.edit(before + after) }
        // Ctrl-C was for that program.
        _ = SignalInbox.take()
        Interrupt.clear()
        switch result {
        case .success(let text): replaceLine(text)
        case .failure(let failure): cle_put(failure.message + "\r\n")
        }
        takeTerminalBack()
        return UInt8(CC_REFRESH)
    }
}
