import CostModel
import Dispatch

/// Measured rows as the engine sees them: what ran, and which of its figures are predicted.
struct Predictions: Sendable {
    /// What ran.
    let scenarios: [Scenario]
    /// What came out of each row.
    let figures: [[MeasuredFigure]]
    /// The parameters that are laid over the chip of each row.
    let parameters: [Parameter]
    /// Threads at most.
    let workers: Int

    /// Asked before each few rows; once it says so, the values of the rest stay as they are.
    var isCancelled: @Sendable () -> Bool = { false }

    /// Rows that one thread takes at a time.
    private static let chunk = 16

    /// What the engine says of every figure of some rows, one after the other, with values laid over each chip.
    func values(_ rows: [Int], _ values: [Double]) -> [Double] {
        var predicted = [Double](repeating: 0, count: rows.reduce(0) { $0 + figures[$1].count })
        self.values(rows, offsets(rows), values, into: &predicted)
        return predicted
    }

    /// Where the figures of each row begin, for `values(_:_:_:into:)`.
    func offsets(_ rows: [Int]) -> [Int] {
        var offset = 0
        return rows.map { row in
            defer { offset += figures[row].count }
            return offset
        }
    }

    /// Writes what the engine says of every figure of some rows into a buffer.
    func values(_ rows: [Int], _ offsets: [Int], _ values: [Double], into predicted: inout [Double]) {
        predicted.withUnsafeMutableBufferPointer { buffer in
            let target = SharedBuffer(values: buffer)
            let chunks = (rows.count + Self.chunk - 1) / Self.chunk
            @Sendable func work(_ chunk: Int) {
                guard !isCancelled() else { return }
                for place in chunk * Self.chunk..<min((chunk + 1) * Self.chunk, rows.count) {
                    let plan = plan(rows[place], values)
                    for (index, figure) in figures[rows[place]].enumerated() {
                        target.values[offsets[place] + index] = figure.metric.predicted(plan)
                    }
                }
            }
            if workers == 1 {
                for chunk in 0..<chunks { work(chunk) }
            } else {
                DispatchQueue.concurrentPerform(iterations: chunks, execute: work)
            }
        }
    }

    private func plan(_ row: Int, _ values: [Double]) -> PlanResult {
        var scenario = scenarios[row]
        for (parameter, value) in zip(parameters, values) { parameter.set(&scenario, value) }
        return PlanResult(scenario)
    }
}

/// A buffer that several threads write to.
private struct SharedBuffer: @unchecked Sendable {
    // @unchecked: each element is written by the one thread that took its row, and read after all have ended.
    let values: UnsafeMutableBufferPointer<Double>
}
