import CounterShell
import Language
import TestSupport
import Testing

/// The files that come with a program, of a shell that only counts: each whole, as `Files` holds it.
///
/// `RECORD=1 swift test --filter ManualFileTests` writes them anew.
@Suite struct ManualFileTests {
    private let shell = ShellDescription(
        Counter.registry,
        kinds: [
            KindDescription(
                "colour", title: "Colours", summary: "What there is to see.",
                [
                    .init("", [EntryDescription("red", title: "red, a colour", summary: "Long waves.", unit: "nm")]),
                    .init(
                        "Others",
                        [
                            EntryDescription(
                                "grey", title: "grey, a colour", summary: "'All' waves: a\\b \"c\".",
                                choices: ["dark", "light"], names: ["gray"], details: ["  = black + white", "dull"],
                                examples: ["add 1"]),
                            EntryDescription(
                                "blue", title: "blue, a colour", summary: "Short waves.", unit: "nm",
                                range: "450 to 495"),
                        ]),
                ]),
            KindDescription(
                "sound", title: "Sounds", summary: "What there is to hear.", isListed: false,
                [.init("", [EntryDescription("beep", title: "beep, a sound", summary: ".5 s long.")])]),
        ],
        topics: [
            TopicDescription(["paint", "ink"], isModelled: false, "Look only.", nearest: ["red", "add"]),
            TopicDescription(["sum"], isModelled: true, "Numbers add up.", nearest: ["add"]),
        ])

    private let program = ProgramDescription(
        calls: [.init("", "asks"), .init("FILE", "runs it"), .init("VERB ...")],
        options: [
            .init(["-x", "--cross"], "Does 'nothing'."), .init(["-f"], argument: "FILE", "Reads it."),
            .init(["--count"], argument: "N", "Counts."),
        ],
        environment: ["HOME": "Home.", "PAGER": "Pages."], files: ["~/.x": "Kept."],
        exitCodes: ["0": "Good.", "1": "Bad."])

    @Test(arguments: Manual.allCases) func isAsRecorded(_ file: Manual) throws {
        let text = file.text(shell, program)
        let path = Project.root + "/Tests/LanguageTests/Files/counter." + file.rawValue
        #expect(try Recording.text(at: path, today: text) == text)
    }

    @Test func helpIsAsRecorded() throws {
        let help = HelpText(shell)
        let topics = [
            "add", "add twice", "plus", "exit", "red", "GRAY", "paint", "ink", "sum", "waves", "Waves", "short waves",
            "red add", "twice",
        ]
        let text = (help.overview + topics.flatMap { ["", "? \($0)"] + help.lines(on: $0) }).joined(separator: "\n")
        let path = Project.root + "/Tests/LanguageTests/Files/counter.help"
        #expect(try Recording.text(at: path, today: text + "\n") == text + "\n")
    }

    @Test func theProgramsUsageIsSaid() throws {
        let path = Project.root + "/Tests/LanguageTests/Files/counter.usage"
        #expect(try Recording.text(at: path, today: program.usage + "\n") == program.usage + "\n")
    }
}
