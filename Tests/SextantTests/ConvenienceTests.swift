import TestSupport
import Testing
import Units

/// The comforts of other shells, one check for each; all of them at one terminal, in both languages.
@Suite struct ConvenienceTests {
    /// Those that are not there, and why.
    static let leftOut = [
        18: "loops: sweep and table run over values, a script over commands",
        28: "themes: colours are those of the terminal, on or off",
        29: "mouse: the terminal's own selection stays as it is",
    ]

    @Test func eachHasACheckOrAReason() {
        let checked = Convenience.all.map(\.number)
        #expect(Set(checked).count == checked.count)
        #expect(Set(checked).isDisjoint(with: Self.leftOut.keys))
        #expect(Set(checked).union(Self.leftOut.keys) == Set(1...30))
    }

    @Test(arguments: Tongue.allCases) func eachIsThere(_ tongue: Tongue) throws {
        let shell = try ConvenienceShell(tongue)
        shell.session.expect("sextant> ")
        shell.session.load()
        for convenience in Convenience.all { convenience.check(shell) }
        shell.session.send("quit\r")
        #expect(try shell.session.exitCode() == 0)
        #expect(shell.session.isCookedAndEchoing)
        // 9: what was typed is on disk, a line of several as one.
        let history = shell.folder.read("sextant/history") ?? ""
        #expect(history.contains("sweep chips=128 tp=2,4 batch=8,10\n") && history.hasSuffix("\nquit\n"))
    }
}

/// A comfort of other shells, by its number in the comparison with fish, IPython, sqlite3 and DuckDB.
struct Convenience: Sendable {
    let number: Int
    let name: String
    /// Types what it takes, waits for what a person sees, and leaves an empty prompt.
    let check: @Sendable (ConvenienceShell) -> Void

    /// In an order in which each finds what it needs; the numbers are those of the comparison.
    static let all: [Convenience] = whileTyping + results + sessions

    private static let up = "\u{1B}[A"
    private static let right = "\u{1B}[C"

    private static let whileTyping: [Convenience] = [
        Convenience(number: 30, name: "localisation") { shell in
            let screen = shell.session.screen.transcript
            #expect(screen.contains(shell.say("help · guide · quit", "help 帮助 · guide 向导 · quit 退出")))
        },
        Convenience(number: 1, name: "colour while typing") { shell in
            shell.type("swep", for: "a red word and what is wrong") { screen in
                screen.text(having: 31) == "swep"
                    && screen.text.contains(shell.say("did you mean 'sweep'?", "是否指“sweep”？"))
            }
            shell.drop()
        },
        Convenience(number: 3, name: "completion menu with meanings") { shell in
            shell.type("arch \t\t", for: "a menu") { screen in
                screen.lines.contains {
                    $0.hasPrefix("list ") && $0.hasSuffix(shell.say("the catalogue.", "列出内置的芯片。"))
                }
            }
            shell.drop()
        },
        Convenience(number: 4, name: "completion of values and files") { shell in
            shell.session.send("sweep chi\t")
            shell.session.expectLastRow(CaseShell.prompt + "sweep chips=")
            shell.drop()
            shell.session.send("source \(shell.folder.path)/pa\t")
            shell.session.expectLastRow(CaseShell.prompt + "source \(shell.folder.path)/part.sextant")
            shell.drop()
        },
        Convenience(number: 5, name: "several lines") { shell in
            shell.session.send("sweep chips=128 \\\r")
            shell.session.expect("\n... ")
            shell.run("  tp=2,4 batch=8,10", shows: "4 plans in ", "4 个方案，用时 ")
        },
        Convenience(number: 13, name: "timer") { shell in
            shell.run("sweep chips=128 tp=4 batch=8,10", shows: "2 plans in ", "2 个方案，用时 ")
        },
        Convenience(number: 6, name: "paste of several lines") { shell in
            shell.session.send("\u{1B}[200~workload set input 8192\nworkload set input 4096\n\u{1B}[201~")
            shell.session.expect(shell.say("input: 4096 -> 8192", "input：4096 -> 8192"))
            shell.session.expect(shell.say("input: 8192 -> 4096", "input：8192 -> 4096"))
            shell.session.expect("\n" + CaseShell.prompt)
        },
        Convenience(number: 7, name: "history by prefix") { shell in
            shell.session.send("sweep chips=128 tp=2" + up)
            shell.session.expectLastRow(CaseShell.prompt + "sweep chips=128 tp=2,4 batch=8,10")
            shell.drop()
        },
        Convenience(number: 2, name: "ghost text from history") { shell in
            shell.type("sweep chips=128 tp=4", for: "the rest of an earlier line, dim") { screen in
                screen.text(having: 2).contains(" batch=8,10")
            }
            shell.session.send(right)
            shell.session.expectLastRow(CaseShell.prompt + "sweep chips=128 tp=4 batch=8,10")
            shell.drop()
        },
        Convenience(number: 8, name: "incremental search in history") { shell in
            shell.type("\u{12}swtp24", for: "letters found in an earlier line") { screen in
                screen.lines.contains { $0.hasSuffix("sweep chips=128 tp=2,4 batch=8,10") }
            }
            shell.session.send("\r")
            shell.session.expect(shell.say("4 plans in ", "4 个方案，用时 "))
            shell.session.expect("\n" + CaseShell.prompt)
        },
        Convenience(number: 9, name: "history on disk") { shell in
            shell.run(
                "!tail -1 $HOME/sextant/history | tr a-z A-Z", shows: "!TAIL -1 $HOME/SEXTANT/HISTORY",
                "!TAIL -1 $HOME/SEXTANT/HISTORY")
        },
        Convenience(number: 10, name: "edit in $EDITOR") { shell in
            shell.session.send("workload set input 8192\u{18}\u{5}")
            shell.session.expectLastRow(CaseShell.prompt + "workload set input 4000")
            shell.drop()
        },
        Convenience(number: 24, name: "an error points at the word and suggests") { shell in
            shell.session.send("sweep bach=1\r")
            shell.session.expectScreen("carets under the word") { screen in
                guard let row = screen.lines.lastIndex(of: "  sweep bach=1") else { return false }
                return screen.lines[row + 1]
                    == shell.say(
                        "        ^^^^ did you mean 'batch' (sequences decoded per chip)?",
                        "        ^^^^ 是否指“batch”（单芯 Decode 的序列数）？")
            }
            shell.session.expect("\n" + CaseShell.prompt)
        },
    ]

    private static let results: [Convenience] = [
        Convenience(number: 11, name: "pager") { shell in
            shell.session.send("help\r")
            shell.session.expectLastRow(":")
            shell.session.send("q")
            shell.session.expect(CaseShell.prompt)
        },
        Convenience(number: 12, name: "table modes") { shell in
            shell.run("format vertical", shows: "vertical", "vertical")
            shell.run("rows 1", shows: " tps_chip ", " tps_chip ")
            shell.run("format box", shows: "box", "box")
        },
        Convenience(number: 14, name: "output to a file, once and appended") { shell in
            let path = shell.folder.path(of: "rows.txt")
            for sign in [">", ">>"] { shell.run("rows 1 \(sign) \(path)", shows: "", "") }
            #expect(shell.folder.read("rows.txt")?.split(separator: "\n").filter { $0.hasPrefix(" 1 ") }.count == 2)
        },
        Convenience(number: 15, name: "to a spreadsheet and to other programs") { shell in
            shell.run(
                "save \(shell.folder.path)/plans.csv", shows: ".units.csv", ".units.csv")
            shell.run("rows 1 | tr a-z A-Z", shows: "TPS_CHIP", "TPS_CHIP")
        },
        Convenience(number: 16, name: "the last result by name") { shell in
            shell.run("let base = _:1", shows: "base: chips=128", "base：chips=128")
            shell.run("rows base", shows: "tps_chip", "tps_chip")
        },
        Convenience(number: 17, name: "variables") { shell in
            shell.run("set limit=90ms", shows: "$limit = 90ms", "$limit = 90ms")
            shell.run("filter tpot_ms<=$limit", shows: "2 of 4 kept", "4 个方案保留 2 个")
            shell.run("filter clear", shows: "4 plans", "4 个方案")
        },
        Convenience(number: 19, name: "aliases") { shell in
            shell.run("alias two='rows 2'", shows: "two", "two")
            shell.run("two", shows: "tps_chip", "tps_chip")
        },
        Convenience(number: 20, name: "startup file") { shell in
            shell.run("best", shows: "standard deployment", "标准部署")
        },
        Convenience(number: 27, name: "plots in the terminal") { shell in
            shell.run("plot tps_chip tps_batch", shows: "└┬─", "└┬─")
        },
    ]

    private static let sessions: [Convenience] = [
        Convenience(number: 21, name: "a script inside") { shell in
            shell.run(
                "source \(shell.folder.path)/part.sextant", shows: "input: 4096 -> 2048", "input：4096 -> 2048")
        },
        Convenience(number: 25, name: "undo and redo") { shell in
            shell.run("undo", shows: "input: 2048 -> 4096", "input：2048 -> 4096")
            shell.run("redo", shows: "input: 4096 -> 2048", "input：4096 -> 2048")
        },
        Convenience(number: 22, name: "the system's shell") { shell in
            shell.run("!echo in the she''ll", shows: "in the shell", "in the shell")
        },
        Convenience(number: 23, name: "help by other words") { shell in
            shell.run("help gpu", shows: "gpu: It is called a chip", "gpu：这里称为芯片")
            shell.run("help optimise", shows: "suggest [ROW]", "suggest [ROW]")
            shell.run("help throughputs", shows: "did you mean 'total_tps'?", "是否指“total_tps”？")
        },
        Convenience(number: 26, name: "tutorial and guide, with hints at their questions") { shell in
            shell.session.send("tutorial\r")
            shell.session.expect(shell.say("tutorial 1/9 [arch load h200]: ", "教程 1/9 [arch load h200]: "))
            shell.type("arch load h20x ", for: "what is wrong with what is typed") { screen in
                screen.text(having: 31).hasSuffix("h20x")
                    && screen.text.contains(shell.say("unknown chip 'h20x'", "未知芯片“h20x”"))
            }
            shell.session.send("\u{15}quit\r")
            shell.session.expect("\n" + CaseShell.prompt)
            shell.session.send("guide\r")
            shell.session.expect(shell.say("1/5 chip [sg2260e]: ", "1/5 芯片 [sg2260e]: "))
            shell.type("\u{15}上一", for: "the words that are taken") { $0.text.contains("上一步") }
            shell.session.send("\u{15}quit\r")
            shell.session.expect("\n" + CaseShell.prompt)
        },
    ]
}
