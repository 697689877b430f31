import CatalogData
import Text

extension CalibrationRecord {
    /// The rows that Hopper's efficiencies were fitted to, and the errors on those held out.
    static let hopper = CalibrationRecord(sextant_hopper_calibration())

    /// The rows that Blackwell's efficiencies were fitted to, and the errors on those held out.
    static let blackwell = CalibrationRecord(sextant_blackwell_calibration())

    /// Reads a record that is part of the program; nil where it cannot be read, and a test reads each.
    private init?(_ text: sextant_text) {
        guard let value = try? JSON(parsing: text.string), let record = try? CalibrationField.parse(value) else {
            return nil
        }
        self = record
    }
}
