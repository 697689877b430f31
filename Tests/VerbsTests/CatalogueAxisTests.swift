import Catalog
import CostModel
import TestSupport
import Testing

@testable import Notebook
@testable import Verbs

/// Axes over whole chips and models.
@Suite struct CatalogueAxisTests {
    private func shell(_ lines: String...) throws -> TestShell {
        let shell = try TestShell("arch load h100", "model load qwen3-32b", "config set chips=8 tp=8 batch=8")
        for line in lines { try shell.run(line) }
        return shell
    }

    @Test func eachPlanIsThatOfItsChipAndModel() throws {
        let shell = try shell("arch set dram_util=0.5", "sweep arch=h200,b200 model=llama-3.1-8b,qwen3-32b tp=4,8")
        let plans = try #require(shell.session.plans)
        #expect(plans.count == 8)
        for row in 1...plans.count {
            let plan = plans[row]
            let (chip, model) = (plan.scenario.pickedChip, plan.scenario.pickedModel)
            // What the same plan costs with the chip and the model loaded: nothing of the session's own chip is left.
            var alone = Scenario(
                chip: try #require(chip).value, model: try #require(model).value, workload: plan.scenario.workload,
                deployment: plan.scenario.deployment)
            alone.deployment.tp = plan.scenario.deployment.tp
            #expect(plan.totals.seconds == PlanResult(alone).totals.seconds)
            #expect(plans.subject(of: plan.scenario).title == "\(chip?.name ?? "")/\(model?.name ?? "")")
        }
    }

    @Test func anAxisOfOneFigureCountsWhereverItStands() throws {
        for axes in ["inter_bw=1e9,2e9 arch=h200,b200", "arch=h200,b200 inter_bw=1e9,2e9"] {
            let plans = try #require(try shell("sweep \(axes)").session.plans)
            let rates = (1...plans.count).map { plans[$0].scenario.chip.network.inter.bandwidth }
            #expect(rates.sorted() == [1e9, 1e9, 2e9, 2e9])
        }
    }

    @Test func rowsAreChosenAndOrderedByChip() throws {
        let shell = try shell("sweep arch=h200,b200,h100 tp=4,8", "filter arch==b200 or chip==h200")
        #expect(try #require(shell.session.plans).count == 4)
        let table = try shell.run("sort tps_chip; rows tps_chip arch")
        #expect(table.contains(" b200") && table.contains(" h200") && !table.contains(" h100"))
        // Trust stands beside each row where chips are compared.
        #expect(try shell.run("rows").contains(" trust"))
    }

    @Test func theSearchKeepsWhatTheSweepHasFirst() throws {
        let axes = "arch=h200,b200,h100 tp=4,8 batch=1..32"
        let whole = try #require(try shell("sweep \(axes)", "sort tps_chip").session.plans)
        let kept = try #require(try shell("sweep --keep 5 --by tps_chip \(axes)", "sort tps_chip").session.plans)
        #expect(kept.count == 5)
        for row in 1...5 {
            #expect(kept[row].scenario.inputs == whole[row].scenario.inputs)
            #expect(kept[row].scenario.pickedChip?.name == whole[row].scenario.pickedChip?.name)
        }
    }

    @Test func aRowIsTakenOverWithItsChipAndModel() throws {
        let shell = try shell(
            "sweep arch=h200,b200 model=llama-3.1-8b,qwen3-32b", "filter arch==b200 and model==llama-3.1-8b")
        let value = try #require(shell.session.plans)[1].totals.seconds
        let text = try shell.run("config from 1")
        #expect(text.contains("arch: h100 -> b200") && text.contains("model: qwen3-32b -> llama-3.1-8b"))
        #expect(shell.session.title == "b200/llama-3.1-8b")
        try shell.run("eval --only")
        #expect(try #require(shell.session.plans)[1].totals.seconds == value)
    }

    @Test func aSuggestionForARowIsMadeOnItsChip() throws {
        let shell = try shell("sweep arch=h200,b200 tp=8 batch=1,2", "sort tps_chip")
        #expect(try shell.run("suggest 1").contains("suggest apply"))
        let lines = try shell.run("suggest apply 1")
        // The chip is loaded, not spelled out figure by figure.
        #expect(lines.contains("arch load b200\n") && !lines.contains("dram_bw"))
        #expect(shell.session.title == "b200/qwen3-32b")
        let plan = try #require(shell.session.plans)[1]
        #expect(plan.scenario.chip == Catalog.chip(named: "b200")?.value)
    }

    @Test func aPictureNamesAllChips() throws {
        let text = try shell("sweep arch=h200,b200 tp=4,8 batch=1,2").run("plot tps_chip tps_batch")
        #expect(text.contains("8 plans of h200,b200/qwen3-32b"))
    }

    @Test func filesNameTheChipOfEachRow() throws {
        let folder = try TemporaryFolder()
        let shell = try shell("sweep arch=h200,b200 tp=4,8")
        try shell.run("save \(folder.path(of: "plans.csv")); sort tps_chip; save \(folder.path(of: "best.json"))")
        let rows = try #require(folder.read("plans.csv")).split(separator: "\n").dropFirst()
        #expect(rows.map { $0.split(separator: ",")[1] } == ["h200", "h200", "b200", "b200"])
        let plan = try #require(shell.session.plans)[1]
        let best = try #require(folder.read("best.json"))
        #expect(best.contains("\"arch load \(try #require(plan.scenario.pickedChip).name)\""))
    }

    @Test(
        arguments: [
            ("sweep arch=h9000", "unknown chip 'h9000'"), ("sweep model=qwen3-32b,nope", "unknown model 'nope'"),
            ("sweep arch=h100,h100", "'h100' is given twice"),
            ("sweep arch=h100 chip=h200", "axis 'arch' is given twice"),
        ])
    func whatIsNoChipIsRefused(line: String, message: String) throws {
        #expect(try shell().failure(line).contains(message))
    }

    @Test func theSessionReplays() throws {
        let shell = try shell("sweep arch=h200,b200 tp=4,8", "filter arch==h200", "config from 1")
        let folder = try TemporaryFolder()
        try shell.run("save \(folder.path(of: "a.sextant"))")
        let again = try TestShell("replay \(folder.path(of: "a.sextant"))")
        #expect(again.session.title == shell.session.title)
        #expect(again.session.deployment == shell.session.deployment)
    }
}
