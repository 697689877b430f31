import Testing

@testable import Measurements
@testable import Text

/// How kinds of result files are told apart, and what is said of those that are none.
@Suite struct ResultFormatTests {
    /// Each sample is of its kind, and every other reader refuses it.
    @Test(arguments: ResultSamples.kinds)
    func eachSampleIsOfOneKind(_ file: String, _ format: String) throws {
        let document = try ResultDocument(ResultSamples.text(file))
        #expect(ResultFormat.all.filter { $0.reader(of: document) != nil }.map(\.name) == [format])
    }

    /// Kinds are named once, and each has a sample.
    @Test func eachKindHasASample() {
        let names = ResultFormat.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(Set(names) == Set(ResultSamples.kinds.map(\.format)))
        for name in names { #expect(ResultFormat.all.first { $0.name == name }?.summary.isEmpty == false) }
    }

    @Test func noOtherObjectIsAResult() throws {
        for text in [
            "{}", "[]", "[1, 2]", "{\"model\": \"x\", \"tpot_ms\": 3}", "api:\n  type: completion\n", "a,b\n1,2\n",
        ] {
            #expect(throws: ResultFault(.foreign)) { try ResultFile(parsing: text) }
        }
        #expect(throws: ResultFault(.empty)) { try ResultFile(parsing: " \n ") }
    }

    /// A file that ends early says where, whatever its kind.
    @Test func aCutFileSaysWhereItEnds() throws {
        let text = try ResultSamples.text("genai-perf.json")
        let cut = String(text.prefix(text.count / 2))
        #expect {
            try ResultFile(parsing: cut)
        } throws: { error in
            guard let fault = error as? ResultFault, case .broken = fault.problem else { return false }
            return fault.line == cut.split(separator: "\n", omittingEmptySubsequences: false).count
        }
    }

    /// Lines before one that is cut are read.
    @Test func aCutLineLeavesTheOthers() throws {
        let text = try ResultSamples.text("vllm-serve-appended.jsonl")
        let file = try ResultFile(parsing: text + String(text.prefix(200)) + "\n")
        #expect(file.runs.count == 2 && file.faults.map(\.line) == [3])
    }

    /// A run in which no request was completed has times of zero, which are none.
    @Test func aRunWithoutAnswersIsRefused() throws {
        let dead = try ResultSamples.text("vllm-serve-none-completed.json")
        #expect(throws: ResultFault(.noneCompleted(sent: 400))) { try ResultFile(parsing: dead) }
        // Among others it is one fault.
        let compact = try JSON(parsing: dead).compact
        let file = try ResultFile(parsing: ResultSamples.text("vllm-serve-appended.jsonl") + compact + "\n")
        #expect(file.runs.count == 2 && file.faults == [ResultFault(.noneCompleted(sent: 400), line: 3)])
    }

    /// A table of measurements is told from results by its first lines, however long it is.
    @Test func aLongTableIsNoResult() throws {
        let table = "chip,model,tpot_ms\n" + String(repeating: "h100,llama-3.1-8b,7\n", count: 3000)
        #expect(throws: ResultFault(.foreign)) { try ResultFile(parsing: table + "Successful requests: 3\n") }
        // A report may stand behind a log.
        let log = String(repeating: "INFO starting\n", count: 1000) + (try ResultSamples.text("console-vllm.txt"))
        #expect(try ResultFile(parsing: log).runs.count == 1)
    }

    /// A summary over all stages has no load of its own.
    @Test func aMixOfStagesIsRefused() throws {
        let text = try ResultSamples.text("inference-perf.json")
        let mixed = text.replacing("requested_rate", with: "x").replacing("achieved_rate", with: "y")
        #expect(throws: ResultFault(.mixed)) { try ResultFile(parsing: mixed) }
    }

    @Test func aTemplateIsRefused() throws {
        let text = try ResultSamples.text("console-vllm.txt").replacing("100\n", with: "xxx\n")
        #expect(throws: ResultFault(.template)) { try ResultFile(parsing: text) }
    }

    /// The totals of AISBench have no times, which the table beside has.
    @Test func totalsAloneAreRefused() throws {
        #expect(throws: ResultFault(.companion)) { try ResultFile(parsing: ResultSamples.text("aisbench.json")) }
    }
}
