import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// What is wrong with a calibration, where, and what was expected.
@Suite struct CalibrateDiagnosticTests {
    private let path: String
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(MeasuredFile.text(), to: "h200.csv")
        path = folder.path(of: "h200.csv")
    }

    private func failure(_ arguments: String, _ lines: String = "arch load h200") throws -> [String] {
        let shell = try TestShell(lines)
        let lines = try shell.failure("calibrate \(path) \(arguments)").split(separator: "\n").map(String.init)
        // The caret stands below the line; what follows is told apart from its column by the tests below.
        return lines.map { $0.replacing(path, with: "F") }
    }

    @Test func parametersThatAreKnownAreNotFitted() throws {
        let lines = try failure("--params dram_util,dram_bw")
        #expect(lines[0] == "error: 'dram_bw' is known, not fitted")
        #expect(lines[1] == "  calibrate F --params dram_util,dram_bw")
        #expect(
            lines[2].hasSuffix("^^^^^^^ expected one of \(FittedParameters.all.map(\.name).joined(separator: ", "))"))
        #expect(
            lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) } == path.count + 32
        )
    }

    @Test func aMisspeltParameterHasANearestName() throws {
        let lines = try failure("--params dram_utl")
        #expect(lines[0] == "error: unknown parameter 'dram_utl'")
        #expect(lines[2].hasSuffix("^^^^^^^^ did you mean 'dram_util'?"))
        #expect(try failure("--params launch,launch")[0] == "error: 'launch' is named twice")
        #expect(try failure("--params ,")[0] == "error: no parameter is named")
    }

    @Test func anOptionWithoutParametersIsIncomplete() throws {
        #expect(try failure("--params")[0] == "error: nothing stands behind '--params'")
    }

    @Test(arguments: ["1", "-0.1", "many", "95%"])
    func theHeldOutShareIsOne(_ share: String) throws {
        let lines = try failure("--params launch --hold-out \(share)")
        #expect(lines[0] == "error: '\(share)' is not a share to hold out")
        #expect(lines[2].hasSuffix("^ expected a share from 0 to 0.9, such as 0.3 or 30%"))
    }

    @Test func theColumnMustBeThere() throws {
        let lines = try failure("--params launch --by sytem")
        #expect(lines[0] == "error: the file has no column 'sytem'")
        #expect(lines[2].hasSuffix("^^^^^ did you mean 'system'?"))
    }

    @Test func aChipMustBeLoadedOfWhichThereAreRows() throws {
        let none = try failure("--params launch", "format box")
        #expect(none[0] == "error: no chip is loaded whose parameters could be fitted")
        #expect(none[2].hasSuffix("load one first: arch load h200"))
        #expect(none[3].hasSuffix("expected one of h200 loaded"))
        let other = try failure("--params launch", "arch load sg2260e")
        #expect(other[0] == "error: the file has no rows of sg2260e or of chips with its efficiencies; it has h200")
        #expect(other[2].hasSuffix("load one of the others first: arch load h200"))
        #expect(other[3].hasSuffix("expected rows of sg2260e"))
    }

    @Test func tooFewRowsDetermineNothing() throws {
        let rows = try MeasuredFile.text().split(separator: "\n").prefix(2).joined(separator: "\n") + "\n"
        try folder.write(rows, to: "h200.csv")
        let lines = try failure("--params dram_util,launch,host_time")
        #expect(lines[0] == "error: 2 figures cannot determine 3 parameters")
        #expect(lines[2].hasSuffix("expected more rows, or fewer parameters"))
        let groups = try failure("--params dram_util,launch,host_time --by system")
        #expect(groups[0] == "error: no group can be fitted")
        #expect(groups[2].hasSuffix("'h200_sxm': 2 figures cannot determine 3 parameters"))
    }

    @Test func aFileThatIsNoTableIsNamed() throws {
        try folder.write("a,b\n1,2\n", to: "h200.csv")
        let error = try failure("--params launch")[0]
        #expect(error == "error: F:1:1: the headings are those of no layout: no column chip, model")
    }
}
