import CostModel
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs
@testable import Measurements

/// Tables that are saved or redirected, as programs read them.
@Suite struct SavedTableTests {
    private let folder: TemporaryFolder
    private let shell: TestShell
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        shell = try TestShell.prepared()
        path = folder.path(of: "plans.csv")
    }

    private func table(_ name: String = "plans.csv") throws -> CSVTable {
        try CSVTable(parsing: try #require(folder.read(name)))
    }

    /// A column's cells.
    private func cells(_ heading: String, of table: CSVTable) throws -> [String] {
        let index = try #require(table.headings.firstIndex(of: heading))
        return table.rows.map { $0.cells[index] }
    }

    @Test func theFirstLineHasPlainKeys() throws {
        try shell.run("save \(path)")
        let table = try table()
        #expect(table.headings.allSatisfy { $0.allSatisfy { $0.isLowercase || $0.isNumber || "_.".contains($0) } })
        // What has no value without a price, a tdp or requests has no column.
        let scenario = try shell.session.scenario()
        let metrics = Metric.all.filter { !$0.isOnDemand && $0.isKnown(scenario) }.map(\.name)
        #expect(!metrics.contains("cost_hour") && !metrics.contains("kw") && !metrics.contains("e2e_ms"))
        let bands: [String] = ["ttft_ms", "tpot_ms", "tps_chip"].flatMap { ["\($0)_low", "\($0)_high"] }
        #expect(
            table.headings == ["row", "chip", "model", "phase", "serving", "input", "output", "prefix", "draft"]
                + metrics + ["status", "trust"] + bands)
        #expect(try cells("trust", of: table).allSatisfy { $0 == "published" })
        #expect(try cells("chip", of: table) == Array(repeating: "sg2260e", count: 15))
        #expect(try cells("fits", of: table) == Array(repeating: "true", count: 15))
        #expect(try cells("phase", of: table).first == "decode")
        // Ten digits, where binary arithmetic has seventeen.
        for text in try cells("tpot_ms", of: table) { #expect(text.count { $0.isNumber } <= 10, "\(text)") }
    }

    @Test func whatEvalSaysHasTheSameKeys() throws {
        try shell.run("save \(path); format csv")
        let table = try CSVTable(parsing: try shell.run("config set tp=4 batch=10; eval"))
        #expect(table.headings == (try self.table().headings))
        #expect(try cells("fits", of: table) == ["true"])
    }

    @Test func theUnitsStandBesideIt() throws {
        try shell.run("save \(path)")
        let (table, units) = (try table(), try table("plans.units.csv"))
        #expect(units.headings == ["name", "unit", "summary"])
        #expect(try cells("name", of: units) == table.headings)
        let lines = units.rows.map { $0.cells.prefix(2).joined(separator: " ") }
        for line in ["tpot_ms ms", "tps_chip output tokens/s/chip", "dram GiB/chip", "mfu %", "fits true or false"] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(try cells("summary", of: units).allSatisfy { !$0.isEmpty })
    }

    @Test func plansOfTwoStudiesHaveTheSameColumns() throws {
        try shell.run("save \(path)")
        let first = try table().headings
        try shell.run(
            "arch load h200; arch set tdp=0; workload set phase=prefill input=1024; sweep chips=16 tp=8 batch=4; save \(path)"
        )
        // What is set has a column of its own.
        #expect(try table().headings.filter { $0 != "tdp" } == first)
        #expect(try cells("phase", of: table()) == ["prefill"])
        // What is known of one has columns there.
        try shell.run("arch set tdp=700W price=2.5; sweep chips=16 tp=8 batch=4; save \(path)")
        let more = try table().headings.filter { !first.contains($0) }
        #expect(
            more.filter { Metric.named($0) != nil } == ["cost_mtok", "cost_hour", "cost_year", "kw", "joule_token"])
        #expect(try cells("cost_hour", of: table()) == ["40"])
    }

    @Test func whatIsSetOrVariedHasAColumn() throws {
        try shell.run("arch set inter_bw=32GB/s dram=80GB; config set chunk=512")
        try shell.run("sweep chips=128 tp=4 batch=8 tbo=off,auto hottest=1,2 dram_util=0.8,0.9; save \(path)")
        let table = try table()
        #expect(try cells("inter_bw", of: table).allSatisfy { $0 == "32000000000" })
        #expect(try cells("arch.dram", of: table).allSatisfy { $0 == "80000000000" })
        #expect(try cells("chunk", of: table).allSatisfy { $0 == "512" })
        #expect(Set(try cells("config.tbo", of: table)) == ["off", "auto"])
        #expect(Set(try cells("hottest", of: table)) == ["1", "2"])
        #expect(Set(try cells("dram_util", of: table)) == ["0.8", "0.9"])
        #expect(!table.headings.contains("intra_bw"))
    }

    @Test func afterTopTheRanksThatItShowedAreSaved() throws {
        #expect(
            try shell.run("top 5; save \(path)").hasSuffix(
                "\n5 plans written to \(path); units in .units.csv beside it; 'save --all' writes all 15 plans\n"))
        #expect(try cells("row", of: table()) == ["1", "2", "3", "4", "5"])
        #expect(try shell.run("save --all \(path)") == "15 plans written to \(path); units in .units.csv beside it\n")
        #expect(try cells("row", of: table()).count == 15)
        #expect(shell.session.cells.last?.text == "save --force --all \(path)")
        for change in ["sort tpot_ms", "filter tps_batch>=10", "filter clear", "sweep chips=128 tp=4 batch=6,7,8"] {
            try shell.run("top 2; \(change); save \(path)")
            #expect(try cells("row", of: table()).count == shell.session.plans?.count, "\(change)")
        }
        // The best plan is that of all.
        #expect(try shell.run("top 2; save \(folder.path(of: "best.json"))").contains("\nbest of 3 plans written to "))
        #expect(
            try shell.failure("save --all \(folder.path(of: "best.json"))").hasPrefix(
                "error: '\(folder.path(of: "best.json"))' holds no table, which --all asks for\n"))
    }

    @Test func anEarlierResultIsSavedAsItWasShown() throws {
        try shell.run("top 3")
        let number = shell.session.numberedCells.count
        try shell.run("sort tpot_ms; save out[\(number)] \(path)")
        #expect(try cells("row", of: table()).count == 3)
        #expect(shell.session.cells.last?.text == "save --force out[\(number)] \(path)")
    }

    @Test func theStudysTableHasItsNamesAndOrder() throws {
        try shell.run("filter tps_batch>=10; sort tps_chip; save --columns study \(path)")
        let table = try table()
        #expect(
            table.headings == [
                "Batch", "MLA_TP", "MLA_DP", "MOE_TP", "MOE_EP", "Total_Batch", "Decode_Time_ms", "TPS_per_Batch",
                "TPS_per_Chip", "Total_TPS", "MFU", "DRAM_GB",
            ])
        #expect(table.rows.count == 8)
        #expect(table.rows.first?.cells.prefix(6) == ["10", "4", "32", "1", "128", "1280"])
        #expect(shell.session.cells.last?.text == "save --force --columns study \(path)")
        // It is read back: chip, model and lengths are those of the session.
        try shell.run("format json")
        #expect(try shell.run("validate \(path)").contains("\"metric\": \"tpot_ms\", \"n\": 8, \"mape\": "))
        #expect(shell.error.hasPrefix("8 rows, 8 expressed\n"))
        try shell.run("workload set phase prefill; sweep chips=16 tp=4 batch=4")
        #expect(
            try shell.failure("save --columns study \(path)").hasPrefix(
                "error: the case study's table has columns for decode alone\n"))
    }

    /// The rows of the case study itself, whose errors the documentation tells: 11.83 against 11.3 tokens/s is 4.7 % too fast, so
    /// that the time is 4.5 % too short.
    @Test func theStudysOwnTableIsRead() throws {
        try folder.write(
            "MLA_TP,Batch,MLA_DP,Decode_Time_ms,TPS_per_Chip,DRAM_GB\n4,8,32,\(1000 / 11.3),90,12.7\n", to: "case.csv")
        try shell.run("format json")
        let output = try shell.run("validate \(folder.path(of: "case.csv"))")
        #expect(output.contains("\"metric\": \"tpot_ms\", \"n\": 1, \"mape\": 4.4"))
        #expect(output.contains("\"metric\": \"tps_chip\", \"n\": 1, \"mape\": 5.1"))
        // Without a session nothing says which chip and model it was.
        #expect(try TestShell().failure("validate \(folder.path(of: "case.csv"))").contains("no column chip, model"))
    }

    /// Rows are written in pieces, by several threads: 1,500 x 3 of them, some of which do not fit and say what they need.
    @Test(arguments: [1, 3]) func aFileIsWhatRowsShow(_ cores: Int) throws {
        let shell = TestShell(cores: cores)
        try shell.run(
            "arch load sg2260e; model load deepseek-v3; sweep chips=64 tp=2,4,8 batch=1..1500; sort tps_batch")
        try shell.run("save \(path)")
        let text = try #require(folder.read("plans.csv"))
        let isSame = try shell.run("format csv; rows all") == text
        #expect(isSame)
        #expect(text.split(separator: "\n").count == 4501)
        #expect(text.contains(",false,\"needs ") && text.contains("KV cache "))
    }

    @Test func columnsAreChosen() throws {
        try shell.run("save --columns TPS_per_Chip,tpot,batch \(path)")
        #expect(try table().headings == ["row", "tps_chip", "tpot_ms", "batch"])
        #expect(shell.session.cells.last?.text == "save --force --columns tps_chip,tpot_ms,batch \(path)")
        // A figure that takes evaluations of its own is there for those who ask.
        try shell.run("save --columns tbo_breakeven \(path)")
        #expect(try table().headings == ["row", "tbo_breakeven"])
        #expect(
            try shell.failure("save --columns tps_chp \(path)").contains("did you mean 'tps_chip'?"))
    }

    @Test func aRowThatContradictsItselfIsNotExpressed() throws {
        try folder.write("chips,tp,dp,batch,tpot_ms\n128,4,16,8,90\n128,4,32,8,90\n", to: "own.csv")
        let output = try shell.run("validate \(folder.path(of: "own.csv"))")
        #expect(output.contains("2 rows, 1 expressed"))
        #expect(output.contains("dp='16' is not chips / (tp * sp * pp)"))
    }
}
