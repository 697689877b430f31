import Catalog
import CostModel
import Language
import Measurements
import Notebook
import Storage
import Words

/// Reads tables of measurements.
enum MeasurementFile {
    /// The table in a file; rows of the session's chip run on it as it is set, and may name a model that only it has.
    static func read(_ path: Spanned<String>, _ context: Context) throws(Diagnostic) -> MeasuredTable {
        let session = context.session
        let text = try context.environment.files.text(of: path, limit: .table, MeasuredFileWords.table)
        // The catalogue's models keep the formats that their rows state.
        let own = session.model.flatMap { model in
            Catalog.models.contains { $0.name == model.name } ? nil : [model.name: model.value]
        }
        do throws(MeasuredTableError) {
            return try MeasuredTable(
                parsing: text, replacing: session.chip.map { [$0.name: $0.value] } ?? [:], adding: own ?? [:],
                base: session.chip.flatMap { chip in
                    (try? session.scenario()).map { SessionBase(chip: chip.name, scenario: $0) }
                },
                problem: { ModelRule.broken(by: $0)?.problem },
                isCancelled: context.environment.isCancelled)
        } catch {
            throw MeasuredFileWords.diagnostic(
                error, path, inSession: session.chip != nil && session.model != nil)
        }
    }
}
