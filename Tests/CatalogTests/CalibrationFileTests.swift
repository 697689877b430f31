import CostModel
import Testing
import Units

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
        described.calibration = CalibrationRecord(
            source: "a.csv", chips: [], parameters: [], heldOut: [], covered: Coverage())
        #expect(try ChipFile.parse(ChipFile.text(described)) == described)
    }

    @Test func itIsWrittenForPeople() throws {
        let text = ChipFile.text(try CalibrationSamples.described())
        let held = try CalibrationSamples.record().heldOut.map { errors in
            let unseen = errors.isUnseen ? "\"unseen\": true, " : ""
            let spread = errors.spread.map(Decimal.shortest).joined(separator: ", ")
            return """
                      {"metric": "\(errors.metric.name)", "serving": "\(errors.kind.serving.name)", \
                "model": "\(errors.kind.model.rawValue)", \(unseen)"n": \(errors.count), \
                "mape": \(Decimal.shortest(errors.mean)), "median": \(Decimal.shortest(errors.median)), "spread": [\(spread)]}
                """
        }
        #expect(
            text.hasSuffix(
                """
                  "calibration": {
                    "source": "runs/\\"h200\\".csv",
                    "part": "system=h200_sxm",
                    "chips": {"h200": 80, "h100": 40},
                    "parameters": {
                      "dram_util": {"source": "runs/h200.csv", "low": 0.71, "high": 0.83},
                      "launch": {"source": "older.csv", "low": 0, "high": 4.5e-06},
                      "host_time": {"source": "runs/h200.csv"}
                    },
                    "held_out": [
                \(held.joined(separator: ",\n"))
                    ],
                    "covered": {"serving": ["disagg", "agg"], "models": ["dense", "moe"], "mixers": ["full", "mla"], \
                "weights": ["bf16", "fp8", "w8a16"], "experts": ["fp8", "w8a16"], "batch": 64, \
                "shapes": ["61x7168x129280x671025", "80x8192x128256x70552"]},
                    "as_fitted": {"launch": 4e-06}
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
            "\"as_fitted\": {\"launch\"", "\"as_fitted\": {\"lunch\"",
            "unknown field 'calibration.as_fitted.lunch', did you mean 'launch'?"
        ),
        (
            "\"launch\": 4e-06}", "\"launch\": -4e-06}",
            "calibration.as_fitted.launch: -4e-06 is out of range, expected a number from 0 to 1"
        ),
        (
            "\"weights\": [\"bf16\"", "\"weights\": [\"bf61\"",
            "calibration.covered.weights: 'bf61' is not a choice, did you mean 'bf16'?, expected one of bf16, fp8, int8, "
                + "w8a8, w8a16, w4a16, w4a8, nvfp4, mxfp4, w2a16, w3a16, w5a16, w6a16, mxfp8, nvfp4a16, "
                + "mxfp4a4, w4afp8, w4aint8"
        ),
        (
            "\"models\": [\"dense\", \"moe\"]", "\"models\": 3",
            "calibration.covered.models: found 3, expected a list"
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
                == "calibration: found a list, expected an object of source, part, chips, parameters, held_out, "
                + "covered, as_fitted, sextant")
    }

    @Test func anEarlierFitStaysWhereALaterOneDoesNotReach() throws {
        var later = CalibrationRecord(
            source: "later.csv", chips: [],
            parameters: [
                CalibrationRecord.Fitted(
                    parameter: try CalibrationSamples.parameter("dram_util"), source: "later.csv", interval: 0.7...0.8)
            ], heldOut: [], covered: Coverage())
        later.keep(try CalibrationSamples.record())
        #expect(later.parameters.map(\.source) == ["later.csv", "older.csv", "runs/h200.csv"])
    }

    /// A file written before the record kept what its rows had says nothing of them.
    @Test func aRecordWithoutCoverageCoversNothing() throws {
        let text = ChipFile.text(try CalibrationSamples.described())
        let start = try #require(text.range(of: ",\n    \"covered\"")).lowerBound
        let end = try #require(text.range(of: ",\n    \"as_fitted\"")).lowerBound
        let record = try #require(try ChipFile.parse(text.replacingCharacters(in: start..<end, with: "")).calibration)
        #expect(record.covered == Coverage())
        let scenario = Scenario(
            chip: CatalogEntry<Chip>.h200.value, model: try #require(Catalog.models.first).value,
            workload: Workload(input: 1024), deployment: Deployment(chips: 8, tp: 8, batch: 8, moeTP: 8))
        #expect(record.covered.gaps(of: scenario) == [.unrecorded])
    }

    @Test func chipsOfTheSameEfficienciesAreAFamily() {
        let family = CatalogEntry<Chip>.h200.family.map(\.name)
        #expect(Set(family).isSuperset(of: ["h100", "h200", "h800"]))
        #expect(!family.contains("a100"))
        #expect(CatalogEntry<Chip>.sg2260e.family.map(\.name) == ["sg2260e"])
    }
}
