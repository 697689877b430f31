import CostModel
import Units

// Machines that keep weights in SRAM and run as pipelines: what a user sees is the time of a layer, not a bandwidth.

extension CatalogEntry where Value == Chip {
    /// Groq LPU of the first generation; `dram` is its SRAM.
    static let groqLPU = chip(
        "groq-lpu", "Groq LPU v1 (SRAM)", .sram(groqLayer),
        Datasheet(
            bf16: 188e12, int8: 750e12, dram: 0.21.gib, dramBandwidth: 80e12, group: 576, intra: 16e9, inter: 12.5e9,
            tdp: 215),
        origins: [
            Origin(
                "flops", "flops16_share", "int8_share", "dram_bw", "tdp",
                from: "INT8 750, FP16 188, 80 TB/s, 215 W: \(techPowerUp); doubtful: 300 W elsewhere"),
            .none(["fp8_share", "fp4_share"], "no unit (\(techPowerUp))"),
            Origin("dram", from: "0.21 GiB, 230 MB of SRAM: \(techPowerUp)"),
            Origin("group", from: "576 chips for a model of 70 B: Awesome Agents, https://awesomeagents.ai/hardware"),
            Origin("intra_bw", "inter_bw", from: "unverified: the links are not published; 16 and 12.5 GB/s stand in"),
            Origin("core", from: "assumed: 1, the compiler places every product"),
        ], aliases: ["groq", "lpu"])

    /// Cerebras WSE-3, a wafer; `dram` is its SRAM.
    static let wse3 = chip(
        "wse-3", "Cerebras WSE-3 (CS-3, SRAM)", .sram(wseLayer),
        Datasheet(
            bf16: 62.5e15, dram: 41.gib, dramBandwidth: 21e15, group: 4, intra: 150e9, inter: 150e9, tdp: 23_000),
        origins: [
            Origin("flops", "flops16_share", from: "62.5 PFLOP/s dense, half of the printed sparse 125: \(cerebras)"),
            .none(["fp8_share", "int8_share", "fp4_share"], "no unit (\(cerebras))"),
            Origin("dram", "dram_bw", from: "41 GiB, 44 GB of SRAM at 21 PB/s: \(cerebras)"),
            Origin("intra_bw", "inter_bw", from: "1.2 Tb/s of Ethernet a system: \(cerebras)"),
            Origin("group", from: "unverified: 4 systems hold a model of 70 B in 16 bits"),
            Origin("tdp", from: "23 kW a system: \(cerebras)"),
            Origin("core", from: "assumed: 1, the compiler places every product"),
        ], aliases: ["cerebras", "cs-3"])

    private static var groqLayer: Sourced {
        .published(
            50e-6,
            """
            50 us: 250 tokens/s a user of Llama-3.1-70B over 80 layers, 751 of 8B over 32 = 42 (\(perUser)); all of the \
            step, a draft model perhaps among it
            """)
    }

    private static var wseLayer: Sourced {
        .published(
            28e-6,
            """
            28 us: 445 tokens/s a user of Llama-3.1-70B over 80 layers, 1,837 of 8B over 32 = 17 (\(perUser)); all of \
            the step, a draft model perhaps among it
            """)
    }

    private static var perUser: String { "Artificial Analysis as quoted by https://sambanova.ai, 2024-09-10" }
    private static var techPowerUp: String { "TechPowerUp, https://www.techpowerup.com/gpu-specs" }
    private static var cerebras: String { "Tom's Hardware on the WSE-3, https://www.tomshardware.com" }
}

extension Efficiencies {
    /// A machine whose compiler places every product on SRAM; nothing but the time of a layer is known.
    static func sram(_ layer: Sourced) -> Efficiencies {
        Efficiencies(
            reserve: .assumed(0, "the compiler places what fits"), dram: .assumed(0.8, none),
            matrix: .assumed(0.5, none), attention: .assumed(0.4, none), intra: .assumed(0.8, none),
            inter: .assumed(0.8, none), latency: .assumed(0, inLayer), interLatency: .assumed(5e-6, none),
            launch: Software.inLayer, cores: .assumed(1, none),
            tile: Tile(1, 16, 16, .assumed, from: "1 x 16 x 16: rows stream through"),
            software: .measured(layer: layer),
            usual: .assumed(Runtime.custom.code, "the maker's own, whose defaults are not published"))
    }

    private static let none = "no published measurement was found"
    private static let inLayer = "part of layer_time"
}
