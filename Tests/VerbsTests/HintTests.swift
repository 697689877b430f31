import Planning
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// What is said of a line while it is typed.
@Suite struct HintTests {
    private let shell: TestShell

    init() throws { shell = try TestShell.prepared() }

    private func hint(_ line: String) -> String {
        shell.interpreter.reading(of: line).hint.pieces.map(\.text).joined()
    }

    private func wrong(_ line: String) -> [String] {
        let characters = Array(line)
        return shell.interpreter.reading(of: line).parts.filter { $0.kind == .error }
            .map { String(characters[$0.characters]) }
    }

    @Test(arguments: [
        ("swep", "unknown command 'swep'; did you mean 'sweep'?", "swep"),
        ("sweep bach=10", "unknown axis 'bach'; did you mean 'batch' (sequences decoded per chip)?", "bach"),
        ("sweep bach=10 tp=2", "unknown axis 'bach'; did you mean 'batch' (sequences decoded per chip)?", "bach"),
        (
            "arch set inter_bw 16GB ",
            "'GB' is a unit of size, not of bandwidth; expected a bandwidth such as 16GB/s or 16e9", "16GB"
        ),
        ("arch set dram_util 300%", "300% is out of range for dram_util; expected 0.01 to 1", "300%"),
        ("filter tps_batc>=10", "unknown metric 'tps_batc'; did you mean 'tps_batch'?", "tps_batc"),
        ("arch load h20x ", "unknown chip 'h20x'; did you mean 'h200'?", "h20x"),
        ("swep tp=2; filter tps_batch>=10", "unknown command 'swep'; did you mean 'sweep'?", "swep"),
        (
            "!ls",
            "'!' runs a command of the system's shell from the prompt, not in a script; "
                + "'COMMAND | PROGRAM' passes output on", "!ls"
        ),
    ])
    func saysWhatIsWrong(_ line: String, _ text: String, _ word: String) {
        #expect(hint(line) == text)
        #expect(wrong(line) == [word])
    }

    @Test(arguments: [
        ("sw", "sweep  Evaluates every combination of some axes."), ("arch", "list  load  show  set  save"),
        (
            "sweep ",
            "sweep [NAME=VALUES ...]: a parameter and its values: a list 2,4,8 or a range 6..16:2 or 4..512:*2"
        ),
        ("arch load h200", "h200  NVIDIA H200 SXM 141GB"), ("sweep tp=2 ch", "chips=  chunk="),
        ("filter ", "filter CONDITION ...: a condition such as tps_batch>=10"),
        (
            "solve inter_bw for ",
            "solve PARAMETER for CONDITION ... [where NAME=VALUE ...]: a condition such as tps_batch>=10"
        ),
        ("config set tp 0", "0 is out of range for tp; expected 1 to 1000000"),
        ("arch set inter_bw 16", "16 is out of range for inter_bw; did you mean '16GB/s'?"),
        ("quit", "quit: Leaves the shell."), ("", ""), ("note anything; here", "note TEXT ...: what there is to say"),
    ])
    func saysWhatComesNext(_ line: String, _ text: String) {
        #expect(hint(line) == text)
        #expect(wrong(line) == [])
    }

    /// What is typed letter by letter is never called wrong where it ends well.
    @Test(arguments: [
        "arch set inter_bw 16GB/s", "sweep chips=128 tp=2,4 batch=6..16:2", "filter tps_batch>=10 and dram<=70%",
        "sort tps_chip desc", "rows 10 tps_chip", "save plans.csv", "model load deepseek-v3", "curve batch=4..512:*2",
        "solve inter_bw for tps_batch>=12 where chips=128", "workload set rate=50/s", "top 3 | head -2",
        "size by=cost margin=20%", "let best = out[3]:1", "set limit=40ms", "filter (tps_batch>=10 or not mfu<5%)",
    ])
    func aGoodLineIsNeverWrong(_ line: String) {
        for end in line.indices.dropFirst() {
            let typed = String(line[..<end])
            #expect(wrong(typed) == [], "\(typed)")
        }
        #expect(wrong(line) == [])
    }

    @Test func speaksTheLanguageOfTheSession() throws {
        try shell.run("lang zh")
        #expect(hint("swep") == "未知命令“swep”；是否指“sweep”？")
        #expect(hint("sweep chips=").hasPrefix("chips=  "))
    }

    /// Ranges of millions of values are not spelt out, nor is a million rows looked at.
    @Test func aLongRangeIsNotSpeltOut() throws {
        let line = Statement(line: "sweep batch=1..900000", tokens: Lexer.typed("sweep batch=1..900000").commands[0])
        var cursor = ArgumentCursor(line, after: 1, files: shell.interpreter.environment.files, isHint: true)
        let axes = try Argument<Session, [Spanned<Axis>]>.axes.parse(&cursor, shell.session)
        #expect(axes.first?.value.values.count == 2)
        #expect(hint("sweep batch=1..900000000 ").contains("900000000"))
    }

    @Test func variablesAndAliasesAreKnown() throws {
        try shell.run("set limit=10; alias best='sort tps_chip; top 3'")
        #expect(wrong("filter tps_batch>=$limit") == [])
        #expect(wrong("filter tps_batch>=$limmit") == ["$limmit"])
        #expect(hint("best").isEmpty)
        #expect(hint("best xyz").hasPrefix("unknown metric 'xyz'"))
    }

    @Test func answersAreNoCommands() throws {
        try shell.run("guide")
        #expect(hint("swep").hasPrefix("unknown chip 'swep'"))
    }
}
