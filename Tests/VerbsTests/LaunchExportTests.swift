import CostModel
import TestSupport
import Testing

@testable import Language
@testable import Verbs

/// Files that start a plan, and the plan that they read back as.
@Suite struct LaunchExportTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What of a deployment the flags of vLLM say.
    private static let told = [
        "runtime", "chips", "tp", "pp", "moe_tp", "chunk", "max_running", "redundant", "tbo", "draft", "kv_precision",
    ]

    private func values(_ shell: TestShell, _ names: [String] = told) throws -> [String] {
        try names.map { name in
            let parameter = try #require(Parameter.named(name))
            return "\(name)=\(parameter.word(parameter.get(shell.session.draft)))"
        }
    }

    /// Plans of four models, dense and of experts, with and without what flags can say of them.
    static let plans: [(model: String, config: String, workload: String)] = [
        ("deepseek-r1", "chips=16 tp=1 moe_tp=1 chunk=8192 max_running=128", "draft=1"),
        ("deepseek-r1", "chips=8 tp=8 moe_tp=8 max_running=64", "input=2048"),
        ("deepseek-r1", "chips=32 tp=1 moe_tp=1 redundant=32 tbo=on chunk=4096", "draft=2"),
        ("deepseek-r1", "chips=16 tp=8 pp=2 moe_tp=1 chunk=2048", "input=1024"),
        ("qwen3-32b", "chips=4 tp=4 max_running=256 chunk=8192", "input=1024"),
        ("qwen3-32b", "chips=8 tp=2", "input=1024"),
        ("qwen3-235b-a22b", "chips=8 tp=4 moe_tp=1 chunk=16384", "input=8192"),
        ("gpt-oss-120b", "chips=2 tp=2 moe_tp=2 max_running=512", "input=1024"),
    ]

    @Test(arguments: plans.indices) func whatVLLMIsToldReadsBack(_ number: Int) throws {
        let plan = Self.plans[number]
        let shell = try TestShell(
            "arch load h200", "model load \(plan.model)", "model set kv_precision fp8",
            "workload set serving=agg runtime=vllm output=1024 \(plan.workload)",
            "config set \(plan.config) concurrency=64 mem_fraction=0.907", "eval")
        let path = folder.path(of: "vllm")
        let output = try shell.run("export --for vllm \(path)")
        #expect(output.hasPrefix("4 files for vllm 0.33.0 written to \(path)\n"))
        let before = try values(shell)
        let back = try TestShell("arch load h200", "workload set output=1024", "config load \(path)/serve.sh")
        #expect(try values(back) == before)
        #expect(back.session.model?.name == plan.model)
        #expect(back.session.deployment.memoryFraction == 0.907)
    }

    @Test func thePlanReplays() throws {
        let shell = try TestShell(
            "arch load h200", "model load deepseek-r1", "sweep chips=16 tp=1,2 batch=8,16", "sort tps_chip",
            "export --for sglang \(folder.path(of: "run"))")
        let best = try #require(shell.session.plans?[1])
        let again = try TestShell("source \(folder.path(of: "run/plan.sextant"))")
        let plan = try #require(again.session.plans?[1])
        #expect(plan.scenario.deployment == best.scenario.deployment)
        #expect(plan.totals == best.totals)
        let notes = try #require(folder.read("run/README.md"))
        #expect(notes.hasPrefix("# deepseek-ai/DeepSeek-R1 on sglang\n\nFlags are those of sglang 0.5.23."))
        #expect(notes.contains("\n## Left to choose\n") && notes.contains("- tps_chip: "))
    }

    @Test func pairsAreWrittenApart() throws {
        let shell = try TestShell(
            "arch load h200", "model load deepseek-r1",
            "workload set serving=disagg runtime=sglang input=4096 output=1024",
            "config set chips=16 tp=1 concurrency=256 prefill_chips=8 prefill_tp=8 prefill_workers=2", "eval",
            "export --for sglang \(folder.path(of: "pd"))")
        #expect(shell.session.written.count == 6)
        let back = try TestShell(
            "arch load h200", "workload set output=1024", "config load \(folder.path(of: "pd/prefill.sh"))",
            "config load \(folder.path(of: "pd/decode.sh"))")
        let names = ["serving", "chips", "tp", "moe_tp", "prefill_chips", "prefill_tp"]
        #expect(
            try values(back, names) == [
                "serving=disagg", "chips=16", "tp=1", "moe_tp=1", "prefill_chips=8", "prefill_tp=8",
            ])
        let router = try #require(folder.read("pd/router.sh"))
        #expect(router.contains("PREFILL1=${PREFILL1:-127.0.0.1:30101}"))
        #expect(router.contains("--prefill \"http://$PREFILL1\" \"$BOOTSTRAP1\""))
    }

    @Test func aRowMayBeNamed() throws {
        let shell = try TestShell(
            "arch load h200", "model load qwen3-32b", "sweep chips=8 tp=2,4 batch=8",
            "export --for vllm _:2 \(folder.path(of: "row"))")
        #expect(try #require(folder.read("row/serve.sh")).contains("--tensor-parallel-size 4"))
        #expect(try shell.failure("export --for vllm \(folder.path(of: "row"))").isEmpty)
    }

    @Test func whatIsWrongIsSaid() throws {
        let shell = try TestShell()
        #expect(try shell.failure("export --for vlm x").contains("did you mean 'vllm'?"))
        #expect(try shell.failure("export --for vllm x").contains("no plans"))
        let full = try TestShell("arch load h200", "model load qwen3-32b", "config set chips=4 tp=4", "eval")
        try folder.write("mine", to: "bench.sh")
        let error = try full.failure("export --for vllm \(folder.path)")
        #expect(error.contains("exists and was not written by this session"))
        #expect(folder.read("bench.sh") == "mine" && folder.read("serve.sh") == nil)
        #expect(try full.failure("export _:1 x.md").contains("'_:1' is for --for"))
    }
}
