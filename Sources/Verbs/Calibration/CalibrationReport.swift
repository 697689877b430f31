import CostModel
import Notebook
import Words

/// What is said of a calibration round its tables.
extension CalibrationRun {
    /// What was fitted, in one line for each group, and what was not.
    var headline: [String] {
        groups.map { group in
            CalibrationWords.headline(
                group.fit, of: path, group.chips, group: group.word, others: group.others)
        } + unfitted.map { CalibrationWords.notFitted($0.word, $0.reason) }
            + (rows.unmapped > 0 ? [CalibrationWords.notExpressed(rows.unmapped, of: rows.all)] : [])
    }

    /// What the data cannot tell.
    var remarks: [String] { groups.flatMap { CalibrationWords.remarks($0.fit, group: $0.word) } }

    /// What becomes of the loaded chip, which gets the values of a group or of none.
    func fate(of chip: Loaded<Chip>?, _ group: CalibrationGroup?) -> String {
        guard let chip else { return CalibrationWords.noChipIsSet }
        guard let group else {
            return CalibrationWords.notSet(on: chip.name, groups: groups.count { $0.has(chip.name) })
        }
        return CalibrationWords.set(on: chip.name, group: group.word)
    }
}
