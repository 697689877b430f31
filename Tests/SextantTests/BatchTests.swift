import Catalog
import TestSupport
import Testing

/// The program as other programs call it.
@Suite struct BatchTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func sextant(_ arguments: String..., input: String = "") throws -> ProgramRun {
        try Program.run("sextant", arguments, input: input, in: folder)
    }

    private static let usage = """
        usage: sextant                    an interactive shell, or a script from standard input
               sextant FILE               run a script and stop at the first error
               sextant VERB ...           run one command
               sextant guide              a guided session: from a chip to a saved plan in five steps
               sextant serve [FOLDER]     answer a program (MCP, JSON-RPC) that sees files beneath FOLDER
               sextant -f FILE            the same; - is standard input
               sextant -c "arch list"     run commands, separated by ;
               sextant --generate FILE    print a file that comes with the program: man, bash, zsh, fish, json, reference, schema, accuracy
               sextant --lang zh ...      the same in Chinese
               sextant --version | --help

        """

    @Test func everyWayToPassCommandsRunsThem() throws {
        let commands = "workload set input 8192; workload set output=2\n"
        let printed = "input: 4096 -> 8192\noutput: 0 -> 2\n"
        try folder.write(commands, to: "study.sextant")
        let runs = [
            try sextant("-c", commands), try sextant("study.sextant"), try sextant("-f", "study.sextant"),
            try sextant(input: commands), try sextant("-", input: commands), try sextant("-f", "-", input: commands),
        ]
        for run in runs {
            #expect(run.exitCode == 0)
            #expect(run.output == printed)
            #expect(run.error == "")
        }
    }

    @Test func aVerbRunsAsOneCommand() throws {
        let run = try sextant("workload", "set", "input", "8192")
        #expect(run.output == "input: 4096 -> 8192\n")
        #expect(run.exitCode == 0)
    }

    @Test func aWordOfTheCommandLineStaysOneWord() throws {
        for name in ["my plans.sextant", "a;b.sextant", "#a.sextant", "o'brien.sextant", "say \"hi\".sextant"] {
            let run = try sextant("save", name)
            #expect(run.exitCode == 0, "\(run.error)")
            #expect(folder.read(name)?.hasPrefix("# Sextant session: format 2, version ") == true, "\(name)")
        }
    }

    @Test func noWordOfTheCommandLineIsASecondCommand() throws {
        for word in ["a；save pwn.sextant", "a\\", "|", "> pwn", "a | touch pwn", "'\"'", "a＝b.sextant"] {
            let name = word + (word.hasSuffix(".sextant") || word.contains("pwn") ? "" : ".sextant")
            let run = try sextant("save", name)
            #expect(run.exitCode == (name.hasSuffix(".sextant") ? 0 : 1), "\(name): \(run.error)")
            if run.exitCode == 0 { #expect(folder.read(name)?.hasPrefix("# Sextant session: ") == true, "\(name)") }
            #expect(folder.read("pwn") == nil && folder.read("pwn.sextant") == nil, "\(name)")
        }
        let note = try sextant("note", "say \"hi\" | touch pwn; save x.sextant > pwn #")
        #expect(note.exitCode == 0)
        #expect(!folder.names.contains("pwn") && !folder.names.contains("x.sextant"))
    }

    @Test func aLineBreakInAWordIsRefused() throws {
        for word in ["hello\narch list | touch pwn #", "a\r\nb", "a\u{2028}b"] {
            let run = try sextant("note", word)
            #expect(run.exitCode == 2)
            #expect(run.output == "")
            #expect(run.error.hasPrefix("sextant: an argument holds a line break: '"))
        }
        #expect(folder.names.isEmpty)
    }

    @Test func whatTheCommandLineHoldsIsNoCommandToTheTerminal() throws {
        for arguments in [["--\u{1B}[31mfoo"], ["-c", "fr\u{1B}ob"], ["a\u{1B}b.sextant"]] {
            let run = try Program.run("sextant", arguments, in: folder)
            #expect(run.exitCode != 0)
            #expect(run.error.contains(#"\u001b"#) && !run.error.contains("\u{1B}"), "\(run.error)")
        }
    }

    @Test func aNewerSessionIsRefusedWhereverItComesFrom() throws {
        let text = "# Sextant session: format 3\narch list\n"
        try folder.write(text, to: "new.sextant")
        for run in [try sextant("new.sextant"), try sextant("-f", "new.sextant"), try sextant(input: text)] {
            #expect(run.exitCode == 1)
            #expect(run.output == "")
            #expect(run.error.contains(" was written by a newer Sextant (format 3; this is "))
        }
        #expect(try sextant("new.sextant").error.hasPrefix("new.sextant:1:20: error: 'new.sextant' was written"))
    }

    @Test func savedJSONSaysWhichProgramWroteIt() throws {
        let stamp = "\"sextant\": {\"format\": 2, \"version\": \""
        // What a command finds is a document that names its layout.
        #expect(
            try sextant("-c", "format json; arch list").output.hasPrefix(
                "{\"schema\": \"sextant.result/1\", \"messages"))
        let study = "arch load sg2260e; model load deepseek-v3; eval; "
        _ = try sextant("-c", study + "save best.json; arch save chip.json; export all.ipynb")
        for name in ["best.json", "chip.json", "all.ipynb"] {
            let text = try #require(folder.read(name), "\(name)")
            #expect(
                text.split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing("{ ", with: "{").contains(
                    stamp), "\(name)")
        }
    }

    @Test func aMisspeltVerbIsNoFile() throws {
        let run = try sextant("topp", "5")
        #expect(run.exitCode == 1)
        #expect(
            run.error == """
                -c:1:1: error: unknown command 'topp'
                  topp 5
                  ^^^^ did you mean 'top'?
                  expected a verb; 'help' lists them

                """)
    }

    @Test func anErrorThatBlamesNoWordNamesItsCommand() throws {
        let run = try sextant("-c", "workload set input 8192; eval")
        #expect(run.error.hasPrefix("-c:1:26: error: no chip is loaded\n"))
    }

    @Test func saysItsVersionAndUsage() throws {
        let version = try sextant("--version")
        #expect(version.output.hasPrefix("sextant ") && version.output.hasSuffix("\n"))
        #expect(version.output == (try sextant("-V")).output)
        for option in ["--help", "-h"] {
            let help = try sextant(option)
            #expect(help.output == Self.usage)
            #expect(help.exitCode == 0)
        }
    }

    @Test func callsThatMakeNoSenseExitWithTwo() throws {
        for (arguments, message) in [
            (["--nope"], "unknown option '--nope'"),
            (["--versoin"], "unknown option '--versoin'; did you mean '--version'?"),
            (["--genrate", "man"], "unknown option '--genrate'; did you mean '--generate'?"),
            (["--generate"], "--generate takes one of man, bash, zsh, fish, json, reference, schema, accuracy"),
            (["-c"], "-c takes one argument: the commands, in quotes"),
            (["-c", "eval", "x"], "-c takes one argument: the commands, in quotes"),
            (["-f"], "-f takes one argument: a script"), (["--version", "x"], "unexpected argument 'x'"),
        ] {
            let run = try Program.run("sextant", arguments, in: folder)
            #expect(run.exitCode == 2)
            #expect(run.output == "")
            #expect(run.error == "sextant: \(message)\n\(Self.usage)")
        }
    }

    @Test func aMissingFileExitsWithOne() throws {
        for run in [try sextant("nosuch.sextant"), try sextant("-f", "nosuch.sextant")] {
            #expect(run.exitCode == 1)
            #expect(run.output == "")
            #expect(run.error == "error: cannot read 'nosuch.sextant': No such file or directory\n")
        }
    }

    @Test func aFolderIsNoScript() throws {
        try folder.write("", to: "x")
        let run = try sextant("-f", ".")
        #expect(run.exitCode == 1)
        #expect(run.error == "error: cannot read '.': it is a folder\n")
    }

    @Test func anErrorNamesItsPlaceAndEndsTheScript() throws {
        let script = "# Study.\nworkload set input 8192\n  arch load sg2260; workload set output 1\nmodel list\n"
        try folder.write(script, to: "study.sextant")
        for (run, name) in [
            (try sextant("study.sextant"), "study.sextant"), (try sextant("-c", script), "-c"),
            (try sextant(input: script), "<stdin>"),
        ] {
            #expect(run.exitCode == 1)
            #expect(run.output == "input: 4096 -> 8192\n")
            #expect(
                run.error == """
                    \(name):3:13: error: unknown chip 'sg2260'
                      arch load sg2260
                                ^^^^^^ did you mean 'sg2260e'?
                                expected a name of 'arch list', or a chip file FILE.json

                    """)
        }
    }

    @Test func linesMayEndAsOnOtherSystems() throws {
        let commands = "workload set input 8192\r\nworkload set output 2\r\n"
        try folder.write(commands, to: "study.sextant")
        for run in [try sextant("study.sextant"), try sextant(input: commands), try sextant("-c", commands)] {
            #expect(run.output == "input: 4096 -> 8192\noutput: 0 -> 2\n")
            #expect(run.exitCode == 0, "\(run.error)")
        }
    }

    @Test func theLastLineNeedsNoNewline() throws {
        try folder.write("workload set input 8192", to: "study.sextant")
        for run in [try sextant("study.sextant"), try sextant(input: "workload set input 8192")] {
            #expect(run.output == "input: 4096 -> 8192\n")
        }
    }

    @Test func nothingRunsAfterQuit() throws {
        for run in [try sextant("-c", "quit; nonsense"), try sextant(input: "quit\nnonsense\n")] {
            #expect(run.exitCode == 0)
            #expect(run.output == "" && run.error == "")
        }
    }

    @Test func emptyInputIsNoError() throws {
        for run in [try sextant(), try sextant("-c", ""), try sextant("-f", "-")] {
            #expect(run.exitCode == 0)
            #expect(run.output == "" && run.error == "")
        }
    }

    @Test func dataGoesToStandardOutputAndTalkToStandardError() throws {
        let run = try sextant("-c", "format csv; arch load sg2260e; arch list")
        #expect(run.output.hasPrefix("name,title,trust,flops,dram,dram_bw,group,intra_bw\n"))
        #expect(run.output.contains("\nsg2260e,"))
        #expect(run.error.hasPrefix("tables are written as csv\nsg2260e: 8 cores"))
        #expect(run.error.hasSuffix("\ntrust: published: no measured row of this chip\n"))
    }

    @Test func aReaderThatWentAwayIsNoStory() throws {
        let run = try Program.runWithClosedPipe("sextant", ["-c", "help; help; help"], in: folder)
        #expect(run.error == "")
        #expect(run.exitCode == 128 + 13)
    }

    @Test func aVerbIsAVerbWhereAFolderHasItsName() throws {
        try folder.makeFolder("model")
        let run = try sextant("model", "list")
        #expect(run.exitCode == 0)
        #expect(run.output.contains("deepseek-v3"))
    }

    @Test func anAssertionThatFailsExitsWithOne() throws {
        let lines = "arch load sg2260e; model load deepseek-v3; config set tp=4 batch=8; eval; "
        #expect(try sextant("-c", lines + "assert tps_chip>=1").exitCode == 0)
        let run = try sextant("-c", lines + "assert tps_chip>=1e6; help")
        #expect(run.exitCode == 1)
        #expect(run.error.contains("error: the assertion fails: tps_chip is "))
        #expect(!run.output.contains("Verbs"))
    }

    @Test func aReplayThatDiffersExitsWithOneAndShowsTheLines() throws {
        try folder.write("workload set input 8192\n#> input: 4096 -> 9000\n", to: "study.sextant")
        let run = try sextant("replay", "--check", "study.sextant")
        #expect(run.exitCode == 1)
        #expect(run.error.contains("\n      1  input: 4096 ->      9000  8192   -8.98\n"))
        #expect(try sextant("replay", "--update", "study.sextant").exitCode == 0)
        #expect(try sextant("replay", "--check", "study.sextant").exitCode == 0)
    }

    @Test func scriptsPrintNoNumbers() throws {
        let run = try sextant(input: "# A note.\nworkload set input 8192\nnote more\n")
        #expect(run.output == "input: 4096 -> 8192\n")
    }
}
