import Catalog
import CostModel
import Testing
import Words

/// What is served, as titles say it.
@Suite struct WorkloadWordsTests {
    private func title(_ change: (inout Workload) -> Void) throws -> String {
        var scenario = Scenario(
            chip: try #require(Catalog.chip(named: "h200")).value,
            model: try #require(Catalog.model(named: "qwen3-8b")).value,
            workload: Workload(input: 4096, output: 512), deployment: Deployment(chips: 8, tp: 8, batch: 1))
        change(&scenario.workload)
        return WorkloadWords.title(scenario, without: [])
    }

    /// A prefill alone answers nothing; serving answers, whatever phase is set.
    @Test func theAnswerIsSaidWhereThereIsOne() throws {
        #expect(try title { _ in } == "decode of 4096 + 512 tokens")
        #expect(try title { $0.staticPhase = .prefill } == "prefill of 4096 tokens")
        #expect(
            try title { ($0.staticPhase, $0.serving) = (.prefill, .agg) } == "agg of 4096 + 512 tokens")
        #expect(try title { $0.contextOverride = 777 } == "decode at 777 tokens")
    }
}
