import Storage
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// `validate` and `calibrate` on results of load generators.
@Suite struct ResultFileTests {
    private let folder: TemporaryFolder

    /// A run of vLLM's benchmark; `more` are fields that take the place of others.
    private static func run(_ rate: String = "\"inf\"", limit: String = "16", ttft: Double = 80) -> String {
        """
        {"backend": "vllm", "model_id": "meta-llama/Llama-3.1-8B-Instruct", "num_prompts": 400, "request_rate": \(rate), \
        "burstiness": 1.0, "max_concurrency": \(limit), "duration": 100.0, "completed": 400, "total_input_tokens": 409600, \
        "total_output_tokens": 51200, "request_throughput": 4.0, "output_throughput": 512.0, "mean_ttft_ms": \(ttft), \
        "median_ttft_ms": 75.0, "p99_ttft_ms": 120.0, "mean_tpot_ms": 9.0, "median_tpot_ms": 9.0, "p99_tpot_ms": 10.0}

        """
    }

    init() throws {
        folder = try TemporaryFolder()
        try write(Self.run(), to: "runs/a.json")
        try write(Self.run("4.0", limit: "null") + Self.run("2.0", limit: "null"), to: "runs/b.jsonl")
    }

    /// Writes a file, with the folder that it lies in.
    private func write(_ text: String, to name: String) throws {
        try FileSystem().replace(folder.path(of: name), with: text)
    }

    private func shell() throws -> TestShell { try TestShell("arch load h100", "model load llama-3.1-8b") }

    private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    @Test func saysWhatWasTakenFromWhere() throws {
        let path = folder.path(of: "runs/a.json")
        let text = lines(try shell().run("validate \(path) chips=1"))
        #expect(text[0] == "1 row, 1 expressed")
        #expect(
            text.contains(
                "\(path): vllm-serve, 1 run; model, runtime, input, output, concurrency from the file; chips=1 from the line; "
                    + "chip=h100 from the session"))
        #expect(
            text.contains(
                "4 percentiles not compared: the engine has them where requests come at a rate that can be served"))
        #expect(text.contains { $0.hasPrefix(" all    ttft_ms   1 ") })
    }

    @Test func comparesPercentilesOfOpenRuns() throws {
        let text = lines(try shell().run("validate \(folder.path(of: "runs/b.jsonl")) chips=1"))
        for metric in ["ttft_p50_ms", "ttft_p99_ms", "tpot_p50_ms", "tpot_p99_ms"] {
            #expect(text.contains { $0.hasPrefix(" all    \(metric)  2 ") })
        }
        #expect(text.contains { $0.contains("chips=1 tp=1 rate=4") })
    }

    /// A folder is read whole; what is none of it is one line each.
    @Test func readsFoldersAndPatterns() throws {
        try write("{\"cut\": [1, ", to: "runs/c.json")
        try write("name: x\n", to: "runs/config.yaml")
        try write("no result", to: "runs/picture.png")
        try write(
            "chip,model,input,output,concurrency,tpot_ms,site\nh100,llama-3.1-8b,1024,128,16,9,a\n", to: "runs/d.csv")
        let shell = try shell()
        let all = try shell.run("validate \(folder.path(of: "runs")) chips=1 by tool")
        #expect(all.hasPrefix("4 rows, 4 expressed\n"))
        #expect(all.contains("labels: site\n"))
        #expect(all.contains("left out: \(folder.path(of: "runs/c.json")):1: the file is cut or damaged here\n"))
        #expect(
            all.contains(
                "left out: \(folder.path(of: "runs/config.yaml")):1: this is no result of a load generator that is known\n"
            ))
        #expect(!all.contains("picture"))
        #expect(all.contains("\n vllm-serve  ") && all.contains("\n -           "))
        #expect(all.contains(" b.jsonl:2 "))
        let some = try shell.run("validate \(folder.path(of: "runs/*.json*")) chips=1")
        #expect(some.hasPrefix("3 rows, 3 expressed\n"))
    }

    /// A pattern that one file meets has the file as a column too, so that a script does not depend on their number.
    @Test func aPatternOfOneFileNamesIt() throws {
        let text = try shell().run("validate \(folder.path(of: "runs/*.jsonl")) chips=1 by file")
        #expect(
            text.hasPrefix("2 rows, 2 expressed\n") && text.contains("\n \(folder.path(of: "runs/b.jsonl"))  tpot_ms"))
        try write("nothing", to: "none/a.txt")
        #expect(
            try shell().failure("validate \(folder.path(of: "none/"))").hasPrefix(
                "error: none of 1 files could be read; the first: left out: \(folder.path(of: "none/a.txt")):1: this is no"
            ))
        #expect(
            try shell().failure("validate \(folder.path(of: "x*.json"))").hasPrefix("error: there are no files in "))
    }

    @Test func asksForWhatNobodySays() throws {
        let text = try TestShell().run("validate \(folder.path(of: "runs/a.json"))")
        #expect(text.hasPrefix("1 row, 0 expressed\n"))
        #expect(text.contains("the file does not say chip: add chip=VALUE to the line"))
    }

    @Test func refusesWhatIsNoResult() throws {
        let shell = try shell()
        try write("{\"a\": 1}", to: "other.json")
        let path = folder.path(of: "other.json")
        #expect(
            try shell.failure("validate \(path)") == """
                error: \(path):1: this is no result of a load generator that is known
                  validate \(path)
                           \(String(repeating: "^", count: path.count)) expected a table with Sextant's names, or a result \
                of a kind that 'help validate' lists

                """)
        let line = "validate \(folder.path(of: "runs/a.json")) chps=8"
        #expect(
            try shell.failure(line) == """
                error: nothing of a run is called 'chps'
                  \(line)
                  \(String(repeating: " ", count: line.count - 6))^^^^ did you mean 'chips'?
                  \(String(repeating: " ", count: line.count - 6))expected chip, model or a parameter

                """)
    }

    /// Words set columns of a table too.
    @Test func wordsCountForTables() throws {
        try write("input,output,concurrency,tpot_ms,tp\n1024,128,16,9,1\n", to: "own.csv")
        let shell = try shell()
        let text = try shell.run("validate \(folder.path(of: "own.csv")) chip=h200 tp=2 gpus=4")
        #expect(text.contains("h200") && text.contains("chips=4 tp=2"))
    }

    @Test func recordsTheLineAsItRuns() throws {
        let shell = try shell()
        let (path, out) = (folder.path(of: "runs/b.jsonl"), folder.path(of: "out.csv"))
        try shell.run("validate \(path) gpus=1 by run --out \(out)")
        #expect(shell.script.contains("validate --force --out \(out) \(path) chips=1 by run\n"))
        let rows = lines(try #require(folder.read("out.csv")))
        #expect(rows.count == 3 && rows[0].contains(",ttft_p99_ms_predicted,") && !rows[0].contains("e2e_ms"))
    }

    /// Percentiles take no part in a fit.
    @Test func calibratesOnRuns() throws {
        let runs = (1...12).map { Self.run(limit: String(4 * $0), ttft: 60 + 3 * Double($0)) }.joined()
        try write(runs, to: "fit.jsonl")
        let text = try shell().run("calibrate --params dram_util,host_time \(folder.path(of: "fit.jsonl")) chips=1")
        #expect(
            text.hasPrefix("2 parameters fitted to 8 rows, 4 held out, of \(folder.path(of: "fit.jsonl")) (h100 12)\n"))
        #expect(text.contains("fit.jsonl: vllm-serve, 12 runs; ") && !text.contains("without a prediction"))
    }

    @Test func helpListsTheKinds() throws {
        let text = try TestShell().run("help validate")
        for name in ["vllm-serve", "guidellm", "mlperf", "aisbench"] { #expect(text.contains("\n    \(name): ")) }
    }

    @Test func completesWords() throws {
        let session = try TestShell().session
        func words(_ line: String) -> [String] {
            Completer(Session.registry, session, FileSystem()).complete(line).candidates.map(\.text)
        }
        #expect(words("validate \(folder.path)/runs/").count == 2)
        #expect(words("validate x.json chi") == ["chip=", "chips="])
        #expect(words("validate x.json chips=1 by to") == ["tool"])
    }
}
