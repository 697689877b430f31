import Catalog
import CostModel
import Language
import Measurements
import Notebook
import Presentation
import Text
import Words

/// A table of measurements beside what the engine says of it.
struct Validation {
    /// The measurements.
    let table: MeasuredTable
    /// What the engine says of them.
    let residuals: Residuals
    /// The chip of the session, where rows ran on it.
    let chip: Loaded<Chip>?

    /// What is to be said of the files.
    let notes: [String]

    /// The errors of each group.
    let groups: [ErrorGroup]

    /// Reads files and asks the engine for every row.
    init(of files: MeasuredFiles, by columns: [Spanned<String>], _ context: Context) throws(Diagnostic) {
        let (cores, isCancelled) = (context.environment.cores, context.environment.isCancelled)
        let set = try MeasurementFile.read(files, context)
        let table = set.table
        notes = set.lines
        let loaded = context.session.chip
        try GroupingColumns.check(columns, in: table.headings)
        let names = columns.map(\.value)
        var known = Dictionary(
            Catalog.chips.map { ($0.name, ChipProvenance($0)) }, uniquingKeysWith: { first, _ in first })
        if let loaded, let own = loaded.provenance { known[loaded.name] = own }
        let provenances = known
        guard
            let residuals = Residuals(
                of: table, workers: cores, rule: DivisibilityWords.sentence,
                trust: { provenances[$0.chip]?.trust(in: $0.scenario) }, isCancelled: isCancelled),
            let groups = ErrorGroup.all(residuals, by: names, workers: cores, isCancelled: isCancelled)
        else { throw .interrupted }
        self.table = table
        self.residuals = residuals
        self.groups = groups
        chip = loaded.flatMap { residuals.chips.contains($0.name) ? $0 : nil }
    }

    /// What is said before the tables.
    private var headline: [String] {
        let expressed = table.count - residuals.unmapped.count
        return [ValidationWords.rows(table.count, expressed: expressed)]
            + (chip.map { [ValidationWords.chipAsSet($0.name)] } ?? []) + loads + labels + notes + percentiles
    }

    /// The loads that are taken for rows that state none.
    private var loads: [String] {
        let taken = residuals.saturated.map(\.concurrency)
        guard let least = taken.min(), let most = taken.max() else { return [] }
        return [ValidationWords.saturated(taken.count, least...most)]
    }

    /// Percentiles that the engine has no figure beside.
    private var percentiles: [String] {
        residuals.percentilesLeftOut > 0 ? [ResultFileWords.percentilesLeftOut(residuals.percentilesLeftOut)] : []
    }

    /// Headings of a table of one's own that are taken as labels; a slip in a parameter's name would be one.
    private var labels: [String] {
        let labels = table.labels.map { label in
            let isFigure = Metric.named(label) != nil || PlanData.ownKeys.contains(label)
            let nearest = isFigure ? nil : NearestName.of(label, in: table.layout.columns.map(\.name))
            return nearest.map { ValidationWords.label(label, meant: $0) } ?? label
        }
        return labels.isEmpty ? [] : [ValidationWords.labels(labels)]
    }

    /// What a person sees; a program that reads the output gets the errors only.
    func output(_ context: Context) throws(Diagnostic) -> [Output] {
        let format = context.session.format
        var output = headline.map { Output.line($0) }
        output.append(.table(ValidationTables.errors(self, isData: format.isData)))
        guard !format.isData else { return output }
        if let ranks = residuals.ranks { output.append(.line(ValidationWords.ranks(ranks))) }
        let worst = ValidationTables.worst(self)
        if !worst.rows.isEmpty { output += [.line(ValidationWords.largestErrors), .table(worst)] }
        let flags = ValidationTables.flags(self)
        if !flags.rows.isEmpty { output += [.line(ValidationWords.flagged(residuals.flags.count)), .table(flags)] }
        let unmapped = try ValidationTables.unmapped(self, context.environment)
        if !unmapped.rows.isEmpty { output += [.line(ValidationWords.rowsNotExpressed), .table(unmapped)] }
        return output
    }

    /// Writes every row of a file with what the engine says of it.
    func write(_ read: MeasuredFiles, to out: Spanned<String>, force: Bool, _ context: Context) throws(Diagnostic)
        -> Session
    {
        guard out.value.hasSuffix(".csv") else { throw ValidationWords.isNotATable(out) }
        let files = context.environment.files
        guard !read.paths.contains(where: { files.absolute(out.value) == files.absolute($0.value) }) else {
            throw ValidationWords.isValidated(out)
        }
        let rows = ResidualRows(self)
        let text = OutputFormat.csv.render(
            rows.columns, rows: 0..<table.count, isCancelled: context.environment.isCancelled, cells: rows.cells)
        guard let text else { throw .interrupted }
        return try context.session.writing(
            text, to: out, force: force, context.environment)
    }
}
