import Foundation
import Storage
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// `validate`: the engine against a table of measurements.
@Suite struct ValidateCommandTests {
    private let folder: TemporaryFolder
    private let path: String

    /// Three rows that run and two that do not.
    private static let table = """
        chip,model,input,output,tp,concurrency,tpot_ms,site
        h100,llama-3.1-8b,1024,256,2,16,7.1,"a, b"
        h100,llama-3.1-8b,1024,256,4,16,5.2,c
        h200,llama-3.1-8b,1024,256,1,16,9.3,c
        h100,llama-3.1-8b,1024,256,3,16,7.1,c
        h100,llama-3.1-9b,1024,256,1,16,7.1,d

        """

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Self.table, to: "own.csv")
        path = folder.path(of: "own.csv")
    }

    /// Errors in percent have one digit behind the point.
    @Test func errorsAreShownWithOneDigit() throws {
        let text = try TestShell().run("validate \(path)")
        let row = try #require(text.split(separator: "\n").first { $0.hasPrefix(" all") })
        let cells = row.split(separator: " ").map(String.init)
        for cell in cells[3...5] { #expect(cell.split(separator: ".").last?.count == 1, "\(row)") }
    }

    /// Of rows without a load the smallest and the largest that was taken are told.
    @Test func theLoadsThatWereTakenAreToldFromTheSmallest() throws {
        try folder.write(
            """
            chip,model,input,output,tp,tps_chip
            h100,llama-3.1-70b,2048,128,2,1000
            h100,llama-3.1-8b,1024,256,1,9000
            """, to: "open.csv")
        let text = try TestShell().run("validate \(folder.path(of: "open.csv"))")
        let line = try #require(text.split(separator: "\n").first { $0.contains("requests in flight that reach it") })
        let ends = line.split { !$0.isNumber }.compactMap { Int($0) }.suffix(2)
        let (least, most) = (try #require(ends.first), try #require(ends.last))
        #expect(least < most, "\(line)")
    }

    /// Words on the line count in every row of a table, and a line says so.
    @Test func wordsForEveryRowAreTold() throws {
        let text = try TestShell().run("validate \(path) chip=h200")
        #expect(text.contains("in every row chip=h200 from the line\n"), "\(text)")
        #expect(try !TestShell().run("validate \(path)").contains("from the line"))
    }

    @Test func printsTheErrorsTheWorstRowsAndWhatWasLeftOut() throws {
        let text = try TestShell().run("validate \(path)")
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines[0] == "5 rows, 3 expressed")
        #expect(lines[1] == "labels: site")
        #expect(lines[2].split(separator: " ").prefix(4) == ["group", "metric", "n", "MAPE"])
        #expect(lines[4].hasPrefix(" all    tpot_ms  3 "))
        #expect(text.contains("h200 llama-3.1-8b agg 1024+256 chips=1 tp=1 concurrency=16"))
        #expect(lines.contains { $0.hasPrefix(" heads=32 is not a multiple of tp=3 ") && $0.hasSuffix(" 1  5") })
        #expect(text.contains("model='llama-3.1-9b' is not a model that is known; the nearest is 'llama-3.1-8b'"))
    }

    /// A throughput without requests in flight is the highest: what was taken is said, and stands in the file of residuals.
    @Test func aThroughputWithoutALoadSaysWhatWasTaken() throws {
        try folder.write(
            """
            chip,model,input,output,tp,concurrency,tps_chip
            h100,llama-3.1-8b,1024,256,1,,2000
            h100,llama-3.1-8b,1024,256,1,1,100

            """, to: "most.csv")
        let text = try TestShell().run(
            "validate --out \(folder.path(of: "out.csv")) \(folder.path(of: "most.csv"))")
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("1 row without a load") })
        let words = try #require(folder.read("out.csv")).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        let column = try #require(words[0].firstIndex(of: "concurrency_taken"))
        #expect(
            line == """
                1 row without a load: taken as the highest throughput, with the requests in flight that reach it \
                (\(words[1][column]))
                """)
        #expect(try #require(Double(words[1][column])) > 16 && words[2][column].isEmpty)
    }

    /// What a spreadsheet would run gets an apostrophe in the file of residuals too, headings among it.
    @Test(arguments: ["=cmd|'/c calc'!A0", "@SUM(1)", "+1+2", "-1+2"])
    func aLabelIsNoFormula(_ label: String) throws {
        try folder.write(
            "chip,model,tpot_ms,=lab\nh100,llama-3.1-8b,7,\(label)\nh100,nothing,7,\(label)\n", to: "labels.csv")
        try TestShell().run("validate --out \(folder.path(of: "out.csv")) \(folder.path(of: "labels.csv"))")
        let lines = try #require(folder.read("out.csv")).split(separator: "\n")
        #expect(lines.count == 3 && lines[0].contains(",'=lab,"))
        for line in lines.dropFirst() { #expect(line.contains(",'\(label),")) }
    }

    @Test func dataAreTheErrorsAndNothingElse() throws {
        let shell = try TestShell("format json")
        let output = try shell.run("validate \(path) by site")
        let rows = try #require(JSONRows.of(output))
        #expect(rows.map { $0["group"] as? String } == ["a, b", "c", "d"])
        #expect(rows.map { $0["n"] as? Int } == [1, 2, 0])
        #expect(rows.map { $0["not_expressed"] as? Int } == [0, 1, 1])
        for row in rows {
            #expect(
                Set(row.keys) == [
                    "group", "metric", "n", "mape", "median", "bias", "banded", "within", "not_expressed",
                ])
        }
        #expect(rows[2]["mape"] is NSNull)
        #expect(shell.error.hasPrefix("5 rows, 3 expressed\n"))
        try shell.run("format csv")
        let lines = try shell.run("validate \(path)").split(separator: "\n")
        #expect(lines.count == 2 && lines[0] == "group,metric,n,mape,median,bias,banded,within,not_expressed")
    }

    @Test func theSessionsChipRunsTheRowsOfItsName() throws {
        let shell = try TestShell("format json")
        func mape() throws -> Double? {
            let output = try shell.run("validate \(path)")
            let rows = JSONRows.of(output)
            return rows?.first?["mape"] as? Double
        }
        let plain = try mape()
        #expect(!shell.error.contains("session's chip"))
        try shell.run("arch load h100")
        #expect(try mape() == plain)
        #expect(shell.error.contains("rows of h100 run on the session's chip as it is set\n"))
        try shell.run("arch set dram_bw 1e12")
        #expect(try mape() != plain)
        try shell.run("arch load sg2260e")
        #expect(try mape() == plain)
        #expect(!shell.error.contains("session's chip"))
    }

    @Test func writesEveryRowWithBothValuesOrTheReason() throws {
        let shell = try TestShell()
        let out = folder.path(of: "residuals.csv")
        let output = try shell.run("validate \(path) by site --out \(out)")
        #expect(output.hasSuffix("5 rows written to \(out)\n"))
        let lines = try #require(folder.read("residuals.csv")).split(separator: "\n").map(String.init)
        #expect(lines.count == 6)
        #expect(
            lines[0] == "line,chip,model,input,output,tp,concurrency,tpot_ms,site,"
                + "tpot_ms_predicted,tpot_ms_measured,tpot_ms_error_pct,"
                + "ttft_ms_predicted,ttft_ms_measured,ttft_ms_error_pct,"
                + "tps_chip_predicted,tps_chip_measured,tps_chip_error_pct,not_expressed")
        #expect(lines[1].hasPrefix("2,h100,llama-3.1-8b,1024,256,2,16,7.1,\"a, b\","))
        #expect(lines[4].hasSuffix(",,,,,,,,,heads=32 is not a multiple of tp=3"))
        // It was written by this session, so it may be written again, and a script does so.
        #expect(try shell.failure("validate \(path) --out \(out)") == "")
        #expect(shell.script.contains("validate --force --out \(out) \(path) by site\n"))
    }

    @Test func keepsFilesThatItDidNotWriteAndItsInput() throws {
        let shell = try TestShell()
        try folder.write("precious", to: "kept.csv")
        let kept = folder.path(of: "kept.csv")
        #expect(
            try shell.failure("validate \(path) --out \(kept)").hasPrefix(
                "error: '\(kept)' exists and was not written by this session\n"))
        #expect(folder.read("kept.csv") == "precious")
        #expect(
            try shell.failure("validate --force --out \(path) \(path)").hasPrefix(
                "error: '\(path)' is the table that is validated\n"))
        #expect(folder.read("own.csv") == Self.table)
        #expect(
            try shell.failure("validate \(path) --out x.txt") == """
                error: 'x.txt' is not a table
                  validate \(path) --out x.txt
                  \(String(repeating: " ", count: "validate \(path) --out ".count))^^^^^ expected a name that ends in .csv

                """)
    }

    @Test func shapesOfNoModelAreNotAskedFor() throws {
        try folder.write("chip,model,tp,top_k,tpot_ms\nh200,deepseek-r1,8,300,20\n", to: "shapes.csv")
        let text = try TestShell().run("validate \(folder.path(of: "shapes.csv"))")
        #expect(text.hasPrefix("1 row, 0 expressed\n"))
        #expect(text.contains("\n there is no such model: top_k=300 "))
    }

    @Test func stopsWhenCancelled() throws {
        let shell = TestShell(cancelledAfter: 1)
        let failure = try shell.failure("validate \(path) --out \(folder.path(of: "no.csv"))")
        #expect(failure == "error: interrupted: the session is what it was\n")
        #expect(folder.read("no.csv") == nil)
    }

    @Test func completesFilesAndColumns() throws {
        let session = try TestShell().session
        func words(_ line: String) -> [String] {
            Completer(Session.registry, session, FileSystem()).complete(line).candidates.map(\.text)
        }
        #expect(words("validate \(folder.path)/") == [path])
        // What the folder of the tests holds, such as build/, is offered too.
        #expect(words("validate \(path) b").filter { !$0.hasSuffix("/") } == ["by"])
        #expect(words("validate \(path) by si") == ["site"])
        #expect(words("validate \(path) by site,mod") == ["site,model"])
        #expect(words("validate --out \(folder.path(of: "x.csv")) \(path) by con") == ["concurrency"])
        #expect(words("validate \(path) --out \(folder.path)/") == [path])
    }

    @Test func helpListsTheColumnsOfALayout() throws {
        let shell = try TestShell()
        for name in ["validation", "sextant"] {
            #expect(try shell.run("help validate").contains("\n    \(name): "))
            #expect(try shell.run("help \(name)").hasPrefix("\(name), a layout of tables for 'validate'\n"))
        }
        #expect(try shell.run("help validation").contains("\n    batch_per_chip: "))
    }

    @Test func theTableOfTheRepositoryIsExpressedInFull() throws {
        let output = try TestShell().run("validate \(Project.root)/sessions/hopper.csv by chip,runtime")
        #expect(output.hasPrefix("47 rows, 47 expressed\n"))
        #expect(output.contains("\n h200, sglang  tpot_ms    6 "))
    }
}

/// What `validate` refuses, and where it points.
@Suite struct ValidateDiagnosticTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [
        ("", "1:1: the file is empty", "a line of headings and rows below it"),
        ("chip,model,tpot_ms\n", "1:19: there are headings but no rows", "at least one row below the headings"),
        ("chip,model,tpot_ms\nh100,x\n", "2:7: a row of 2 cells under 3 headings", "a comma and another cell"),
        ("chip,model,tpot_ms\nh100,x,1,2\n", "2:10: a row of 4 cells under 3 headings", "the end of the line"),
        ("chip,model,tpot_ms\nh100,\"x,1\n", "2:6: this quote is not closed", "a second \""),
        ("\u{1}\u{0}\u{2}", "1:2: this is not text", "comma-separated values"),
    ])
    func pointsIntoTheFile(_ text: String, _ place: String, _ expected: String) throws {
        let path = folder.path(of: "t.csv")
        try FileSystem().replace(path, with: text)
        #expect(
            try TestShell().failure("validate \(path)") == """
                error: \(path):\(place)
                  validate \(path)
                           \(String(repeating: "^", count: path.count)) expected \(expected)

                """)
    }

    @Test func namesTheNearestColumn() throws {
        let path = folder.path(of: "t.csv")
        try folder.write("chip,model,tpot_ms,site\nh100,llama-3.1-8b,7,x\n", to: "t.csv")
        let line = "validate \(path) by site,sitte"
        #expect(
            try TestShell().failure(line) == """
                error: the file has no column 'sitte'
                  \(line)
                  \(String(repeating: " ", count: line.count - 5))^^^^^ did you mean 'site'?
                  \(String(repeating: " ", count: line.count - 5))expected one of chip, model, tpot_ms, site

                """)
        // A comma too many counts as one place.
        let comma = "validate \(path) by site,,sitte,model"
        let caret = try TestShell().failure(comma).split(separator: "\n")[2]
        #expect(caret == "  \(String(repeating: " ", count: comma.count - 11))^^^^^ did you mean 'site'?")
        #expect(
            try TestShell().failure("validate \(path) site").contains(
                "expected another file, NAME=VALUE, or: by COLUMN,COLUMN"))
        #expect(try TestShell().failure("validate \(path) by").contains("expected columns of the file"))
        for line in ["validate \(path) by site,site", "validate \(path) by site site"] {
            #expect(
                try TestShell().failure(line) == """
                    error: 'site' is named twice
                      \(line)
                      \(String(repeating: " ", count: line.count - 4))^^^^ expected each column once

                    """)
        }
    }

    @Test func saysWhichHeadingIsMissing() throws {
        try folder.write("chip,modell,tpot_ms\nh100,a,7\n", to: "t.csv")
        let failure = try TestShell().failure("validate \(folder.path(of: "t.csv"))")
        #expect(failure.contains("t.csv:1:1: the headings are those of no layout: no column model\n"))
        #expect(failure.contains("is 'modell' meant for 'model'?"))
        try folder.write("chip,model,tpots\nh100,a,7\n", to: "u.csv")
        let other = try TestShell().failure("validate \(folder.path(of: "u.csv"))")
        #expect(other.contains("is 'tpots' meant for 'tpot_ms'?"))
    }

    @Test func aMissingFileIsNamed() throws {
        let failure = try TestShell().failure("validate none.csv")
        #expect(failure.hasPrefix("error: cannot read 'none.csv': No such file or directory\n"))
        #expect(failure.hasSuffix("^^^^^^^^ expected a table of measurements\n"))
    }
}
