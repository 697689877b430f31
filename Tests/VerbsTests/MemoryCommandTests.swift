import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// What a plan needs is the same figure wherever it is shown.
@Suite struct MemoryCommandTests {
    private func served() throws -> TestShell {
        try TestShell(
            "arch load h100", "model load deepseek-r1", "workload set serving=disagg input=1024 output=1024",
            "sweep chips=32 tp=8 moe_tp=1 prefill_chips=8,16 prefill_tp=8 batch=16")
    }

    /// A prefill worker of 8 chips holds 256 experts of 44 MB in 58 layers / 8, 76.5 GiB; with all else and the reserve of
    /// 7.9 it needs more than 79.2 GiB.
    @Test func everyVerbSaysTheSame() throws {
        let shell = try served()
        let need = "88.0 GiB of 79.2 GiB per chip of the prefill worker (weights 79.2,"
        #expect(try shell.run("rows").contains("needs 88.0 of 79.2 GiB, prefill worker"))
        #expect(try shell.run("memory 1").contains("the plan does not fit: " + need))
        let explained = try shell.run("explain fits 1")
        #expect(explained.contains("fits = 0") && explained.contains("Memory of one chip of the prefill worker:"))
        #expect(explained.contains("total                    88.01      111.1"))
        #expect(try shell.run("filter tps_chip>=1").hasPrefix("1 of 2 kept; 1 dropped that does not fit in DRAM, 0 by"))
        let dropped = try shell.run("dropped")
        #expect(dropped.contains("88.0 GiB") && dropped.contains("11.1"))
        #expect(
            try shell.run("whynot prefill_chips=8").contains("its prefill worker needs 88.0 GiB of 79.2 GiB per chip"))
        let alone = try shell.failure("sweep chips=32 tp=8 moe_tp=1 prefill_chips=8 prefill_tp=8 batch=16")
        #expect(alone.contains("the plan does not fit in DRAM: it needs " + need))
    }

    @Test func sweepsCountInGrammar() throws {
        let shell = try TestShell("arch load h100", "model load llama-3.1-70b")
        #expect(try shell.run("sweep chips=1,2 tp=1,2").hasPrefix("3 plans; 1 combination skipped"))
        #expect(try shell.run("sweep chips=2 tp=1,2").hasPrefix("2 plans; 1 does not fit in DRAM"))
        #expect(try shell.run("top 1").contains("\n1 plan left out that does not fit in DRAM\n"))
        #expect(try shell.run("sweep chips=2 tp=1,2 batch=1,2").hasPrefix("4 plans; 2 do not fit in DRAM"))
    }

    @Test func bothWorkersAreShown() throws {
        let text = try served().run("memory 2")
        #expect(text.contains("\na chip of the decode worker:\n") && text.contains("\na chip of the prefill worker:\n"))
    }

    /// 16 x 8 bits x 128 x 2 a layer: 80 layers x 2 x 8 x 128 x 2 bytes = 327,680 a token; of 4 chips each holds a quarter.
    ///
    /// 139.80 x 0.9 - weights and activations over 81,920 bytes.
    @Test func roomIsPrintedAsEnginesPrintIt() throws {
        let shell = try TestShell(
            "arch load h200", "model load llama-3.1-70b", "workload set input=2048 output=512",
            "config set chips=8 tp=4 batch=16", "eval")
        let plan = try #require(shell.session.plans)[1]
        let free = plan.scenario.chip.dramBytes - plan.totals.memory.withoutCache
        let tokens = Int(free / 81_920)
        let text = try shell.run("memory")
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("GPU KV cache size: ") })
        #expect(line.hasSuffix(" tokens (a replica of 4 chips)"))
        #expect(text.contains("\nMaximum concurrency for 2,560 tokens per request: "))
        let printed = line.dropFirst("GPU KV cache size: ".count).prefix { $0.isNumber || $0 == "," }.filter(\.isNumber)
        #expect(Int(printed) == tokens)
        #expect(text.hasSuffix("% of DRAM is free beside what the runtime keeps (dram_reserve=10%)\n"))
    }

    /// N prefixes of 3,000 tokens are beside the requests or not: the cache has room for as many tokens.
    @Test func prefixesAreHeldInARoomThatStays() throws {
        let shell = try OverloadTests.shell("workload set rate=2", "config set replicas=4")
        func line(_ start: String, _ prefixes: Int) throws -> String {
            try shell.run("workload set prefix=3000 prefix_hit=60% prefixes=\(prefixes); eval --only")
            let text = try shell.run("memory")
            return String(try #require(text.split(separator: "\n").first { $0.hasPrefix(start) }))
        }
        let size = try line("GPU KV cache size: ", 1)
        for prefixes in [10, 50, 500] { #expect(try line("GPU KV cache size: ", prefixes) == size) }
        let digits = size.prefix { $0 != "t" }.filter(\.isNumber)
        let tokens = try #require(Int(digits))
        // 50 x 3,000 tokens.
        #expect(
            try line("to be found, 50 prefixes of 3,000 tokens stay there: 150,000 tokens, ", 50).hasSuffix(" % of it"))
        // 500 x 3,000 are more than the cache has.
        let most = tokens / 3000
        #expect(most < 500)
        #expect(
            try line("500 prefixes of 3,000 tokens are 1,500,000 tokens", 500).contains("at most \(most) stay there"))
        #expect(
            try shell.run("workload set prefixes=400").contains("400 prefixes of 3,000 tokens are 1,200,000 tokens"))
        #expect(try !shell.run("workload set prefixes=10").contains("prefixes of 3,000"))
    }

    @Test func theCasesRuleIsTheCases() throws {
        let shell = try TestShell.prepared()
        #expect(
            try shell.run("memory 8").contains(
                "dram_reserve is 0: the case study filters by 60 of 64 GB and advises 30-50 % of headroom instead\n"))
        try shell.run("arch load h200")
        try shell.run("arch set dram_reserve 0")
        try shell.run("sweep chips=128 tp=4")
        #expect(try shell.run("memory 1").contains("dram_reserve is 0: vLLM, SGLang and TensorRT-LLM keep about 10 %"))
    }

    @Test func aReserveIsAShareOrASizeEverywhere() throws {
        let shell = try TestShell("arch load h200", "model load llama-3.1-8b")
        #expect(try shell.run("arch set dram_reserve=12%") == "dram_reserve: 10 % -> 12 %\n")
        #expect(try shell.run("arch set dram_reserve=19.2GB") == "dram_reserve: 12 % -> 17.88 GiB\n")
        #expect(try shell.run("arch show").contains("dram_reserve        17.88 GiB"))
        #expect(
            try shell.failure("arch set dram_reserve=120%").contains("neither a share below 100 % nor a byte or more"))
        let slip = try shell.failure("arch set dram_reserve 10")
        #expect(slip.contains("out of range for dram_reserve") && slip.contains("did you mean '10%'?"))
        try shell.run("sweep chips=1 dram_reserve=5%,10%,20GB")
        let rows = try shell.run("rows")
        #expect(rows.contains(" 5 % ") && rows.contains(" 10 % ") && rows.contains(" 18.63 GiB "))
        let plans = try #require(shell.session.plans)
        #expect(
            (1...3).map { plans[$0].scenario.chip.reservedBytes } == [0.05, 0.1].map {
                $0 * plans[1].scenario.chip.dramBytes
            } + [20e9])
    }
}
