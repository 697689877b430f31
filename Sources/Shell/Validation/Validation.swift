import Catalog
import CostModel
import Presentation
import Silicon

/// A table of measurements beside what the engine says of it.
struct Validation {
    /// The measurements.
    let table: MeasuredTable
    /// What the engine says of them.
    let residuals: [Residual]
    /// The columns that rows are grouped by.
    let columns: [String]
    /// The chip of the session, where rows ran on it.
    let chip: Loaded<Chip>?

    /// Reads a file and asks the engine for every row.
    init(of path: Spanned<String>, by columns: [Spanned<String>], _ context: Context) throws(Diagnostic) {
        let text = try CatalogueVerb.text(of: path, "a table of measurements")
        let loaded = context.session.chip
        let replacements = loaded.map { [$0.name: $0.value] } ?? [:]
        do throws(MeasuredTableError) {
            table = try MeasuredTable(parsing: text, replacing: replacements)
        } catch {
            throw ValidationText.diagnostic(error, path)
        }
        let measurements = table.measurements
        try GroupingColumns.check(columns, in: table.headings)
        self.columns = columns.map(\.value)
        chip = loaded.flatMap { chip in measurements.contains { $0.chip == chip.name } ? chip : nil }
        var residuals: [Residual] = []
        for (position, measurement) in measurements.enumerated() {
            guard !context.environment.isCancelled() else {
                throw Diagnostic("interrupted after \(position) of \(ValueText.count(table.count, "row"))")
            }
            residuals += Residual.all(of: measurement, at: position)
        }
        self.residuals = residuals
    }

    /// What a person sees; a program that reads the output gets the errors only.
    func output(_ format: OutputFormat) -> [Output] {
        var output = ValidationText.headline(self).map { Output.line($0) }
        output.append(.table(ValidationTables.errors(self, isData: format.isData)))
        guard !format.isData else { return output }
        let worst = ValidationTables.worst(self)
        if !worst.rows.isEmpty { output += [.line("The largest errors of each metric:"), .table(worst)] }
        let unmapped = ValidationTables.unmapped(self)
        if !unmapped.rows.isEmpty { output += [.line("Rows that could not be expressed:"), .table(unmapped)] }
        return output
    }

    /// Writes every row with what the engine says of it.
    func write(to out: Spanned<String>, force: Bool, _ context: Context) throws(Diagnostic) -> Session {
        guard out.value.hasSuffix(".csv") else {
            throw Diagnostic("'\(out.value)' is no table", at: out.span, expected: "a name that ends in .csv")
        }
        return try context.session.writing(
            OutputFormat.csv.render(ResidualTable.make(self)), to: out, force: force, verb: "validate",
            context.environment)
    }
}
