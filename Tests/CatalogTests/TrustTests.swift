import CostModel
import Testing

@testable import Catalog

/// How far the figures of a plan can be trusted, by chip, changes and plan.
@Suite struct TrustTests {
    private let h200 = ChipProvenance(CatalogEntry<Chip>.h200)

    private func scenario(
        _ model: String = "deepseek-r1", chip: CatalogEntry<Chip> = .h200, batch: Double = 16,
        _ change: (inout Scenario) -> Void = { _ in }
    ) throws -> Scenario {
        var scenario = Scenario(
            chip: chip.value, model: try #require(Catalog.model(named: model)).value,
            workload: Workload(input: 1024, output: 1024), deployment: Deployment(chips: 8, tp: 1, batch: batch))
        change(&scenario)
        return scenario
    }

    private func gaps(_ scenario: Scenario) -> [TrustGap] { h200.trust(in: scenario).gaps }

    private static let fitted = ["h100", "h200", "b200"]
    private static let assumed = ["mi250x", "mlu370-x8", "trainium2", "groq-lpu", "wse-3"]

    @Test(arguments: Catalog.chips)
    func aChipIsFittedPublishedOrARoofline(entry: CatalogEntry<Chip>) {
        let level = ChipProvenance(entry).level
        let expected: Trust.Level =
            Self.fitted.contains(entry.name) ? .fitted : Self.assumed.contains(entry.name) ? .roofline : .published
        #expect(level == expected, "\(entry.name)")
    }

    @Test func aMeasuredPlanIsFittedWithTheBandOfItsKind() throws {
        let trust = h200.trust(in: try scenario { $0.workload.serving = Workload.Serving.agg })
        #expect(trust.level == .fitted)
        #expect(trust.gaps == [])
        // The record has 150 held-out set-ups of aggregated serving of MoE models, 13.9 % off on average.
        #expect(trust.band(of: .tpot)?.count == 150)
    }

    @Test func aFigureThatAPlanHasNotHasNoBand() throws {
        let trust = h200.trust(in: try scenario())
        #expect(trust.level == .fitted)
        #expect(trust.band(of: .ttft) == nil)
        #expect(trust.band(of: .tpot) != nil)
    }

    @Test(arguments: [
        ("ascend-910c", Trust.Level.published), ("sg2260e", .published), ("h800", .published), ("trainium2", .roofline),
    ])
    func aChipWithoutRowsHasNoBand(_ name: String, _ level: Trust.Level) throws {
        let entry = try #require(Catalog.chip(named: name))
        let trust = ChipProvenance(entry).trust(in: try scenario(chip: entry))
        #expect(trust.level == level)
        #expect(trust.gaps == [.noRows])
        #expect(trust.band(of: .tpsChip) == nil)
    }

    /// Rows of H100 and H200 had BF16 and FP8 weights and FP8 and MXFP4 experts.
    @Test(arguments: [
        ("deepseek-r1", PrecisionFormat.nvfp4, [TrustGap.weights(.nvfp4)]),
        ("deepseek-r1", .w8a16, [.weights(.w8a16)]), ("llama-3.1-70b", .w4a16, [.weights(.w4a16)]),
        ("llama-3.1-70b", .fp8, []), ("llama-3.1-70b", .bf16, []), ("deepseek-r1", .fp8, []),
        ("deepseek-r1", .bf16, [.experts(.bf16)]),
    ])
    func aFormatThatNoRowHadIsNamed(_ model: String, _ format: PrecisionFormat, _ gaps: [TrustGap]) throws {
        let trust = h200.trust(in: try scenario(model) { $0.model.precision.weights = WeightMix(format) })
        #expect(trust.gaps == gaps)
        #expect(trust.level == (gaps.isEmpty ? .fitted : .published))
        #expect((trust.band(of: .tpot) == nil) == !gaps.isEmpty)
    }

    @Test func layersThatNoRowHadAreNamed() throws {
        #expect(try gaps(scenario("qwen3-next-80b-a3b")) == [.mixer(.linear), .experts(.bf16)])
        #expect(try gaps(scenario("nemotron-h-56b")).contains(.mixer(.ssm)))
        #expect(try gaps(scenario("deepseek-v3.2-exp")) == [.mixer(.sparse)])
        // gpt-oss, of which there are rows, has full and windowed attention.
        #expect(try gaps(scenario("gpt-oss-120b")) == [])
    }

    /// B200's rows are of DeepSeek-R1 and gpt-oss.
    @Test func aKindOfModelThatNoRowHadIsNamed() throws {
        let b200 = ChipProvenance(CatalogEntry<Chip>.b200)
        #expect(b200.trust(in: try scenario("llama-3.1-70b", chip: .b200)).gaps == [.model(.dense)])
        #expect(
            b200.trust(in: try scenario(chip: .b200) { $0.model.precision.weights = WeightMix(.nvfp4) }).gaps
                == [])
    }

    /// The fullest row of H200 had 352 sequences a chip.
    @Test func moreSequencesThanAnyRowHadAreNamed() throws {
        #expect(try gaps(scenario(batch: 352)) == [])
        #expect(try gaps(scenario(batch: 353)) == [.batch(most: 352)])
    }

    @Test func aWayOfServingThatNoRowHadIsNamed() throws {
        var covered = Coverage([try scenario { $0.workload.serving = Workload.Serving.agg }])
        let plan = try scenario { $0.workload.serving = Workload.Serving.disagg }
        #expect(covered.gaps(of: plan) == [.serving(.disagg)])
        covered.serving.insert(.disagg)
        #expect(covered.gaps(of: plan) == [])
        #expect(covered.gaps(of: try scenario()) == [])
    }

    @Test func coverageIsWhatTheRowsHad() throws {
        let covered = Coverage([
            try scenario(batch: 4) { $0.workload.serving = Workload.Serving.agg },
            try scenario("llama-3.1-70b") {
                $0.workload.serving = Workload.Serving.disagg
                ($0.deployment.decodeWorkers, $0.deployment.concurrency) = (2, 160)
            },
        ])
        #expect(covered.serving == [.agg, .disagg])
        #expect(covered.models == [.dense, .moe])
        #expect(covered.mixers == [.full, .mla])
        #expect(covered.weights == [.bf16, .fp8])
        #expect(covered.experts == [.fp8])
        // 160 requests over 2 workers of 8 chips.
        #expect(covered.batch == 10)
    }

    @Test func aChipThatIsSetToSomethingElseIsNotTheOneThatWasMeasured() throws {
        let changed = try scenario { ($0.chip.dramBandwidth, $0.chip.launch) = (5e12, 0) }
        #expect(gaps(changed) == [.changed([try parameter("dram_bw"), try parameter("launch")])])
        #expect(h200.trust(in: changed).level == .published)
        // What fits, and what nothing depends on, says nothing of times.
        #expect(try gaps(scenario { ($0.chip.dramBytes, $0.chip.dramReserve, $0.chip.power) = (1e12, 1e9, 1) }) == [])
        var back = changed
        (back.chip.dramBandwidth, back.chip.launch) = (CatalogEntry<Chip>.h200.value.dramBandwidth, h200.chip.launch)
        #expect(gaps(back) == [])
    }

    @Test func aRecordSaysWhatIsNotAsItWasFitted() throws {
        var chip = CatalogEntry<Chip>.h200.value
        #expect(h200.record(of: chip) == CatalogEntry<Chip>.h200.calibration)
        chip.network.inter.bandwidth = 100e9
        let record = try #require(h200.record(of: chip))
        #expect(record.changed == [CalibrationRecord.Changed(parameter: try parameter("inter_bw"), fitted: 50e9)])
        // The file keeps it, so that a chip that was changed and saved has no band, and has one once it is set back.
        let file = DescribedChip(name: "h200", title: "H200", chip: chip, calibration: record)
        let read = ChipProvenance(try ChipFile.parse(ChipFile.text(file)), file: "mine.json")
        #expect(read.trust(in: try scenario { $0.chip = chip }).gaps == [.changed([try parameter("inter_bw")])])
        #expect(read.trust(in: try scenario()).level == .fitted)
    }

    private let minimal = """
        {"name": "mine", "flops": "1000TFLOPS", "dram": "80GB", "dram_bw": "3TB/s", "group": 8, "intra_bw": "450GB/s",
         "inter_bw": "50GB/s"
        """

    @Test func aFileThatStatesNoEfficiencyIsARoofline() throws {
        let ideal = ChipProvenance(try ChipFile.parse(minimal + "}"), file: "mine.json")
        #expect(ideal.level == .roofline)
        #expect(
            ideal.origin(of: try parameter("matrix_eff"), in: ideal.chip)
                == "assumed: an ideal machine, for mine.json does not state it")
        #expect(ideal.origin(of: try parameter("flops"), in: ideal.chip) == "mine.json")
        var set = ideal.chip
        set.matrixEfficiency = 0.7
        #expect(ideal.origin(of: try parameter("matrix_eff"), in: set) == nil)
        let stated = ChipProvenance(try ChipFile.parse(minimal + ", \"matrix_eff\": 0.7}"), file: "mine.json")
        #expect(stated.level == .published)
        #expect(stated.origin(of: try parameter("matrix_eff"), in: stated.chip) == "mine.json")
    }

    @Test(arguments: ["trainium2", "sg2260e"])
    func aSavedChipOfTheCatalogueKeepsItsOrigins(_ name: String) throws {
        let entry = try #require(Catalog.chip(named: name))
        let text = ChipFile.text(DescribedChip(name: name, title: entry.title, chip: entry.value))
        let read = ChipProvenance(try ChipFile.parse(text), file: "saved.json")
        #expect(read.level == ChipProvenance(entry).level)
        for parameter in Parameter.all(in: .arch) {
            #expect(read.origin(of: parameter, in: entry.value) == entry.origin(of: parameter), "\(parameter.name)")
        }
    }

    private func parameter(_ name: String) throws -> Parameter { try #require(Parameter.named(name)) }
}
