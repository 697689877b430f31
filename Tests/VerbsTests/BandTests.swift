import Catalog
import CostModel
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// How far figures may be off, where plans are shown.
@Suite struct BandTests {
    /// A shell with plans of a chip whose time per output token lies evenly from 0.9 to 1.2 times what is predicted.
    private func calibrated(_ lines: String...) throws -> TestShell {
        let shell = try TestShell("arch load h200", "model load deepseek-v3")
        let errors = HeldOutErrors(
            metric: try #require(Metric.named("tpot_ms")), kind: ServedKind(serving: .static, model: .moe), count: 42,
            mean: 0.1, median: 0.08, spread: (0...20).map { 0.9 + 0.3 * Double($0) / 20 })
        var covered = Coverage([try shell.session.scenario()])
        covered.batch = 32
        let record = CalibrationRecord(
            source: "runs.csv", chips: [], parameters: [], heldOut: [errors], covered: covered)
        let folder = try TemporaryFolder()
        let chip = try #require(shell.session.chip)
        try folder.write(
            ChipFile.text(DescribedChip(name: "h200", title: chip.title, chip: chip.value, calibration: record)),
            to: "h200.json")
        try shell.run("arch load \(folder.path(of: "h200.json"))")
        for line in lines { try shell.run(line) }
        return shell
    }

    private let unknown = "\ntrust: published: no measured row of this chip\n"

    private let configuration = "config set chips=32 tp=4 batch=8 moe_tp=1"

    @Test func evalShowsTheBandBehindFigures() throws {
        let shell = try calibrated(configuration)
        let plain = try TestShell("arch load h20", "model load deepseek-v3", configuration).run("eval")
        let output = try shell.run("eval")
        #expect(
            output.contains(
                "\ntrust: fitted, 80 % of tps_chip by tpot_ms within -15/+7.5 % (42 held-out rows of runs.csv)\n"))
        let tpot = try #require(output.split(separator: "\n").first { $0.hasPrefix(" tpot_ms") })
        // 0.93 and 1.17 times 20.5 ms; of a rate one over these.
        #expect(tpot.contains(" 20.5 (19.1-24.0) ms "), "\(tpot)")
        let rate = try #require(output.split(separator: "\n").first { $0.hasPrefix(" tps_chip") })
        #expect(rate.contains("(") && rate.contains(") output tokens/s/chip"), "\(rate)")
        #expect(plain.hasSuffix(unknown))
        #expect(!plain.contains("80 % of"))
    }

    /// Rates of tokens are as far off as that of a chip: the ends are its ends times the chips, or over the requests in flight.
    @Test func ratesOfAllChipsAndOfARequestHaveTheBandOfAChip() throws {
        let shell = try TestShell(
            "arch load h100", "model load llama-3.1-8b", "workload set serving=agg input=1024 output=256",
            "config set chips=2 tp=2 concurrency=32")
        let text = try shell.run("eval")
        func ends(_ name: String) throws -> [Double] {
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(" \(name) ") })
            let start = try #require(line.firstIndex(of: "("))
            let end = try #require(line.firstIndex(of: ")"))
            let numbers = line[line.index(after: start)..<end].split(separator: "-").compactMap { Double(String($0)) }
            return numbers
        }
        for (chip, (all, one)) in zip(try ends("tps_chip"), zip(try ends("total_tps"), try ends("tps_batch"))) {
            #expect((all / chip / 2 - 1).magnitude < 0.005)
            #expect((one * 32 / all - 1).magnitude < 0.005)
        }
        #expect(try ends("total_tps").count == 2)
        // Clients of unequal requests: what they get done has a band, what they wait for has none; at a rate only the token has.
        try shell.run("workload set input_cv=0.1")
        let unequal = try shell.run("eval")
        func hasBand(_ name: String, _ text: String) -> Bool {
            text.split(separator: "\n").contains { $0.hasPrefix(" \(name) ") && $0.prefix(40).contains("(") }
        }
        #expect(hasBand("tps_chip", unequal) && hasBand("total_tps", unequal) && !hasBand("ttft_ms", unequal))
        let open = try shell.run("workload set rate=2; eval")
        #expect(hasBand("tpot_ms", open) && !hasBand("tps_chip", open) && !hasBand("total_tps", open))
    }

    @Test func aChipThatWasChangedSinceHasNoBand() throws {
        let shell = try calibrated(configuration, "arch set dram_bw 2TB/s")
        let output = try shell.run("eval")
        #expect(!output.contains("80 % of"))
        #expect(output.contains("\ntrust: published: dram_bw is not what the fitted rows had\n"))
        try shell.run("undo"); try shell.run("undo")
        #expect(try shell.run("eval").contains("-15/+7.5 %"))
    }

    @Test func dataHasTheEndsOfTheBandOnlyWhereThereIsOne() throws {
        let shell = try calibrated(configuration, "format json")
        let output = try shell.run("eval")
        #expect(
            output.contains("\"trust\": \"fitted\", \"ttft_ms_low\": null, \"ttft_ms_high\": null, \"tpot_ms_low\": 1"))
        #expect(!output.contains("\"tpot_ms_high\": null") && !output.contains("\"tps_chip_low\": null"))
        let plain = try TestShell("arch load h20", "model load deepseek-v3", configuration, "format json")
        #expect(
            try plain.run("eval").hasSuffix(
                "\"tpot_ms_low\": null, \"tpot_ms_high\": null, \"tps_chip_low\": null, \"tps_chip_high\": null}\n]}]}\n"
            ))
        #expect(plain.error == "")
    }

    @Test func topSaysWhichRanksTheBandDoesNotSeparate() throws {
        let shell = try calibrated("sweep chips=32 tp=4 moe_tp=1 batch=8,16,17,18")
        let output = try shell.run("top 4")
        #expect(
            output.contains(
                "\ntrust: fitted, 80 % of tps_chip by tpot_ms within -15/+7.5 % (42 held-out rows of runs.csv)\n"))
        // Throughput grows by less than the 12.5 % by which the batch does from 16 to 18, but from 8 by far more.
        let plans = try shell.session.requirePlans()
        let rates = (1...4).map { Metric.tpsChip.read(plans[$0]) }
        let within = rates.count { $0 > rates[0] / 1.17 }
        #expect(within == 3)
        #expect(output.hasSuffix("ranks 1 to 3 lie within the band: the measurements do not separate them\n"))
    }

    @Test func ranksThatTheBandSeparatesNeedNoRemark() throws {
        let shell = try calibrated("sweep chips=32 tp=4 moe_tp=1 batch=2,8,32")
        #expect(try !shell.run("top").contains("ranks"))
        // Plans in another order are not ranked by what was measured.
        let output = try shell.run("sort dram; top")
        #expect(output.contains("trust: fitted, 80 % of tps_chip by tpot_ms within -15/+7.5 %"))
        #expect(!output.contains("ranks"))
    }

    @Test func topSaysInOneLineThatNothingIsKnown() throws {
        let shell = try TestShell.prepared()
        #expect(try shell.run("top 2").hasSuffix(unknown))
        #expect(try shell.run("format markdown; top 2").hasSuffix(unknown))
        for format in ["json", "csv"] {
            try shell.run("format \(format)")
            #expect(try !shell.run("top 2").contains("trust: "))
            #expect(!shell.error.contains("trust: "))
        }
    }

    @Test func plansKeepTheBandOfTheirChip() throws {
        let shell = try calibrated("sweep chips=32 tp=4 moe_tp=1 batch=8,16")
        let output = try shell.run("arch load a100; filter tps_batch>0; filter clear; top")
        #expect(output.contains("trust: fitted, 80 % of tps_chip by tpot_ms within -15/+7.5 %"))
    }

    @Test func whereTooFewRowsCompareThatIsSaid() throws {
        let shell = try calibrated("workload set phase prefill", "sweep chips=16 tp=4 sp=4 batch=4")
        #expect(try shell.run("top").hasSuffix("trust: published: too few held-out rows compare with this\n"))
    }
}
