import CostModel
import Testing

@testable import Catalog

/// What a chip was fitted to survives in its file, and every slip in it is named.
@Suite struct CalibrationFileTests {
    @Test func aRecordReadsBackAsItself() throws {
        let described = try CalibrationSamples.described()
        let back = try ChipFile.parse(ChipFile.text(described))
        #expect(back == described)
        #expect(back.calibration?.rows == 120)
        #expect(back.calibration?.chips.first?.chip == "h200")
    }

    @Test func withoutARecordTheFileSaysNothingOfIt() throws {
        var described = try CalibrationSamples.described()
        described.calibration = nil
        let text = ChipFile.text(described)
        #expect(!text.contains("calibration"))
        #expect(try ChipFile.parse(text) == described)
    }

    @Test func aRecordOfNothingReadsBack() throws {
        var described = try CalibrationSamples.described()
        described.calibration = CalibrationRecord(source: "a.csv", chips: [], parameters: [], heldOut: [])
        #expect(try ChipFile.parse(ChipFile.text(described)) == described)
    }

    @Test func itIsWrittenForPeople() throws {
        let text = ChipFile.text(try CalibrationSamples.described())
        #expect(
            text.hasSuffix(
                """
                  "calibration": {
                    "source": "runs/\\"h200\\".csv",
                    "part": "system=h200_sxm",
                    "chips": {"h200": 80, "h100": 40},
                    "parameters": {
                      "dram_util": {"source": "runs/h200.csv", "low": 0.71, "high": 0.83},
                      "launch": {"source": "older.csv", "low": 0, "high": 4.5e-06, "by_hand": true},
                      "host_time": {"source": "runs/h200.csv"}
                    },
                    "held_out": [
                      {"metric": "tpot_ms", "serving": "agg", "model": "moe", "n": 30, "mape": 0.1, "median": 0.05, "most": 0.2},
                      {"metric": "tpot_ms", "serving": "agg", "model": "dense", "n": 10, "mape": 0.06, "median": 0.03, "most": \
                0.12},
                      {"metric": "tpot_ms", "serving": "disagg", "model": "moe", "n": 4, "mape": 0.2, "median": 0.1, "most": 0.4},
                      {"metric": "ttft_ms", "serving": "agg", "model": "moe", "n": 7, "mape": 0.3, "median": 0.15, "most": 0.6}
                    ]
                  }
                }

                """), "\(text)")
    }

    @Test(arguments: [
        ("\"source\": \"runs/\\\"h200\\\".csv\"", "\"source\": 3", "calibration.source: found 3, expected a text"),
        ("\"part\"", "\"prat\"", "unknown field 'calibration.prat', did you mean 'part'?"),
        (
            "\"h200\": 80", "\"h200\": 0",
            "calibration.chips.h200: 0 is out of range, expected a number from 1 to 1000000000"
        ),
        (
            "\"h200\": 80", "\"h200\": 1.5",
            "calibration.chips.h200: 1.5 is not a whole number, expected a whole number from 1"
        ),
        (
            "\"dram_util\": {\"source\"", "\"dram_utl\": {\"source\"",
            "unknown field 'calibration.parameters.dram_utl', did you mean 'dram_util'?"
        ),
        (
            "\"low\": 0.71", "\"low\": 0.91",
            "calibration.parameters.dram_util.high: it is below 'low', expected low <= high"
        ),
        (
            ", \"high\": 0.83", "",
            "calibration.parameters.dram_util.high: missing, expected a number from 0.01 to 1"
        ),
        (
            "\"by_hand\": true", "\"by_hand\": 1",
            "calibration.parameters.launch.by_hand: found 1, expected true or false"
        ),
        (
            "\"metric\": \"ttft_ms\"", "\"metric\": \"ttft\"",
            "calibration.held_out[4].metric: 'ttft' is not a choice, did you mean 'ttft_ms'?, expected one of ttft_ms, "
                + "tpot_ms, tps_chip"
        ),
        (
            "\"serving\": \"disagg\"", "\"serving\": null",
            "calibration.held_out[3].serving: found null, expected one of static, disagg, agg"
        ),
        (
            "\"mape\": 0.3", "\"mape\": -0.3",
            "calibration.held_out[4].mape: -0.3 is out of range, expected a number from 0 to 1000000"
        ),
    ])
    func everySlipIsNamed(_ old: String, _ new: String, _ message: String) throws {
        let text = ChipFile.text(try CalibrationSamples.described())
        #expect(text.contains(old), "\(old)")
        let error = #expect(throws: ChipFileError.self) { try ChipFile.parse(text.replacing(old, with: new)) }
        #expect(error?.description == message)
    }

    @Test func whatIsNoObjectIsNoRecord() throws {
        var described = try CalibrationSamples.described()
        described.calibration = nil
        let text = ChipFile.text(described).replacing("\"title\"", with: "\"calibration\": [1], \"title\"")
        let error = #expect(throws: ChipFileError.self) { try ChipFile.parse(text) }
        #expect(
            error?.description
                == "calibration: found a list, expected an object of source, part, chips, parameters, held_out")
    }

    @Test func anEarlierFitStaysWhereALaterOneDoesNotReach() throws {
        var later = CalibrationRecord(
            source: "later.csv", chips: [],
            parameters: [
                CalibrationRecord.Fitted(
                    parameter: try CalibrationSamples.parameter("dram_util"), source: "later.csv", interval: 0.7...0.8)
            ], heldOut: [])
        later.keep(try CalibrationSamples.record())
        #expect(later.parameters.map(\.source) == ["later.csv", "older.csv", "runs/h200.csv"])
        later.markSetByHand([try CalibrationSamples.parameter("host_time")])
        #expect(later.parameters.map(\.isSetByHand) == [false, true, true])
    }

    @Test func chipsOfTheSameEfficienciesAreAFamily() {
        let family = CatalogEntry<Chip>.h200.family.map(\.name)
        #expect(Set(family).isSuperset(of: ["h100", "h200", "h800"]))
        #expect(!family.contains("a100"))
        #expect(CatalogEntry<Chip>.sg2260e.family.map(\.name) == ["sg2260e"])
    }
}
