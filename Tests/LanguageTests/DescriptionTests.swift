import Foundation
import CounterShell
import Language
import TestSupport
import Testing
import Text

/// The declarations as data, from which help and manual are made.
@Suite struct DescriptionTests {
    private let shell = ShellDescription(
        Counter.registry,
        kinds: [
            KindDescription(
                "colour", title: "Colours", summary: "What there is to see.",
                [.init("", [EntryDescription("red", title: "red, a colour", summary: "Long waves.", names: ["rouge"])])]
            )
        ],
        topics: [TopicDescription(["paint"], isModelled: false, "Look only.", nearest: ["red", "add"])])

    /// What one program writes another reads: the same value comes back.
    @Test func theyComeBackFromJSON() throws {
        let text = JSON(encoding: shell).pretty
        let back = try JSONDecoder().decode(ShellDescription.self, from: Data(text.utf8))
        #expect(back == shell)
        #expect(try JSON(parsing: text) == JSON(encoding: shell))
    }

    @Test func helpFollowsFromThem() {
        let help = HelpText(shell)
        #expect(help.overview.contains("  add [--loudly] N  Adds a number."))
        #expect(help.overview.last == "Colours: red")
        #expect(help.lines(on: "ROUGE") == ["red, a colour", "  Long waves."])
        #expect(help.lines(on: "plus").first == "add [--loudly] N")
        #expect(
            help.lines(on: "paint") == [
                "paint: not modelled yet. Look only.", "  red: Long waves.", "  add: What adds.",
            ])
        #expect(help.lines(on: "waves") == [])
        func hint(_ word: String) -> String? { help.unknown(Spanned(value: word, span: 0..<word.count)).hint }
        #expect(hint("waves") == "these speak of it:\n    red: Long waves.")
        #expect(hint("leaves") == "these speak of it:\n    quit: Leaves.")
        #expect(hint("roug") == "did you mean 'red'?")
        // Nothing is near, and something is offered all the same.
        #expect(hint("xyzzyx")?.hasPrefix("the nearest are:\n    ") == true)
    }

    @Test func everyFileOfTheProgramFollowsFromThem() {
        let program = ProgramDescription(
            calls: [.init("FILE", "runs it")], options: [.init(["-x"], "Does nothing.")],
            environment: ["HOME": "Home."],
            files: [:], exitCodes: ["0": "Good."])
        for kind in Manual.allCases where ![.bash, .zsh, .fish].contains(kind) {
            let text = kind.text(shell, program)
            for word in ["twice", "red", "Long waves.", "HOME"] { #expect(text.contains(word), "\(kind) \(word)") }
        }
        #expect(Manual.reference.text(shell, program).contains("\n### add twice\n\nAdds a number two times.\n"))
    }
}
