import Text

/// What help, the manual page and the reference say around the declarations.
enum HelpWords {
    // MARK: - Help

    /// What the usage text begins with.
    static var usage: String { say(en: "usage: ") }

    /// What the list of verbs begins with.
    static var verbs: String { say(en: "Verbs (help NAME explains one, with examples):") }

    /// Where the output of a command may go.
    static var redirection: String {
        say(en: "Behind a command: | PROGRAM passes its output on, > FILE writes it, >> FILE appends it.")
    }

    /// There is nothing under a name.
    static func nothing(on name: String) -> String { say(en: "there is no help on '\(name)'") }

    /// Words name nothing, but stand in what is said of something.
    static func mentions(of words: String) -> String {
        say(en: "Nothing is called '\(words)'; these speak of it:")
    }

    /// Shorter names of a verb.
    static func short(_ names: [String]) -> String { say(en: "short: \(names.joined(separator: ", "))") }

    /// Words that lead to a verb.
    static func alsoFound(_ names: [String]) -> String { say(en: "also found as: \(names.joined(separator: ", "))") }

    /// A command line that runs.
    static func example(_ line: String) -> String { say(en: "example: \(line)") }

    /// What there is of something that is called otherwise.
    static func called(_ word: String, _ sentence: String) -> String { say(en: "\(word): \(sentence)") }

    /// What to do in place of something that is not there.
    static func notModelled(_ word: String, _ sentence: String) -> String {
        say(en: "\(word): not modelled yet. \(sentence)")
    }

    // MARK: - The manual page

    /// The part of the manual that the page belongs to.
    static var userCommands: String { say(en: "User Commands") }
    /// What the program is for, in a few words.
    static var purpose: String { say(en: "plan LLM-inference deployments") }
    /// A heading.
    static var name: String { say(en: "NAME") }
    /// A heading.
    static var synopsis: String { say(en: "SYNOPSIS") }
    /// A heading.
    static var description: String { say(en: "DESCRIPTION") }
    /// A heading.
    static var options: String { say(en: "OPTIONS") }
    /// A heading.
    static var commands: String { say(en: "COMMANDS") }
    /// A heading.
    static var output: String { say(en: "OUTPUT") }
    /// A heading.
    static var environment: String { say(en: "ENVIRONMENT") }
    /// A heading.
    static var files: String { say(en: "FILES") }
    /// A heading.
    static var exitStatus: String { say(en: "EXIT STATUS") }
    /// A heading.
    static var seeAlso: String { say(en: "SEE ALSO") }

    /// What the program is.
    static var whatItIs: String {
        say(
            en: """
                Sextant is a shell for people who plan LLM-inference deployments: which chips, how many, which \
                parallelism, which batch, before the hardware is bought. Every command works on an analytical cost \
                engine that answers from datasheet figures, and a session is a plain script that replays.
                """)
    }

    /// What stands in front of the ways to call it.
    static var howItIsCalled: String {
        say(en: "Without arguments it reads commands from the terminal or from standard input:")
    }

    /// An example in the manual page.
    static func manualExample(_ line: String) -> String { say(en: "Example: \(line)") }

    /// What `|` does.
    static var pipe: String { say(en: "Passes the output on to a command of the system's shell.") }
    /// What `>` does.
    static var write: String { say(en: "Writes the output to a file; >> appends it.") }
    /// What `;` and `#` do.
    static var several: String { say(en: "Runs one after the other; # begins a note.") }

    // MARK: - The reference

    /// The title of the reference.
    static var reference: String { say(en: "Reference") }
    /// What stands in it.
    static var referenceHolds: String {
        say(en: "Every verb, metric, parameter and format, as the program declares them.")
    }
    /// A heading.
    static var theProgram: String { say(en: "The program") }
    /// A heading.
    static var environmentTitle: String { say(en: "Environment") }
    /// A heading.
    static var filesTitle: String { say(en: "Files") }
    /// A heading.
    static var exitCodes: String { say(en: "Exit codes") }
    /// A heading.
    static var verbsTitle: String { say(en: "Verbs") }
    /// A heading.
    static var otherWords: String { say(en: "Other words") }
    /// What stands under it.
    static var otherWordsHold: String {
        say(en: "What people look for under another name, or that is not modelled.")
    }

    /// What there is of something that is called otherwise, and what comes nearest.
    static func topic(_ sentence: String, nearest: String) -> String { say(en: "\(sentence) See \(nearest).") }

    /// What to do in place of something that is not there, and what comes nearest.
    static func missingTopic(_ sentence: String, nearest: String) -> String {
        say(en: "Not modelled. \(sentence) See \(nearest).")
    }

    /// Other names of a verb, as a sentence.
    static func alsoFoundAs(_ names: [String]) -> String {
        say(en: "Also found as \(names.joined(separator: ", ")).")
    }
}
