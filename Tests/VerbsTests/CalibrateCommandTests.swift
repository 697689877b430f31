import CostModel
import Storage
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// The verb that fits a chip to measurements, and the one that takes that back, on a chip that comes without a record.
@Suite struct CalibrateCommandTests {
    private let folder: TemporaryFolder
    private let shell: TestShell
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(MeasuredFile.text(chips: ["gb200-nvl72"]), to: "gb200-nvl72.csv")
        path = folder.path(of: "gb200-nvl72.csv")
        shell = try TestShell("arch load gb200-nvl72", "model load deepseek-v3")
    }

    private func value(_ name: String) throws -> Double { try #require(Parameter.named(name)).get(shell.session.draft) }

    @Test func setsWhatItFits() throws {
        let output = try shell.run("calibrate \(path) --params dram_util,host_time")
        // 40 rows of one chip: 30 % of the 20 of each kind of model are 6.
        #expect(output.hasPrefix("2 parameters fitted to 28 rows, 12 held out, of \(path) (gb200-nvl72 40)\n"))
        #expect(output.contains("set on gb200-nvl72; 'calibrate undo' takes them back\n"))
        for (name, truth) in MeasuredFile.truth { #expect((try value(name) / truth - 1).magnitude < 0.03, "\(name)") }
        #expect(output.contains(" dram_util   0.92"))
        #expect(output.split(separator: "\n").contains { $0.hasPrefix(" tpot_ms      28") })
    }

    @Test func itsStepIsUndoneAndRedone() throws {
        let before = shell.snapshot
        try shell.run("calibrate \(path) --params dram_util,host_time")
        let after = shell.snapshot
        let undone = try shell.run("undo")
        #expect(undone.contains("  calibration: \(path) -> none\n"))
        #expect(shell.snapshot == before)
        try shell.run("redo")
        #expect(shell.snapshot == after)
    }

    @Test func calibrateUndoRestoresWhatWasBefore() throws {
        try shell.run("arch set dram_util 0.8")
        try shell.run("calibrate \(path) --params dram_util,host_time")
        let fitted = try value("dram_util")
        try shell.run("calibrate \(path) --params dram_util")
        // The other parameter of the first calibration is part of the second's record.
        #expect(shell.session.chip?.calibration?.parameters.map(\.parameter.name) == ["dram_util", "host_time"])
        try shell.run("calibrate undo")
        #expect(try value("dram_util") == fitted)
        let output = try shell.run("calibrate undo")
        #expect(output.contains("  host_time: "))
        #expect(try value("dram_util") == 0.8)
        #expect(try value("host_time") == 0.067e-3)
        #expect(shell.session.chip?.calibration == nil)
        #expect(
            try shell.failure("calibrate undo") == """
                error: gb200-nvl72 is not calibrated
                  fit it first: calibrate FILE.csv --params dram_util,host_time

                """)
        try shell.run("undo")
        #expect(try value("dram_util") == fitted)
    }

    @Test func whatIsSetByHandStaysSo() throws {
        try shell.run("calibrate \(path) --params dram_util,host_time")
        try shell.run("arch set host_time=2ms")
        #expect(try shell.run("arch show").hasSuffix("; set by hand: host_time\n"))
        try shell.run("calibrate undo")
        #expect(try value("host_time") == 2e-3)
        #expect(try value("dram_util") == 0.92)
    }

    @Test func aSavedChipKeepsItsRecord() throws {
        try shell.run("calibrate \(path) --params dram_util,host_time")
        let record = try #require(shell.session.chip?.calibration)
        let shown = try shell.run("arch show")
        try shell.run("arch save \(folder.path(of: "mine.json"))")
        try shell.run("arch load a100; arch load \(folder.path(of: "mine.json"))")
        #expect(shell.session.chip?.calibration == record)
        #expect(try shell.run("arch show") == shown)
        #expect(shown.contains("\ncalibrated: \(path), 40 rows, held-out error: ttft_ms "))
        #expect(try shell.failure("calibrate undo").hasPrefix("error: gb200-nvl72 was loaded with its calibration"))
        try shell.run("arch load gb200-nvl72")
        #expect(shell.session.chip?.calibration == nil)
    }

    /// The catalogue's record stays for what a calibration on top of it does not fit, and comes back when it is undone.
    @Test func aChipThatComesWithARecordKeepsIt() throws {
        try folder.write(MeasuredFile.text(), to: "h200.csv")
        try shell.run("arch load h200")
        let record = try #require(shell.session.chip?.calibration)
        #expect(try shell.failure("calibrate undo").hasPrefix("error: h200 was loaded with its calibration"))
        try shell.run("calibrate \(folder.path(of: "h200.csv")) --params dram_util,host_time")
        let names = try #require(shell.session.chip?.calibration).parameters.map(\.parameter.name)
        #expect(names.prefix(2) == ["dram_util", "host_time"])
        #expect(Set(names) == Set(record.parameters.map(\.parameter.name)))
        #expect(names.count == record.parameters.count)
        try shell.run("calibrate undo")
        #expect(shell.session.chip?.calibration == record)
    }

    @Test func explainSaysWhatWasFitted() throws {
        try shell.run("calibrate \(path) --params dram_util,host_time; config set chips=8 tp=8 moe_tp=8; eval")
        // Sources go on in further lines of their column.
        func explained() throws -> String {
            try shell.run("explain tps_chip").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        #expect(try explained().contains("fitted to \(path), 95 % 0.6"))
        try shell.run("arch set dram_util 0.5; eval")
        #expect(try explained().contains("set in this session; was fitted to \(path)"))
    }

    @Test func dataIsTwoTables() throws {
        try shell.run("format json")
        let output = try shell.run("calibrate --params host_time \(path) --hold-out 0")
        #expect(
            output.contains("[\n  {\"parameter\": \"host_time\", \"unit\": \"s\", \"start\": 6.7e-05, \"fitted\": 0.00")
        )
        #expect(output.contains("\"held_out_n\": 0, \"held_out_mape\": null"))
        #expect(shell.error.contains("set on gb200-nvl72"))
    }

    @Test func rowsOfTheFamilyTakePart() throws {
        try folder.write(MeasuredFile.text(chips: ["gb300-nvl72", "gb200-nvl72", "a100"]), to: "all.csv")
        let all = folder.path(of: "all.csv")
        let output = try shell.run("calibrate \(all) --params dram_util,host_time")
        #expect(output.contains("(gb200-nvl72 40, gb300-nvl72 40); 20 rows of other chips left out\n"))
        for (name, truth) in MeasuredFile.truth { #expect((try value(name) / truth - 1).magnitude < 0.03, "\(name)") }
    }

    @Test func groupsAreFittedApartAndOneIsSet() throws {
        try folder.write(MeasuredFile.text(chips: ["gb300-nvl72", "gb200-nvl72"]), to: "all.csv")
        let all = folder.path(of: "all.csv")
        let output = try shell.run("calibrate \(all) --params dram_util --by system")
        #expect(
            output.contains("gb300-nvl72_sxm: 1 parameter fitted to 28 rows, 12 held out, of \(all) (gb300-nvl72 40)\n")
        )
        #expect(output.hasSuffix("set on gb200-nvl72 (gb200-nvl72_sxm); 'calibrate undo' takes them back\n"))
        #expect(shell.session.chip?.calibration?.part == "system=gb200-nvl72_sxm")
        let models = try shell.run("undo; calibrate \(all) --params dram_util --by model")
        #expect(
            models.hasSuffix(
                "2 groups have rows of gb200-nvl72, so nothing is set; use --by with a column that tells its rows apart\n"
            ))
        #expect(shell.session.chip?.calibration == nil)
        #expect(
            try TestShell().run("calibrate \(all) --params dram_util --by system").hasSuffix(
                "no chip is loaded, so nothing is set\n"))
    }

    @Test func aReplayFitsAgain() throws {
        try shell.run("calibrate \(path) --params dram_util,host_time; save \(folder.path(of: "study.sextant"))")
        #expect(
            try TestShell().run("replay --check \(folder.path(of: "study.sextant"))").hasSuffix("output as recorded\n"))
    }

    @Test func completesWhatStandsBehindEachOption() {
        func words(_ line: String) -> [String] {
            Completer(Session.registry, shell.session, FileSystem()).complete(line).candidates.map(\.text)
        }
        #expect(words("calibrate \(path) --params dram_util,inter_u") == ["dram_util,inter_util"])
        #expect(words("calibrate \(path) --params launch --by sys") == ["system"])
        #expect(words("calibrate \(path) --params launch --h") == ["--hold-out"])
        #expect(words("calibrate --params launch \(folder.path)/") == [path])
        #expect(words("calibrate \(path) --params launch --hold-out ") == [])
    }

    @Test func ctrlCLeavesTheChipAsItWas() throws {
        let cancelled = TestShell(cancelledAfter: 3)
        try cancelled.run("arch load gb200-nvl72")
        let before = cancelled.snapshot
        #expect(try cancelled.failure("calibrate \(path) --params dram_util").hasPrefix("error: interrupted: "))
        #expect(cancelled.snapshot == before)
    }
}
