import Catalog
import CostModel
import Measurements
import Testing
import Units

/// The catalogue's chips against deployments that others measured.
@Suite struct MeasuredAccuracyTests {
    /// Families of chips, by the names of the rows' chips.
    private static let families = [["h100", "h200"], ["b200"]]

    @Test func publishedDeploymentsAreWithinTenPercent() throws {
        let table = try MeasuredData.validation()
        let residuals = try #require(Residuals(of: table))
        #expect(residuals.unmapped.isEmpty && residuals.all.count == 7)
        for residual in residuals.all {
            print(
                row(
                    [
                        residuals.measurement(of: residual)?.fields["id"] ?? "",
                        Decimal.fixed(residual.pair.predicted, places: 0),
                    ],
                    [100 * residual.pair.error]))
        }
        #expect(MeasuredData.pairs(residuals, .tpsChip).mape <= 0.1)
    }

    /// The documentation's column `hottest` of these deployments, what the rows are evaluated with and what the default gives.
    @Test(arguments: [
        ("H800-decode", 1.0, 2158.0, 2158.0), ("H800-prefill", 1, 8123, 8123), ("H100-decode-2K", 3, 3152.6, 3420),
        ("H100-decode-4K-tbo", 3, 1952, 2047.5), ("H100-decode-4K", 3, 1446, 1688.5),
        ("H100-prefill-4K", 3, 7194, 8123),
        ("H20-decode-b32", 3, 683, 689.5),
    ])
    func routingIsWhatReadmeSays(_ id: String, _ hottest: Double, _ ours: Double, _ balanced: Double) throws {
        let rows = try MeasuredData.validation().measurements
        var scenario = try #require(rows.first { $0.fields["id"] == id }).scenario
        #expect(scenario.workload.hottest == hottest)
        #expect((Metric.tpsChip.read(PlanResult(scenario)) - ours).magnitude <= 0.5)
        scenario.workload.hottest = Workload(input: 1).hottest
        #expect((Metric.tpsChip.read(PlanResult(scenario)) - balanced).magnitude <= 0.5)
    }

    @Test func everyRowCanBeExpressed() throws {
        let table = try MeasuredData.silicon()
        #expect(table.count == 907 && table.labels == ["measured", "trust", "note", "id"])
        for row in table.unmapped { Issue.record("line \(row.line): \(row.fault)") }
    }

    /// Errors in all, and half as much again in each family of chips.
    @Test func measuredTimesAreWithinTheirLimits() throws {
        let residuals = try #require(Residuals(of: try MeasuredData.silicon()))
        printTable(residuals)
        let (tpot, ttft) = (MeasuredData.pairs(residuals, .tpot), MeasuredData.pairs(residuals, .ttft))
        #expect(tpot.mape <= 0.15 && tpot.median <= 0.09)
        withKnownIssue("35.6 %: prompts wait longer under SGLang than its schedule says") { #expect(ttft.mape <= 0.35) }
        for family in Self.families {
            let tpot = MeasuredData.pairs(residuals, .tpot) { family.contains($0.chip) }
            let ttft = MeasuredData.pairs(residuals, .ttft) { family.contains($0.chip) }
            #expect(tpot.count >= 350 && ttft.count >= 350, "\(family)")
            #expect(tpot.mape <= 0.225 && tpot.median <= 0.135 && ttft.mape <= 0.525, "\(family)")
        }
        #expect(residuals.chips == Set(Self.families.flatMap { $0 }))
    }

    /// Prints the errors by chip and mode, percent.
    private func printTable(_ residuals: Residuals) {
        print(
            row(["chip", "mode"], []) + "n".aligned(6)
                + ["tpot MAPE", "median", "bias", "ttft MAPE", "median", "bias"].map { $0.aligned(10) }.joined())
        for chip in ["h100", "h200", "b200", "all"] {
            for mode in ["agg", "disagg"] where chip != "all" || mode == "agg" {
                let isMeant: (Measurement) -> Bool = {
                    chip == "all" || $0.chip == chip && $0.fields["serving"] == mode
                }
                let tpot = MeasuredData.pairs(residuals, .tpot, where: isMeant)
                let ttft = MeasuredData.pairs(residuals, .ttft, where: isMeant)
                guard tpot.count > 0 else { continue }
                let errors = [tpot.mape, tpot.median, tpot.bias, ttft.mape, ttft.median, ttft.bias]
                print(
                    row([chip, chip == "all" ? "" : mode], []) + "\(tpot.count)".aligned(6)
                        + errors.map { Decimal.fixed(100 * $0, places: 1).aligned(10) }.joined())
            }
        }
    }

    private func row(_ words: [String], _ numbers: [Double]) -> String {
        words.map { $0.padded(22) }.joined() + numbers.map { Decimal.fixed($0, places: 1).aligned(8) }.joined()
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
    fileprivate func aligned(_ width: Int) -> String { String(repeating: " ", count: max(1, width - count)) + self }
}
