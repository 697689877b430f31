import TestSupport
import Testing
import Units

@testable import Language
@testable import Notebook
@testable import Verbs

/// Words that stand for others, lines that run again, and files of commands.
@Suite struct DefinitionTests {
    @Test func aVariableStandsForItsValueAndIsSavedAsThat() throws {
        let shell = try TestShell.prepared()
        #expect(try shell.run("set limit=40ms") == "$limit = 40ms\n")
        try shell.run("set cond='tps_batch>=10 and dram<=60GiB' ; filter $cond")
        #expect(shell.session.plans?.count == 8)
        try shell.run("filter clear; set n=10; filter tps_batch>=${n}")
        #expect(shell.script.contains("\nfilter tps_batch>=10 and dram<=60GiB\n"))
        #expect(shell.script.contains("\nfilter tps_batch>=10\n"))
        #expect(!shell.script.contains("$"))
        #expect(try shell.run("set").contains("$limit = 40ms\n$n = 10\n"))
        try shell.run("unset n")
        #expect(
            try shell.failure("filter tps_batch>=$n") == """
                error: unknown variable '$n'
                  filter tps_batch>=$n
                                    ^^ expected one of $cond, $limit

                """)
    }

    @Test func quotesAndNotesKeepADollar() throws {
        let shell = try TestShell("set a=1")
        try shell.run("note costs $a")
        #expect(shell.session.cells.last?.note == "costs $a")
        #expect(try shell.run("set b='$a'; set") == "$b = $a\n$a = 1\n$b = $a\n")
        // A dollar without a name is only that.
        #expect(try TestShell().failure("help 5$").contains("no help on '5$'"))
        #expect(
            try TestShell().failure("help $x").hasPrefix(
                """
                error: unknown variable '$x'
                  help $x
                       ^^ expected a variable that 'set NAME=VALUE' made
                """))
    }

    @Test func anAliasStandsForCommands() throws {
        let shell = try TestShell.prepared()
        try shell.run("alias best='filter tps_batch>=10; sort tps_chip; top 3'")
        let typed = try TestShell.prepared()
        #expect(try shell.run("best") == typed.run("filter tps_batch>=10; sort tps_chip; top 3"))
        #expect(shell.script == typed.script)
        // Words behind it follow the last command.
        try shell.run("alias t=top")
        #expect(try shell.run("t 2") == typed.run("top 2"))
        #expect(try shell.failure("alias top='rows'").contains("'top' is a verb already"))
        #expect(try shell.failure("alias 2x=top").contains("'2x' is not a name"))
        try shell.run("unalias t")
        #expect(try shell.failure("t 2").contains("unknown command 't'"))
    }

    @Test func definitionsOutliveUndoAndReplay() throws {
        let folder = try TemporaryFolder()
        try folder.write("workload set input 100\n", to: "s.sextant")
        let shell = try TestShell(
            "workload set input 8192", "set x=5", "undo", "replay \(folder.path(of: "s.sextant"))")
        #expect(shell.session.preferences.variables == ["x": "5"])
        #expect(shell.script == "\(SessionHeading.own)\nworkload set input 100\n#> input: 4096 -> 100\n")
    }

    @Test func aFaultIsShownInWhatTheWordsStandFor() throws {
        let shell = try TestShell.prepared()
        try shell.run("set m=tps_btch")
        #expect(
            try shell.failure("filter $m>=10").hasPrefix(
                "error: unknown metric 'tps_btch'\n  filter tps_btch>=10\n         ^^^^^^^^"))
    }

    @Test func againReplacesWords() throws {
        let shell = try TestShell.prepared()
        #expect(try shell.run("again tp=2 batch=6").hasPrefix("> sweep chips=128 tp=2 batch=6 moe_tp=1\n"))
        #expect(shell.session.plans?.count == 1)
        try shell.run("filter tps_batch>=1")
        #expect(try shell.run("again tps_batch<=99").hasPrefix("> filter tps_batch<=99\n"))
        try shell.run("top 3")
        #expect(try shell.run("again 1").hasPrefix("> top 1\n"))
        // What ran is kept, not how it was asked for.
        #expect(shell.script.contains("\ntop 1\n") && !shell.script.contains("again"))
        #expect(try TestShell().failure("again").contains("there is no command to run again"))
        let before = shell.snapshot
        #expect(try shell.failure("again nonsense=3") != "")
        #expect(shell.snapshot == before)
    }

    @Test func aSourcedFileGoesOnWithTheSession() throws {
        let folder = try TemporaryFolder()
        try folder.write("alias best='top 2'\nfilter tps_batch>=10\nbest\n", to: "mine.sextant")
        let shell = try TestShell.prepared()
        #expect(try shell.run("source \(folder.path(of: "mine.sextant"))").contains("8 of 15 kept"))
        #expect(shell.script.contains("\nfilter tps_batch>=10\n") && shell.script.contains("\ntop 2\n"))
        #expect(!shell.script.contains("source"))
        #expect(shell.session.preferences.aliases == ["best": "top 2"])
        // Where a line fails nothing is kept, and the line is named.
        try folder.write("filter tps_batch>=11\ntpo 3\n", to: "bad.sextant")
        let before = shell.snapshot
        let path = folder.path(of: "bad.sextant")
        #expect(try shell.failure("source \(path)").hasPrefix("\(path):2:1: error: unknown command 'tpo'"))
        #expect(shell.snapshot == before)
        // A file that runs itself ends.
        try folder.write("source \(folder.path(of: "loop.sextant"))\n", to: "loop.sextant")
        #expect(try shell.failure("source \(folder.path(of: "loop.sextant"))").contains("more than 8 deep"))
    }

    @Test(arguments: Tongue.allCases) func theTutorialIsDoneWithEnterAlone(_ tongue: Tongue) throws {
        let folder = try TemporaryFolder()
        let shell = try tongue.speak { try TestShell("tutorial") }
        for step in Tutorial.steps {
            #expect(shell.interpreter.isAsking)
            // The file goes into a folder of its own.
            let isSave = step.verb == "save"
            try shell.run(isSave ? "save \(folder.path(of: "tutorial.sextant"))" : "")
        }
        #expect(!shell.interpreter.isAsking)
        #expect(shell.interpreter.commands.count == Tutorial.steps.count)
        #expect(folder.read("tutorial.sextant")?.contains("\nbreakdown 1\n") == true)
    }

    @Test func theTutorialChecksWhatIsTyped() throws {
        let shell = try TestShell("tutorial")
        // Looking around runs, and the step waits.
        #expect(try shell.run("arch list").contains("this step is about 'arch load'"))
        #expect(shell.interpreter.question == "tutorial 1/9 [arch load h200]: ")
        #expect(try shell.failure("arch load nosuch") != "")
        #expect(shell.interpreter.question == "tutorial 1/9 [arch load h200]: ")
        try shell.run("arch load b200")
        #expect(shell.session.chip?.name == "b200")
        #expect(shell.interpreter.question == "tutorial 2/9 [model load qwen3-32b]: ")
        try shell.run("back")
        #expect(shell.session.chip == nil)
        try shell.run("skip")
        try shell.run("退出")
        #expect(!shell.interpreter.isAsking)
    }

    @Test func theGuideTakesNumbersAndChineseWords() throws {
        let shell = try Tongue.chinese.speak { try TestShell("guide") }
        try shell.run("4")
        #expect(shell.session.chip?.name == "h200")
        try shell.run("１")
        #expect(shell.session.model?.name == "deepseek-v3")
        try shell.run("预填充")
        #expect(shell.session.workload.phase == .prefill)
        try shell.run("上一步")
        #expect(try shell.run("帮助").contains("也可输入编号：1 decode"))
        try shell.run("退出")
        #expect(!shell.interpreter.isAsking)
    }
}
