import CostModel
import Testing

@testable import Measurements

/// Rows of the public benchmark that differ from one, for the tests of what their columns leave out.
enum RunTable {
    /// A run of DeepSeek-R1 in one pool of 8 chips, with 64 requests in flight.
    static let pooled = [
        "id": "r1", "silicon_data_source": "", "backend": "trtllm", "model_path": "deepseek-ai/DeepSeek-R1",
        "system": "b200_sxm", "precision": "fp8", "mode": "agg", "isl": "1024", "osl": "1024", "tp_size": "8",
        "pp_size": "1", "attention_dp_size": "1", "moe_tp_size": "8", "moe_ep_size": "1", "silicon_ttft_ms": "400",
        "silicon_tpot_ms": "20",
    ]

    /// A run of separate workers, whose numbers and decode layout are left out.
    static let apart = pooled.merging([
        "backend": "sglang", "mode": "disagg", "tp_size": "", "pp_size": "", "attention_dp_size": "", "moe_tp_size": "",
        "moe_ep_size": "", "prefill_tp_size": "8", "prefill_pp_size": "1", "prefill_attention_dp_size": "1",
        "prefill_moe_tp_size": "1", "prefill_moe_ep_size": "8", "decode_tp_size": "8", "decode_pp_size": "1",
        "decode_attention_dp_size": "1", "decode_moe_tp_size": "1", "decode_moe_ep_size": "8",
    ]) { $1 }

    /// What the source says of a row: requests in flight, day and container.
    static func source(_ requests: Int, _ day: String, _ image: String = "") -> String {
        "config_id=7; silicon_concurrency=\(requests); measured=\(day)T00:00:00.000Z; \(image)"
    }

    static func table(_ base: [String: String], _ changes: [[String: String]]) throws -> MeasuredTable {
        let headings = base.merging(["decode_num_workers": "", "prefill_num_workers": ""]) { first, _ in first }
            .keys.sorted()
        let rows = changes.map { change in headings.map { change[$0] ?? base[$0] ?? "" }.joined(separator: ",") }
        return try MeasuredTable(parsing: ([headings.joined(separator: ",")] + rows).joined(separator: "\n"))
    }

    /// The scenario of a single row.
    static func scenario(_ base: [String: String], _ change: [String: String]) throws -> Scenario {
        let table = try table(base, [change])
        #expect(table.unmapped.map { $0.fault.sentence { rule, _ in "\(rule)" } } == [])
        return try #require(table.measurements.first).scenario
    }

    static func fault(_ base: [String: String], _ change: [String: String]) throws -> RowFault {
        try #require(try table(base, [change]).unmapped.first).fault
    }
}
