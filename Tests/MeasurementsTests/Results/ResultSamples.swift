import Foundation
import Testing

@testable import Measurements

/// The samples beside these tests.
enum ResultSamples {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Files")

    /// All samples with the kind that each is of.
    static let kinds: [(file: String, format: String)] = [
        ("vllm-serve.json", "vllm-serve"), ("vllm-serve-2024.json", "vllm-serve"),
        ("vllm-serve-no-lengths.json", "vllm-serve"), ("vllm-serve-appended.jsonl", "vllm-serve"),
        ("vllm-serve-none-completed.json", "vllm-serve"), ("vllm-latency.json", "vllm-latency-throughput"),
        ("vllm-throughput.json", "vllm-latency-throughput"), ("sglang-serving.jsonl", "sglang-serving"),
        ("sglang-serving-2024.jsonl", "sglang-serving"), ("sglang-one-batch.jsonl", "sglang-one-batch"),
        ("inferencex.json", "inferencex"), ("inferencex-agent.json", "inferencex"),
        ("inferencex-position.json", "inferencex"), ("genai-perf.json", "genai-perf"), ("genai-perf.csv", "genai-perf"),
        ("aiperf.json", "genai-perf"), ("aiperf-2025.json", "genai-perf"), ("guidellm.json", "guidellm"),
        ("guidellm-0.2.json", "guidellm"), ("inference-perf.json", "inference-perf"),
        ("benchmark-report-0.1.yaml", "benchmark-report"), ("benchmark-report-0.2.json", "benchmark-report"),
        ("benchmark-report-disagg.yaml", "benchmark-report"), ("llmperf.json", "llmperf"),
        ("llmperf-bench.json", "llmperf"), ("trtllm-bench.json", "trtllm-bench"), ("trtllm-bench.txt", "trtllm-bench"),
        ("mlperf-server.txt", "mlperf"), ("mlperf-offline.txt", "mlperf"), ("llama-bench.json", "llama-bench"),
        ("llama-bench.jsonl", "llama-bench"), ("llama-bench.md", "llama-bench"), ("llama-bench.log", "llama-bench"),
        ("aisbench.csv", "aisbench"), ("aisbench.txt", "aisbench"), ("aisbench.json", "aisbench"),
        ("console-vllm.txt", "console"), ("console-sglang.txt", "console"), ("console.csv", "console"),
        ("gke.json", "gke"),
    ]

    /// The text of a sample.
    static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    /// The runs of a sample.
    static func runs(_ name: String) throws -> [BenchmarkRun] { try file(name).runs }

    /// A sample as it is read, with the file beside it.
    static func file(_ name: String) throws -> ResultFile {
        try ResultFile(parsing: text(name)) { ending in
            try? text(name.prefix { $0 != "." } + "." + ending)
        }
    }

    /// Whether two values are the same to six digits.
    static func agrees(_ value: Double?, _ expected: Double) -> Bool {
        guard let value else { return false }
        return abs(value - expected) <= 1e-6 * abs(expected)
    }
}
