import CostModel
import Foundation
import TestSupport
import Testing

/// Totals of plans of all kinds, as they were before the equations were last moved about.
///
/// `RECORD=1` writes them anew, for changes that are meant.
@Suite struct RecordedTotalsTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Recorded")

    @Test func totalsAreThoseRecorded() throws {
        var generator = SeededGenerator(seed: 20_261_126)
        try Self.check(
            "totals.txt",
            (0..<3000).map { index in
                index % 3 < 2 ? generator.scenario(of: .recorded) : generator.served(of: .recorded)
            })
    }

    /// Kinds of layers that few models have, in every format.
    @Test func totalsOfRareLayersAreThoseRecorded() throws {
        var generator = SeededGenerator(seed: 20_261_127)
        try Self.check(
            "rare.txt",
            (0..<900).map { index in
                var scenario = index % 3 < 2 ? generator.scenario(of: .rare) : generator.served(of: .rare)
                scenario.model.precision = Precision(
                    generator.pick(PrecisionFormat.allCases), kvCache: generator.pick(ElementFormat.allCases))
                return scenario
            })
    }

    private static func check(_ name: String, _ scenarios: [Scenario]) throws {
        let file = folder.appending(path: name)
        let lines = scenarios.map { figures($0).map { String($0) }.joined(separator: " ") }
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
        }
        let recorded = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(recorded.count == lines.count)
        for (number, (line, before)) in zip(lines, recorded).enumerated() {
            let pairs = zip(line.split(separator: " "), before.split(separator: " "))
            let isSame = pairs.allSatisfy { now, then in
                guard let now = Double(now), let then = Double(then) else { return false }
                return isClose(now, then) || now.isNaN && then.isNaN
            }
            #expect(isSame, "plan \(number) of \(name): \(line), recorded \(before)")
        }
    }

    private static func figures(_ scenario: Scenario) -> [Double] {
        let totals = StepTotals.of(scenario)
        return [
            totals.seconds, totals.communication, totals.flops, totals.memory.weights, totals.memory.total,
            totals.splits ? 1 : 0, totals.firstToken, totals.requestRate, totals.prefillWorkers, totals.prefillMemory,
            totals.transfer, totals.isSettled ? 1 : 0,
        ]
    }
}
