import Catalog
import CostModel
import Fitting
import Glibc
import Testing

@testable import Measurements

/// How near the engine comes to a deployment after a few runs of it, on every deployment of the measured tables.
///
/// A deployment is a chip, a model in its formats, a runtime in its release and a way to use the chips; those with 8 rows or more
/// take part. Some rows are drawn, the factors are found from these, and the rest is predicted. What is known before of a
/// deployment comes from those of other chips, models or runtimes alone. `DRAWS=20` draws as often as the figures of Accuracy.md
/// did, and prints them.
@Suite struct FewRunsAccuracyTests {
    private typealias Row = Measurements.Measurement

    private struct Deployment {
        let family: String
        let rows: [Row]
    }

    /// The errors of some rows before and after, by metric, and how many lay within the band of the time per token.
    private struct Errors {
        var before: [[Double]] = [[], [], []]
        var after: [[Double]] = [[], [], []]
        var within = 0.0
        var banded = 0.0
    }

    private static func deployments(
        by key: (Row) -> String = { row in "\(OwnRuns.setUp(of: row.scenario).map(\.value)) \(row.formats)" }
    ) throws -> [Deployment] {
        let rows = try MeasuredData.silicon().measurements + MeasuredData.later().measurements
        let groups = Dictionary(grouping: rows) { "\($0.family) \($0.scenario.workload.serving.name) \(key($0))" }
        return groups.sorted { $0.key < $1.key }.compactMap { _, rows in
            rows.count >= 8 ? Deployment(family: rows[0].family, rows: rows) : nil
        }
    }

    /// The spread of factors and the scatter of runs that make deployments most likely, by expectation and maximisation:
    /// normal factors, Student's t of four degrees about them.
    private static func spread(_ deployments: [Deployment], leavingOut family: String? = nil) throws -> (
        FactorPrior, Double
    ) {
        let data = try deployments.filter { $0.family != family }.map { deployment in
            try Self.slopes(deployment)
        }
        var (overhead, work, scatter) = (0.04, 0.04, 0.08 * 0.08)
        var weights = data.map { $0.map { _ in 1.0 } }
        for _ in 0..<30 {
            var (sumOverhead, sumWork, sumRest, count) = (0.0, 0.0, 0.0, 0.0)
            for (index, rows) in data.enumerated() {
                var (a, b, c, p, q) = (1 / overhead, 0.0, 1 / work, 0.0, 0.0)
                for (row, weight) in zip(rows, weights[index]) {
                    a += weight * row.x * row.x / scatter
                    b += weight * row.x * row.y / scatter
                    c += weight * row.y * row.y / scatter
                    p += weight * row.x * row.rest / scatter
                    q += weight * row.y * row.rest / scatter
                }
                let determinant = a * c - b * b
                let (va, vb, vc) = (c / determinant, -b / determinant, a / determinant)
                let (u, v) = (va * p + vb * q, vb * p + vc * q)
                sumOverhead += u * u + va
                sumWork += v * v + vc
                for (place, row) in rows.enumerated() {
                    let rest = row.rest - u * row.x - v * row.y
                    let square = rest * rest + row.x * row.x * va + 2 * row.x * row.y * vb + row.y * row.y * vc
                    sumRest += weights[index][place] * square
                    count += 1
                    weights[index][place] = 5 / (4 + square / scatter)
                }
            }
            overhead = sumOverhead / Double(data.count)
            work = sumWork / Double(data.count)
            scatter = sumRest / count
        }
        return (FactorPrior(overhead: overhead.squareRoot(), work: work.squareRoot()), scatter.squareRoot())
    }

    private static func slopes(_ deployment: Deployment) throws -> [(x: Double, y: Double, rest: Double)] {
        let responses = FactorResponses(deployment.rows, workers: 2, isCancelled: { false })
        let all = try #require(responses.at(.zero))
        return zip(deployment.rows.indices, all).compactMap { row, response in
            let rest = responses.measured(row, .tpot) - response.log(.tpot)
            let slopes = response.slopes(.tpot)
            return rest.isFinite ? (slopes.overhead, slopes.work, rest) : nil
        }
    }

    /// Draws some rows of a deployment, finds the factors, and adds the errors of the others.
    private static func judge(
        _ deployment: Deployment, points: Int, draws: Int, _ prior: FactorPrior, _ errors: inout Errors
    ) throws {
        let rows = deployment.rows
        for draw in 0..<draws {
            var generator = SplitMix64(seed: UInt64(draw))
            let order = rows.indices.shuffled(using: &generator)
            var calibration = FewRunsCalibration(order.prefix(points).map { rows[$0] }, prior: prior)
            (calibration.leavesRunsOut, calibration.workers) = (false, 2)
            let fit = try calibration.fit()
            let others = order.dropFirst(points).map { rows[$0] }
            let position = FactorPosition(factors: fit.factors)
            let responses = FactorResponses(others, workers: 2, isCancelled: { false })
            let (before, after) = (responses.values(.zero), responses.values(position))
            let band = try #require(fit.bands.first { $0.metric == "tpot_ms" }).alike
            for row in others.indices {
                let measured = Self.measured(others[row])
                for (place, metric) in MeasuredMetric.fitted.enumerated() {
                    guard let value = measured[place], before[row].has(metric), after[row].has(metric) else { continue }
                    errors.before[place].append((before[row].prediction(metric) / value - 1).magnitude)
                    errors.after[place].append((after[row].prediction(metric) / value - 1).magnitude)
                    guard metric == .tpot else { continue }
                    errors.banded += 1
                    errors.within += band.contains(value / after[row].prediction(metric)) ? 1 : 0
                }
            }
        }
    }

    /// What was measured of a run; the throughput follows from both times.
    private static func measured(_ row: Row) -> [Double?] {
        [row[.tpot], row[.ttft], ServedRate(measured: row, PlanResult(row.scenario))?.perChip]
    }

    private static func print(_ deployments: [Deployment], _ priors: [String: FactorPrior], points: Int) throws {
        let means = try means(deployments, priors, points: points)
        Swift.print(
            points, "runs of", deployments.count, "deployments of", deployments.reduce(0) { $0 + $1.rows.count },
            "rows:",
            zip(means.before, means.after).map { "\(1000 * $0) -> \(1000 * $1)" }, "within", 100 * means.within)
    }

    /// The errors before and after, averaged over draws and then over deployments.
    private static func means(
        _ deployments: [Deployment], _ priors: [String: FactorPrior], points: Int
    ) throws -> (before: [Double], after: [Double], within: Double) {
        var means = (before: [0.0, 0, 0], after: [0.0, 0, 0], within: 0.0)
        let count = Double(deployments.count)
        for deployment in deployments {
            var errors = Errors()
            try judge(deployment, points: points, draws: draws, try #require(priors[deployment.family]), &errors)
            for place in 0..<3 {
                means.before[place] += Statistics.mean(errors.before[place]) / count
                means.after[place] += Statistics.mean(errors.after[place]) / count
            }
            means.within += errors.within / errors.banded / count
        }
        return means
    }

    private static let draws = getenv("DRAWS").flatMap { Int(String(cString: $0)) } ?? 2

    @Test func theRestOfADeploymentIsPredicted() throws {
        let deployments = try Self.deployments()
        #expect(deployments.count >= 70, "\(deployments.count)")
        var priors: [String: FactorPrior] = [:]
        for family in Set(try Self.deployments { _ in "" }.map(\.family) + deployments.map(\.family)) {
            priors[family] = try Self.spread(deployments, leavingOut: family).0
        }
        guard Self.draws == 2 else {
            for points in [1, 2, 3, 5] { try Self.print(deployments, priors, points: points) }
            for points in [3, 5] { try Self.print(try Self.deployments { _ in "" }, priors, points: points) }
            return
        }
        let means = try Self.means(deployments, priors, points: 5)
        #expect(means.after[0] < 0.08, "\(means)")
        #expect(means.after[0] < means.before[0] - 0.03, "\(means)")
        #expect(means.after[1] < means.before[1] && means.after[2] < means.before[2] - 0.02, "\(means)")
        // Four of five are meant to lie within.
        #expect((0.72...0.9).contains(means.within), "\(means)")
    }

    @Test func thePriorIsWhatDeploymentsSay() throws {
        let (prior, scatter) = try Self.spread(try Self.deployments())
        #expect((prior.overhead - FactorPrior.measured.overhead).magnitude < 0.04, "\(prior)")
        #expect((prior.work - FactorPrior.measured.work).magnitude < 0.04, "\(prior)")
        #expect((scatter - RunScatter.alike.scale(of: "tpot_ms")).magnitude < 0.015, "\(scatter)")
    }
}

extension FactorPosition {
    /// Where factors are.
    fileprivate init(factors: ChipFactors) {
        self.init(overhead: log(factors.overhead), work: log(factors.work))
    }
}

extension FactorResponses {
    /// Without derivatives would do, but this is asked seldom.
    fileprivate func values(_ position: FactorPosition) -> [RowResponse] { at(position) ?? [] }
}

extension Measurements.Measurement {
    /// What deployments have in common that resemble each other.
    fileprivate var family: String { "\(chip) \(fields["model"] ?? "") \(fields["runtime"] ?? "")" }

    /// What else tells deployments apart: the release and the formats.
    fileprivate var formats: String {
        ["runtime_version", "attn_precision", "ffn_precision", "expert_precision", "kv_precision", "draft"]
            .map { fields[$0] ?? "" }.joined(separator: " ")
    }
}
