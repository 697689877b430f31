import Catalog
import CostModel

/// Finds chips by the names that measurements give them.
struct ChipNames: Sendable {
    /// Chips that take the place of the catalogue's, by its names.
    let replacements: [String: Chip]

    /// Words behind a chip's name that say how it is built in.
    private static let mountings: Set<Substring> = ["sxm", "sxm4", "sxm5", "nvl72", "oam"]

    /// The chip that a cell names, such as `h200_sxm`, and its name in the catalogue.
    func find(_ text: String, column: String) throws(RowFault) -> (name: String, chip: Chip) {
        var words = text.lowercased().split { $0 == "_" || $0 == "-" }
        while let last = words.last, Self.mountings.contains(last) { words.removeLast() }
        let name = words.joined(separator: "-")
        guard let entry = Catalog.chips.first(where: { $0.name == name || $0.name == text }) else {
            throw NameFault.unknown(.chip, text, column, among: Catalog.chips.map(\.name))
        }
        return (entry.name, replacements[entry.name] ?? entry.value)
    }
}
