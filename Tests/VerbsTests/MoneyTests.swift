import CostModel
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Prices and what they are in, as people set and read them.
@Suite struct MoneyTests {
    private func shell(_ lines: String...) throws -> TestShell {
        let shell = try TestShell("arch load h200", "model load qwen3-32b", "config set chips=8 tp=8 batch=16")
        for line in lines { try shell.run(line) }
        return shell
    }

    @Test func aListPriceSaysWhereItIsFrom() throws {
        let shell = try shell()
        let shown = try shell.run("arch show")
        #expect(shown.contains("list price, not an offer: 4.59 USD an hour: RunPod"))
        #expect(shown.contains("read on 2026-10-07"))
        // It is there for those who ask.
        #expect(try !shell.run("eval --only").contains("cost_hour"))
        #expect(try shell.run("rows cost_hour").contains("36.72"))
        #expect(try shell.run("explain cost_hour").contains("RunPod"))
        // What is set is the buyer's own.
        try shell.run("arch set price=3")
        #expect(try shell.run("eval --only").contains("cost_hour"))
        #expect(try !shell.run("arch show").contains("RunPod"))
    }

    @Test func headingsNameTheCurrency() throws {
        let shell = try shell("arch set price=3", "eval --only")
        #expect(try shell.run("rows cost_mtok").contains("USD/Mtok"))
        try shell.run("workload set currency=CNY fx=7.2")
        #expect(try shell.run("eval --only").contains("172.8 CNY/hour"))
        try shell.run("workload set fx=0")
        #expect(try !shell.run("eval --only").contains("cost_"))
        // What is set is in the currency that is set.
        try shell.run("arch set price=20")
        #expect(try shell.run("eval --only").contains("160 CNY/hour"))
        #expect(try shell.run("arch show").contains("price_in            cny"))
    }

    @Test func withoutARateAPriceInAnotherCurrencyIsNone() throws {
        let shell = try shell("workload set currency=cny")
        #expect(try shell.run("arch show").contains("known in another currency alone ('workload set fx=' converts it)"))
        try shell.run("workload set serving=agg rate=5 output=100")
        #expect(try shell.failure("size by=cost").contains("workload set fx="))
        try shell.run("workload set fx=7")
        #expect(try shell.run("size by=cost").contains("list price, not an offer: 4.59 USD an hour"))
    }

    @Test func aSavedPlanComesToTheSameCost() throws {
        let folder = try TemporaryFolder()
        let shell = try shell("arch set price=3", "workload set currency=cny fx=7.2", "eval --only")
        try shell.run("save \(folder.path(of: "plan.json"))")
        let text = try #require(folder.read("plan.json"))
        let commands = text.split(separator: "\n").filter { $0.contains(" set ") || $0.contains(" load ") }
            .map { $0.split(separator: "\"")[1] }
        let other = try TestShell()
        for command in commands { try other.run(String(command)) }
        try other.run("eval --only")
        let costs = try [shell, other].map { Metric.costHour.read(try #require($0.session.plans)[1]) }
        #expect(costs[0] == 8 * 3 * 7.2 && abs(costs[1] - costs[0]) < 1e-9)
    }
}
