/// The flags of programs beside servers that are written: those that send requests in a benchmark, and routers.
///
/// As far as they are used here; the test of the writers holds each to the version that is named.
enum ClientFlags {
    /// A program, its version, where its flags were read, and those that are used.
    struct Program: Sendable {
        let name: String
        let version: String
        let source: String
        let flags: Set<String>

        init(_ name: String, _ version: String, _ source: String, _ flags: String) {
            (self.name, self.version, self.source) = (name, version, source)
            self.flags = Set(flags.split(separator: " ").map { "--" + $0 })
        }
    }

    /// A program and its version, of the command that starts it: `aiperf profile 0.13.0`.
    static func title(of command: String) -> String {
        all.first { command.hasSuffix($0.name) }.map { "\($0.name) \($0.version)" } ?? command
    }

    static let all: [Program] = [
        Program(
            "vllm bench serve", "0.33.0",
            "vllm 0.33.0 (PyPI): vllm/benchmarks/serve.py, benchmarks/datasets/datasets.py",
            "base-url model dataset-name random-input-len random-output-len ignore-eos percentile-metrics save-result "
                + "result-filename max-concurrency request-rate num-prompts"),
        Program(
            "sglang.bench_serving", "0.5.23", "sglang 0.5.23 (PyPI): sglang/benchmark/serving.py",
            "backend base-url model dataset-name random-input-len random-output-len random-range-ratio output-details "
                + "output-file max-concurrency request-rate num-prompts"),
        Program(
            "aiperf profile", "0.13.0", "aiperf 0.13.0 (PyPI): aiperf/config/flags",
            "url model endpoint-type streaming synthetic-input-tokens-mean output-tokens-mean extra-inputs artifact-dir "
                + "concurrency request-rate request-count"),
        Program(
            "vllm-router", "0.1.17", "vllm-router 0.1.17 (PyPI): vllm_router/router_args.py",
            "vllm-pd-disaggregation prefill decode host port"),
        Program(
            "sglang_router.launch_router", "0.3.2", "sglang-router 0.3.2 (PyPI): sglang_router/router_args.py",
            "pd-disaggregation prefill decode host port"),
    ]
}
