import Catalog
import CostModel
import Threads
import Units

/// A measured figure and the engine's prediction.
public struct Residual: Sendable {
    /// The row of the table, from 0.
    public let row: Int
    /// What was measured.
    public let metric: MeasuredMetric
    /// Both values, in the unit of `MeasuredFigure`.
    public let pair: FigurePair
    /// Whether what was measured lies in the band of the prediction; nil where that has none.
    public let isWithin: Bool?
}

/// A row that the engine could not be asked for, or has no finite answer to.
public struct UnansweredRow: Sendable {
    /// The row of the table, from 0.
    public let row: Int
    /// The number of the reason among those of all rows.
    public let reason: Int
}

/// The predictions for the measurements of a file: figures alone, as a scenario takes more memory than its row.
public struct Residuals: Sendable {
    /// The file.
    public let table: MeasuredTable
    /// The measured figures beside the engine's, in the order of the file.
    public let all: [Residual]
    /// The rows without, in the order of the file.
    public let unmapped: [UnansweredRow]
    /// Why rows are without, in words, each reason once.
    public let reasons: [String]
    /// The chips that rows ran on, by their names in the catalogue.
    public let chips: Set<String>
    /// The rows that cannot be what they say, in the order of the file.
    public let flags: [(row: Int, flag: RowFlag)]
    /// The rows that state no load, with the requests in flight that serve most, in the order of the file.
    public let saturated: [(row: Int, concurrency: Double)]
    /// Percentiles that were measured where the engine has none.
    public let percentilesLeftOut: Int
    /// How well rows that serve the same are ordered; nil where too few do.
    public let ranks: RankQuality?

    /// The results of some rows.
    private struct Piece: Sendable {
        var all: [Residual] = []
        var unmapped: [UnansweredRow] = []
        var reasons = Interned<String>()
        var chips: Set<String> = []
        var flags: [(row: Int, flag: RowFlag)] = []
        var saturated: [(row: Int, concurrency: Double)] = []
        var percentiles = 0
        var choices = Interned<String>()
        var served: [RankQuality.Row] = []
    }

    /// Asks the engine for every measurement of a file; nil if it was told to stop.
    ///
    /// - Parameters:
    ///   - table: the file.
    ///   - workers: threads at most.
    ///   - rule: words a rule of divisibility that a scenario breaks.
    ///   - trust: how far the engine can be trusted of a row; nil where that is not asked.
    ///   - isCancelled: asked now and then; true ends the work.
    public init?(
        of table: MeasuredTable, workers: Int = 1,
        rule: @escaping @Sendable (DivisibilityRule, Scenario) -> String = { rule, _ in "\(rule)" },
        trust: @escaping @Sendable (Measurement) -> Trust? = { _ in nil },
        isCancelled: @Sendable () -> Bool = { false }
    ) {
        // Reasons are words, and threads do not know by themselves which language is spoken.
        let tongue = Tongue.current
        let pieces = RowWork.pieces(table.count, workers: workers, isCancelled: isCancelled) { rows in
            tongue.speak { Self.piece(rows, of: table, rule: rule, trust: trust) }
        }
        guard let pieces else { return nil }
        var reasons = Interned<String>()
        var unmapped: [UnansweredRow] = []
        for piece in pieces {
            guard !isCancelled() else { return nil }
            let numbers = piece.reasons.values.map { reasons.number(of: $0) }
            unmapped += piece.unmapped.map { UnansweredRow(row: $0.row, reason: numbers[$0.reason]) }
        }
        self.table = table
        self.unmapped = unmapped
        self.reasons = reasons.values
        all = pieces.flatMap(\.all)
        chips = pieces.reduce(into: []) { $0.formUnion($1.chips) }
        flags = pieces.flatMap(\.flags)
        saturated = pieces.flatMap(\.saturated)
        percentilesLeftOut = pieces.reduce(0) { $0 + $1.percentiles }
        ranks = Self.ranks(pieces)
    }

    private static func piece(
        _ rows: Range<Int>, of table: MeasuredTable, rule: (DivisibilityRule, Scenario) -> String,
        trust: (Measurement) -> Trust?
    ) -> Piece {
        var piece = Piece()
        for row in rows {
            do throws(RowFault) {
                let measurement = try table.measurement(ofRow: row)
                piece.chips.insert(measurement.chip)
                try add(measurement, row, trust(measurement), to: &piece)
            } catch {
                let reason = piece.reasons.number(of: error.sentence(rule: rule))
                piece.unmapped.append(UnansweredRow(row: row, reason: reason))
            }
        }
        return piece
    }

    private static func ranks(_ pieces: [Piece]) -> RankQuality? {
        var choices = Interned<String>()
        var rows: [RankQuality.Row] = []
        for piece in pieces {
            let numbers = piece.choices.values.map { choices.number(of: $0) }
            rows += piece.served.map { RankQuality.Row(choice: numbers[$0.choice], rate: $0.rate, tpot: $0.tpot) }
        }
        return RankQuality(rows)
    }

    /// Adds the figures of a measurement, all or none.
    ///
    /// Rows that serve requests have a rate too, at the requests in flight that they state, which follows from both times.
    private static func add(
        _ measurement: Measurement, _ row: Int, _ trust: Trust?, to piece: inout Piece
    ) throws(RowFault) {
        let plan = PlanResult(measurement.scenario)
        var found: [Residual] = []
        func add(_ metric: MeasuredMetric, _ pair: FigurePair) {
            let band = Metric.named(metric.name).flatMap { trust?.band(of: $0) }
            found.append(
                Residual(
                    row: row, metric: metric, pair: pair,
                    isWithin: band?.contains(pair.measured, predicted: pair.predicted)))
        }
        for figure in measurement.figures {
            let predicted = figure.metric.value(plan)
            guard predicted.isFinite else {
                guard figure.metric.isPercentile else { throw Self.fault(figure.metric, plan) }
                piece.percentiles += 1
                continue
            }
            add(figure.metric, FigurePair(predicted: predicted, measured: figure.value))
        }
        if let measured = ServedRate(measured: measurement, plan), let predicted = ServedRate(predicted: plan) {
            let rate = FigurePair(predicted: predicted.perChip, measured: measured.perChip)
            if measurement[.tpsChip] == nil { add(.tpsChip, rate) }
            if let tpot = found.first(where: { $0.metric == .tpot })?.pair {
                let choice = piece.choices.number(of: Self.choice(measurement))
                piece.served.append(RankQuality.Row(choice: choice, rate: rate, tpot: tpot))
            }
        }
        piece.flags += RowFlag.all(measurement, plan).map { (row, $0) }
        if measurement.isSaturated { piece.saturated.append((row, plan.scenario.deployment.concurrency)) }
        piece.all += found
    }

    /// Why a figure is not finite: no wait has an end where more requests come than can be served.
    private static func fault(_ metric: MeasuredMetric, _ plan: PlanResult) -> RowFault {
        guard let open = plan.open, plan.tails == nil else { return .notFinite(metric) }
        return .overload(rate: open.offered.rate, capacity: open.capacity)
    }

    /// What someone has who chooses a plan: the chip, the model in its formats, the runtime and the load.
    private static func choice(_ measurement: Measurement) -> String {
        let s = measurement.scenario
        return "\(measurement.chip) \(Coverage.shape(of: s.model)) \(s.model.precision.experts.main) "
            + "\(s.model.precision.attention.main) \(measurement.fields["runtime"] ?? "") \(s.workload)"
    }

    /// The measurement that a residual is of.
    public func measurement(of residual: Residual) -> Measurement? { try? table.measurement(ofRow: residual.row) }

    /// The number of rows whose reason is each of `reasons`, and the first few of them.
    public func unmappedByReason(first most: Int) -> [(reason: String, count: Int, rows: [Int])] {
        var found = reasons.map { (reason: $0, count: 0, rows: [Int]()) }
        for row in unmapped {
            found[row.reason].count += 1
            if found[row.reason].rows.count < most { found[row.reason].rows.append(row.row) }
        }
        return found
    }

    /// The residuals of a metric with the largest errors, the largest first; of equals the earlier row comes first.
    public func worst(_ metric: MeasuredMetric, most: Int) -> [Residual] {
        func isWorse(_ left: Residual, _ right: Residual) -> Bool {
            let (a, b) = (left.pair.error.magnitude, right.pair.error.magnitude)
            return a != b ? a > b : left.row < right.row
        }
        var worst: [Residual] = []
        for residual in all where residual.metric == metric {
            if worst.count == most, let last = worst.last, !isWorse(residual, last) { continue }
            worst.insert(residual, at: worst.firstIndex { isWorse(residual, $0) } ?? worst.endIndex)
            if worst.count > most { worst.removeLast() }
        }
        return worst
    }
}
