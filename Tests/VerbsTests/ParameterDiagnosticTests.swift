import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Parameters and their values.
@Suite struct ParameterDiagnosticTests {
    static let refused = [
        Refusal(
            "arch load sg2260",
            """
            error: unknown chip 'sg2260'
              arch load sg2260
                        ^^^^^^ did you mean 'sg2260e'?
                        expected a name of 'arch list', or a chip file FILE.json

            """),
        Refusal(
            "arch load",
            """
            error: something is missing here
              arch load
                       ^ expected a name of 'arch list', or a chip file FILE.json

            """),
        Refusal(
            "arch set intr_bw=16e9",
            """
            error: unknown arch parameter 'intr_bw'
              arch set intr_bw=16e9
                       ^^^^^^^ did you mean 'intra_bw' (link bandwidth inside a fast domain, per chip and direction)?
                       expected one of \(Names.first(of: .arch))

            """),
        Refusal(
            "arch set frob=1",
            """
            error: unknown arch parameter 'frob'
              arch set frob=1
                       ^^^^ expected one of \(Names.first(of: .arch))

            """),
        Refusal(
            "arch set tp=4",
            """
            error: 'tp' is not a parameter of arch
              arch set tp=4
                       ^^ it is set with: config set tp ...

            """),
        Refusal(
            "config set dp=4",
            """
            error: 'dp' is worked out, not set
              config set dp=4
                         ^^ \(Names.formula(of: "dp")); set what it follows from

            """),
        Refusal(
            "arch set inter_bw=16GiB",
            """
            error: 'GiB' is a unit of size, not of bandwidth
              arch set inter_bw=16GiB
                                ^^^^^ expected a bandwidth such as 16GB/s or 16e9

            """),
        Refusal(
            "arch set inter_bw 16 GHz",
            """
            error: unexpected word 'GHz'
              arch set inter_bw 16 GHz
                                   ^^^ expected one value, or several parameters as KEY=VALUE

            """),
        Refusal(
            "arch set inter_bw=16gb/s",
            """
            error: unknown unit 'gb/s'
              arch set inter_bw=16gb/s
                                ^^^^^^ did you mean 'GB/s'?
                                expected a bandwidth such as 16GB/s or 16e9

            """),
        Refusal(
            "arch set dram_util=1.5",
            """
            error: 1.5 is out of range for dram_util
              arch set dram_util=1.5
                                 ^^^ expected 0.01 to 1

            """),
        Refusal(
            "arch set dram_util 150%",
            """
            error: 150% is out of range for dram_util
              arch set dram_util 150%
                                 ^^^^ expected 0.01 to 1

            """),
        Refusal(
            "workload set input 4.5",
            """
            error: '4.5' is not a whole number
              workload set input 4.5
                                 ^^^ expected a whole number for input

            """),
        Refusal(
            "workload set input 0",
            """
            error: 0 is out of range for input
              workload set input 0
                                 ^ expected 1 to 100000000

            """),
        Refusal(
            "model set query_outputs=9",
            """
            error: 9 is out of range for query_outputs
              model set query_outputs=9
                                      ^ expected 1 to 4

            """),
        Refusal(
            "config set tbo=of",
            """
            error: unknown tbo 'of'
              config set tbo=of
                             ^^ did you mean 'off'?
                             expected one of off, on, auto

            """),
        Refusal(
            "config set tbo",
            """
            error: something is missing here
              config set tbo
                            ^ expected one of off, on, auto

            """),
        Refusal(
            "config set tp 3",
            """
            error: chips=128 is not a multiple of tp=3
              config set tp 3
                            ^ several can be set at once: config set chips=128 tp=2
                            expected tp to be one of 1, 2, 4, 8, 16, 32, 64, 128

            """),
        Refusal(
            "config set chips=96 tp=4",
            """
            error: experts=256 is not a multiple of ep=96
              config set chips=96 tp=4
                               ^^ redundant=32 makes 288 experts, which divide: config set chips=96 tp=4 redundant=32
                               expected chips to be one of 1, 2, 4, 8, 16, 32, 64, 128, 256

            """),
        Refusal(
            "arch set inter_bw=1e999",
            """
            error: '1e999' is not a finite number
              arch set inter_bw=1e999
                                ^^^^^ expected a bandwidth such as 16GB/s or 16e9

            """),
        Refusal(
            "arch set inter_bw=nan",
            """
            error: 'nan' is not a finite number
              arch set inter_bw=nan
                                ^^^ expected a bandwidth such as 16GB/s or 16e9

            """),
        Refusal(
            "workload set input inf",
            """
            error: 'inf' is not a finite number
              workload set input inf
                                 ^^^ expected a number such as 128 or 4K

            """),
        Refusal(
            "arch set inter_bw",
            """
            error: something is missing here
              arch set inter_bw
                               ^ expected a value: 16GB/s or 16e9

            """),
        Refusal(
            "arch set",
            """
            error: something is missing here
              arch set
                      ^ expected a parameter of arch and a value

            """),
        Refusal(
            "arch set =3",
            """
            error: a name is missing before '='
              arch set =3
                       ^ expected NAME=VALUE, such as tp=4

            """),
        Refusal(
            "arch set inter_bw=",
            """
            error: a value is missing after '='
              arch set inter_bw=
                               ^ expected NAME=VALUE, such as tp=4

            """),
        Refusal(
            "arch set inter_bw=16e9 group",
            """
            error: 'group' has no value
              arch set inter_bw=16e9 group
                                     ^^^^^ expected NAME=VALUE, such as tp=4

            """),
        Refusal(
            "config set slo=5",
            """
            error: unknown config parameter 'slo'
              config set slo=5
                         ^^^ 'slo' is a command of its own: help slo
                         expected one of \(Names.first(of: .config))

            """),
        Refusal(
            "config set batch=ten",
            """
            error: 'ten' is not a number
              config set batch=ten
                               ^^^ expected a number such as 128 or 4K

            """),
        Refusal(
            "arch set inter_bw 16 GB/s now",
            """
            error: unexpected word 'now'
              arch set inter_bw 16 GB/s now
                                        ^^^ expected one value, or several parameters as KEY=VALUE

            """),
    ]

    @Test(arguments: refused)
    func refuses(_ refusal: Refusal) throws { try refusal.check(in: .prepared()) }
}
