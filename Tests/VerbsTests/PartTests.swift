import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Sessions that come back in parts, replays in steps, and figures as they are shown.
@Suite struct PartTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func journal(_ process: Int32) -> Journal {
        Journal(folder: folder.path(of: "journal"), process: process, time: Int(process))
    }

    private func leave(_ lines: String...) {
        let journal = journal(1)
        for line in lines { #expect(journal.record(line) == nil) }
        journal.close(keeping: true)
    }

    private func failure(_ line: String, _ interpreter: Interpreter<Session>) -> String {
        do throws(Diagnostic) {
            try interpreter.run(
                SourceLine(file: nil, number: 1, text: line),
                OutputSink(standardOutput: { _ in }, standardError: { _ in }))
            return ""
        } catch {
            return error.render()
        }
    }

    /// Nothing is back before the first line is through, and so nothing is taken over.
    @Test func ctrlCInTheFirstLineRecoversNothing() {
        leave("arch load h200", "workload set input 8192")
        let interpreter = Interpreter<Session>(
            environment: Environment(cores: 1, now: { 0 }, isCancelled: { true }, journal: journal(2)))
        #expect(failure("recover", interpreter).hasPrefix("error: interrupted: the session is what it was\n"))
        #expect(folder.read("journal/1-1.sextant") == "arch load h200\nworkload set input 8192\n")
    }

    /// Only the rest of a session goes on from what is there.
    @Test func aWholeSessionBeginsAnew() {
        leave("# A note.", "workload set output 7")
        let interpreter = Interpreter<Session>(environment: Environment(cores: 1, now: { 0 }, journal: journal(2)))
        #expect(failure("workload set input 8192", interpreter) == "")
        #expect(failure("recover", interpreter) == "")
        #expect(interpreter.session.workload.input == 4096)
        #expect(interpreter.session.workload.output == 7)
    }

    @Test func theLastCommandOfAReplayInStepsIsSeen() throws {
        try folder.write("workload set input 1\nworkload set input 2\n", to: "s.sextant")
        let interpreter = Interpreter<Session>(
            environment: Environment(cores: 1, now: { 0 }, pause: { _ in .line("") }))
        var text = ""
        try interpreter.run(
            SourceLine(file: nil, number: 1, text: "replay --step \(folder.path(of: "s.sextant"))"),
            OutputSink(standardOutput: { text += $0 }, standardError: { _ in }))
        #expect(text == "input: 1 -> 2\n")
    }

    @Test func theFirstOfTwoValuesThatStandTwiceIsNamed() throws {
        let shell = try TestShell("arch load h200; model load llama-3.1-8b")
        #expect(try shell.failure("sweep tp=1,2,2,1").hasPrefix("error: tp has the value 2 twice\n"))
    }

    /// 29.44 of 139.80 GiB are taken: 79 %.
    @Test func theFreeShareIsAWholeNumber() throws {
        let shell = try TestShell("arch load h200; model load llama-3.1-8b; eval")
        #expect(try shell.run("memory").contains("\n79 % of DRAM is free beside what the runtime keeps"))
    }

    @Test func rowsAreCountedInWholeNumbers() throws {
        try folder.write("chip,model,tp,tpot_ms\nh200,llama-3.1-8b,1,5\nnone,llama-3.1-8b,1,5\n", to: "t.csv")
        let lines = try TestShell().run("validate \(folder.path(of: "t.csv"))").split(separator: "\n")
        let row = try #require(lines.first { $0.hasPrefix(" all ") })
        #expect(row.split(separator: " ").prefix(3) == ["all", "tpot_ms", "1"])
        #expect(row.hasSuffix(" 1"))
    }

    /// What no layer has cannot be set, and what groups of layers differ in is set for each.
    @Test func shapesAreThoseOfTheLayersThatAreThere() throws {
        let shell = try TestShell("arch load h200; model load deepseek-v3")
        #expect(
            try shell.failure("model set ssm_heads=8") == """
                error: no layer of this model has 'ssm_heads'
                  model set ssm_heads=8
                            ^^^^^^^^^ 'model show' lists what its layers have

                """)
        #expect(
            try shell.failure("model set mla_layers=60") == """
                error: 'mla_layers' is not the same in all groups of layers
                  model set mla_layers=60
                            ^^^^^^^^^^ set group1.layers or group2.layers

                """)
        try shell.run("model set group2.layers=57 group1.heads=64")
        #expect(shell.session.draft.model.groups.map(\.layers) == [3, 57])
        #expect(try shell.failure("model set heads=32").contains("set group1.heads or group2.heads"))
        let shown = try shell.run("model show")
        #expect(shown.contains("group1.heads"))
        #expect(shown.contains("Layers of latent attention + 256 experts, 8 a token."))
    }

    /// A model of two groups: 96 heads in window layers, 64 in the others, and experts in half of the layers each.
    private func twoGroups() throws -> String {
        let config = """
            {"model_type": "step3p5", "num_hidden_layers": 2, "layer_types": ["full_attention", "sliding_attention"],
             "sliding_window": 512, "num_attention_heads": 64, "num_attention_groups": 8, "head_dim": 128,
             "attention_other_setting": {"num_attention_heads": 96}, "hidden_size": 4096, "vocab_size": 1000,
             "intermediate_size": 8192, "moe_intermediate_size": 1280, "moe_num_experts": 16, "moe_top_k": 2,
             "share_expert_dim": 1280, "moe_layers_enum": "0,1"}
            """
        try folder.write(config, to: "two.json")
        return folder.path(of: "two.json")
    }

    /// 64 heads divide by 64 chips, 96 do not.
    @Test func rulesHoldForEachGroupOfLayers() throws {
        let shell = try TestShell("arch load h200; model load \(try twoGroups())")
        #expect(
            try shell.failure("config set chips=64 tp=64").hasPrefix(
                "error: group2.heads=96 is not a multiple of tp=64\n"))
        #expect(
            try shell.failure("model set group2.kv_heads=7") == """
                error: there is no such model: group2.heads=96 is not a multiple of group2.kv_heads=7
                  model set group2.kv_heads=7
                                            ^ several can be set at once: model set experts=64 top_k=6

                """)
        #expect(
            try shell.failure("model set group1.experts=32 group2.top_k=17").hasPrefix(
                "error: there is no such model: group2.top_k=17 is more than group2.experts=16\n"))
        // Both groups have 16 experts, which 32 ranks have no share of.
        #expect(
            try shell.failure("config set chips=32 tp=32").hasPrefix("error: experts=16 is not a multiple of ep=32\n"))
    }

    @Test func anAxisIsAShapeThatTheModelHas() throws {
        let shell = try TestShell("arch load h200; model load \(try twoGroups()); config set chips=8 tp=8")
        #expect(
            try shell.failure("sweep tp=8 ssm_heads=8,16") == """
                error: no layer of this model has 'ssm_heads'
                  sweep tp=8 ssm_heads=8,16
                             ^^^^^^^^^ 'model show' lists what its layers have

                """)
        #expect(
            try shell.failure("sweep heads=64,128") == """
                error: 'heads' is not the same in all groups of layers
                  sweep heads=64,128
                        ^^^^^ set group1.heads or group2.heads

                """)
        #expect(try shell.run("sweep group2.heads=64,128").contains("2 plans"))
        #expect(
            try shell.failure("whynot tp=8 linear_layers=2").hasPrefix(
                "error: no layer of this model has 'linear_layers'\n"))
    }
}
