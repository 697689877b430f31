import Silicon
import Testing

/// Errors by hand.
@Suite struct ErrorTests {
    @Test func theMeanTheMedianAndTheBias() {
        // Errors -10 %, +20 %, +60 %: mean of sizes 90 / 3, median 20, bias 70 / 3.
        let summary = ErrorSummary([pair(9, 10), pair(24, 20), pair(8, 5)])
        #expect(summary.count == 3)
        #expect(isClose(summary.mape, 0.3))
        #expect(isClose(summary.median, 0.2))
        #expect(isClose(summary.bias, 0.7 / 3))
    }

    @Test func theMedianOfAnEvenNumberLiesBetween() {
        // Sizes 10, 20, 30 and 50 %: (20 + 30) / 2; bias (-10 + 20 - 30 + 50) / 4.
        let summary = ErrorSummary([pair(90, 100), pair(120, 100), pair(70, 100), pair(150, 100)])
        #expect(isClose(summary.median, 0.25))
        #expect(isClose(summary.bias, 0.075))
        #expect(isClose(summary.mape, 0.275))
    }

    @Test func ofNothingThereIsNoError() {
        let summary = ErrorSummary([])
        #expect(summary.count == 0)
        #expect(summary.mape.isNaN && summary.median.isNaN && summary.bias.isNaN)
    }

    @Test func groupsHaveTheirOwnErrorsAndWhatWasLeftOut() throws {
        let table = try MeasuredTable(
            parsing: """
                chip,model,output,tp,concurrency,tpot_ms,ttft_ms,size
                h100,llama-3.1-8b,256,1,16,7,100,16
                h100,llama-3.1-8b,256,2,16,7,,2
                h100,llama-3.1-8b,256,3,16,7,,2
                none,llama-3.1-8b,256,1,16,7,,100
                """)
        let residuals = try #require(Residuals(of: table))
        let groups = ErrorGroup.all(residuals, by: ["size"])
        // Numbers in the order of their sizes; a group of which no row ran has a line of each metric.
        #expect(groups.map(\.key) == [["2"], ["16"], ["16"], ["100"], ["100"]])
        #expect(groups.map(\.metric) == [.tpot, .tpot, .ttft, .tpot, .ttft])
        #expect(groups.map(\.summary.count) == [1, 1, 1, 0, 0])
        #expect(groups.map(\.unmapped) == [1, 0, 0, 1, 1])
        #expect(ErrorGroup.all(residuals, by: []).map(\.summary.count) == [2, 1])
    }

    @Test func stopsWhenToldTo() throws {
        let table = try MeasuredTable(parsing: "chip,model,tpot_ms\nh100,llama-3.1-8b,7\n")
        #expect(Residuals(of: table, isCancelled: { true }) == nil)
    }

    private func pair(_ predicted: Double, _ measured: Double) -> FigurePair {
        FigurePair(predicted: predicted, measured: measured)
    }

    private func isClose(_ a: Double, _ b: Double) -> Bool { (a - b).magnitude < 1e-12 }
}
