import TestSupport
import Testing
import Text

/// What stands on a screen of 100 columns: no line is wider, and no table falls into blocks.
@Suite struct ScreenWidthTests {
    private static let sessions = [
        "arch load sg2260e; model load deepseek-v3; sweep chips=128 tp=2,4,8 batch=6,8,10,12,16 moe_tp=1",
        "arch load h200; model load deepseek-r1; workload set serving=agg input=1024 output=1024; "
            + "sweep chips=8,16 tp=1,8 moe_tp=1,8 concurrency=64,256",
        "arch load h200; model load qwen3-32b; workload set serving=disagg input=1024 output=1024; "
            + "sweep chips=2,4 tp=1,2 decode_workers=1,2 prefill_chips=1,2 prefill_tp=1 concurrency=64,256",
    ]

    @Test(arguments: sessions)
    func noLineIsWider(_ commands: String) throws {
        let session = try PtySession(
            Project.program("sextant"), environment: ["PAGER": "cat"], columns: 100, rows: 60)
        session.expect("sextant> ")
        for command in commands.split(separator: "; ") + ["pin 1", "pin 2"] {
            session.send(command + "\r")
            session.expect("> ", seconds: 30)
        }
        let shown = [
            "rows", "rows 3 dp mfu", "top 5", "pins", "breakdown 1", "breakdown --operators 1", "memory 1",
            "explain tps_chip 1", "explain dram 1", "eval",
        ]
        for command in shown {
            session.send(command + "\r")
            session.send("note end of \(command)\r")
            session.expect("note end of \(command)", seconds: 30)
        }
        session.send("quit\r")
        #expect(try session.exitCode() == 0)
        let text = Self.plain(session.screen.transcript)
        let output = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains("sextant") }
        for line in output { #expect(DisplayWidth.of(String(line)) <= 100, "\(line)") }
        // The banner has a blank line below it; the blocks of a table that falls apart would have one between them.
        #expect(output.drop { $0.isEmpty }.filter(\.isEmpty).count <= 2, "\(text)")
    }

    /// A transcript without control sequences.
    private static func plain(_ transcript: String) -> String {
        var text = ""
        var rest = Substring(transcript)
        while let first = rest.unicodeScalars.first {
            if first == "\u{1B}" {
                rest = rest.dropFirst()
                if rest.first == "[" {
                    rest = rest.dropFirst().drop { !$0.isLetter }.dropFirst()
                } else {
                    rest = rest.dropFirst()
                }
            } else {
                if first != "\r" { text.unicodeScalars.append(first) }
                rest.unicodeScalars.removeFirst()
            }
        }
        return text
    }
}

/// A table that is wider than the screen.
@Suite struct SidewaysTests {
    /// In `less` it is one piece, and Right moves along it; without, it falls into blocks that fit.
    @Test func scrollsInThePager() throws {
        func session(_ pager: String) throws -> PtySession {
            let session = try PtySession(
                Project.program("sextant"), environment: ["PAGER": pager], columns: 60, rows: 40)
            session.expect("sextant> ")
            for command in ["arch load h100", "model load qwen3-32b", "sweep chips=8 tp=1,2 batch=4,8"] {
                session.send(command + "\r")
                session.expect("> ", seconds: 30)
            }
            session.send("rows 4 tp batch tpot_ms tps_chip total_tps mfu dram comm_share nodes kw joule_token\r")
            return session
        }
        let paged = try session("less")
        paged.expect("(END)", seconds: 30)
        #expect(!paged.screen.transcript.contains("joule_token\r\n"))
        // ESC ) moves by half a screen, whatever the terminal sends for the arrow.
        paged.send("\u{1B})\u{1B})\u{1B})")
        paged.expect("J/token", seconds: 30)
        paged.send("q")
        paged.send("quit\r")
        #expect(try paged.exitCode() == 0)
        let cut = try session("cat")
        cut.expect("J/token", seconds: 30)
        cut.send("quit\r")
        #expect(try cut.exitCode() == 0)
    }
}
