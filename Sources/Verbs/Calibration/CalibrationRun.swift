import Catalog
import CostModel
import Language
import Measurements
import Notebook
import Planning
import Words

/// A file of measurements, fitted as a whole or in groups.
struct CalibrationRun {
    /// The file.
    let path: String
    /// The column that tells groups apart.
    let column: String?
    /// Rows of the file, and those among them that the engine cannot be asked for.
    let rows: (all: Int, unmapped: Int)
    /// What is to be said of the files.
    let notes: [String]
    /// The groups, in the order of their words.
    let groups: [CalibrationGroup]
    /// Groups that could not be fitted, with the reason.
    let unfitted: [(word: String, reason: String)]

    /// Reads a file and fits it.
    init(
        of files: MeasuredFiles, _ parameters: [Parameter], holdOut: Double, by column: Spanned<String>?,
        _ context: Context
    ) throws(Diagnostic) {
        let set = try MeasurementFile.read(files, context)
        let (table, path) = (set.table, Spanned(value: files.title, span: files.paths[0].span))
        notes = set.lines
        guard
            let (measurements, unmapped) = table.read(
                workers: context.environment.cores, isCancelled: context.environment.isCancelled)
        else { throw .interrupted }
        self.path = path.value
        self.column = column?.value
        rows = (table.count, unmapped)
        guard let column else {
            try Self.check(measurements, context.session.chip, at: path)
            do throws(CalibrationFault) {
                groups = [try CalibrationGroup(nil, measurements, parameters, holdOut: holdOut, context)]
            } catch {
                throw CalibrationFaultWords.diagnostic(error, at: path.span)
            }
            unfitted = []
            return
        }
        try GroupingColumns.check([column], in: table.headings)
        var groups: [CalibrationGroup] = []
        var unfitted: [(word: String, reason: String)] = []
        let words = Dictionary(grouping: measurements) { $0.fields[column.value] ?? "" }
        for (word, measurements) in words.sorted(by: { $0.key < $1.key }) {
            do throws(CalibrationFault) {
                groups.append(try CalibrationGroup(word, measurements, parameters, holdOut: holdOut, context))
            } catch {
                guard error != .cancelled else { throw CalibrationFaultWords.diagnostic(error, at: path.span) }
                unfitted.append((word, CalibrationFaultWords.reason(error)))
            }
        }
        guard !groups.isEmpty else {
            throw CalibrationFaultWords.noGroup(by: column.span, first: unfitted.first)
        }
        self.groups = groups
        self.unfitted = unfitted
    }

    /// The group whose values the loaded chip gets: the only one with rows of it.
    func applied(to chip: Loaded<Chip>?) -> CalibrationGroup? {
        let own = groups.filter { $0.has(chip?.name) }
        return own.count == 1 ? own[0] : column == nil ? groups.first : nil
    }

    /// The session with a group's values set on its chip.
    func apply(_ group: CalibrationGroup, to session: Session) -> Session {
        let part = group.word.flatMap { word in column.map { "\($0)=\(word)" } }
        var record = group.fit.record(source: path, part: part, chips: group.chips)
        record.stamp = Session.stamp
        return session.calibrated(group.fit.parameters.map { Setting($0.parameter, $0.value) }, record)
    }

    /// Checks that there are rows of the loaded chip or of its family.
    private static func check(
        _ measurements: [Measurement], _ chip: Loaded<Chip>?, at path: Spanned<String>
    ) throws(Diagnostic) {
        let names = CalibrationGroup.chips(of: measurements).map(\.chip)
        guard !names.isEmpty else { throw CalibrationFaultWords.noRows(of: path) }
        guard let chip else { throw CalibrationFaultWords.noChip(rowsOf: names, at: path.span) }
        let family = CalibrationGroup.family(of: chip.name)
        guard names.contains(where: family.contains) else {
            throw CalibrationFaultWords.otherChips(
                than: chip.name, family: family.sorted(), rowsOf: names, at: path.span)
        }
    }
}
