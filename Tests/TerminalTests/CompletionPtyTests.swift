import TestSupport
import Testing

/// Tab, as a person at a terminal meets it.
@Suite struct CompletionPtyTests {
    @Test func completesTheOnlyCandidateWithASpace() throws {
        let session = try EchoProgram.start()
        session.send("swe\tx\r")
        session.expect("[sweep x]")
    }

    @Test func addsNoSpaceWhereTheCandidateWantsNone() throws {
        let session = try EchoProgram.start()
        session.send("sweep ch\t8\r")
        session.expect("[sweep chips=8]")
    }

    @Test func extendsToWhatAllCandidatesShareThenListsThem() throws {
        let session = try EchoProgram.start()
        session.send("t\t")
        session.expectLastRow("echo> top")
        session.send("\t")
        session.expectScreen("list under the line") { screen in
            screen.text == """
                echo> top
                top       rank the results
                topology  groups of chips
                echo> top
                """
        }
        session.send("o\t\r")
        session.expect("[topology ]")
    }

    /// Of six rows three are the list's, the last of which says how many are left.
    @Test func aLowScreenShowsPartOfTheList() throws {
        let session = try EchoProgram.start(rows: 6)
        session.send("\t")
        session.expectScreen("a part of the list") { screen in
            screen.text == """
                echo>
                sweep     run every combination
                switch    choose a chip
                ... 3 more; type a little more to narrow the list
                echo>
                """
        }
    }

    @Test func listsChineseInColumns() throws {
        let session = try EchoProgram.start()
        session.send("\t")
        session.expectScreen("aligned list") { screen in
            screen.lines.contains("中文      two wide characters") && screen.lines.contains("top       rank the results")
        }
        session.send("中\t\r")
        session.expect("[中文 ]")
    }

    @Test func completesInsideALine() throws {
        let session = try EchoProgram.start()
        session.send("swe chips\u{1}\u{6}\u{6}\u{6}\tX\r")
        session.expect("[sweepX chips]")
    }

    @Test func listsUnderALineOfSeveralRows() throws {
        let session = try EchoProgram.start(columns: 30)
        session.send("t some words that go over the edge\u{1}\u{6}\t\t")
        session.expectScreen("list below the line") { screen in
            screen.text == """
                echo> top some words that go o
                ver the edge
                top       rank the results
                topology  groups of chips
                echo> top some words that go o
                ver the edge
                """ && screen.cursor == (4, 9)
        }
        session.send("X\r")
        session.expect("[topX some words")
    }

    @Test func nothingToCompleteChangesNothing() throws {
        let session = try EchoProgram.start()
        session.send("zzz\t\t\r")
        session.expect("[zzz]")
    }
}
