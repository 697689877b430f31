import CostModel

extension CatalogEntry where Value == Chip {
    /// The chips of the catalogue that reach the same shares of what their datasheets state, this one among them.
    ///
    /// They run the same kernels, so that measurements of one say something of the others.
    public var family: [CatalogEntry<Chip>] {
        let shares = ChipField.all.filter { $0.parameter.physical != nil }
        return Catalog.chips.filter { other in shares.allSatisfy { $0.get(other.value) == $0.get(value) } }
    }
}
