import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// What a few rows, or a single one, are called.
@Suite struct WordingTests {
    /// Of 128 heads a third are none.
    @Test(arguments: [
        ("tp=4 batch=8,10", "1 of 2 plans dropped, 1 kept"),
        ("tp=3,4 batch=10", "1 of 1 plan dropped, 0 kept; 1 combination did not divide and is not a plan"),
        (
            "tp=3,4 batch=8,10",
            "1 of 2 plans dropped, 1 kept; 2 combinations did not divide and are not plans"
        ),
    ])
    func whatDidNotDivideIsCounted(_ axes: String, _ headline: String) throws {
        let shell = try TestShell("arch load sg2260e", "model load deepseek-v3", "sweep chips=128 \(axes)")
        try shell.run("filter batch<=8")
        #expect(try shell.run("dropped").hasPrefix(headline + "\n"))
    }

    /// A figure below 1 is compared as any other, and one of 0 with nothing.
    @Test func theFirstIsHeldAgainstTheOthers() throws {
        let shell = try TestShell("arch load h100", "model load llama-3.1-8b", "sweep batch=1,2")
        // One sequence reads all weights for itself: half the work in 6.8 of 7.0 ms.
        #expect(try shell.run("sort mfu; top 2").contains("\n 2      -48.5  fastest"))
        #expect(try shell.run("sort comm_share; top 2").contains("\n 2             -  most tokens"))
    }

    @Test(arguments: [
        (
            "dram_util",
            """
            dram_util, a parameter of arch: share, 0.01 to 1
              Share of dram_bw that kernels reach; 0.7-0.9 is realistic.
              example: sweep dram_util=0.893

            """
        ),
        (
            "kv_precision",
            """
            kv_precision, a parameter of model: one of bf16, fp8, int8, fp4
              Format of the KV cache.
              example: sweep kv_precision=fp8

            """
        ),
        (
            "tps_chip",
            """
            tps_chip [/chip], a metric
              Tokens per second and chip: output tokens in decode and serving, prompt tokens in prefill.
              also: TPS_per_Chip (the case study), TPS/Chip, tps_gpu, tps_per_gpu
              = total_tps / all_chips
              example: filter tps_chip>0
              example: sort tps_chip

            """
        ),
    ])
    func helpSaysWhatANameIs(_ name: String, _ text: String) throws {
        let shell = try TestShell("arch load sg2260e", "model load deepseek-v3")
        #expect(try shell.run("help \(name)") == text)
    }

    /// The case pays with two halves from a batch of 38.
    @Test func explainSaysFromWhereTwoHalvesPay() throws {
        let shell = try TestShell("arch load sg2260e", "model load deepseek-v3", "sweep chips=128 tp=4 batch=10")
        let text = try shell.run("explain tbo_breakeven 1")
        for batch in [10, 37, 38] { #expect(text.contains("batch=\(batch): step "), "\(batch)") }
        #expect(text.contains(" ms whole, ") && text.contains(" ms as two halves that overlap"))
        #expect(try !shell.run("explain tps_chip 1").contains("two halves"))
    }

    @Test func anOptionCountsFromOne() throws {
        let shell = try TestShell("arch load sg2260e", "model load deepseek-v3")
        #expect(try shell.run("sweep chips=128 tp=4 batch=8,10 --first 1").hasPrefix("1 plan"))
        #expect(try shell.failure("sweep chips=128 tp=4 batch=8,10 --first 0").contains("a whole number from 1"))
    }

    /// What a change does to the rates, the latency and the memory, before and after.
    @Test func suggestionsAreWholeAsData() throws {
        let shell = try TestShell("arch load sg2260e", "model load deepseek-v3", "sweep chips=128 tp=4 batch=10")
        let data = try shell.run("format json; suggest")
        for name in ["tps_chip", "tps_batch", "tpot_ms", "dram"] {
            #expect(data.contains("\"\(name)_before\": ") && data.contains("\"\(name)_after\": "), "\(name)")
        }
    }

    /// What pins have in common stands above them, but for those who read a plan line by line, or as data.
    @Test func pinsAreFoldedOnAScreenOnly() throws {
        let shell = try TestShell("arch load sg2260e", "model load deepseek-v3", "config set chips=128 tp=4 batch=10")
        try shell.run("eval; pin; config set batch=8; eval; pin")
        #expect(try shell.run("pins").contains("chips=128 tp=4 moe_tp=1 ep=128"))
        let vertical = try shell.run("format vertical; pins")
        #expect(!vertical.contains("chips=128") && vertical.contains("moe_tp"))
        let data = try shell.run("format json; pins")
        #expect(data.contains("\"tps_chip\": 104.") && data.contains("\"comm_share\": 14."))
        // It takes evaluations of its own.
        #expect(!data.contains("tbo_breakeven"))
    }
}
