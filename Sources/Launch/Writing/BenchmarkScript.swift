/// A script that holds a plan's prediction against measurements: below the predicted point, at it, and above.
struct BenchmarkScript: Sendable {
    /// Who sends the requests.
    enum Client: Sendable { case vllm, sglang, aiperf }

    let client: Client
    let spec: LaunchSpec
    let port: Int

    /// The flags of all points, and the one that changes, each in the client's own table.
    ///
    /// vLLM 0.33.0: vllm/benchmarks/serve.py, benchmarks/datasets/datasets.py. SGLang 0.5.23: sglang/benchmark/serving.py.
    /// aiperf 0.13.0: aiperf/config/flags.
    private var command: (program: String, flags: [LaunchArgument], concurrency: String, rate: String, count: String) {
        let (input, output) = (spec.input, max(1, spec.output))
        switch client {
        case .vllm:
            return (
                "vllm bench serve",
                [
                    LaunchArgument("--base-url", "$URL"), LaunchArgument("--model", spec.model),
                    LaunchArgument("--dataset-name", "random"), LaunchArgument("--random-input-len", input),
                    LaunchArgument("--random-output-len", output), LaunchArgument("--ignore-eos"),
                    LaunchArgument("--percentile-metrics", "ttft,tpot,itl,e2el"), LaunchArgument("--save-result"),
                ], "--max-concurrency", "--request-rate", "--num-prompts"
            )
        case .sglang:
            return (
                "python3 -m sglang.bench_serving",
                [
                    LaunchArgument("--backend", "sglang"), LaunchArgument("--base-url", "$URL"),
                    LaunchArgument("--model", spec.model), LaunchArgument("--dataset-name", "random"),
                    LaunchArgument("--random-input-len", input), LaunchArgument("--random-output-len", output),
                    LaunchArgument("--random-range-ratio", "1.0"), LaunchArgument("--output-details"),
                ], "--max-concurrency", "--request-rate", "--num-prompts"
            )
        case .aiperf:
            return (
                "aiperf profile",
                [
                    LaunchArgument("--url", "$URL"), LaunchArgument("--model", spec.model),
                    LaunchArgument("--endpoint-type", "chat"), LaunchArgument("--streaming"),
                    LaunchArgument("--synthetic-input-tokens-mean", input),
                    LaunchArgument("--output-tokens-mean", output), LaunchArgument("--extra-inputs", "ignore_eos:true"),
                ], "--concurrency", "--request-rate", "--request-count"
            )
        }
    }

    /// The points: half of the requests in flight, as many, twice as many; of a rate 80 %, as much, 120 %.
    private var points: [(value: String, count: Int)] {
        switch spec.load {
        case .concurrency(let number):
            let all = [max(1, number / 2), number, 2 * number]
            // Four times as many as are in flight, so that most of the time all are.
            return all.map { (String($0), max(32, 4 * $0)) }
        case .rate(let rate):
            return [0.8, 1, 1.2].map { share in
                let value = (share * rate * 1000).rounded() / 1000
                // Three minutes of requests.
                return (LaunchNumber.text(value), max(32, Int(180 * value)))
            }
        }
    }

    var text: String {
        let command = command
        let isRate = if case .rate = spec.load { true } else { false }
        let (name, flag) = isRate ? ("RATE", command.rate) : ("CONCURRENCY", command.concurrency)
        let flags = command.flags + [LaunchArgument(flag, "$" + name), LaunchArgument(command.count, "$COUNT")]
        let file =
            switch client {
            case .vllm: LaunchArgument("--result-filename", "$OUT/\(name.lowercased())-$\(name).json")
            case .sglang: LaunchArgument("--output-file", "$OUT/\(name.lowercased())-$\(name).jsonl")
            case .aiperf: LaunchArgument("--artifact-dir", "$OUT/\(name.lowercased())-$\(name)")
            }
        let calls = points.map { "run \($0.value) \($0.count)" }
        let lines = ([command.program] + (flags + [file]).map(\.shell)).joined(separator: " \\\n        ")
        return """
            #!/bin/sh
            # \(ClientFlags.title(of: command.program)).
            # Below the predicted point, at it, and above: \(points.map(\.value).joined(separator: ", ")).
            set -eu
            URL=${URL:-http://127.0.0.1:\(port)}
            OUT=${OUT:-results}
            mkdir -p "$OUT"

            run() {
                \(name)=$1
                COUNT=$2
                \(lines)
            }

            \(calls.joined(separator: "\n"))

            """
    }
}

/// Numbers as programs read them.
enum LaunchNumber {
    static func text(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : String(value)
    }
}
