import TestSupport
import Testing
import Text

@testable import Language
@testable import Notebook
@testable import Verbs

/// The first line of a saved session, and the notes that look like it.
@Suite struct SessionHeadingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func theHeadingSaysWhoWroteTheFile() throws {
        let heading = try #require(SessionHeading(SessionHeading.own))
        #expect(heading.stamp == Session.stamp)
        #expect(
            SessionHeading.own
                == "# Sextant session: format 2, version \(Version.number), constants \(Constants.fingerprint)")
        #expect(SessionHeading("# Sextant session")?.stamp == FileStamp(format: 1, version: nil, constants: nil))
        // What a newer program adds, and a version that is no word.
        let other = SessionHeading("# Sextant session: format 2, version \u{1B}[31m, colour blue, constants ab")
        #expect(other?.stamp == FileStamp(format: 2, version: nil, constants: "ab"))
        for line in [
            "# Sextant sessions", "# Sextant session of Monday", "# Sextant session: format two",
            "# Sextant session: format 2 is good", "# Sextant session: format 0", "#Sextant session", "arch list",
            "# Sextant session, really",
        ] {
            #expect(SessionHeading(line) == nil, "\(line)")
        }
    }

    @Test func aNewerSessionIsRefusedByName() throws {
        let path = folder.path(of: "plans.sextant")
        try folder.write(
            "\n# Sextant session: format 3, version 0.9.0, constants 1\narch list --new\n", to: "plans.sextant")
        let text = """
            \(path):2:20: error: '\(path)' was written by a newer Sextant (0.9.0, format 3; this is \(Version.number), format 2)
              # Sextant session: format 3, version 0.9.0, constants 1
                                 ^^^^^^^^

            """
        let shell = try TestShell("arch load sg2260e")
        let before = shell.snapshot
        for verb in ["replay", "replay --check", "replay --update", "diff"] {
            #expect(try shell.failure("\(verb) \(path)") == text, "\(verb)")
        }
        #expect(shell.snapshot == before)
        #expect(
            try shell.failure("# Sextant session: format 3").hasPrefix(
                "error: this session was written by a newer Sextant (format 3; this is \(Version.number), format 2)\n"))
    }

    @Test func scriptsOfOneselfNeedNoHeading() throws {
        for text in [
            "workload set input 8192\n", "# Mine.\nworkload set input 8192\n", "#!/bin/x\n# Sextant session\n",
        ] {
            try folder.write(text, to: "s.sextant")
            #expect(try TestShell().failure("replay \(folder.path(of: "s.sextant"))") == "")
        }
    }

    @Test func updatingRenewsAHeading() throws {
        try folder.write("# Sextant session\n# Sextant.\nworkload set input 8192\n#> x\n", to: "s.sextant")
        try TestShell().run("replay --update \(folder.path(of: "s.sextant"))")
        #expect(
            folder.read("s.sextant")
                == "\(SessionHeading.own)\n# Sextant.\nworkload set input 8192\n#> input: 4096 -> 8192\n")
    }

    @Test func otherConstantsAreNoErrorAndAreNamedWhereFiguresDiffer() throws {
        let path = folder.path(of: "s.sextant")
        let heading = "# Sextant session: format 2, version 0.1.0, constants 00000000000000ff\n"
        try folder.write(heading + "workload set input 8192\n#> input: 4096 -> 8192\n", to: "s.sextant")
        #expect(try TestShell().run("replay \(path)") == "input: 4096 -> 8192\n")
        #expect(try TestShell().run("replay --check \(path)").hasSuffix("; output as recorded\n"))
        try folder.write(heading + "workload set input 8192\n#> input: 4096 -> 8000\n", to: "s.sextant")
        let origin =
            "recorded by Sextant 0.1.0 with constants 00000000000000ff; this is \(Version.number) with "
            + Constants.fingerprint
        #expect(
            try TestShell().run("replay \(path)") == """
                input: 4096 -> 8192
                output of 1 line differs from the recorded one, \(origin); 'replay --check \(path)' lists the figures

                """)
        #expect(try TestShell().failure("replay --check \(path)").contains("^ \(origin)\n"))
    }

    @Test func aNoteThatReadsLikeAHeadingIsANote() throws {
        let shell = try TestShell("note Sextant session", "note Sextant session: format 9", "# Sextant session")
        #expect(
            shell.script == "\(SessionHeading.own)\n#Sextant session\n#Sextant session: format 9\n")
        try folder.write(shell.script, to: "s.sextant")
        let again = try TestShell("replay \(folder.path(of: "s.sextant"))")
        #expect(again.session.cells.map(\.note) == ["Sextant session", "Sextant session: format 9"])
        // Recomputing runs notes again.
        try again.run("workload set input 8192; workload set input 4096")
        try again.run("edit 1")
        #expect(again.session.cells.prefix(2).map(\.note) == ["Sextant session", "Sextant session: format 9"])
    }

    @Test func anyNoteSurvivesSavingAndReplaying() throws {
        var generator = SeededGenerator(property: 17)
        let pieces = [
            "Sextant session", ": format 9", ", version 0.1.0", ">", "> ", "!", "#", " ", "\t", "\\", "\"", "'", ";",
            "|",
            "\u{301}", "算能", "🇨🇳", "\u{FE0F}", "\u{2028}", "\u{85}", "\u{A0}", "\r", "a", "note", "recovered",
        ]
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            let shell = try TestShell()
            for line in ["note \(text)", "# \(text)", "#\(text)"] { _ = try shell.failure(line) }
            try folder.write(shell.script, to: "s.sextant")
            let again = try TestShell("replay \(folder.path(of: "s.sextant"))")
            #expect(
                again.session.cells.map(\.note) == shell.session.cells.map(\.note),
                "\(text.debugDescription) \(PropertySeed.note)")
            #expect(again.script == shell.script, "\(text.debugDescription) \(PropertySeed.note)")
        }
    }
}
