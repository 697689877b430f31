import CostModel
import Testing

@testable import Measurements

/// What rows of one pool leave out: drafted tokens, layouts of a month without columns for them, mean lengths.
@Suite struct OpenInputTests {
    private func scenario(_ change: [String: String]) throws -> Scenario {
        try RunTable.scenario(RunTable.pooled, change)
    }

    private static let post3 = "nvcr.io/nvidia/tensorrt-llm/release:1.2.0rc6.post3"
    private static let post2 = "nvcr.io#nvidia/tensorrt-llm/release:1.1.0rc2.post2"
    private static let sglang = "lmsysorg/sglang:v0.5.9-cu130"

    /// A row of a container and the tokens that it drafted.
    struct Container: Sendable {
        let image: String
        var day = "2026-02-05"
        var requests = 64
        var change: [String: String] = [:]
        let draft: Double
    }

    private static let containers: [Container] = [
        // The image drafts from post3 on; with a replica of attention on each chip one token.
        Container(image: post3, draft: 3),
        Container(
            image: post3,
            change: ["tp_size": "1", "attention_dp_size": "8", "moe_tp_size": "1", "moe_ep_size": "8"], draft: 1),
        Container(image: "nvcr.io#nvidia/tensorrt-llm/release:1.2.0rc6.post2", day: "2026-01-29", draft: 0),
        // An older image did on one day.
        Container(image: post2, day: "2026-01-14", draft: 3), Container(image: post2, day: "2026-01-15", draft: 0),
        // Other models and other software under the same words do not.
        Container(image: post3, change: ["model_path": "openai/gpt-oss-120b"], draft: 0),
        Container(image: post3, change: ["backend": "vllm"], draft: 0),
        Container(image: post3, change: ["backend": "sglang"], draft: 0),
        // SGLang 0.5.9 drafts two on Blackwell in 8 bits with tensor parallelism of 8: many requests or long prompts.
        Container(image: sglang, requests: 128, change: ["backend": "sglang"], draft: 2),
        Container(image: sglang, requests: 4, change: ["backend": "sglang", "isl": "8192"], draft: 2),
        Container(image: "lmsysorg/sglang:v0.5.8-cu130", requests: 128, change: ["backend": "sglang"], draft: 0),
        Container(image: sglang, requests: 128, change: ["backend": "sglang", "system": "h200_sxm"], draft: 0),
        Container(image: sglang, requests: 128, change: ["backend": "sglang", "precision": "fp4"], draft: 0),
        Container(
            image: sglang, requests: 128, change: ["backend": "sglang", "tp_size": "4", "moe_tp_size": "4"], draft: 0),
    ]

    @Test(arguments: containers) func imagesAndDaysTellDraftedTokens(_ row: Container) throws {
        let source = RunTable.source(row.requests, row.day, row.image)
        let scenario = try scenario(row.change.merging(["silicon_data_source": source]) { $1 })
        #expect(scenario.workload.draft == row.draft)
    }

    @Test func rowsOfOthersDraftNothing() throws {
        let source = "silicon_concurrency=64; measured=2026-02-05; \(Self.post3)"
        #expect(try scenario(["silicon_data_source": source]).workload.draft == 0)
    }

    @Test func draftedTokensAreAcceptedAsOftenAsTheRuntimeGetsThem() throws {
        let trtllm = try scenario(["silicon_data_source": RunTable.source(64, "2026-02-05", Self.post3)])
        #expect(trtllm.workload.acceptance == 0.65)
        let sglang = try scenario([
            "silicon_data_source": RunTable.source(128, "2026-03-25", "lmsysorg/sglang:v0.5.9"), "backend": "sglang",
        ])
        #expect(sglang.workload.acceptance == 0.48)
    }

    /// 0.9 x 1024 = 921.6, rounded; only the benchmark's client draws lengths from 0.8 to 1 times those stated.
    @Test func lengthsAreThoseOfTheBenchmarksClient() throws {
        for source in ["config_id=3; silicon_concurrency=8", "wip=False; silicon_concurrency=8"] {
            let workload = try scenario(["silicon_data_source": source]).workload
            #expect(workload.input == 922 && workload.output == 922)
        }
        let other = try scenario(["silicon_data_source": "file.csv; silicon_concurrency=8", "osl": "1"]).workload
        #expect(other.input == 1024 && other.output == 1)
    }

    /// A row of one pool and the chips, tensor parallelism and chips an expert that it ran on in November 2025.
    struct Layout: Sendable {
        let change: [String: String]
        var requests = 64
        let sizes: [Double]
    }

    private static let layouts: [Layout] = [
        // Experts over all ranks, and attention too for long prompts from 64 requests on, all from 256.
        Layout(change: ["precision": "fp4"], sizes: [8, 8, 1]),
        Layout(change: ["precision": "fp4"], requests: 256, sizes: [8, 1, 1]),
        Layout(change: ["precision": "fp4", "isl": "8192"], sizes: [8, 1, 1]),
        Layout(change: ["precision": "fp4", "isl": "8192"], requests: 32, sizes: [8, 8, 1]),
        // In 8 bits attention is replicated on H200 only.
        Layout(change: ["precision": "fp8"], requests: 256, sizes: [8, 8, 1]),
        Layout(change: ["precision": "fp8", "system": "h200_sxm"], requests: 256, sizes: [8, 1, 1]),
        // SGLang in 4 bits on short prompts or on 4 chips; in 8 bits the columns say it all.
        Layout(change: ["precision": "fp4", "backend": "sglang"], sizes: [8, 8, 1]),
        Layout(change: ["precision": "fp4", "backend": "sglang", "isl": "8192"], sizes: [8, 8, 8]),
        Layout(
            change: ["precision": "fp4", "backend": "sglang", "isl": "8192", "tp_size": "4", "moe_tp_size": "4"],
            sizes: [4, 4, 1]),
        Layout(change: ["precision": "fp8", "backend": "sglang"], sizes: [8, 8, 8]),
        // Rows with their own layout keep it; so do other models.
        Layout(
            change: ["precision": "fp4", "moe_tp_size": "4", "moe_ep_size": "2", "id": "r1_tp8"], requests: 256,
            sizes: [8, 8, 4]),
        Layout(change: ["model_path": "openai/gpt-oss-120b"], requests: 256, sizes: [8, 8, 8]),
    ]

    @Test(arguments: layouts)
    func novembersRowsHaveItsLayout(_ row: Layout) throws {
        func layout(_ day: String) throws -> [Double] {
            let source = RunTable.source(row.requests, day, "image:1")
            let d = try scenario(row.change.merging(["silicon_data_source": source]) { $1 }).deployment
            return [d.chips, d.tp, d.moeTP]
        }
        #expect(try layout("2025-11-18") == row.sizes)
        // The next month had columns, which hold.
        let chips = row.sizes[0]
        #expect(try layout("2025-12-02") == [chips, chips, row.change["moe_ep_size"] == nil ? chips : 4])
    }

    /// A product of 8 replicas and 8 ranks under attention_dp_size: what ran is 64 over 8.
    @Test func aProductOfReplicasIsDividedByTheRanks() throws {
        let base = ["tp_size": "1", "attention_dp_size": "64", "moe_tp_size": "8", "moe_ep_size": "8"]
        let d = try scenario(base.merging(["silicon_data_source": RunTable.source(64, "2026-02-05", "image:1")]) { $1 })
            .deployment
        #expect([d.chips, d.tp, d.dp, d.moeTP, d.ep] == [8, 1, 8, 1, 8])
        // Over two replicas of 4 chips: 16 / 4 = 4 replicas of one, tensor parallelism as it is written.
        let two = try scenario([
            "tp_size": "2", "attention_dp_size": "16", "moe_tp_size": "8", "moe_ep_size": "4",
            "silicon_data_source": RunTable.source(64, "2026-02-05", "image:1"),
        ]).deployment
        #expect([two.chips, two.tp, two.dp, two.moeTP, two.ep] == [8, 2, 4, 2, 4])
        // A product that does not divide is left alone, and then does not fit its experts.
        let odd = try RunTable.fault(
            RunTable.pooled,
            ["tp_size": "3", "attention_dp_size": "9", "moe_tp_size": "9", "moe_ep_size": "2"]
                .merging(["silicon_data_source": RunTable.source(64, "2026-02-05", "image:1")]) { $1 })
        #expect(odd == .uneven(.decode, attention: 27, experts: 18))
    }
}
