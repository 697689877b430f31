import Text

/// Lays out the candidates that appear under the line.
struct CompletionMenu {
    /// The size of the terminal and whether it shows colour.
    var style: Style
    /// How many rows the list may take.
    var maximumRows: Int

    /// The rows to print: a candidate with its detail each, or a grid where no candidate has one.
    func rows(for candidates: [CompletionCandidate]) -> [String] {
        let hasDetails = candidates.contains { !$0.detail.isEmpty }
        let all = hasDetails ? detailRows(candidates) : gridRows(candidates.map(\.text))
        let limit = max(maximumRows, 2)
        guard all.count > limit else { return all }
        let left = all.count - limit + 1
        return all.prefix(limit - 1) + [hasDetails ? TerminalWords.more(left) : TerminalWords.moreRows(left)]
    }

    private func detailRows(_ candidates: [CompletionCandidate]) -> [String] {
        let widest = candidates.map { DisplayWidth.of($0.text) }.max() ?? 0
        let textColumns = min(widest, max(style.width - 1, 1))
        return candidates.map { candidate in
            let text = DisplayWidth.fit(candidate.text, to: textColumns)
            guard !candidate.detail.isEmpty else { return text }
            let gap = String(repeating: " ", count: textColumns - DisplayWidth.of(text) + 2)
            // The last column stays free: a character there makes some terminals wrap at once.
            let room = style.width - 1 - textColumns - 2
            guard room > 0 else { return text }
            return text + gap + style.dim(DisplayWidth.fit(candidate.detail, to: room))
        }
    }

    private func gridRows(_ texts: [String]) -> [String] {
        let usable = max(style.width - 1, 1)
        let texts = texts.map { DisplayWidth.fit($0, to: usable) }
        let cell = (texts.map(DisplayWidth.of).max() ?? 0) + 2
        let columns = max((usable + 2) / cell, 1)
        let rowCount = (texts.count + columns - 1) / columns
        return (0..<rowCount).map { row in
            var line = ""
            for (column, index) in stride(from: row, to: texts.count, by: rowCount).enumerated() {
                line += String(repeating: " ", count: max(column * cell - DisplayWidth.of(line), 0))
                line += texts[index]
            }
            return line
        }
    }
}
