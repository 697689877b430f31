import CLibEdit
import Glibc

/// What Tab does.
extension LibEditLineEditor {
    func completeWord() -> UInt8 {
        let (before, after) = splitLine()
        let answer = complete(before)
        switch CompletionStep(line: before, answer: answer, followedBySpace: after.hasPrefix(" ")) {
        case .nothing:
            return UInt8(CC_ERROR)
        case .edit(let removing, let text):
            deleteBackwards(removing)
            insert(text)
            return UInt8(CC_REFRESH)
        case .list(let candidates):
            show(candidates)
            return UInt8(CC_NORM)
        }
    }

    /// Prints the candidates under the line, and the line again under them.
    private func show(_ candidates: [CompletionCandidate]) {
        guard let handle else { return }
        let size = screenSize()
        var style = display?.style() ?? Style.detect(fileDescriptor: STDOUT_FILENO)
        style.width = size.columns
        let menu = CompletionMenu(style: style, maximumRows: size.rows - 3)
        moveBelowLine()
        for row in menu.rows(for: candidates) { cle_put(row + "\r\n") }
        if painter == nil { _ = cle_redraw(handle) }
    }
}
