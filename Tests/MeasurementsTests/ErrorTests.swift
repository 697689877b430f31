import Measurements
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
        let groups = try #require(ErrorGroup.all(residuals, by: ["size"]))
        // Numbers in the order of their sizes; a group of which no row ran has a line of each metric. The row with both times
        // has a rate too.
        #expect(groups.map(\.key) == [["2"], ["16"], ["16"], ["16"], ["100"], ["100"], ["100"]])
        #expect(groups.map(\.metric) == [.tpot, .tpot, .ttft, .tpsChip, .tpot, .ttft, .tpsChip])
        #expect(groups.map(\.summary.count) == [1, 1, 1, 1, 0, 0, 0])
        #expect(groups.map(\.unmapped) == [1, 0, 0, 0, 1, 1, 1])
        #expect(ErrorGroup.all(residuals, by: [])?.map(\.summary.count) == [2, 1, 1])
    }

    @Test func severalThreadsFindTheSame() throws {
        let rows = (0..<700).map { "h100,llama-3.1-8b,\($0 % 5 + 1),\($0 % 40 + 1),\(5 + $0 % 9),g\($0 % 3)\n" }
        let table = try MeasuredTable(parsing: "chip,model,tp,batch,tpot_ms,size\n" + rows.joined())
        let one = try #require(Residuals(of: table, workers: 1))
        let two = try #require(Residuals(of: table, workers: 2))
        #expect(one.all.map(\.row) == two.all.map(\.row) && one.all.map(\.pair) == two.all.map(\.pair))
        #expect(one.unmapped.map(\.row) == two.unmapped.map(\.row))
        // tp=3 and tp=5 do not divide 32 heads: two rows of five.
        #expect(one.unmapped.count == 280 && one.unmappedByReason(first: 5).map(\.count) == [280])
        #expect(ErrorGroup.all(one, by: ["size"]) == ErrorGroup.all(two, by: ["size"], workers: 2))
        let worst = one.worst(.tpot, most: 3)
        let sorted = one.all.sorted {
            let (a, b) = ($0.pair.error.magnitude, $1.pair.error.magnitude)
            return a != b ? a > b : $0.row < $1.row
        }
        #expect(worst.map(\.row) == sorted.prefix(3).map(\.row))
    }

    /// 1e-320 is a number above 0, but its reciprocal is none.
    @Test(arguments: ["1e-320", "1e-7", "1e13", "inf", "0", "-1"])
    func measuredValuesAreSensible(_ value: String) throws {
        let table = try MeasuredTable(parsing: "chip,model,tpot_ms\nh100,llama-3.1-8b,\(value)\n")
        let fault = try #require(table.unmapped.first).fault.sentence { rule, _ in "\(rule)" }
        let isNumber = value.hasPrefix("1e")
        let expected = isNumber ? "a measured value from 1e-6 to 1e12" : "a number above 0"
        #expect(fault == "tpot_ms='\(value)' is not \(expected)")
        #expect(table.unmapped.first?.line == 2)
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
