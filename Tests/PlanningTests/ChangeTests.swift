import CostModel
import Testing

@testable import Planning

/// What each change of the registry tries, on plans whose sizes are known.
@Suite struct ChangeTests {
    /// `tp=8 chips=16`, words by their names.
    private func text(_ settings: [Setting]) -> String {
        settings.map { setting in
            let parameter = setting.parameter
            let isWord = !parameter.choices.isEmpty
            return "\(parameter.name)=\(isWord ? parameter.choices[Int(setting.value)] : "\(setting.value)")"
        }.joined(separator: " ").replacing(".0", with: "")
    }

    private func options(_ name: String, _ scenario: Scenario) throws -> [String] {
        try #require(Change.all.first { $0.name == name }).valid(PlanResult(scenario)).map(text)
    }

    /// 128 chips, tp=4, a batch of 10; links of 64 and 16 GB/s, DRAM of 64 GB at 273 GB/s, 128 TFLOP/s; W8A16 with 8-bit
    /// cache and dispatch, and no unit for FP8.
    @Test(
        arguments: [
            ("more_chips", ["chips=256"]), ("chips", ["chips=64", "chips=256"]), ("tp", ["tp=2", "tp=8"]),
            // Half of one chip an expert there is not.
            ("moe_tp", ["moe_tp=2"]), ("pp", ["pp=2"]), ("sp", []),
            // With all chips of the stage an expert's width is cut into 128.
            ("tp_and_moe_tp", ["tp=2 moe_tp=2", "tp=2 moe_tp=128", "tp=8 moe_tp=2", "tp=8 moe_tp=128"]),
            ("batch", [""]), ("concurrency", []), ("tbo", ["tbo=on"]), ("chunk", []),
            // One copy on each of 128 ranks.
            ("eplb", ["redundant=128"]), ("mtp", ["draft=1"]),
            ("prefill_workers", []), ("decode_workers", []), ("worker_split", []), ("prefill_shape", []),
            ("disagg", []),
            ("agg", []),
            // Domains of 4 chips, of which tp=4 fills one: round twice as many.
            ("group", ["group=8"]), ("one_tier", ["topology=one-tier"]), ("intra_bw", ["intra_bw=128000000000"]),
            ("inter_bw", ["inter_bw=32000000000"]), ("rack_bw", []), ("dram_bw", ["dram_bw=546000000000"]),
            ("dram", ["dram=128000000000"]), ("flops", ["flops=256000000000000"]),
            ("weights", ["precision=w4a16", "precision=w8a8"]),
            ("weights_experts", ["expert_precision=w4a16", "expert_precision=w8a8"]),
            ("weights_attention", ["attn_precision=w4a16", "attn_precision=w8a8"]),
            ("weights_ffn", ["ffn_precision=w4a16", "ffn_precision=w8a8"]),
            ("weights_head", ["head_precision=w4a16", "head_precision=w8a8"]),
            ("kv_cache", ["kv_precision=fp4"]), ("dispatch", ["dispatch_precision=fp8"]),
            ("combine", ["combine_precision=fp8"]),
        ] as [(String, [String])])
    func onOnePhase(_ name: String, _ expected: [String]) throws {
        #expect(try options(name, try Fixture.scenario()) == expected)
    }

    /// Two decode workers of 16 chips and four prefill workers of 8, 64 chips in all, tp=8, for 512 requests.
    ///
    /// The chip multiplies FP8 and no FP4.
    @Test(
        arguments: [
            ("chips", ["chips=8", "chips=32"]), ("tp", ["tp=4", "tp=16"]), ("moe_tp", ["moe_tp=2"]),
            // Prefill keeps its one stage.
            ("pp", ["pp=2 prefill_pp=1"]),
            ("chunk", ["chunk=1024", "chunk=2048", "chunk=4096", "chunk=8192", "chunk=16384"]),
            ("eplb", ["redundant=16"]), ("batch", [""]), ("disagg", []),
            ("prefill_workers", ["prefill_workers=5", "prefill_workers=8", "prefill_workers=3", "prefill_workers=2"]),
            ("decode_workers", ["decode_workers=3", "decode_workers=4", "decode_workers=1"]),
            // No more than 64 chips: 3 x 16 + 2 x 8, and one of 16 and 5 or 6 of 8. 3 x 16 + 3 x 8 would be 72.
            (
                "worker_split",
                [
                    "decode_workers=1 prefill_workers=5", "decode_workers=3 prefill_workers=2",
                    "decode_workers=1 prefill_workers=6",
                ]
            ),
            // One instance of all 64 chips with all requests, of 16 chips with a quarter of them, of 8 with an eighth.
            (
                "agg",
                [
                    "serving=agg chips=64 concurrency=512", "serving=agg chips=16 concurrency=128",
                    "serving=agg chips=8 concurrency=64",
                ]
            ),
            // Half and twice the 8 chips and the tp, as many workers or as many chips as before.
            (
                "prefill_shape",
                [
                    "prefill_chips=4 prefill_tp=4", "prefill_chips=4 prefill_tp=4 prefill_workers=8", "prefill_chips=4",
                    "prefill_chips=4 prefill_workers=8", "prefill_chips=4 prefill_tp=16",
                    "prefill_chips=4 prefill_tp=16 prefill_workers=8", "prefill_tp=4", "prefill_tp=16",
                    "prefill_chips=16 prefill_tp=4", "prefill_chips=16 prefill_tp=4 prefill_workers=2",
                    "prefill_chips=16",
                    "prefill_chips=16 prefill_workers=2", "prefill_chips=16 prefill_tp=16",
                    "prefill_chips=16 prefill_tp=16 prefill_workers=2",
                ]
            ),
            // Domains of 8 chips: of both workers 24 talk to each other.
            ("group", ["group=16"]), ("inter_bw", ["inter_bw=100000000000"]),
            ("weights", ["precision=w4a8"]), ("dispatch", ["dispatch_precision=fp4"]),
        ] as [(String, [String])])
    func onWorkersOfTheirOwn(_ name: String, _ expected: [String]) throws {
        var scenario = try Fixture.disaggregated()
        scenario.deployment.prefillWorkers = 4
        #expect(try options(name, scenario) == expected)
    }

    /// 16 chips as pairs of 8, quarters of 4 and eighths of 2, of which one, a quarter, half, three quarters or all but one
    /// prefill, each once.
    @Test func chipsThatServeBothHalvesAreSplit() throws {
        let split = try options("disagg", try Fixture.aggregated()).map { $0.split(separator: " ") }
        let expected = [
            (8, 1, 1), (4, 3, 1), (4, 2, 2), (4, 1, 3), (2, 7, 1), (2, 6, 2), (2, 4, 4), (2, 2, 6), (2, 1, 7),
        ]
        #expect(split.count == expected.count)
        for (settings, (chips, decode, prefill)) in zip(split, expected) {
            #expect(
                settings == [
                    "serving=disagg", "chips=\(chips)", "tp=\(chips)", "moe_tp=1", "decode_workers=\(decode)",
                    "prefill_workers=\(prefill)", "concurrency=256",
                ])
        }
        #expect(try options("concurrency", try Fixture.aggregated()) == [""])
        #expect(try options("batch", try Fixture.aggregated()) == [])
    }

    @Test func aPrefillHasChunksAndSequenceParallelism() throws {
        var scenario = try Fixture.scenario()
        scenario.workload.staticPhase = .prefill
        #expect(try options("chunk", scenario) == [])
        scenario.deployment.chunk = 1024
        #expect(try options("chunk", scenario) == ["chunk=2048", "chunk=0"])
        #expect(try options("sp", scenario) == ["sp=2"])
        #expect(try options("mtp", scenario) == [])
        scenario.deployment.sp = 2
        #expect(try options("sp", scenario) == ["sp=1", "sp=4"])
    }

    /// A link is worth doubling only if something crosses it: racks of 32 chips join 128.
    @Test func linksBetweenRacksAreForChipsOfSeveralRacks() throws {
        var scenario = try Fixture.scenario()
        (scenario.chip.network.inter.size, scenario.chip.network.rack) = (32, Tier(size: 1024, bandwidth: 1e10))
        #expect(try options("rack_bw", scenario) == ["rack_bw=20000000000"])
        scenario.chip.network.inter.size = 128
        #expect(try options("rack_bw", scenario) == [])
        // Where there are no racks, no links between them are faster.
        (scenario.chip.network.inter.size, scenario.chip.network.rack) = (32, .absent)
        #expect(try options("rack_bw", scenario) == [])
        scenario.chip.network.topology = .oneTier
        for name in ["rack_bw", "inter_bw", "one_tier", "group"] {
            #expect(try options(name, scenario) == [], "\(name)")
        }
        // One chip talks to nobody.
        #expect(try options("intra_bw", try Fixture.scenario(chips: 1, tp: 1)) == [])
    }

    /// What a model without experts, or without dense layers, does not have is not made narrower.
    @Test func formatsAreThoseOfWhatTheModelHas() throws {
        var scenario = try Fixture.scenario()
        (scenario.model.denseLayers, scenario.model.sharedIntermediate) = (0, 0)
        #expect(try options("weights_ffn", scenario) == [])
        scenario.model.sharedIntermediate = 2048
        #expect(try options("weights_ffn", scenario).count == 2)
        (scenario.model.denseLayers, scenario.model.moeLayers) = (61, 0)
        #expect(try options("weights_ffn", scenario).count == 2)
        for name in ["weights_experts", "dispatch", "combine", "moe_tp", "tp_and_moe_tp", "eplb"] {
            #expect(try options(name, scenario) == [], "\(name)")
        }
        // A single layer with experts sends as all do.
        scenario.model.moeLayers = 1
        for name in ["weights_experts", "dispatch", "combine", "eplb"] {
            #expect(try !options(name, scenario).isEmpty, "\(name)")
        }
        // One rank of experts hands nothing over.
        scenario.model.moeLayers = 58
        (scenario.deployment.chips, scenario.deployment.moeTP) = (4, 4)
        for name in ["dispatch", "combine", "eplb"] { #expect(try options(name, scenario) == [], "\(name)") }
    }

    /// The next narrower format that the chip multiplies, else narrower weights alone.
    @Test(
        arguments: [
            (PrecisionFormat.bf16, 0.0, 0.0, ["w8a16"]), (.bf16, 2, 0, ["fp8"]), (.fp8, 2, 0, ["w4a8"]),
            (.fp8, 2, 4, ["nvfp4"]), (.int8, 0, 0, ["w4a8"]), (.w8a8, 0, 0, ["w4a8"]), (.w4a16, 2, 4, []),
            (.nvfp4, 2, 4, []),
        ] as [(PrecisionFormat, Double, Double, [String])])
    func weightsBecomeNarrowerByOneStep(
        _ format: PrecisionFormat, _ fp8Share: Double, _ fp4Share: Double, _ narrower: [String]
    ) throws {
        var scenario = try Fixture.scenario()
        scenario.model.precision.weights = WeightMix(format)
        (scenario.chip.fp8Share, scenario.chip.fp4Share) = (fp8Share, fp4Share)
        #expect(try options("weights", scenario) == narrower.map { "precision=\($0)" })
    }

    /// Of a mix the widest weights become narrower, as far as all in one format are smaller than the mix.
    @Test func theWidestOfAMixBecomeNarrower() throws {
        var scenario = try Fixture.scenario()
        scenario.chip.fp8Share = 2
        scenario.model.precision.weights = try #require(
            WeightMix([.init(.bf16, weights: 2, bytes: 4), .init(.fp8, weights: 8, bytes: 8)]))
        #expect(try options("weights", scenario) == ["precision=fp8"])
    }

    /// What is set along: half and twice a size, one more and as many more prefill workers.
    @Test func companionsAreOtherSizesBesideNone() throws {
        let plan = PlanResult(try Fixture.disaggregated())
        func options(_ companion: Companion, beside own: String? = nil) throws -> [String] {
            let own = try own.map { [Setting(try #require(Parameter.named($0)), 1)] } ?? []
            return companion.options(plan, own).map(text)
        }
        #expect(try options(.tensor) == ["", "tp=4", "tp=16"])
        #expect(try options(.experts) == ["", "moe_tp=0.5", "moe_tp=2"])
        #expect(try options(.prefillers) == ["", "prefill_workers=3", "prefill_workers=4"])
        #expect(try options(.tensor, beside: "tp") == [""])
        #expect(try options(.prefillers, beside: "prefill_workers") == [""])
        var automatic = plan.scenario
        automatic.deployment.prefillWorkers = 0
        #expect(Companion.prefillers.options(PlanResult(automatic), []).map(text) == [""])
    }

    /// Of one expert group the chips that are missing are set along.
    @Test func aStageTakesTheChipsOfItsGroups() throws {
        let narrow = try Fixture.scenario(chips: 4, tp: 4, batch: 1)
        #expect(try options("pp", narrow) == ["pp=2 chips=8"])
        #expect(try options("moe_tp", narrow) == ["moe_tp=2"])
        var cut = narrow
        cut.deployment.moeTP = 4
        #expect(try options("moe_tp", cut) == ["moe_tp=2", "moe_tp=8 chips=8"])
        // An expert is cut into as many as the chips of one of the two stages.
        var staged = try Fixture.scenario()
        staged.deployment.pp = 2
        let expected = ["tp=2 moe_tp=2", "tp=2 moe_tp=64", "tp=8 moe_tp=2", "tp=8 moe_tp=64"]
        #expect(try options("tp_and_moe_tp", staged) == expected)
    }

    /// Searches of which one result counts, and what each rests on.
    @Test func whatCountsOnceAndWhatIsAssumed() {
        let searches: Set = [
            "chips", "tp_and_moe_tp", "batch", "concurrency", "chunk", "prefill_workers", "decode_workers",
            "worker_split",
            "prefill_shape", "disagg", "agg",
        ]
        #expect(Set(Change.all.filter(\.isSearch).map(\.name)) == searches)
        #expect(Change.all.filter { !$0.searchesLoad }.map(\.name) == ["more_chips"])
        #expect(Change.all.filter { $0.assumes == ["expert_load"] }.map(\.name) == ["eplb"])
        #expect(Change.all.filter { $0.assumes == ["acceptance"] }.map(\.name) == ["mtp"])
    }
}
