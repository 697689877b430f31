import Testing

@testable import Notebook
@testable import Verbs

/// What is asked of plans whose requests come at their own times.
@Suite struct OpenQuestionTests {
    private func shell() throws -> TestShell {
        try TestShell(
            "arch load h200", "model load qwen3-32b",
            "workload set serving=agg runtime=vllm rate=20 input=2000 output=500", "config set chips=2 tp=2 replicas=6")
    }

    @Test func aRateIsSolvedFor() throws {
        let shell = try shell()
        let text = try shell.run("solve rate for load<=80%")
        #expect(text.hasPrefix("rate <= "), "\(text)")
        // What it says holds, and a hundredth more does not.
        let most = try #require(text.split(separator: " ").dropFirst(2).first.flatMap { Double($0) })
        try shell.run("workload set rate=\(most); eval --only; assert load<=80%")
        try shell.run("workload set rate=\(most * 1.01); eval --only")
        #expect(try shell.failure("assert load<=80%").contains("error: "))
        try shell.run("workload set rate=20")
        #expect(try shell.run("solve replicas for load<=50%").contains("take it over with: config set replicas="))
    }

    @Test func aCurveOverTheRateEndsAtTheCapacity() throws {
        let text = try shell().run("curve rate=5,10,20,40,80 ttft_p95_ms load")
        #expect(text.contains("no steady state") && text.contains(" ok"))
    }

    @Test func aRateByItsNameIsItsUsualRange() throws {
        let shell = try shell()
        try shell.run("slo ttft_p95_ms<=2s e2e_p95_ms<=30s")
        let text = try shell.run("curve rate")
        // Tenths of the capacity, and its last twentieth; beyond 95 % there are no figures.
        #expect(text.contains("\n  1  ") && text.contains("\n 10  ") && text.contains(" ok"), "\(text)")
        #expect(text.contains("goodput") && text.contains("ttft_p95_ms"))
        #expect(try shell.failure("curve tp").contains("has no value"))
    }

    @Test func answersThatTakeTooLongAreNoGoodput() throws {
        let shell = try shell()
        try shell.run("workload set output_cv=0.8; slo ttft_p95_ms<=2s")
        func goodput() throws -> Double {
            let line = try #require(
                try shell.run("eval --only").split(separator: "\n").last { $0.hasPrefix("goodput ") })
            return try #require(line.split(separator: " ").dropFirst().first.flatMap { Double($0) })
        }
        let all = try goodput()
        try shell.run("slo clear; slo ttft_p95_ms<=2s e2e_p95_ms<=10s")
        let some = try goodput()
        #expect(all > 19.9 && some < 0.9 * all && some > 0, "\(all) \(some)")
        #expect(try shell.run("eval --only").contains("TTFT within 2 s and E2E within 10 s"))
    }

    @Test func aPrefixOfAllLeavesCombinationsOut() throws {
        let shell = try TestShell(
            "arch load h200", "model load qwen3-32b", "config set chips=2 tp=2 concurrency=8",
            "workload set serving=agg input=4096 output=256 prefix=4000")
        #expect(
            try shell.run("sweep input=2048,4096,8192").contains(
                "1 combination skipped: prefix leaves nothing of input to compute"))
        #expect(
            try shell.run("sweep input=2048,4096 tp=1,2,3").contains(
                "skipped: the parallel sizes do not divide, or prefix leaves nothing of input to compute"))
        #expect(try shell.run("curve prefix=0..8000:4000").contains("1 value left out: prefix leaves nothing"))
    }

    @Test func clientsOfUnequalRequestsQueue() throws {
        let shell = try TestShell(
            "arch load h100", "model load llama-3.1-70b", "config set chips=4 tp=4 schedule=inflight concurrency=64",
            "workload set serving=agg input=1024 output=256")
        func first() throws -> Double {
            let line = try #require(
                try shell.run("eval --only").split(separator: "\n").first { $0.hasPrefix(" ttft_ms") })
            return try #require(line.split(separator: " ").dropFirst().first.flatMap { Double($0) })
        }
        let equal = try first()
        #expect(try shell.run("simulate --requests 2000 --seeds 1").contains("answers of equal length end together"))
        try shell.run("workload set input_cv=0.115 output_cv=0.115")
        let unequal = try first()
        #expect(unequal > 1.1 * equal, "\(equal) \(unequal)")
        // Every way to the figure says the same: a row of a sweep, an axis, the simulation beside it.
        try shell.run("sweep concurrency=32,64")
        #expect(try shell.run("rows 2").contains(" \(unequal) "))
        try shell.run("eval --only")
        let line = try #require(
            try shell.run("simulate --requests 4000 --seeds 3").split(separator: "\n").first {
                $0.hasPrefix(" TTFT mean")
            })
        let difference = try #require(line.split(separator: " ").last.flatMap { Double($0) })
        #expect(difference.magnitude < 15, "\(line)")
    }

    @Test func trustSaysWhichChip() throws {
        let shell = try TestShell(
            "arch load h100", "model load qwen3-32b", "config set chips=4 tp=4", "sweep arch=h100,h200,l40s")
        let text = try shell.run("rows")
        #expect(text.contains("trust: l40s: published: no measured row of this chip"), "\(text)")
    }

    @Test func percentilesAreSensitive() throws {
        let shell = try shell()
        let text = try shell.run("sensitivity ttft_p95_ms")
        for name in ["flops", "input", "rate"] {
            #expect(text.contains("\n \(name) ") || text.contains(" \(name) "), "\(name)")
        }
        #expect(try shell.run("sensitivity capacity").contains("dram"))
    }

    @Test func whySaysWhatBindsAndHowMuchItCarries() throws {
        let shell = try shell()
        try shell.run("slo ttft_p95_ms<=250; eval --only")
        let text = try shell.run("why")
        #expect(text.contains("% capacity") && text.contains("% ttft_p95_ms"))
        #expect(text.contains("can be served (load ") && text.contains("mean TTFT "))
        #expect(text.contains("it carries up to ") && text.contains("; beyond, ttft_p95_ms<=250: "))
    }

    @Test func suggestionsAreAboutHowManyMoreCouldCome() throws {
        let shell = try shell()
        try shell.run("eval --only")
        let text = try shell.run("suggest")
        #expect(text.contains("capacity_chip 1 % better or more"))
        // Narrower weights leave more room for requests.
        #expect(text.contains("precision bf16 -> fp8"))
    }

    @Test func aSearchWithoutAxesTriesCopies() throws {
        let shell = try shell()
        let text = try shell.run("sweep")
        // Copies of a node of 8, as many as the load takes.
        #expect(text.hasPrefix("sweep chips=8 tp=1,2,4,8 replicas="))
        #expect(text.contains("meet slo") || text.contains(" plans"))
    }
}
