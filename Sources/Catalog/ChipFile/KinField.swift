import CostModel
import Text
import Units

/// The field of a chip file that names a chip of the catalogue, whose figures stand in for what the file leaves out.
enum KinField {
    /// Its name in the file.
    static let key = "like"

    /// Finds the chip, or says which comes near.
    static func parse(_ value: JSON) throws(ChipFileError) -> CatalogEntry<Chip> {
        guard case .string(let name) = value else {
            throw .mistyped(
                field: key, found: value.found,
                expected: say(en: "the name of a chip of the catalogue", zh: "目录中芯片的名称"))
        }
        guard let kin = Catalog.chip(named: name) else {
            let names = Catalog.chips.flatMap { [$0.name] + $0.aliases }
            throw .unknownChip(field: key, name: name, nearest: NearestName.of(name, in: names))
        }
        return kin
    }

    /// A chip in which nothing is stated but what its kin has too.
    static func blank(_ kin: CatalogEntry<Chip>) -> Chip {
        var chip = ChipField.blank
        for field in ChipField.all where field.isKindred { field.set(&chip, field.get(kin.value)) }
        return chip
    }
}
