import TestSupport
import Testing

@testable import Terminal

/// Lines of wide characters that are longer than a row, key by key.
@Suite struct WideLinePtyTests {
    private static let left = "\u{1B}[D"

    /// What the screen has to show.
    private func expect(
        _ session: PtySession, _ prompt: String, _ line: String, cursor: Int, columns: Int,
        _ location: SourceLocation = #_sourceLocation
    ) {
        var picture = LinePicture(prompt: StyledText(prompt), columns: columns)
        picture.add(line, cursor: cursor)
        let rows = picture.rows.map { row in
            String(row.cells.map(\.text).joined().reversed().drop { $0 == " " }.reversed())
        }
        session.expectScreen("picture of \(line) with its cursor at \(cursor)", location) { screen in
            Array(screen.lines.prefix(rows.count)) == rows && screen.lines.dropFirst(rows.count).allSatisfy(\.isEmpty)
                && screen.cursor == (picture.cursor.row, min(picture.cursor.column, columns - 1))
        }
    }

    private static let characters = "一二三四五六七八九十"

    /// Lines that wrap, something put in front of them, and the cursor through all of it: of what a Chinese engineer saw
    /// go wrong, at odd and even widths.
    @Test(arguments: [(60, "sextant> "), (61, "sextant> "), (40, "算能> "), (41, "算能> "), (23, "> ")])
    func staysRightAtAnyWidth(_ columns: Int, _ prompt: String) throws {
        let session = try PtySession(
            EchoProgram.path, environment: ["ECHO_PROMPT": prompt], columns: columns, rows: 24)
        session.expect(prompt)
        let line = String(repeating: Self.characters, count: 4) + "x"
        session.send(line)
        expect(session, prompt, line, cursor: 41, columns: columns)
        session.send("\u{1}")
        expect(session, prompt, line, cursor: 0, columns: columns)
        session.send("note ")
        expect(session, prompt, "note " + line, cursor: 5, columns: columns)
        session.send("\u{1B}[200~" + line + "\u{1B}[201~")
        expect(session, prompt, "note " + line + line, cursor: 46, columns: columns)
        for step in 1...12 {
            session.send(Self.left)
            expect(session, prompt, "note " + line + line, cursor: 46 - step, columns: columns)
        }
        var typed = Array("note " + line + line)
        for place in stride(from: 34, to: 20, by: -1) {
            session.send("\u{7F}")
            typed.remove(at: place - 1)
            expect(session, prompt, String(typed), cursor: place - 1, columns: columns)
        }
        session.send("\u{5}")
        expect(session, prompt, String(typed), cursor: typed.count, columns: columns)
        session.send("\u{15}短")
        expect(session, prompt, "短", cursor: 1, columns: columns)
        session.send("\r")
        session.expect("[短]")
    }

    @Test func aWrappedLineIsDrawnAnewWhereTheWindowChanges() throws {
        let session = try PtySession(EchoProgram.path, columns: 40, rows: 12)
        session.expect(EchoProgram.prompt)
        session.send(Self.characters)
        expect(session, "echo> ", Self.characters, cursor: 10, columns: 40)
        session.resize(columns: 60, rows: 12)
        session.send("中")
        expect(session, "echo> ", Self.characters + "中", cursor: 11, columns: 60)
    }
}
