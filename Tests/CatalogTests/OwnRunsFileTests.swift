import CostModel
import Testing
import Text
import Units

@testable import Catalog

/// The runs that a chip was calibrated on survive in its file, and every slip in them is named.
@Suite struct OwnRunsFileTests {
    static func own() throws -> OwnRuns {
        var own = OwnRuns(
            source: "run*.json", date: CalendarDay("2026-11-24"), runtime: .vllm, versions: ["0.19.0"],
            model: "llama-3.1-70b", covered: CalibrationSamples.covered,
            setUp: try [("chips", 4.0), ("tp", 4)].map { CalibratedValue(try CalibrationSamples.parameter($0), $1) },
            isOneSetUp: true,
            estimates: [
                OwnRuns.Estimate(.overhead, 1.2, 0.9...1.6), OwnRuns.Estimate(.work, 0.95, 0.9...1.01),
            ],
            before: try [("launch", 4.44e-6), ("dram_util", 0.89)].map {
                CalibratedValue(try CalibrationSamples.parameter($0), $1)
            },
            bands: [
                OwnRuns.Band(metric: "ttft_ms", alike: 0.6...1.7, elsewhere: 0.5...2),
                OwnRuns.Band(metric: "tpot_ms", alike: 0.9...1.1, elsewhere: 0.8...1.25),
            ], leftOut: 0.043,
            runs: [
                OwnRuns.Run(
                    what: "h200 llama-3.1-70b agg 1024+1024 chips=4 tp=4 concurrency=16",
                    figures: [
                        OwnRuns.Figure(
                            metric: try #require(Metric.named("tpot_ms")), measured: 20.5, predicted: 19.75)
                    ])
            ])
        own.stamp = FileStamp(version: "0.1.0", constants: "ab")
        own.changed = [CalibratedValue(try CalibrationSamples.parameter("launch"), 5e-6)]
        return own
    }

    static func described() throws -> DescribedChip {
        var described = try CalibrationSamples.described()
        described.ownRuns = try own()
        return described
    }

    @Test func runsReadBackAsThemselves() throws {
        let described = try Self.described()
        let text = ChipFile.text(described, stamp: FileStamp(version: "0.1.0", constants: "ab"))
        #expect(try ChipFile.parse(text) == described)
        // Older programs refuse the file by its format, and name no field of it.
        #expect(text.hasPrefix("{\n  \"sextant\": {\"format\": 3, "))
        var without = described
        without.ownRuns = nil
        #expect(
            ChipFile.text(without, stamp: FileStamp(version: "0.1.0", constants: "ab"))
                .hasPrefix("{\n  \"sextant\": {\"format\": 2, "))
    }

    @Test(arguments: [
        (
            "\"runtime\": \"vllm\"", "\"runtime\": \"vlm\"",
            "own_runs.runtime: 'vlm' is not a choice, did you mean 'vllm'?"
        ),
        (
            "\"2026-11-24\"", "\"2026-11-34\"",
            "own_runs.date: '2026-11-34' is not a day, expected a day such as 2026-11-27"
        ),
        (
            "\"overhead\": {\"value\": 1.2", "\"overhead\": {\"value\": 12",
            "own_runs.factors.overhead.value: 12 is out of range"
        ),
        (
            "\"low\": 0.9, \"high\": 1.6", "\"low\": 1.9, \"high\": 1.6",
            "own_runs.factors.overhead.high: it is below 'low'"
        ),
        ("\"work\": {", "\"wrk\": {", "unknown field 'own_runs.factors.wrk', did you mean 'work'?"),
        ("\"tp\": 4", "\"tpp\": 4", "unknown field 'own_runs.set_up.tpp', did you mean 'tp'?"),
        ("\"measured\": 20.5", "\"measured\": \"x\"", "own_runs.runs[1].tpot_ms.measured: found 'x'"),
        ("\"one_set_up\": true", "\"one_set_up\": 1", "own_runs.one_set_up: found 1, expected true or false"),
    ])
    func slipsAreNamed(_ right: String, _ wrong: String, _ message: String) throws {
        let text = ChipFile.text(try Self.described()).replacing(right, with: wrong)
        let error = #expect(throws: ChipFileError.self) { try ChipFile.parse(text) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test func aNewerFormatIsRefused() throws {
        let text = ChipFile.text(try Self.described(), stamp: FileStamp(version: "9.0.0", constants: nil))
            .replacing("\"format\": 3", with: "\"format\": 4")
        let error = #expect(throws: ChipFileError.self) { try ChipFile.parse(text) }
        #expect(error?.description == "sextant.format: 4 is newer than 3")
    }

    @Test func factorsScaleTimesAndShares() throws {
        let chip = CatalogEntry<Chip>.h200.value
        let scaled = ChipFactors(overhead: 1.5, work: 1.25).applied(to: chip)
        // 3.4 us x 1.5 = 5.1 us; 0.68 / 1.25 = 0.544.
        #expect(scaled.launch == 5.1e-6)
        #expect(scaled.matrixEfficiency == 0.544)
        #expect(scaled.dramBandwidth == chip.dramBandwidth)
        // 0.886 / 0.8 = 1.1075, but no share passes 1.
        #expect(ChipFactors(work: 0.8).applied(to: chip).dramUtilisation == 1)
        #expect(ChipFactors().applied(to: chip) == chip)
        #expect(
            ChipFactors(overhead: 1.5).before(on: chip).contains(
                CalibratedValue(try CalibrationSamples.parameter("launch"), 3.4e-6)))
    }
}
