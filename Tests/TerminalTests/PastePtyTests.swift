import TestSupport
import Testing

/// Pasted blocks: every line runs, in order, and nothing runs half.
@Suite struct PastePtyTests {
    private func pasted(_ text: String) -> String { "\u{1B}[200~" + text + "\u{1B}[201~" }

    @Test func everyLineArrivesInOrder() throws {
        let session = try EchoProgram.start()
        let lines = (1...200).map { "line \($0)" }
        session.send(pasted(lines.joined(separator: "\r") + "\r"))
        for line in lines { session.expect("[\(line)]") }
        session.expect(EchoProgram.prompt)
        session.send("after\r")
        session.expect("[after]")
    }

    @Test func theUnfinishedLastLineWaits() throws {
        let session = try EchoProgram.start()
        session.send("be" + pasted("gin\none\n\n\ttw\to"))
        session.expect("[begin]")
        session.expect("[one]")
        session.expect("[]")
        session.expectScreen("unfinished line") { $0.lines.contains { $0.hasPrefix("echo> ") && $0.hasSuffix("o") } }
        session.send(" three\r")
        // The transcript leaves out tabs.
        session.expect("[two three]")
    }

    @Test func aPasteWithinALineSplitsIt() throws {
        let session = try EchoProgram.start()
        session.send("headtail\u{1}\u{6}\u{6}\u{6}\u{6}" + pasted("1\r\n2"))
        session.expect("[head1]")
        session.expectLastRow("echo> 2tail")
        session.send("\r")
        session.expect("[2tail]")
    }

    @Test func aSingleLineGoesInAtTheCursor() throws {
        let session = try EchoProgram.start()
        session.send("()\u{2}" + pasted("中文\u{7}x") + "\u{5};\r")
        session.expect("[(中文x);]")
    }

    @Test func aPasteWhereLibeditReadsKeysItselfDoesNotHang() throws {
        let session = try EchoProgram.start()
        // Ctrl-V takes the next key as it is.
        session.send("a\u{16}" + pasted("b\nc") + "\r")
        session.expect("b]")
        session.expect("[c]")
    }

    @Test func linesWithoutMarksArriveToo() throws {
        let session = try EchoProgram.start()
        let lines = (1...300).map { "plain number \($0)" }
        session.send(lines.joined(separator: "\r") + "\r")
        for line in lines { session.expect("[\(line)]") }
    }

    @Test func aLargePasteArrivesWhole() throws {
        let session = try EchoProgram.start(columns: 200)
        let lines = (1...50).map { "\($0) " + String(repeating: "x", count: 1500) }
        session.send(pasted(lines.joined(separator: "\n") + "\n"))
        for line in lines { session.expect("[\(line)]", seconds: 30) }
    }

    @Test func controlCCallsOffTheRest() throws {
        let session = try EchoProgram.start()
        session.send(pasted("sleep\nnever\nnever\n"))
        session.expect("sleeping")
        session.send("\u{3}")
        session.expect("cancelled")
        session.expect(EchoProgram.prompt)
        session.send("next\r")
        session.expect("[next]")
        #expect(!session.screen.transcript.contains("[never]"))
    }

    /// All in one read, so that the key waits where the paste was read.
    @Test func keysRightAfterAPasteAreTaken() throws {
        let session = try EchoProgram.start()
        session.send(pasted("ab") + "\u{1B}[DX\r")
        session.expect("[aXb]")
    }

    @Test func aTerminalThatVanishesWithinAPasteEndsCleanly() throws {
        let session = try EchoProgram.start()
        session.send("\u{1B}[200~lost")
        session.pause(milliseconds: 100)
        session.hangUp()
        #expect(try session.exitCode() == 0)
    }

    @Test func controlCEndsAPasteWhoseEndIsLost() throws {
        let session = try EchoProgram.start()
        session.send("\u{1B}[200~lost")
        // The key has to come by itself, as it does from a person.
        session.pause(milliseconds: 200)
        session.send("\u{3}")
        session.expect("(interrupted)")
        session.expect(EchoProgram.prompt)
        session.send("next\r")
        session.expect("[next]")
    }
}
