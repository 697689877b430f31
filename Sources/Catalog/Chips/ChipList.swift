import CostModel

extension Catalog {
    /// The chips that are described by their datasheets, by maker.
    static let datasheetChips: [CatalogEntry<Chip>] = [
        .a100, .h100, .h200, .h800, .h20, .b200, .b300, .gb200, .gb300, .h20Large, .h200NVL, .h100NVL, .h100PCIe,
        .rtxPro6000, .rtxPro6000Workstation, .rtx5090, .rtx4090, .l40s, .l40, .l20, .l4, .a40, .a10, .gb10,
        .mi300x, .mi325x, .mi350x, .mi355x, .mi308x, .mi250x,
        .ascend910B, .ascend910B3, .ascend910B4, .ascend910C, .ascend950PR, .ascend950DT,
        .kunlunP800, .metaxC500, .hygonK100, .mlu370x8,
        .tpuV5e, .tpuV5p, .tpuV6e, .tpuV7x, .gaudi3, .gaudi2, .b60, .trainium2, .groqLPU, .wse3,
    ]
}
