import CostModel
import Testing
import Units

@testable import Verbs

@Suite struct ExplainTests {
    /// What is not there is named in one line below what a cost is made of, and stands with its source below a time.
    @Test func aCostHasNoSourcesOfWhatIsNotThere() throws {
        let shell = try TestShell(
            "arch load h200", "model load qwen3-32b", "config set chips=8 tp=8",
            "workload set serving=agg input=2000 output=300 rate=2", "arch set price=2.79", "eval")
        let cost = try shell.run("explain cost_mtok")
        #expect(cost.contains("\n price") && !cost.contains("\n capex"), "\(cost)")
        #expect(cost.contains("0 here, and would count: host_bw"), "\(cost)")
        #expect(try shell.run("explain tpot_ms").contains("\n layer_time"))
    }

    /// What the operators of a breakdown take stands beside them.
    @Test func anExplanationHasTheTimesOfTheBreakdown() throws {
        let shell = try TestShell.prepared()
        let text = try shell.run("explain tpot_ms 1")
        let scenario = try #require(shell.session.plans)[1].scenario
        let operators = Breakdown(scenario).rows.flatMap(\.operators).filter { $0.cost.network > 0 }
        #expect(!operators.isEmpty)
        for item in operators {
            #expect(
                text.contains("start-ups, \(Decimal.fixed(item.cost.network * 1e6, places: 1)) us"),
                "\(item.name.rawValue)")
        }
    }
}
