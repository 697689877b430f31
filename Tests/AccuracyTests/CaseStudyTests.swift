import Catalog
import CostModel
import TestSupport
import Testing

/// The catalogue's SG2260E against the case study.
@Suite struct CaseStudyTests {
    private let checks: CaseChecks

    init() throws {
        let chip = try #require(Catalog.chip(named: "sg2260e"))
        let model = try #require(Catalog.model(named: "deepseek-v3"))
        checks = CaseChecks(chip: chip.value, model: model.value)
    }

    /// Whoever changes a figure sees it here, in the documentation, and in the list of those that are missed.
    @Test func theTableIsThatOfTheDocumentation() throws {
        let table = CaseTable(checks: checks)
        print(table.markdown)
        #expect(Set(table.rows.filter { !$0.isMet }.map(\.name)) == CaseTable.missed)
        let article = try #require(TextFile.read(Project.root + "/Sources/sextant/Sextant.docc/Accuracy.md"))
        #expect(article.contains(table.markdown))
    }

    /// What the case's own blocks say of `overlap`, the share of the shorter of compute and DMA that hides.
    ///
    /// LM_Head is 7168 x 129280 / 4 weights of 1 byte and 2 / 128 of scale: 235.3 MB at 243.8 GB/s are 965 us with the
    /// activations; 48 rows of it at 64 TFLOP/s are 347 us. The case's 1326 us is their sum, as is its Dense_MLP; its MLA and
    /// its MoE are the larger of the two alone. No value of one `overlap` gives both, and MM_QKV is explained by neither.
    @Test func theBlocksOfTheCaseOverlapInTwoWays() {
        func blocks(_ overlap: Double) -> Breakdown {
            var scenario = checks.evaluate().scenario
            scenario.chip.overlap = overlap
            return Breakdown(scenario)
        }
        func error(_ step: Breakdown, _ block: BlockKind) -> Double {
            (step[block]?.oneCall ?? 0) * 1e6 / CaseStudy.microseconds(block) - 1
        }
        let (none, full) = (blocks(0), blocks(1))
        #expect(error(none, .lmHead).magnitude < 0.01)
        #expect(error(none, .denseMLP).magnitude < 0.01)
        #expect(error(none, .mla) > 0.4 && error(none, .moe) > 0.15)
        #expect(error(full, .mla).magnitude < 0.05)
        #expect(error(full, .moe).magnitude < 0.05)
        #expect(error(full, .lmHead) < -0.25 && error(full, .denseMLP) < -0.2)
        #expect(error(none, .mmQKV) < -0.3 && error(full, .mmQKV) < -0.5)
    }

    @Test func theSameEightPlansAreFeasible() {
        let (plans, best) = checks.feasible
        #expect(plans == CaseStudy.feasible)
        #expect(best == [4, 10])
    }

    @Test func twoBatchOverlapIsNotWorthIt() {
        var scenario = checks.evaluate().scenario
        scenario.deployment.tbo = Deployment.Overlap.on
        #expect(PlanResult(scenario).totals.seconds > checks.evaluate().totals.seconds)
        scenario.deployment.tbo = Deployment.Overlap.auto
        #expect(PlanResult(scenario).totals == checks.evaluate().totals)
    }

    @Test func parallelismRanksAsInTheCase() {
        func rate(_ result: PlanResult) -> Double { Metric.tpsChip.read(result) }
        #expect(rate(checks.evaluate(tp: 4)) > rate(checks.evaluate(tp: 2)))
        #expect(rate(checks.evaluate(tp: 2)) > rate(checks.evaluate(tp: 8)))
        #expect(rate(checks.evaluate(moeTP: 1)) > rate(checks.evaluate(moeTP: 2)))
        #expect(rate(checks.evaluate(moeTP: 2)) > rate(checks.evaluate(moeTP: 4)))
    }
}
