import Catalog
import CostModel
import Language
import Measurements
import Notebook
import Presentation
import Units
import Words

/// A handful of runs of one's own, and the factors of the loaded chip that they lead to.
struct FewRuns {
    /// The chip.
    let chip: Loaded<Chip>
    /// What the factors were found to be.
    let fit: FewRunsFit
    /// What is kept of it.
    let own: OwnRuns
    /// What is to be said of the files.
    private let notes: [String]
    /// Rows of other chips, models or runtimes.
    private let others: Int
    /// Rows of the file, and those among them that the engine cannot be asked for.
    private let rows: (all: Int, unmapped: Int)

    /// Reads files and finds the factors.
    ///
    /// - Parameter context: of a session whose chip is not calibrated on runs of one's own.
    init(of files: MeasuredFiles, _ context: Context) throws(Diagnostic) {
        let session = context.session
        let span = files.paths[0].span
        let set = try MeasurementFile.read(files, context)
        guard
            let (all, unmapped) = set.table.read(
                workers: context.environment.cores, isCancelled: context.environment.isCancelled)
        else { throw .interrupted }
        let names = CalibrationGroup.chips(of: all).map(\.chip)
        let path = Spanned(value: files.title, span: span)
        guard !names.isEmpty else { throw CalibrationFaultWords.noRows(of: path) }
        guard let chip = session.chip else { throw CalibrationFaultWords.noChip(rowsOf: names, at: span) }
        let ofChip = all.filter { $0.chip == chip.name }
        guard !ofChip.isEmpty else { throw FewRunsWords.otherChips(than: chip.name, rowsOf: names, at: span) }
        let ofKind = Self.ofOneKind(ofChip, session)
        let measurements = ofKind.filter { !RowFlag.isImpossible($0) }
        let impossible = ofKind.count - measurements.count
        guard !measurements.isEmpty else { throw FewRunsWords.noneIsPossible(impossible, on: chip.name, at: span) }
        var calibration = FewRunsCalibration(
            measurements, prior: chip.provenance?.record == nil ? .unmeasured : .measured)
        calibration.workers = context.environment.cores
        calibration.isCancelled = context.environment.isCancelled
        do throws(CalibrationFault) {
            fit = try calibration.fit()
        } catch {
            throw CalibrationFaultWords.diagnostic(error, at: span)
        }
        self.chip = chip
        notes = set.lines + (impossible > 0 ? [FewRunsWords.impossible(impossible)] : [])
        others = Set(all.map(\.row)).count - Set(ofKind.map(\.row)).count
        rows = (set.table.count, unmapped)
        own = Self.record(fit, measurements, path: path.value, set.table.layout, chip, context)
    }

    /// The rows of one model and runtime: those of the session's model if it has some, else of the kind with the most.
    private static func ofOneKind(_ rows: [Measurement], _ session: Session) -> [Measurement] {
        let kinds = Dictionary(grouping: rows) { row in
            "\(Coverage.shape(of: row.scenario.model)) \(row.scenario.runtime.name)"
        }
        let shape = session.model.map { Coverage.shape(of: $0.value) }
        let runtime = session.draft.runtime
        func rank(_ rows: [Measurement]) -> (Int, Int, Int) {
            let scenario = rows[0].scenario
            return (
                Coverage.shape(of: scenario.model) == shape ? 1 : 0, scenario.runtime == runtime ? 1 : 0,
                rows.count
            )
        }
        return kinds.sorted { $0.key < $1.key }.map(\.value).max { rank($0) < rank($1) } ?? []
    }

    private static func record(
        _ fit: FewRunsFit, _ measurements: [Measurement], path: String, _ layout: TableLayout, _ chip: Loaded<Chip>,
        _ context: Context
    ) -> OwnRuns {
        let scenarios = measurements.map(\.scenario)
        let versions = Set(measurements.compactMap { $0.fields[MeasuredTable.release] }.filter { !$0.isEmpty })
        let tpot = fit.errors.first { $0.metric == .tpot } ?? fit.errors.first
        return OwnRuns(
            source: path, date: context.environment.today(), runtime: scenarios[0].runtime,
            versions: versions.sorted(), model: model(measurements[0], layout, context.session),
            covered: Coverage(scenarios), setUp: fit.setUp, isOneSetUp: fit.isOneSetUp,
            estimates: fit.estimates.map { OwnRuns.Estimate($0.factor, $0.value, $0.interval) },
            before: fit.factors.before(on: chip.value), bands: fit.bands,
            leftOut: tpot.flatMap { $0.leftOut.count > 0 ? Decimal.rounded($0.leftOut.mape, digits: 4) : nil },
            runs: fit.runs.map { run in
                OwnRuns.Run(
                    what: RunText.line(run.measurement, layout),
                    figures: run.pairs.compactMap { metric, pair in
                        Metric.named(metric.name).map { known in
                            OwnRuns.Figure(
                                metric: known,
                                measured: Decimal.rounded(pair.measured / metric.unitFactor, digits: 6),
                                predicted: Decimal.rounded(pair.predicted / metric.unitFactor, digits: 6))
                        }
                    })
            }, stamp: Session.stamp)
    }

    /// The name of a row's model: the session's if it is that, else what the row says.
    private static func model(_ row: Measurement, _ layout: TableLayout, _ session: Session) -> String {
        let shape = Coverage.shape(of: row.scenario.model)
        if let model = session.model, Coverage.shape(of: model.value) == shape { return model.name }
        return [layout.model, RunTable.servedModel].lazy.compactMap { row.fields[$0] }.first { !$0.isEmpty } ?? shape
    }

    /// The session with the factors in its chip.
    func applied(to context: Context) -> Session {
        context.session.calibrated(on: own, today: context.environment.today())
    }
}

extension FewRuns {
    /// What is shown.
    func output(_ session: Session) -> [Output] {
        let isData = session.format.isData
        var lines = [
            FewRunsWords.headline(own, on: chip.name, others: others, leftOut: fit.leftOut)
        ]
        if rows.unmapped > 0 { lines.append(CalibrationWords.notExpressed(rows.unmapped, of: rows.all)) }
        lines += notes
        var output = lines.map { Output.line($0) }
        output += [.table(factors(isData)), .table(errors)]
        output += (FewRunsWords.remarks(fit) + [FewRunsWords.bands(fit.bands)]).map { .line($0) }
        let serving = own.covered.serving.count == 1 ? own.covered.serving.first : nil
        let isServed = serving == nil || serving == session.workload.serving
        if let serving = serving ?? (session.workload.serving == .static ? nil : session.workload.serving),
            serving != .static, !isServed || session.draft.runtime != own.runtime
        {
            output.append(.line(FewRunsWords.toServe(serving, own.runtime)))
        }
        return output + [.line(FewRunsWords.set(on: chip.name))]
    }

    private func factors(_ isData: Bool) -> Table {
        var table = Table(columns: [
            Table.Column("factor", heading: FewRunsWords.Heading.factor, alignment: .left),
            Table.Column("fitted", heading: CalibrationWords.Heading.fitted, digits: 4),
        ])
        table.columns +=
            isData
            ? ["low", "high", "prior_low", "prior_high"].map { Table.Column($0, digits: 4) }
            : [
                Table.Column("interval", heading: CalibrationWords.Heading.interval, alignment: .left),
                Table.Column("prior", heading: FewRunsWords.Heading.prior, alignment: .left),
            ]
        table.columns.append(
            Table.Column("scales", heading: FewRunsWords.Heading.scales, alignment: .left, wraps: true))
        for estimate in fit.estimates {
            var cells: [Table.Cell] = [
                .text(isData ? estimate.factor.rawValue : estimate.factor.title), .number(estimate.value),
            ]
            let ranges = [estimate.interval, estimate.prior]
            cells +=
                isData
                ? ranges.flatMap { [.number($0.lowerBound), .number($0.upperBound)] }
                : ranges.map { .text(FewRunsWords.interval($0)) }
            let scaled = own.before.map(\.parameter).filter(estimate.factor.parameters.contains)
            cells.append(.text(scaled.map(\.name).joined(separator: ", ")))
            table.rows.append(cells)
        }
        return table
    }

    private var errors: Table {
        var table = Table(columns: [
            Table.Column("metric", heading: ValidationWords.Heading.metric, alignment: .left),
            Table.Column("n", heading: FewRunsWords.Heading.count, places: 0),
            Table.Column("mape_before", heading: CalibrationWords.Heading.mapeBefore, unit: "%", places: 1),
            Table.Column("mape", heading: ValidationWords.Heading.mape, unit: "%", places: 1),
            Table.Column("mape_left_out", heading: FewRunsWords.Heading.leftOut, unit: "%", places: 1),
        ])
        for errors in fit.errors {
            table.rows.append(
                [.text(errors.metric.name), .number(Double(errors.fitted.count))]
                    + [errors.before, errors.fitted, errors.leftOut].map { ValidationTables.percent($0.mape) })
        }
        return table
    }
}
