import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Filters, orders and rows.
@Suite struct PlanDiagnosticTests {
    static let refused = [
        Refusal(
            "sort tps_chp",
            """
            error: unknown metric 'tps_chp'
              sort tps_chp
                   ^^^^^^^ did you mean 'tps_chip'?
                   \(Names.metric(such: "tps_chip, tps_batch, all_chips"))

            """),
        Refusal(
            "sort tps_chip up",
            """
            error: unknown direction 'up'
              sort tps_chip up
                            ^^ expected asc or desc

            """),
        Refusal(
            "sort",
            """
            error: something is missing here
              sort
                  ^ expected a metric such as tps_chip

            """),
        Refusal(
            "sort tps_chip asc desc",
            """
            error: unexpected word 'desc'
              sort tps_chip asc desc
                                ^^^^ expected nothing more

            """),
        Refusal(
            "filter tps_bach>=10",
            """
            error: unknown metric 'tps_bach'
              filter tps_bach>=10
                     ^^^^^^^^ did you mean 'tps_batch'?
                     \(Names.metric(such: "tps_batch, total_batch, tps_chip"))

            """),
        Refusal(
            "filter tps_batch",
            """
            error: something is missing here
              filter tps_batch
                              ^ expected a condition such as tps_batch>=10

            """),
        Refusal(
            "filter tps_batch>=",
            """
            error: something is missing here
              filter tps_batch>=
                                ^ expected a condition such as tps_batch>=10

            """),
        Refusal(
            "filter",
            """
            error: something is missing here
              filter
                    ^ expected a condition such as tps_batch>=10

            """),
        Refusal(
            "filter tps_batch=>10",
            """
            error: '=>' is not a relation
              filter tps_batch=>10
                              ^^ did you mean '>='?
                              expected one of >= <= == != > <

            """),
        Refusal(
            "filter tps_batch>=10 and",
            """
            error: something is missing here
              filter tps_batch>=10 and
                                      ^ expected a condition such as tps_batch>=10

            """),
        Refusal(
            "filter tps_batch>=ten",
            """
            error: 'ten' is not a number
              filter tps_batch>=ten
                                ^^^ expected a throughput such as 10 or 10tok/s

            """),
        Refusal(
            "filter tps_batch>=10ms",
            """
            error: 'ms' is a unit of time, not of throughput
              filter tps_batch>=10ms
                                ^^^^ expected a throughput such as 10 or 10tok/s

            """),
        Refusal(
            "filter tps_batch>=nan",
            """
            error: 'nan' is not a finite number
              filter tps_batch>=nan
                                ^^^ expected a throughput such as 10 or 10tok/s

            """),
        Refusal(
            "breakdown 99",
            """
            error: there is no row 99
              breakdown 99
                        ^^ expected a row from 1 to 15

            """),
        Refusal(
            "breakdown 0",
            """
            error: '0' is not a row number
              breakdown 0
                        ^ expected a whole number from 1, or a result such as out[3]:2

            """),
        Refusal(
            "top ten",
            """
            error: 'ten' is not a number of rows or a column
              top ten
                  ^^^ expected a whole number from 1, or columns such as tps_chip

            """),
        Refusal(
            "rows -1",
            """
            error: '-1' is not a number of rows or a column
              rows -1
                   ^^ expected a whole number from 1, all, or columns such as tps_chip

            """),
        Refusal(
            "top 5 5",
            """
            error: unknown metric '5'
              top 5 5
                    ^ \(Names.metric(such: "e2e_p50_ms, e2e_p95_ms, ttft_p50_ms"))

            """),
        Refusal(
            "format jsn",
            """
            error: unknown format 'jsn'
              format jsn
                     ^^^ did you mean 'json'?
                     expected one of box, vertical, markdown, html, csv, tsv, json

            """),
        Refusal(
            "format",
            """
            error: something is missing here
              format
                    ^ expected one of box, vertical, markdown, html, csv, tsv, json

            """),
        Refusal(
            "save plans",
            """
            error: 'plans' has no ending that says what to write
              save plans
                   ^^^^^ expected a name that ends in .csv, .db, .html, .json, .md, .sextant, .sqlite, .tsv, .xlsx

            """),
        Refusal(
            "save -x.csv",
            """
            error: '-x.csv' is not a file name
              save -x.csv
                   ^^^^^^ expected a file name

            """),
        Refusal(
            "save",
            """
            error: something is missing here
              save
                  ^ expected a file name

            """),
        Refusal(
            "replay",
            """
            error: something is missing here
              replay
                    ^ expected a file name

            """),
        Refusal(
            "replay --chek x.sextant",
            """
            error: '--chek' is not a file name
              replay --chek x.sextant
                     ^^^^^^ expected a file name

            """),
    ]

    @Test(arguments: refused)
    func refuses(_ refusal: Refusal) throws { try refusal.check(in: .prepared()) }
}
