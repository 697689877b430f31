import CostModel
import TestSupport
import Testing

/// A resource of a chip with which nothing gets worse.
struct ResourceChange: CustomTestStringConvertible {
    let name: String
    /// What the better chip's value is multiplied by for the worse one; above 1 for what costs.
    let factor: Double
    var testDescription: String { name }

    /// What helps, made smaller.
    static let less =
        ["dram_bw", "flops", "intra_bw", "inter_bw", "dram_util", "intra_util", "inter_util"]
        + ["matrix_eff", "attn_eff", "overlap", "rack_bw", "fp8_share", "int8_share", "flops16_share"]
    /// What costs, made larger.
    static let more =
        ["latency", "inter_latency", "launch", "host_time", "message_gap", "congestion", "request_time"]
        + ["layer_time", "prefill_launch", "sequence_time", "elementwise"]
    static let all =
        less.map { ResourceChange(name: $0, factor: 0.6) } + more.map { ResourceChange(name: $0, factor: 2) }

    /// The scenario with more and with less of the resource; what costs nothing is given a cost first.
    func applied(to scenario: Scenario, _ factor: Double? = nil) throws -> (better: Scenario, worse: Scenario) {
        let parameter = try #require(Parameter.named(name))
        let factor = factor ?? self.factor
        var (better, worse) = (scenario, scenario)
        if self.factor > 1, parameter.get(better) == 0 { parameter.set(&better, 1e-6) }
        parameter.set(&worse, parameter.get(better) * (self.factor > 1 ? max(factor, 1 / factor) : factor))
        return (better, worse)
    }
}

extension SeededGenerator {
    /// A resource, and by how much it changes.
    mutating func change(_ scenario: Scenario) throws -> (name: String, better: Scenario, worse: Scenario) {
        let change = pick(ResourceChange.all)
        let (better, worse) = try change.applied(to: scenario, pick([0.3, 0.6, 0.9, 0.97]))
        return (change.name, better, worse)
    }
}
