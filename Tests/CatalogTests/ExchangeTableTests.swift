import Catalog
import Testing

@testable import CostModel

/// All-to-alls and all-reduces of the catalogue's chips against published tables of kernels.
@Suite struct ExchangeTableTests {
    /// DeepEP's low-latency kernels on H800 (README of 2025-06, https://github.com/deepseek-ai/DeepEP, MIT): 128 tokens of
    /// 7,168 elements to 8 experts, FP8 with a scale of 4 bytes for 128 elements out and BF16 back, microseconds.
    @Test(arguments: [(8.0, 77.0, 114.0), (16, 118, 195), (32, 155, 273), (64, 173, 314)])
    func deepEPIsMetWithinAFewPercent(_ ranks: Double, _ dispatch: Double, _ combine: Double) throws {
        let chip = try #require(Catalog.chip(named: "h800")).value
        for (bytes, measured) in [(7168.0 + 4 * 56, dispatch), (2 * 7168, combine)] {
            let cost = AllToAll.cost(
                AllToAll.Traffic(
                    vectors: 1024, vectorBytes: bytes, experts: 256, expertsPerToken: 8, routeGroups: 1,
                    routeGroupLimit: 1), ranks: ranks, span: ranks, mayRelay: false, chip)
            #expect(
                (cost.exposed * 1e6 / measured - 1).magnitude < 0.15, "EP\(ranks): \(cost.exposed * 1e6) of \(measured)"
            )
        }
    }

    /// All-reduces of L40S by TensorRT-LLM 1.3.0rc20 (perf data of aiconfigurator, Apache-2.0), bytes and microseconds: through
    /// the host they were twenty times too fast without it.
    @Test(arguments: [(2.0, 8_388_608.0, 428.6), (4, 8_388_608, 2539), (8, 16_777_216, 20340), (4, 524_288, 166.8)])
    func cardsThroughTheirHostAreWithinAFactorOfTwo(_ ranks: Double, _ bytes: Double, _ measured: Double) throws {
        let chip = try #require(Catalog.chip(named: "l40s")).value
        let ratio = Collective.allReduce(bytes: bytes, ranks: ranks, chip).exposed * 1e6 / measured
        #expect(ratio > 0.5 && ratio < 2.05, "\(ranks) cards, \(bytes) bytes: \(ratio)")
    }
}
