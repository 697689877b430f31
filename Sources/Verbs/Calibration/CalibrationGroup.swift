import Catalog
import CostModel
import Measurements
import Notebook

/// Rows of a file that are fitted together, and what that came to.
struct CalibrationGroup: Sendable {
    /// The words of the column that rows were told apart by; nil where all are one group.
    let word: String?
    /// Rows that took part, by chip, the one with the most first.
    let chips: [CalibrationRecord.ChipRows]
    /// Rows of chips of other families, which take no part.
    let others: Int
    /// What the fit came to.
    let fit: CalibrationFit

    /// Fits a group of rows.
    ///
    /// Rows of one family take part: that of the loaded chip if it has rows, else that of the chip with the most rows.
    /// The fit starts from the chip of these as it is set, or as the catalogue has it.
    init(
        _ word: String?, _ measurements: [Measurement], _ parameters: [Parameter], holdOut: Double,
        _ context: Context
    ) throws(CalibrationFault) {
        let counts = Self.chips(of: measurements)
        guard let first = counts.first else { throw .noRows }
        let loaded = context.session.chip
        let family = Self.family(of: loaded?.name ?? first.chip)
        let leader = counts.contains { family.contains($0.chip) } ? family : Self.family(of: first.chip)
        let rows = measurements.filter { leader.contains($0.chip) }
        let chip =
            loaded.flatMap { leader.contains($0.name) ? $0.value : nil }
            ?? Catalog.chips.first { entry in rows.contains { $0.chip == entry.name } }?.value
        guard let chip else { throw .noRows }
        var calibration = Calibration(rows, parameters: parameters)
        calibration.holdOut = holdOut
        calibration.workers = context.environment.cores
        calibration.isCancelled = context.environment.isCancelled
        self.word = word
        chips = Self.chips(of: rows)
        others = Set(measurements.map(\.row)).count - chips.reduce(0) { $0 + $1.rows }
        fit = try calibration.fit(from: chip)
    }

    /// Whether rows of a chip took part.
    func has(_ chip: String?) -> Bool { chips.contains { $0.chip == chip } }

    /// Names of the chips that share a chip's efficiencies.
    static func family(of chip: String) -> Set<String> {
        let entry = Catalog.chip(named: chip)
        return Set([chip] + (entry?.family.map(\.name) ?? []))
    }

    /// The chips of some measurements with their rows; a row of two phases counts once.
    static func chips(of measurements: [Measurement]) -> [CalibrationRecord.ChipRows] {
        let lines = Dictionary(grouping: measurements, by: \.chip).mapValues { Set($0.map(\.row)).count }
        return lines.map { CalibrationRecord.ChipRows(chip: $0.key, rows: $0.value) }
            .sorted { ($1.rows, $0.chip) < ($0.rows, $1.chip) }
    }
}
