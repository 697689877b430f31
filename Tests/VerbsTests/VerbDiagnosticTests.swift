import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Words that call no verb.
@Suite struct VerbDiagnosticTests {
    static let refused = [
        Refusal(
            "swep tp=4",
            """
            error: unknown command 'swep'
              swep tp=4
              ^^^^ did you mean 'sweep'?
              expected a verb; 'help' lists them

            """),
        Refusal(
            "evaluate",
            """
            error: unknown command 'evaluate'
              evaluate
              ^^^^^^^^ did you mean 'eval'?
              expected a verb; 'help' lists them

            """),
        Refusal(
            "xyzzy",
            """
            error: unknown command 'xyzzy'
              xyzzy
              ^^^^^ expected a verb; 'help' lists them

            """),
        Refusal(
            "arch lod sg2260e",
            """
            error: unknown command 'arch lod'
              arch lod sg2260e
                   ^^^ did you mean 'arch load'?
                   expected arch list | load | show | set | save

            """),
        Refusal(
            "arch frob",
            """
            error: unknown command 'arch frob'
              arch frob
                   ^^^^ expected arch list | load | show | set | save

            """),
        Refusal(
            "recover x",
            """
            error: unexpected word 'x'
              recover x
                      ^ expected nothing more

            """),
        Refusal(
            "eval now",
            """
            error: 'now' is not a row number
              eval now
                   ^^^ expected a whole number from 1, or a result such as out[3]:2

            """),
        Refusal(
            "help swee",
            """
            error: there is no help on 'swee'
              help swee
                   ^^^^ did you mean 'sweep'?
                   expected a verb, metric or parameter

            """),
        Refusal(
            "undo now",
            """
            error: unexpected word 'now'
              undo now
                   ^^^ expected nothing more

            """),
        Refusal(
            #"save "unclosed"#,
            """
            error: this quote is not closed
              save "unclosed
                   ^ expected a second "

            """),
        Refusal(
            "load",
            """
            error: unknown command 'load'
              load
              ^^^^ did you mean 'replay'?
              expected a verb; 'help' lists them

            """),
        Refusal(
            "ls",
            """
            error: unknown command 'ls'
              ls
              ^^ did you mean 'rows'?
              expected a verb; 'help' lists them

            """),
        Refusal(
            "ls",
            """
            error: unknown command 'ls'
              ls
              ^^ did you mean 'rows'?
              expected a verb; 'help' lists them

            """),
    ]

    @Test(arguments: refused)
    func refuses(_ refusal: Refusal) throws { try refusal.check(in: .prepared()) }
}
