import CostModel
import Silicon

/// Reads tables of measurements.
enum MeasurementFile {
    /// The table in a file; rows of the session's chip run on it as it is set.
    static func read(_ path: Spanned<String>, _ session: Session) throws(Diagnostic) -> MeasuredTable {
        let text = try CatalogueVerb.text(of: path, "a table of measurements")
        do throws(MeasuredTableError) {
            return try MeasuredTable(
                parsing: text, replacing: session.chip.map { [$0.name: $0.value] } ?? [:],
                problem: { ModelRule.broken(by: $0)?.problem })
        } catch {
            throw ValidationText.diagnostic(error, path)
        }
    }
}
