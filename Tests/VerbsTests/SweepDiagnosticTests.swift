import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Axes.
@Suite struct SweepDiagnosticTests {
    static let refused = [
        Refusal(
            "sweep bach=1,2",
            """
            error: unknown axis 'bach'
              sweep bach=1,2
                    ^^^^ did you mean 'batch' (sequences decoded per chip)?
                    expected one of \(Names.first(of: nil))

            """),
        Refusal(
            "sweep tp=2,4 tp=8",
            """
            error: axis 'tp' is given twice
              sweep tp=2,4 tp=8
                           ^^ expected each axis once

            """),
        Refusal(
            "sweep tp=2,,4",
            """
            error: a value is missing between commas
              sweep tp=2,,4
                         ^ expected values such as 2,4,8

            """),
        Refusal(
            "sweep tp=2..",
            """
            error: the end of the range is missing, behind '..'
              sweep tp=2..
                          ^ expected a range such as 6..16:2

            """),
        Refusal(
            "sweep tp=..8 batch=8",
            """
            error: the start of the range is missing, before '..'
              sweep tp=..8 batch=8
                       ^ expected a range such as 6..16:2

            """),
        Refusal(
            "sweep tp=2..8:",
            """
            error: the step of the range is missing, behind ':'
              sweep tp=2..8:
                       ^^^^^ expected a range such as 6..16:2

            """),
        Refusal(
            "sweep tp=2..8:*",
            """
            error: the factor of the range is missing, behind '*'
              sweep tp=2..8:*
                       ^^^^^^ expected a range such as 6..16:2

            """),
        Refusal(
            "sweep tp=2,2",
            """
            error: tp has the value 2 twice
              sweep tp=2,2
                       ^^^ expected each value once

            """),
        Refusal(
            "sweep tp=8..2",
            """
            error: '8..2' holds no values
              sweep tp=8..2
                       ^^^^ expected a range that rises, such as 6..16:2

            """),
        Refusal(
            "sweep tp",
            """
            error: 'tp' has no value
              sweep tp
                    ^^ expected NAME=VALUE, such as tp=4

            """),
        Refusal(
            "sweep =4",
            """
            error: a name is missing before '='
              sweep =4
                    ^ expected NAME=VALUE, such as tp=4

            """),
        Refusal(
            "sweep tp=",
            """
            error: a value is missing after '='
              sweep tp=
                      ^ expected NAME=VALUE, such as tp=4

            """),
        Refusal(
            "sweep tp=3",
            """
            error: this combination does not divide: chips=128 is not a multiple of tp=3
              sweep tp=3
                    ^^^^ expected parallel sizes that divide

            """),
        Refusal(
            "sweep tp=4 batch=1..100000 input=1..10000",
            """
            error: these axes have more than 250,000,000 combinations
              sweep tp=4 batch=1..100000 input=1..10000
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ --keep 1000 --by tps_chip keeps the best alone, --frontier tps_batch,tps_chip those that nothing beats
                    expected fewer values, or larger steps: LOW..HIGH:STEP

            """),
        Refusal(
            "sweep batch=1..9:0",
            """
            error: '1..9:0' holds no values
              sweep batch=1..9:0
                          ^^^^^^ expected a range that rises, such as 6..16:2

            """),
        Refusal(
            "sweep batch=1..9:1.5",
            """
            error: the step 1.5 is not a whole number
              sweep batch=1..9:1.5
                               ^^^ expected a range such as 6..16:2

            """),
        Refusal(
            "sweep inter_bw=16e9..64e9",
            """
            error: '16e9..64e9' holds more than 10000000 values
              sweep inter_bw=16e9..64e9
                             ^^^^^^^^^^ expected a larger step: LOW..HIGH:STEP

            """),
        Refusal(
            "sweep inter_bw=16GB",
            """
            error: 'GB' is a unit of size, not of bandwidth
              sweep inter_bw=16GB
                             ^^^^ expected a bandwidth such as 16GB/s or 16e9

            """),
        Refusal(
            "sweep tp=0",
            """
            error: 0 is out of range for tp
              sweep tp=0
                       ^ expected 1 to 1000000

            """),
        Refusal(
            "sweep tp=2.5",
            """
            error: '2.5' is not a whole number
              sweep tp=2.5
                       ^^^ expected a whole number for tp

            """),
        Refusal(
            "sweep tp=1e999",
            """
            error: '1e999' is not a finite number
              sweep tp=1e999
                       ^^^^^ expected a number such as 128 or 4K

            """),
        Refusal(
            "sweep dp=2",
            """
            error: 'dp' is worked out, not set
              sweep dp=2
                    ^^ \(Names.formula(of: "dp")); set what it follows from

            """),
    ]

    @Test(arguments: refused)
    func refuses(_ refusal: Refusal) throws { try refusal.check(in: .prepared()) }

    /// How much is needed is the engine's business.
    @Test(arguments: [
        ("batch=100000", "the plan does not fit in DRAM: it needs "),
        ("batch=100000,200000", "none of the 2 plans fits in DRAM: the smallest needs "),
    ])
    func refusesPlansOfWhichNoneFits(_ axis: String, _ message: String) throws {
        let lines = try TestShell.prepared().failure("sweep \(axis)").split(separator: "\n").map(String.init)
        try #require(lines.count == 4)
        #expect(lines[0].hasPrefix("error: " + message))
        #expect(lines[1] == "  sweep \(axis)")
        let carets = "        " + String(repeating: "^", count: axis.count)
        #expect(lines[2].hasPrefix(carets + " batch=") && lines[2].hasSuffix(" GiB"))
        #expect(lines[3] == "        expected more chips, or a chip with more DRAM")
    }
}
