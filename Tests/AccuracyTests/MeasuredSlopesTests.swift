import Catalog
import CostModel
import TestSupport
import Testing

@testable import Measurements

/// What a calibration takes for the slopes of its rows is what differences of the predictions come to.
@Suite struct MeasuredSlopesTests {
    /// Rows as they ran, and their decode steps alone.
    @Test(arguments: [false, true]) func slopesAreThoseOfDifferences(_ isStatic: Bool) throws {
        let parameters = Parameter.all.filter { $0.physical != nil }
        let rows = try MeasuredData.silicon().measurements.filter { $0.scenario.brokenRule == nil }
        var generator = SeededGenerator(property: 431)
        var (compared, corners, moving) = (0, 0, 0)
        for row in rows where Int.random(in: 0..<8, using: &generator) == 0 {
            var scenario = row.scenario
            if isStatic { scenario = scenario.decodeWorker }
            let figures = isStatic ? row.figures.filter { $0.metric != .ttft } : row.figures
            let predictions = Predictions(
                scenarios: [scenario], figures: [figures], parameters: parameters, workers: 1)
            // Away from where the catalogue's fit ended, which may be a corner, and from bounds, at which equations change.
            let values = parameters.compactMap { parameter in
                parameter.physical.map { range in
                    let share = Double.random(in: 0.02...0.2, using: &generator)
                    let value = parameter.get(scenario)
                    return value + share * ((range.lowerBound + range.upperBound) / 2 - value)
                }
            }
            let here = try #require(predictions.values([0], values))
            let slopes = try #require(PredictionSlopes(predictions, [0]).at(values))
            for (number, parameter) in parameters.enumerated() {
                let range = try #require(parameter.physical)
                let width = range.upperBound - range.lowerBound
                let step = 1e-6 * width
                func moved(_ step: Double) throws -> [Double] {
                    var values = values
                    values[number] += step
                    return try #require(predictions.values([0], values))
                }
                let (above, below) = (try moved(step), try moved(-step))
                for figure in here.indices {
                    let right = (above[figure] - here[figure]) / step
                    let left = (here[figure] - below[figure]) / step
                    // Loads are at rest to 1e-10, which a step of 1e-6 makes 1e-4; loops that hardly settle multiply it.
                    let noise = 1e-3 * here[figure] / width
                    let size = max(right.magnitude, left.magnitude)
                    guard (right - left).magnitude <= 1e-3 * size + noise else {
                        corners += 1
                        continue
                    }
                    compared += 1
                    if size > noise { moving += 1 }
                    let slope = slopes[number][figure]
                    #expect(
                        (slope - (right + left) / 2).magnitude <= 1e-3 * size + noise,
                        """
                        \(figures[figure].metric) of line \(row.line) by \(parameter.name): \(slope), by differences \
                        \(left) and \(right)
                        """)
                }
            }
        }
        #expect(compared > 30 * corners, "compared \(compared), and left out \(corners) corners")
        #expect(moving * 4 > compared, "\(moving) of \(compared) move")
    }
}
