import Storage
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Numbered results, names and notes.
@Suite struct CellTests {
    private func shell() throws -> TestShell {
        let shell = try TestShell.prepared()
        try shell.run("filter tps_batch>=10; sort tpot_ms")
        return shell
    }

    @Test func anEarlierResultStandsWhereARowIsExpected() throws {
        let shell = try shell()
        let second = try TestShell.prepared().run("breakdown 2")
        #expect(try shell.run("breakdown out[3]:2") == second)
        #expect(try shell.run("breakdown out[3]") == TestShell.prepared().run("breakdown 1"))
        #expect(try shell.run("breakdown _") == shell.run("breakdown"))
        try shell.run("let base = out[3]; let best=out[3]:2")
        #expect(try shell.run("breakdown base:2") == second)
        #expect(try shell.run("memory best") == TestShell.prepared().run("memory 2"))
        #expect(try shell.run("explain tpot_ms best") == TestShell.prepared().run("explain tpot_ms 2"))
    }

    /// What is said of an earlier row is said of its own chip and model, whatever is loaded by then.
    @Test func anEarlierRowKeepsItsChipAndModel() throws {
        let alone = try TestShell.prepared()
        let shell = try shell()
        let advice = try shell.run("advise out[3]:2")
        try shell.run("arch load h200; model load llama-4-scout")
        #expect(try shell.run("memory out[3]:2") == alone.run("memory 2"))
        let remark = "these plans are of sg2260e/deepseek-v3 as it was set for them"
        #expect(try shell.run("advise out[3]:2").hasPrefix(advice + remark))
        try shell.run("pin out[3]:2")
        #expect(shell.session.pins.map(\.title) == ["sg2260e/deepseek-v3"])
    }

    @Test func anEarlierResultStandsWherePlansAreExpected() throws {
        let shell = try shell()
        let all = try TestShell.prepared().run("rows")
        #expect(try shell.run("rows out[3]") == all)
        #expect(try shell.run("rows 40 out[3]") == all)
        // Looking at earlier plans does not take the place of those that are looked at.
        #expect(shell.session.plans?.count == 8)
        try shell.run("filter out[3] tp==4")
        #expect(shell.session.plans?.count == 5)
        #expect(try shell.run("sort out[3] tps_chip desc") == "15 plans by tps_chip, highest first\n")
        try shell.run("top 2 out[4]")
        #expect(shell.session.plans?.count == 8)
    }

    @Test func namesKeepTheirPlans() throws {
        let shell = try shell()
        #expect(try shell.run("let base = out[3]") == "base: 15 plans over tp, batch\n")
        try shell.run("arch set inter_bw=64GB/s; sweep tp=4 batch=8")
        let remark =
            "these plans are of sg2260e/deepseek-v3 as it was set for them; "
            + "sweep again to see what changed since\n"
        #expect(try shell.run("rows base") == TestShell.prepared().run("rows") + remark)
        #expect(try shell.run("let") == " name  plans  from\n base     15  out[3]\n")
        try shell.run("undo; undo; undo")
        #expect(shell.session.names.isEmpty)
    }

    @Test(
        arguments: [
            Refusal(
                "breakdown out[9]",
                """
                error: there is no cell 9
                  breakdown out[9]
                            ^^^^^^ 'history' lists the cells
                            expected a number from 1 to 5

                """),
            Refusal(
                "rows out[1]",
                """
                error: out[1] holds no plans: arch load sg2260e
                  rows out[1]
                       ^^^^^^ expected a cell from the first sweep on

                """),
            Refusal(
                "breakdown out[3]:16",
                """
                error: there is no row 16 in out[3]
                  breakdown out[3]:16
                            ^^^^^^^^^ expected a row from 1 to 15

                """),
            Refusal(
                "breakdown out[x]",
                """
                error: 'out[x]' is not a result
                  breakdown out[x]
                            ^^^^^^ expected out[N], out[N]:ROW, _ or a name from 'let'

                """),
            Refusal(
                "let tps_chip = out[3]",
                """
                error: 'tps_chip' means something already
                  let tps_chip = out[3]
                      ^^^^^^^^ expected a name that is not a metric or parameter

                """),
            Refusal(
                "let base = 3",
                """
                error: '3' is not a result
                  let base = 3
                             ^ expected out[N], out[N]:ROW, _ or a name from 'let'

                """),
            Refusal(
                "let base",
                """
                error: something is missing here
                  let base
                          ^ expected = and a result, such as: let base = out[3]

                """),
        ])
    func refuses(_ refusal: Refusal) throws { try refusal.check(in: shell()) }

    @Test func namesAreMadeOfLettersAndDigits() throws {
        let shell = try shell()
        for name in ["b", "b2", "a_b", "a-b", "gr\u{F6}\u{DF}e"] {
            #expect(try shell.run("let \(name) = out[3]").hasPrefix("\(name): 15 plans"), "\(name)")
        }
        for name in ["2b", "_a", "-a", "a.b", "a/b"] {
            #expect(
                try shell.failure("let \(name) = out[3]") == """
                    error: '\(name)' is not a name
                      let \(name) = out[3]
                          \(String(repeating: "^", count: name.count)) expected letters and digits, such as base

                    """)
        }
    }

    @Test func aNoteIsTheRestOfItsLine() throws {
        let shell = try TestShell("note It's 10; see \"x\" # y  ", "# Typed.", "workload set input 8192", "note # z")
        #expect(
            shell.script == """
                \(SessionHeading.own)
                # It's 10; see "x" # y
                # Typed.
                workload set input 8192
                #> input: 4096 -> 8192
                # # z

                """)
        #expect(try shell.run("history").hasSuffix(" 1  workload set input 8192\n -  note # z\n"))
        #expect(try shell.run("undo") == "undone: note # z\n")
        #expect(try shell.failure("note").hasSuffix("expected the text of the note\n"))
    }

    @Test func numbersAreOnlyForPeople() throws {
        let shell = try TestShell()
        var text = ""
        let sink = OutputSink(standardOutput: { text += $0 }, standardError: { text += $0 }, showsNumbers: true)
        for line in ["workload set input=8192 output=2", "# A note.", "workload show", "help quit", "history"] {
            try shell.interpreter.run(SourceLine(file: nil, number: 1, text: line), sink)
        }
        #expect(text.hasPrefix("[1] input: 4096 -> 8192\noutput: 0 -> 2\n[2]\n phase"))
        #expect(!text.contains("[3]"))
        #expect(!shell.script.contains("[1]"))
    }

    @Test func anAssertionHoldsOrSaysTheValue() throws {
        let shell = try TestShell.prepared()
        let text = try shell.run("assert out[3]:8 tps_chip>=50 and tp==4")
        #expect(text.hasPrefix("tps_chip>=50 holds: tps_chip is "))
        #expect(text.hasSuffix(" tokens/s/chip\ntp==4 holds: tp is 4\n"))
        let before = shell.snapshot
        let failure = try shell.failure("assert tps_chip>=5000 and tp<=4 and batch>6")
        #expect(failure.hasPrefix("error: the assertion fails: tps_chip is "))
        #expect(failure.contains(" tokens/s/chip, not tps_chip>=5000; batch is 6"))
        #expect(failure.hasSuffix("\n  the plan is chips=128 tp=2 batch=6 moe_tp=1\n"))
        #expect(shell.snapshot == before)
        try shell.run("filter tps_batch>=1000")
        #expect(try shell.failure("assert tp==2").hasPrefix("error: the assertion fails: no plan is left"))
    }

    @Test func completesNamesAndCells() throws {
        let shell = try shell()
        try shell.run("let base = out[3]")
        func words(_ line: String) -> [String] {
            Completer(Session.registry, shell.session, FileSystem()).complete(line).candidates.map(\.text)
        }
        #expect(words("breakdown o") == ["out[3]", "out[4]", "out[5]", "out[6]"])
        #expect(words("breakdown b") == ["base"])
        #expect(words("sort base tps_chip ").contains("asc"))
        // The command is there to be changed, so that no space follows it.
        let edited = Completer(Session.registry, shell.session, FileSystem()).complete("edit 3 ").candidates
        #expect(edited.map(\.isWhole) == [false])
        #expect(words("edit 3 ") == ["sweep chips=128 tp=2,4,8 batch=6,8,10,12,16 moe_tp=1"])
    }

    @Test func earlierResultsAreCompared() throws {
        let shell = try shell()
        let rows = try TestShell.prepared().run("diff 1 8")
        #expect(
            try shell.run("diff out[3] out[3]:8")
                == rows.replacing("row 1:", with: "out[3]:").replacing("row 8:", with: "out[3]:8:"))
        try shell.run("let base = out[3]:8; arch set inter_bw=64GB/s; sweep tp=4 batch=10")
        let text = try shell.run("diff base _")
        #expect(text.hasPrefix("base: chips=128 tp=4 batch=10 moe_tp=1\n_: chips=128 tp=4 batch=10 moe_tp=1\n"))
        #expect(text.contains("parameter  inter_bw"))
        #expect(try shell.run("diff base").hasSuffix(text.drop { $0 != "\n" }.dropFirst(2)))
        #expect(try shell.run("why base") != shell.run("why"))
        #expect(try shell.run("suggest base") != shell.run("suggest"))
    }
}
