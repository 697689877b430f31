import TestSupport
import Testing

@testable import Terminal

/// Pictures of lines and what brings them to the screen, as they were when a model of a terminal showed them right.
///
/// `LinePainterTests` hold any change to that model; here each character that is written is held, colours and moves too.
/// `RECORD=1 swift test --filter RecordedPicturesTests` accepts what they are now; look first at what moved, and why.
@Suite struct RecordedPicturesTests {
    private func expect(_ name: String, _ lines: [String]) throws {
        let text = lines.joined(separator: "\n") + "\n"
        let path = Project.root + "/Tests/TerminalTests/Recorded/\(name).txt"
        #expect(try Recording.text(at: path, today: text) == text)
    }

    /// Control characters as others see them.
    private func seen(_ text: String) -> String {
        text.replacing("\u{1B}", with: "␛").replacing("\r", with: "␍").replacing("\n", with: "␊")
            .replacing("\u{301}", with: "´").replacing(" ", with: "·")
    }

    private func seen(_ picture: LinePicture) -> String {
        let rows = picture.rows.map { row in
            row.cells.map { cell in
                "\(seen(cell.text)):\(cell.columns)\(seen(cell.ink))\(cell.isUncertain ? "?" : "")"
            }
            .joined(separator: " ") + " =\(row.columns)\(row.wraps ? " wraps" : "")"
        }
        return rows.joined(separator: " / ") + " @\(picture.cursor.row),\(picture.cursor.column)"
    }

    private static let lines = [
        "", "a", "sweep chips=8", "12345678", "1234567中8", "中文字符中文字符", "a\tb\tc", "a\nbc\n\nd", "\n",
        "e\u{301}12345e\u{301}", "a\u{1}\u{7F}\u{202E}b", "—×α…", "🚀👩\u{200D}👧x", "\u{301}x", "1\t\t2\n中",
    ]

    @Test func pictures() throws {
        var lines: [String] = []
        for columns in [0, 2, 5, 10, 24] {
            for prompt in ["", "> ", "\u{1B}[1m算能> \u{1B}[22m"] {
                lines.append("\(columns) columns, prompt \(seen(prompt))")
                for line in Self.lines {
                    for cursor in Set([0, 1, line.unicodeScalars.count / 2, line.unicodeScalars.count]).sorted() {
                        var picture = LinePicture(prompt: StyledText(prompt), columns: columns)
                        picture.add(line, cursor: cursor) { $0 % 2 == 0 ? "\u{1B}[32m" : "" }
                        if cursor == 0 {
                            picture.add("鬼 on") { _ in "\u{1B}[2m" }
                            picture.addRow(StyledText("\u{1B}[2mnext 数值 of a hint\u{1B}[22m"), height: 3)
                        }
                        lines.append("  " + seen(picture))
                    }
                }
            }
        }
        try expect("pictures", lines)
    }

    @Test func paintings() throws {
        var random = SeededGenerator(seed: 5)
        var lines: [String] = []
        for (columns, height) in [(12, 6), (20, 4), (33, 3), (5, 1)] {
            var painter = LinePainter()
            lines.append("\(columns) columns, \(height) rows")
            for round in 0..<60 {
                let line = String((0..<Int.random(in: 0...3, using: &random)).flatMap { _ in random.pick(Self.lines) })
                let cursor = Int.random(in: 0...line.unicodeScalars.count, using: &random)
                var picture = LinePicture(prompt: StyledText("\u{1B}[1m> \u{1B}[22m"), columns: columns)
                picture.add(line, cursor: cursor) { $0 % 3 == 1 ? "\u{1B}[36m" : "" }
                if Bool.random(using: &random) {
                    picture.addRow(StyledText("\u{1B}[2mhint 数值\u{1B}[22m"), height: height)
                }
                lines.append("  " + seen(painter.paint(picture, columns: columns, height: height)))
                switch round % 10 {
                case 3: lines.append("  end " + seen(painter.end()))
                case 5: lines.append("  end " + seen(painter.end(saying: "^C")))
                case 7: lines.append("  erased " + seen(painter.erase()))
                case 9: lines.append("  erased " + seen(painter.erase(rowsAbove: round / 20)))
                default: break
                }
            }
        }
        // Of nothing.
        var painter = LinePainter()
        lines += [seen(painter.erase()), seen(painter.end()), seen(painter.end(saying: "x"))]
        try expect("paintings", lines)
    }

    @Test func colours() throws {
        let texts = [
            "a\u{1B}[1mb\u{1B}[2mc\u{1B}[22md", "\u{1B}[30ma\u{1B}[37mb\u{1B}[39mc",
            "\u{1B}[90ma\u{1B}[97mb\u{1B}[39mc",
            "\u{1B}[4ma\u{1B}[7mb\u{1B}[24mc\u{1B}[27md", "\u{1B}[38;5;1ma\u{1B}[40mb\u{1B}[39mc\u{1B}[0md",
            "\u{1B}[ma\u{1B}[3mb\u{1B}[22mc", "\u{1B}a\u{1B}[2Kb\u{1B}", "\u{1B}[29ma\u{1B}[98mb\u{1B}[89mc\u{1B}[39md",
        ]
        try expect(
            "colours",
            texts.map { text in
                StyledText(text).pieces.map { seen(String($0.character)) + seen($0.ink) }.joined(separator: " ")
            })
    }

    @Test func layouts() throws {
        TerminalLocale.prepare()
        func characters(_ text: String) -> [Int32] { text.unicodeScalars.map { Int32(bitPattern: $0.value) } }
        var lines: [String] = []
        for columns in [0, 2, 3, 8, 10, 17] {
            for line in Self.lines + ["\u{200B}x\u{E000}y\u{1F680}", "\u{1}\u{1}\u{1}\u{1}", "\t\t\t"] {
                let places = (0...line.unicodeScalars.count).map { cursor in
                    let layout = LineLayout(
                        prompt: characters("> 中"), line: characters(line), cursor: cursor, columns: columns, rows: 4)
                    return "\(layout.cursorRow)/\(layout.endRow)"
                }
                lines.append("\(columns) \(seen(line)): " + places.joined(separator: " "))
            }
        }
        try expect("layouts", lines)
    }

    @Test func menus() throws {
        let texts = ["a", "bb", "中文", "longer-name", "e\u{301}", "six", "seven", "eight 8", "nine", "ten"]
        var lines: [String] = []
        for width in [0, 1, 2, 3, 4, 7, 12, 13, 14, 20, 40, 100] {
            for (rows, count) in [(0, 10), (2, 3), (3, 10), (4, 4), (10, 10), (10, 1), (5, 0)] {
                let style = Style(isTTY: true, allowsColour: width % 2 == 0, width: width)
                let menu = CompletionMenu(style: style, maximumRows: rows)
                lines.append("\(width) columns, \(rows) rows, \(count) candidates")
                let plain = texts.prefix(count).map { CompletionCandidate(text: $0) }
                let detailed = texts.prefix(count).enumerated().map { number, text in
                    CompletionCandidate(text: text, detail: number == 1 ? "" : "what 数值 it is")
                }
                for rows in [menu.rows(for: plain), menu.rows(for: detailed)] {
                    lines.append("  " + rows.map(seen).joined(separator: " | "))
                }
            }
        }
        try expect("menus", lines)
    }

    @Test func searches() throws {
        let entries = [
            "sweep chips=128 tp=2,4 batch=8", "Model load x", "note 首字延迟 很高", "solve tp=4 where chips=128", "top 3",
            "tp=4", "t p=4", "t-p-=4", "TOP 3", "a", "ab ba", "aab", "中", "中 文", "x中y文z", "top  3", "batch tp",
        ]
        let patterns = [
            "tp", "tp=4", "TP", "T", "ab", "ba", "aab", "b a", "中文", "中 文", "文中", " ", "  ", "p t", "top 3", "tp x",
            "batch sweep",
            "zz", "chips 8", "=8", "3", "a", "aaa", "ab ", " tp", "3 ", "mlx", "Mlx", "e\u{301}",
        ]
        var lines: [String] = []
        for text in patterns {
            let pattern = FuzzyPattern(text)
            let found = entries.map { entry in
                let bytes = pattern.foldsCase ? entry.utf8.map(FuzzyPattern.small) : Array(entry.utf8)
                let fit = bytes.withUnsafeBufferPointer { pattern.fit($0) }
                let marks = pattern.characters(in: entry).sorted().map(String.init).joined(separator: ",")
                return fit.map { "\($0)[\(marks)]" } ?? "-"
            }
            lines.append("\(text): " + found.joined(separator: " "))
            var history = HistoryNavigator()
            history.replaceEntries(entries + entries.reversed())
            var search = HistorySearch(history: history)
            var shown: [String?] = []
            for scalar in text.unicodeScalars { search.append(scalar) }
            shown.append(search.match)
            for step in [1, 1, -1, 1, 1, 1, -1, -1, -1, -1] {
                if step > 0 { search.findOlder() } else { search.findNewer() }
                shown.append(search.match)
                shown.append(search.prompt)
            }
            search.deleteLast()
            lines.append("  " + (shown + [search.match, search.prompt]).map { $0 ?? "-" }.joined(separator: "; "))
        }
        try expect("searches", lines)
    }
}
