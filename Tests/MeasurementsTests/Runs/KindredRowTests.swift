import CostModel
import Testing

@testable import Measurements

/// Rows under the same columns that are of different runs: with two drafted tokens and without.
@Suite struct KindredRowTests {
    private func row(_ tpot: Double, requests: Int = 16, _ change: [String: String] = [:]) -> [String: String] {
        [
            "backend": "sglang", "silicon_tpot_ms": "\(tpot)",
            "silicon_data_source": RunTable.source(requests, "2026-03-25", "lmsysorg/sglang:v0.5.9-cu130"),
        ].merging(change) { $1 }
    }

    private func drafts(_ rows: [[String: String]]) throws -> [Int: Double] {
        let table = try RunTable.table(RunTable.pooled, rows)
        for row in table.unmapped { #expect(row.fault == .severalRuns(2)) }
        #expect(table.measurements.count + table.unmapped.count == rows.count)
        return Dictionary(uniqueKeysWithValues: table.measurements.map { ($0.line - 2, $0.scenario.workload.draft) })
    }

    @Test func theSlowerRowsAreThoseWithoutDrafts() throws {
        #expect(try drafts([row(12), row(8)]) == [0: 0, 1: 2])
        #expect(try drafts([row(8), row(12)]) == [0: 2, 1: 0])
        // Repeated measurements within 5 % of the next are of one run.
        #expect(try drafts([row(8), row(12), row(8.3), row(12.5), row(11.9)]) == [0: 2, 1: 0, 2: 2, 3: 0, 4: 0])
    }

    @Test func whatDoesNotFallIntoAsManyGroupsStaysOpen() throws {
        // One row alone, two of one run, three groups.
        #expect(try drafts([row(12)]) == [:])
        #expect(try drafts([row(12), row(11.5)]) == [:])
        #expect(try drafts([row(12), row(10), row(8)]) == [:])
        // 1.05 apart is one run, more is two.
        #expect(try drafts([row(10.5), row(10)]) == [:])
        #expect(try drafts([row(10.51), row(10)]) == [0: 0, 1: 2])
    }

    @Test func onlyRowsOfTheSameColumnsAreKin() throws {
        // With another number of requests, prompt or format a row says nothing of the first.
        #expect(try drafts([row(12), row(8, requests: 32)]) == [:])
        #expect(try drafts([row(12), row(8, ["osl": "8192"])]) == [:])
        // The model may be written in another way, and the order of pairs mixed.
        let mixed = [
            row(12), row(20, requests: 32), row(8, ["model_path": "deepseek-ai/DeepSeek-V3"]), row(9, requests: 32),
        ]
        #expect(try drafts(mixed) == [0: 0, 1: 0, 2: 2, 3: 2])
    }

    /// Times decide by their order alone, however far they are from what the engine says.
    @Test func noFigureOfTheEngineTakesPart() throws {
        #expect(try drafts([row(1200), row(800)]) == [0: 0, 1: 2])
        #expect(try drafts([row(0.0012), row(0.0008)]) == [0: 0, 1: 2])
    }

    @Test func aRowWithoutThatTimeStaysOpen() throws {
        #expect(try drafts([row(12), row(8), row(8, ["silicon_tpot_ms": ""])]) == [0: 0, 1: 2])
    }

    @Test func rowsThatSayItAllAreNotTouched() throws {
        let table = try RunTable.table(
            RunTable.pooled, [row(12, ["isl": "8192"]), row(8, ["isl": "8192"]), row(8, ["backend": "vllm"])])
        #expect(table.measurements.map(\.scenario.workload.draft) == [2, 2, 0])
    }
}
