import Testing
import Units

@testable import Language
@testable import Notebook
@testable import Verbs

/// What is said of an answer while it is typed.
@Suite struct AnswerHintTests {
    /// The text of the hint, and the characters that are marked as wrong.
    private func read(_ answer: String, in shell: TestShell) -> (hint: String, wrong: [String]) {
        let reading = shell.interpreter.reading(of: answer)
        let characters = Array(answer)
        return (
            reading.hint.pieces.map(\.text).joined(),
            reading.parts.filter { $0.kind == .error }.map { String(characters[$0.characters]) }
        )
    }

    @Test(arguments: [
        ("", "Enter takes the default; else a name or number of the list, or a file", ""),
        ("h20x ", "unknown chip 'h20x'; did you mean 'h200'?", "h20x"), ("h100", "h100  NVIDIA H100 SXM 80GB", ""),
        // A number stands for the name that is listed beside it.
        ("3", "h100  NVIDIA H100 SXM 80GB", ""), ("quit", "quit  leave the guide; the session stays", ""),
        ("qui", "quit  leave the guide; the session stays", ""), ("上一", "上一步  return to the question before", ""),
    ]) func ofACommand(_ answer: String, _ hint: String, _ wrong: String) throws {
        let shell = try TestShell("guide")
        let read = read(answer, in: shell)
        #expect(read.hint == hint)
        #expect(read.wrong == (wrong.isEmpty ? [] : [wrong]))
        #expect(shell.interpreter.question == "1/5 chip [sg2260e]: ")
    }

    @Test func ofValuesThatAreKeptForLater() throws {
        let shell = try TestShell("guide")
        while shell.interpreter.question?.hasPrefix("1/5 plan for") == false { try shell.run("") }
        #expect(read("9", in: shell).wrong == ["9"])
        #expect(read("2", in: shell).hint == "2  prefill")
        #expect(read("dis", in: shell).hint == "disagg")
        while shell.interpreter.question?.hasPrefix("2/5 output tokens/s") == false { try shell.run("") }
        #expect(read("", in: shell).hint == "Enter takes the default; else a throughput such as 10 or 10tok/s")
        let wrong = read("2x", in: shell)
        #expect(wrong.wrong == ["2x"] && wrong.hint.hasPrefix("unknown unit 'x'"))
        try shell.run("10")
        try shell.run("")
        #expect(read("64,128", in: shell).wrong.isEmpty)
        let range = read("64..", in: shell)
        #expect(range.hint == "the end of the range is missing, behind '..'; expected a range such as 6..16:2")
        // As long a range as this is not spelled out while it is typed.
        #expect(read("1..900000", in: shell).wrong.isEmpty)
        try shell.run("128")
        // What stands before every answer is no part of one.
        #expect(read("", in: shell).hint == "two-tier  one-tier")
        #expect(read("three", in: shell).wrong == ["three"])
    }

    @Test func ofTheTutorial() throws {
        let shell = try TestShell("tutorial")
        #expect(read("", in: shell).hint.hasPrefix("Enter runs the command in brackets"))
        #expect(read("arch load h20x ", in: shell).wrong == ["h20x"])
        #expect(read("跳过", in: shell).hint == "跳过  go on without it")
    }

    @Test func speaksChinese() throws {
        let shell = try Tongue.chinese.speak { try TestShell("guide") }
        #expect(read("h20x ", in: shell).hint == "未知芯片“h20x”；是否指“h200”？")
        #expect(read("", in: shell).hint == "回车采用默认值；也可输入：名称、列表中的编号，或文件")
    }

    /// A way back proposes what was chosen, not what the guide would have proposed.
    @Test func backKeepsWhatWasChosen() throws {
        let shell = try TestShell("guide")
        while shell.interpreter.question?.hasPrefix("2/5 output tokens/s") == false { try shell.run("") }
        try shell.run("10")
        try shell.run("15%")
        try shell.run("128")
        try shell.run("back")
        #expect(shell.interpreter.question == "2/5 chips [128]: ")
        try shell.run("上一步")
        try shell.run("back")
        #expect(shell.interpreter.question == "2/5 output tokens/s that each request needs [10]: ")
        try shell.run("")
        #expect(shell.interpreter.question == "2/5 margin above that [15%]: ")
    }
}
