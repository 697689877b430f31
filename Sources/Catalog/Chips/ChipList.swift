import CostModel

extension Catalog {
    /// The chips that are described by their datasheets, by maker.
    static let datasheetChips: [CatalogEntry<Chip>] = [
        .a100, .h100, .h200, .h800, .h20, .b200, .b300, .gb200, .gb300, .l40s, .l4, .a10, .rtx4090,
        .mi300x, .mi325x, .mi355x, .mi250x, .ascend910B, .ascend910C, .mlu370x8,
        .tpuV5e, .tpuV5p, .tpuV6e, .tpuV7x, .gaudi3, .gaudi2, .trainium2,
    ]
}
