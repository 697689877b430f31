import CostModel
import Presentation
import Silicon

/// A table of measurements beside what the engine says of it.
struct Validation {
    /// The measurements.
    let table: MeasuredTable
    /// What the engine says of them.
    let residuals: Residuals
    /// The columns that rows are grouped by.
    let columns: [String]
    /// The chip of the session, where rows ran on it.
    let chip: Loaded<Chip>?

    /// Reads a file and asks the engine for every row.
    init(of path: Spanned<String>, by columns: [Spanned<String>], _ context: Context) throws(Diagnostic) {
        let table = try MeasurementFile.read(path, context)
        let loaded = context.session.chip
        try GroupingColumns.check(columns, in: table.headings)
        guard let residuals = Residuals(of: table, isCancelled: context.environment.isCancelled) else {
            throw Diagnostic("the validation was cancelled before its last row")
        }
        self.table = table
        self.residuals = residuals
        self.columns = columns.map(\.value)
        chip = loaded.flatMap { chip in table.measurements.contains { $0.chip == chip.name } ? chip : nil }
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

    /// Writes every row of a file with what the engine says of it.
    func write(_ path: Spanned<String>, to out: Spanned<String>, force: Bool, _ context: Context) throws(Diagnostic)
        -> Session
    {
        guard out.value.hasSuffix(".csv") else {
            throw Diagnostic("'\(out.value)' is not a table", at: out.span, expected: "a name that ends in .csv")
        }
        let files = context.environment.files
        guard files.absolute(out.value) != files.absolute(path.value) else {
            throw Diagnostic(
                "'\(out.value)' is the table that is validated", at: out.span, expected: "another name")
        }
        return try context.session.writing(
            OutputFormat.csv.render(ResidualTable.make(self)), to: out, force: force, verb: "validate --out",
            context.environment)
    }
}
