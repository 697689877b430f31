import CostModel
import TestSupport
import Testing

/// What each input of the engine may be, and what it is where nobody says.
@Suite struct ParameterTests {
    /// The ends that a range has, and the parameters that have it: a count of what there must be starts at 1, of what there
    /// may be at 0; nothing that a time or a share is divided by is 0.
    private static let ranges: [(ClosedRange<Double>, [String])] = [
        (1...1e6, ["chips", "tp", "sp", "pp", "batch", "moe_tp", "decode_workers", "group", "inter_size"]),
        (
            0...1e6,
            [
                "prefill_workers", "prefill_chips", "prefill_tp", "prefill_moe_tp", "prefill_pp", "prefill_batch",
                "max_running", "nics",
                "rounds",
                "rack_size", "spine_size", "tdp",
            ]
        ),
        (0...1e4, ["images"]), (1...1e5, ["image_side"]), (0...1e5, ["redundant"]), (0...1e9, ["concurrency"]),
        (0...1000, ["wait_steps"]), (0...64, ["draft"]),
        (1...1e8, ["input", "hidden", "vocab", "heads", "kv_heads", "head_dim", "route_groups", "route_limit"]),
        (
            0...1e8,
            [
                "chunk", "output", "prefix", "context", "full_layers", "window_layers", "window", "mla_layers",
                "q_lora",
                "kv_lora", "qk_nope", "qk_rope", "v_head", "index_top_k", "index_heads", "index_dim", "index_layers",
                "linear_layers", "linear_k_heads", "linear_v_heads", "linear_k_dim", "linear_v_dim", "ssm_layers",
                "ssm_heads", "ssm_head_dim", "ssm_state", "ssm_groups", "convolution", "dense_layers",
                "dense_intermediate", "moe_layers", "experts", "top_k", "expert_intermediate", "shared_intermediate",
                "mtp_layers", "layers", "compressed_layers", "compress_ratio", "recurrent_layers", "recurrent_width",
                "expert_latent", "zero_experts",
            ]
        ),
        (0...1e12, ["runtime_version"]), (-1...1002, ["expert_load"]), (0...1e16, ["host_bw"]),
        (0.01...2, ["a2a_util"]),
        (1...1000, ["hottest"]), (1...4096, ["core", "expert_rows", "attn_rows", "cube_m", "cube_k", "cube_n"]),
        (1...4, ["query_outputs"]), (2...3, ["ffn_matrices"]),
        // Rates, by the second.
        (1e9...1e18, ["flops"]), (1e6...1e17, ["dram_bw"]),
        (1e6...1e16, ["intra_bw", "inter_bw"]),
        (1...1e16, ["rack_bw", "spine_bw"]),
        (1e6...1e15, ["dram"]), (0...1e15, ["dram_reserve"]),
        // Shares.
        (
            0.01...1,
            [
                "flops16_share", "dram_util", "intra_util", "inter_util", "rack_util", "spine_util", "matrix_eff",
                "attn_eff",
            ]
        ),
        (0.05...1, ["widen_eff"]), (0...4, ["fp4_share", "elementwise"]), (0...100, ["congestion"]),
        (
            0...1,
            [
                "acceptance", "prefix_hit", "mem_fraction", "reduce_start", "fp8_share", "int8_share", "overlap",
                "tbo_overlap", "expert_overlap",
                "shared_overlap",
            ]
        ),
        (0.05...2, ["expert_eff", "expert_util"]), (0.1...10, ["trtllm_expert_rate"]), (0...4, ["expert_spread"]),
        (0...1e5, ["attn_ramp"]),
        // Seconds.
        (
            0...1,
            [
                "latency", "inter_latency", "rack_latency", "spine_latency", "message_gap", "launch", "prefill_launch",
                "layer_time", "vllm_layer_time", "sequence_time", "a2a_start", "expert_start", "attn_start",
                "sglang_layer_time",
            ]
        ),
        (0...10, ["request_time", "host_time", "arrival_cv", "input_cv", "output_cv"]),
        (1...1e5, ["replicas"]), (0...1e9, ["capex"]), (1...10, ["pue"]), (0...1e4, ["carbon", "fx"]),
        (1...1e9, ["prefixes"]), (0...1000, ["electricity"]), (0...1e6, ["price", "rate", "think"]),
        (0...1e7, ["users"]), (0.1...50, ["years"]),
        (0.01...2, ["power_share"]),
    ]

    /// The ends that real machines have, of what is fitted to measurements.
    private static let physical: [(ClosedRange<Double>, [String])] = [
        (0.3...0.92, ["dram_util"]), (0.1...1, ["intra_util", "inter_util", "matrix_eff", "widen_eff"]),
        (0.05...1, ["attn_eff"]), (0...1, ["overlap", "tbo_overlap"]), (0...4, ["elementwise"]),
        (0...6, ["congestion"]),
        (0.3e-6...50e-6, ["latency"]), (0.5e-6...200e-6, ["inter_latency"]), (0...5e-6, ["message_gap"]),
        (0...20e-6, ["launch"]), (0...100e-6, ["prefill_launch"]), (0...2e-3, ["layer_time"]),
        (0...200e-6, ["vllm_layer_time", "attn_start"]), (0...500e-6, ["expert_start", "sglang_layer_time"]),
        (0...1, ["expert_overlap", "shared_overlap"]), (0.1...2, ["expert_eff"]), (0.2...1.2, ["expert_util"]),
        (0.5...3, ["trtllm_expert_rate"]), (0...2, ["expert_spread"]), (0...4000, ["attn_ramp"]),
        (0...200e-6, ["sequence_time", "a2a_start", "reduce_start"]), (0.1...1, ["a2a_util"]),
        (0...20e-3, ["host_time"]), (0...0.5, ["request_time"]),
    ]

    /// What may be a fraction; everything else that is no word is counted.
    private static let fractions: Set = [
        "runtime_version", "expert_load", "mem_fraction", "host_bw", "reduce_start", "a2a_util",
        "wait_steps", "acceptance", "hottest", "rounds", "flops", "flops16_share", "fp8_share", "int8_share",
        "fp4_share",
        "dram", "dram_reserve", "dram_bw", "dram_util", "intra_bw", "intra_util", "latency", "inter_bw", "inter_util",
        "inter_latency", "rack_bw", "rack_util", "rack_latency", "spine_bw", "spine_util", "spine_latency",
        "congestion",
        "message_gap", "matrix_eff", "attn_eff", "overlap", "tbo_overlap", "elementwise", "launch", "prefill_launch",
        "layer_time", "vllm_layer_time", "sglang_layer_time", "expert_start", "expert_overlap", "expert_eff",
        "trtllm_expert_rate", "expert_util", "expert_spread", "shared_overlap", "attn_start", "attn_ramp",
        "request_time", "sequence_time", "a2a_start", "widen_eff", "host_time", "tdp",
        "query_outputs", "rate", "think", "prefix_hit", "arrival_cv", "input_cv", "output_cv", "electricity", "pue",
        "carbon", "power_share",
        "price", "capex", "years", "fx",
    ]

    @Test func aValueIsAWordThatReadsBack() throws {
        #expect(
            try #require(Parameter.named("serving")).word(1) == Workload.Serving.allCases.first { $0.code == 1 }?.name)
        #expect(try #require(Parameter.named("chips")).word(128) == "128")
        #expect(try #require(Parameter.named("inter_bw")).word(16e9) == "16GB/s")
        let serving = try #require(Parameter.named("serving"))
        #expect(serving.choice(0.5) == nil && serving.choice(.nan) == nil && serving.choice(-1) == nil)
    }

    @Test func everyNumberHasTheRangeOfItsKind() {
        var expected: [String: ClosedRange<Double>] = [:]
        for (range, names) in Self.ranges { for name in names { expected[name] = range } }
        for parameter in Parameter.all where parameter.choices.isEmpty {
            #expect(parameter.range == expected.removeValue(forKey: parameter.name), "\(parameter.name)")
        }
        #expect(expected.isEmpty)
    }

    @Test func whatIsFittedHasTheRangeOfRealMachines() {
        var expected: [String: ClosedRange<Double>] = [:]
        for (range, names) in Self.physical { for name in names { expected[name] = range } }
        for parameter in Parameter.all { #expect(parameter.physical == expected[parameter.name], "\(parameter.name)") }
    }

    /// A fit takes derivatives by what it fits, which for that is a number of the chip.
    @Test func whatIsFittedHasAPlace() {
        var generator = SeededGenerator(property: 432)
        for _ in 0..<20 {
            let scenario = generator.scenario()
            for parameter in Parameter.all where parameter.physical != nil {
                #expect(parameter.places(in: scenario)?.count == 1, "\(parameter.name)")
            }
        }
    }

    @Test func onlySharesTimesAndRatesAreFractions() {
        #expect(Set(Parameter.all.filter { !$0.isWhole }.map(\.name)) == Self.fractions)
    }

    /// A chip, a model and a plan of which no more is said than must be: factors are 1, and what takes time or room is 0.
    @Test func whatIsNotSaidIsNeutral() {
        let bare = Scenario(
            chip: Chip(
                peakFLOPS: 2, dramBytes: 3, dramBandwidth: 5,
                network: Network(intra: Tier(size: 7, bandwidth: 11), inter: Tier(size: 13, bandwidth: 17))),
            model: Model(hidden: 19, vocabulary: 23, precision: Precision(.bf16)), workload: Workload(input: 29),
            deployment: Deployment(chips: 31, tp: 37, batch: 41))
        var expected: [String: Double] = [
            "flops": 2, "dram": 3, "dram_bw": 5, "group": 7, "intra_bw": 11, "inter_size": 13, "inter_bw": 17,
            "hidden": 19, "vocab": 23, "input": 29, "chips": 31, "tp": 37, "batch": 41,
            // A 16-bit product takes twice as long as one of 8 bits, drafts are mostly right; a model without layers has no
            // figure of them.
            "flops16_share": 0.5, "acceptance": 0.85, "image_side": 1024, "years": 4,
            // What accuracy was measured with.
            "expert_load": -1,
        ]
        for name in [
            "sp", "pp", "moe_tp", "wait_steps", "decode_workers", "hottest", "core", "fp8_share", "int8_share",
            "dram_util", "intra_util", "inter_util", "rack_bw", "rack_util", "spine_bw", "spine_util", "a2a_relay",
            "matrix_eff", "attn_eff", "overlap", "tbo_overlap", "expert_rows", "attn_rows", "widen_eff", "cube_m",
            "cube_k", "cube_n", "replicas", "prefix_hit", "prefixes", "arrival_cv", "pue", "power_share",
            "expert_overlap", "expert_eff", "trtllm_expert_rate", "expert_util", "shared_overlap",
            "a2a_util",
        ] {
            expected[name] = 1
        }
        for parameter in Parameter.all {
            #expect(parameter.get(bare) == expected[parameter.name] ?? 0, "\(parameter.name)")
        }
    }

    /// A layer of each kind of which no size is said: one head of 128 elements and one for keys and values, four taps, three
    /// matrices, experts of one group.
    @Test func whatIsNotSaidOfLayersIsNone() {
        let bare = Scenario(
            chip: Samples.roundChip,
            model: Model(hidden: 19, vocabulary: 23, precision: Precision(.bf16)) {
                ($0.fullLayers, $0.mlaLayers, $0.linearLayers, $0.ssmLayers) = (1, 1, 1, 1)
                ($0.denseLayers, $0.moeLayers) = (3, 1)
            }, workload: Workload(input: 29), deployment: Deployment(chips: 1, tp: 1, batch: 1))
        var expected: [String: Double] = [
            "hidden": 19, "vocab": 23, "head_dim": 128, "convolution": 4, "ffn_matrices": 3,
        ]
        for name in [
            "full_layers", "mla_layers", "linear_layers", "ssm_layers", "moe_layers", "heads", "kv_heads",
            "query_outputs",
            "route_groups", "route_limit",
        ] {
            expected[name] = 1
        }
        (expected["layers"], expected["dense_layers"]) = (4, 3)
        for parameter in Parameter.all(in: .model) where parameter.choices.isEmpty {
            #expect(parameter.get(bare) == expected[parameter.name] ?? 0, "\(parameter.name)")
        }
    }

    /// Layers are counted by what they have; a gate of every element doubles the outputs of the query.
    @Test func layersAreCountedByTheirKind() {
        func counts(_ model: Model) -> [String: Double] {
            var scenario = Samples.decode(model, chips: 1, tp: 1, batch: 1)
            scenario.model = model
            return Parameter.all(in: .model).filter { $0.name.hasSuffix("_layers") || $0.name == "layers" }
                .reduce(into: [:]) { $0[$1.name] = $1.get(scenario) }.filter { $0.value != 0 }
        }
        #expect(
            counts(Samples.motley) == [
                "layers": 29, "full_layers": 6, "window_layers": 10, "linear_layers": 4, "ssm_layers": 2,
                "recurrent_layers": 6, "dense_layers": 16, "moe_layers": 6,
            ])
        #expect(counts(Samples.compressed) == ["layers": 43, "compressed_layers": 43, "moe_layers": 43])
        #expect(
            counts(Samples.rare) == [
                "layers": 9, "full_layers": 3, "window_layers": 2, "mla_layers": 4, "dense_layers": 7, "moe_layers": 2,
            ])
        #expect(Samples.motley.indexTopK == 0 && Samples.rare.indexTopK == 256)
        #expect(Parameter.named("group2.heads")?.name == "group2.heads")
        #expect(Samples.rare.queryOutputs == 2 && Samples.motley.queryOutputs == 1 + 1 / 128.0)
    }

    /// Less than a megabyte and no share is a slip: 10 for 10 %.
    @Test(
        arguments: [
            ("tp", 1.5, ParameterRefusal.notWhole), ("tp", 0, .outOfRange), ("tp", 1, nil),
            ("dram_util", 1.01, .outOfRange),
            ("dram_util", .nan, .notFinite), ("chips", .infinity, .notFinite), ("dram_reserve", 0.1, nil),
            ("dram_reserve", 1, .outOfRange), ("dram_reserve", 999_999, .outOfRange), ("dram_reserve", 1e6, nil),
        ] as [(String, Double, ParameterRefusal?)])
    func aValueIsRefusedForWhatItIs(_ name: String, _ value: Double, _ refusal: ParameterRefusal?) throws {
        #expect(try #require(Parameter.named(name)).refusal(of: value) == refusal)
    }

    /// Where a model has one kind of layers, their number is that of all.
    @Test func theLayersOfOneKindAreSet() throws {
        let layers = try #require(Parameter.named("layers"))
        #expect(Samples.dense.groups.count == 1 && layers.shapeRefusal(in: Samples.dense) == nil)
        #expect(Samples.motley.groups.count > 1 && layers.shapeRefusal(in: Samples.motley) != nil)
    }

    /// Whole chips as an axis: a value is a place among the names, and one that is not there leaves the scenario alone.
    @Test func anAxisOfChipsPutsThemIn() {
        let other = Samples.decode(Samples.sparse, chips: 8, tp: 1, batch: 1) { $0.chip.peakFLOPS = 7e14 }.chip
        let axis = Parameter.picking(chips: [0: other, 2: other], of: ["a", "b", "c"])
        #expect(axis.range == 0...2 && axis.choices == ["a", "b", "c"] && axis.isWhole)
        // It stands for many figures, of which it is none.
        #expect(axis.isAlias && axis.isPick)
        #expect(Parameter.picking(models: [:], of: []).range == 0...0)
        var scenario = Samples.decode(Samples.sparse, chips: 8, tp: 1, batch: 1)
        let own = scenario.chip.peakFLOPS
        axis.set(&scenario, 1)
        #expect(scenario.chip.peakFLOPS == own)
        axis.set(&scenario, 2)
        #expect(scenario.chip.peakFLOPS == 7e14 && axis.get(scenario) == 2)
    }
}
