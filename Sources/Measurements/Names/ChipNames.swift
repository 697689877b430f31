import Catalog
import CostModel
import Text

/// Finds chips by the names that measurements give them.
struct ChipNames: Sendable {
    /// Chips that come before the catalogue's, by their bare names.
    private let replacements: [String: (name: String, chip: Chip)]

    /// The catalogue's chips by their bare names.
    private static let catalogue = Dictionary(
        Catalog.chips.map { (bare($0.name), $0) }
            + Catalog.chips.flatMap { entry in entry.aliases.map { (bare($0), entry) } }
    ) { first, _ in first }

    /// Takes chips that come before the catalogue's, by their names.
    init(replacements: [String: Chip]) {
        self.replacements = Dictionary(replacements.map { (Self.bare($0.key), ($0.key, $0.value)) }) { first, _ in first
        }
    }

    /// Words behind a chip's name that say how it is built in.
    private static let mountings: Set<Substring> = ["sxm", "sxm4", "sxm5", "nvl72", "oam"]

    /// The chip that a cell names, such as `h200_sxm`, and its name in the catalogue.
    func find(_ text: String, column: String) throws(RowFault) -> (name: String, chip: Chip) {
        let name = Self.bare(text)
        if let own = replacements[name] { return own }
        guard let entry = Self.catalogue[name] else {
            // The first word says most: `h100_sxn` is nearest to `h100`.
            let word = name.split(separator: "-").first.map(String.init) ?? name
            throw .unknown(
                .chip, column: column, text: text, nearest: NearestName.of(word, in: Catalog.chips.map(\.name)))
        }
        return (entry.name, entry.value)
    }

    /// A name in lower case and without its mounting.
    private static func bare(_ name: String) -> String {
        var words = name.lowercased().split { $0 == "_" || $0 == "-" }
        while let last = words.last, words.count > 1, mountings.contains(last) { words.removeLast() }
        return words.joined(separator: "-")
    }
}
