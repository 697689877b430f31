import Language
import Text

/// What is said of cells, scripts, replays, journals and questions, whatever the verbs are about.
enum NotebookWords {
    // MARK: - Output

    /// A program that output was passed on to failed.
    static func ended(_ command: String, _ status: Int32) -> String {
        say(en: "'\(command)' ended with exit code \(status)")
    }

    /// Output went to a file.
    static func written(_ path: String) -> String { say(en: "written to \(path)") }

    /// Pictures in pixels are drawn by another program, which is not there.
    static func noGnuplot(at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "gnuplot draws PNG pictures, and is not installed"), at: span,
            expected: say(en: "a file that ends in .svg, which takes no other program"),
            hint: say(en: "on Debian: apt install gnuplot-nox"))
    }

    // MARK: - Cells

    /// There is no such cell.
    static func noCell(_ number: Int) -> String { say(en: "there is no cell \(number)") }

    /// Which cells there are.
    static func cells(_ count: Int) -> String {
        count == 0 ? say(en: "a session with commands") : say(en: "a number from 1 to \(count)")
    }

    /// How to see the cells.
    static var howToList: String { say(en: "'history' lists the cells") }

    // MARK: - Questions

    /// The input ends at an open question.
    static func unanswered(_ question: String) -> String {
        say(en: "the guide waits for an answer to '\(question)'")
    }

    /// What a question takes.
    static var answers: String { say(en: "a line for each question, empty for its default, or 'quit'") }

    /// How a guide runs where no terminal is.
    static var howToAnswer: String {
        say(en: "start it at a terminal, or give the answers behind it: sextant -c \"guide; h200; quit\"")
    }

    /// What can be typed at every question.
    static var everyQuestion: String {
        say(en: "Enter takes the default in brackets; back, skip, quit and help work at every question.")
    }

    /// A word that is taken at every question, and what it does.
    static func word(_ text: String, _ detail: String) -> String { say(en: "\(text): \(detail)") }

    /// A person left the questions.
    static var left: String { say(en: "left the guide; the session stays, and 'guide' begins again") }

    /// The last question is answered.
    static var over: String { say(en: "that was all; 'history' lists the commands of this session") }

    /// An answer is more than one command.
    static var notOneCommand: String { say(en: "an answer is part of one command") }

    /// An answer that is part of one command.
    static var oneCommand: String { say(en: "an answer without ';'") }

    // MARK: - Files of other versions

    /// The name of a session that was not read from a file.
    static var thisSession: String { say(en: "this session") }

    /// The version and the format of a file.
    static func stamp(_ version: String, format: Int) -> String { say(en: "\(version), format \(format)") }

    /// The format of a file that names no version.
    static func stamp(format: Int) -> String { say(en: "format \(format)") }

    /// A newer program wrote a file; the stamps are its and this program's.
    static func isNewer(_ name: String, _ stamp: String, _ own: String) -> String {
        say(en: "\(name) was written by a newer \(Version.program) (\(stamp); this is \(own))")
    }

    /// This very program recorded a file.
    static var recordedHere: String { say(en: "recorded by this version with these constants") }

    /// A program by its version; nil where it wrote none.
    private static func program(_ version: String?) -> String {
        version.map { say(en: "\(Version.program) \($0)") } ?? say(en: "a \(Version.program) that wrote no version")
    }

    /// Another program recorded a file, with constants that it does not name.
    static func recorded(by version: String?) -> String {
        say(en: "recorded by \(program(version)); this is \(Version.number)")
    }

    /// Another program recorded a file with the constants of this one.
    static func recordedAlike(by version: String?) -> String {
        say(en: "recorded by \(program(version)) with the same constants; this is \(Version.number)")
    }

    /// A program recorded a file with other constants than this one has.
    static func recorded(by version: String?, with constants: String, own: String?) -> String {
        let own = own ?? say(en: "others")
        return say(
            en:
                "recorded by \(program(version)) with constants \(constants); this is \(Version.number) with \(own)")
    }

    /// A file has no heading that says it.
    static var recordedByUnknown: String { say(en: "the file does not say which version recorded it") }

    // MARK: - Journals

    /// The journal cannot be written.
    static func unprotected(_ path: String, _ reason: String) -> String {
        say(en: "a crash would lose this session: cannot write \(path): \(reason)")
    }

    /// What a start offers where sessions ended unexpectedly: the newest, and how many more there are.
    static func offer(_ newest: String, others: Int) -> String {
        others == 0
            ? say(en: "\(newest) ended unexpectedly; 'recover' brings it back, 'recover drop' forgets it")
            : say(
                en:
                    "\(newest) ended unexpectedly (and \(others) more); 'recover' brings it back, 'recover drop' forgets it"
            )
    }

    /// A session by how long it is and when it began.
    static func session(_ commands: Int, from when: String) -> String {
        say(en: "a session of \(Counted.text(commands, "command")) from \(when)")
    }

    /// What is left of a session of which a part was recovered.
    static func restOfSession(_ commands: Int, from when: String) -> String {
        say(en: "the rest of a session of \(Counted.text(commands, "command")) from \(when)")
    }

    /// How to recover once more.
    static var recoverStartsOver: String { say(en: "'recover' starts over") }

    // MARK: - Replays

    /// Nobody can press Enter.
    static var nobodyThere: String { say(en: "--step waits for a person, and there is no terminal") }

    /// A script has no line that prints.
    static func nothingToCompare(_ script: String) -> String { say(en: "\(script): no line has output to compare") }

    /// No line differs from what is recorded.
    static func agrees(_ script: String, recorded: Int, of lines: Int) -> String {
        let counted = Counted.text(lines, "line")
        let verb = lines == 1 ? "has" : "have"
        return recorded > 0
            ? say(en: "\(script): \(recorded) of \(counted) \(verb) recorded output; output as recorded")
            : say(en: "\(script): \(recorded) of \(counted) \(verb) recorded output; nothing to compare")
    }

    /// Lines differ from what another program recorded; `name` is the script as it is typed.
    static func differs(_ lines: Int, origin: String, script name: String) -> String {
        say(
            en:
                "output of \(Counted.text(lines, "line")) differs from the recorded one, \(origin); 'replay --check \(name)' lists the figures"
        )
    }

    /// Lines differ from what is recorded.
    static func differs(_ script: String, _ differing: Int, of lines: Int) -> String {
        say(en: "\(script): output of \(differing) of \(Counted.text(lines, "line")) differs from the recorded one")
    }

    /// What the list of figures that are others now begins with.
    static func moved(_ figures: Int) -> String {
        figures == 1
            ? say(en: "\(Counted.text(figures, "figure")) moved:")
            : say(en: "\(Counted.text(figures, "figure")) moved, the largest change first:")
    }

    /// Figures that are not listed.
    static func moreFigures(_ count: Int) -> String { say(en: "... and \(Counted.text(count, "more figure"))") }

    /// Lines that are not listed.
    static func moreLines(_ count: Int) -> String { say(en: "... and \(Counted.text(count, "more line"))") }

    /// What the list of texts that are others now begins with.
    static var texts: String { say(en: "text, - recorded, + now:") }

    /// What stands in front of the texts of a line of the script.
    static func line(_ number: Int) -> String { say(en: "line \(number):") }

    /// Two outputs differ in nothing that is seen.
    static var whiteSpace: String { say(en: "white space alone differs") }

    /// Two outputs differ in nothing else.
    static var otherOrder: String { say(en: "the order of lines alone differs") }

    /// A heading: the line of the script.
    static var line: String { say(en: "line") }
    /// A heading: the row of a table.
    static var row: String { say(en: "row") }
    /// A heading: what the figure is of.
    static var figure: String { say(en: "figure") }
    /// A heading: the figure in the script.
    static var recorded: String { say(en: "recorded") }
    /// A heading: the figure as it is now.
    static var now: String { say(en: "now") }
    /// A heading: by how much they differ.
    static var change: String { say(en: "change") }
}
