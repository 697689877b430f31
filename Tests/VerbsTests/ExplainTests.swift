import CostModel
import Testing
import Units

@testable import Verbs

@Suite struct ExplainTests {
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
