import CostModel
import Planning
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// `curve` in the shell.
@Suite struct CurveCommandTests {
    private func shell() throws -> TestShell {
        try TestShell("arch load sg2260e", "model load deepseek-v3", "config set chips=128 tp=4 batch=10")
    }

    /// A range without a step: powers of two and the halves between them; with steps and lists as a sweep has them.
    @Test(
        arguments: [
            ("batch=1..16", [1, 2, 3, 4, 6, 8, 12, 16]), ("batch=6..16:5", [6, 11, 16]), ("batch=16,1,4", [1, 4, 16]),
            ("batch=4..64:*4", [4, 16, 64]),
        ] as [(String, [Double])])
    func valuesAreThoseOfARange(_ axis: String, _ values: [Double]) throws {
        let shell = try shell()
        try shell.run("curve \(axis)")
        let plans = try #require(shell.session.cells.last?.finding)
        #expect((1...plans.count).map { plans[$0].scenario.deployment.batch } == values)
    }

    /// Whole chips and models in the order in which they are named, with what is known of each.
    @Test func chipsAndModelsAreValuesToo() throws {
        let shell = try shell()
        let text = try shell.run("curve arch=h200,sg2260e tps_batch")
        let rows = text.split(separator: "\n").filter { $0.contains("h200") || $0.contains("sg2260e") }
        #expect(rows[0].contains("h200") && rows[1].contains("sg2260e"))
        #expect(!text.contains("knee") && text.contains("trust"))
        let plans = try #require(shell.session.cells.last?.finding)
        // Each is the plan that is there once the chip is loaded.
        let alone = try TestShell("arch load h200", "model load deepseek-v3", "config set chips=128 tp=4 batch=10")
        #expect(plans[1].tokensPerSecond == PlanResult(try alone.session.scenario()).tokensPerSecond)
        #expect(try shell.run("curve model=deepseek-v3,deepseek-r1 tps_chip").contains("deepseek-r1"))
        #expect(try shell.failure("curve arch=h2000").contains("h2000"))
        // The name of a chip stays however many figures there are.
        let open = try TestShell(
            "arch load h200", "model load llama-3.1-8b", "config set chips=1 tp=1",
            "workload set serving=agg input=1024 output=256 rate=2")
        let wide = try open.run("curve arch=h100,h200")
        #expect(wide.contains(" arch ") && !wide.contains("also: arch"))
    }

    /// What was at hand stays, and the plans of the curve are those of its cell.
    @Test func thePlansAtHandStay() throws {
        let shell = try shell()
        try shell.run("sweep tp=4 batch=8,10")
        try shell.run("curve batch=1..64")
        #expect(shell.session.plans?.count == 2)
        #expect(try shell.run("filter out[5] tps_batch>=10").hasPrefix("6 of 12 kept"))
    }

    @Test func theFiguresAreThoseOfALoadCurve() throws {
        let shell = try shell()
        let text = try shell.run("curve batch=1..64")
        for name in ["total_tps", "tps_chip", "tps_batch", "tpot_ms"] { #expect(text.contains(" \(name) "), "\(name)") }
        #expect(!text.contains("ttft_ms") && !text.contains("mfu"))
        #expect(try shell.run("curve batch=1..64 mfu").contains(" mfu"))
        #expect(try !shell.run("curve batch=1..64 mfu").contains("total_tps  "))
        let data = try shell.run("format csv; curve batch=1,2 tps_chip")
        #expect(data.split(separator: "\n").first == "row,batch,tps_chip")
    }

    /// The case gives 10 tokens/s up to a batch of 10 at 9.61 ms a sequence.
    @Test func saysWhereTheServiceLevelBreaks() throws {
        let shell = try shell()
        try shell.run("slo tps_batch>=10")
        let text = try shell.run("curve batch=1..64")
        let base = try shell.session.scenario()
        func speed(_ batch: Double) -> Double {
            let plan = PlanResult(base.setting([Setting(Parameter.named("batch") ?? Parameter.all[0], batch)]))
            return plan.tokensPerSecond / plan.sequences
        }
        let last = try #require((1...64).map(Double.init).last { speed($0) >= 10 })
        #expect(
            text.contains("\nslo tps_batch>=10 holds to \(Int(last)), and at \(Int(last) + 1) misses tps_batch>=10: "))
        try shell.run("slo tps_batch>=1000")
        #expect(try shell.run("curve batch=1..64").contains("slo tps_batch>=1000 holds nowhere: the last misses"))
        try shell.run("slo tps_batch>=0.001")
        #expect(try shell.run("curve batch=1..64").contains("slo tps_batch>=0.001 holds all along\n"))
    }

    @Test func saysUpToWhatItCanRun() throws {
        let text = try shell().run("curve batch=1..4096")
        #expect(text.contains("\nit can run to "))
        #expect(text.contains(" does not fit: it needs "))
    }

    /// 3, 6 and 12 chips of a group of 4 do not divide.
    @Test func whatDoesNotDivideIsCounted() throws {
        let text = try shell().run("curve chips=4..16:*2,6")
        #expect(text.contains("1 value left out: the parallel sizes do not divide\n"))
    }

    @Test func wordsHaveNoBend() throws {
        let text = try shell().run("curve kv_precision=bf16,fp8")
        #expect(!text.contains("knee") && text.contains("kv_precision"))
    }

    @Test func servingHasBothLatencies() throws {
        let shell = try TestShell(
            "arch load h200; model load llama-3.1-70b; workload set serving=agg input=512 output=64",
            "config set chips=8 tp=8")
        let text = try shell.run("curve concurrency=1..64")
        #expect(text.contains("  ttft_ms") && text.contains("  tpot_ms") && text.contains("\nknee at concurrency="))
    }

    @Test(arguments: [
        ("curve", "something is missing here"), ("curve tp", "'tp' has no value"),
        ("curve bach=1..4", "unknown axis 'bach'"),
        ("curve batch=4..1", "'4..1' holds no values"), ("curve batch=1..4 tps_chop", "unknown metric 'tps_chop'"),
        ("curve batch=1..20000:1", "these axes have more than 10,000 combinations"),
        ("curve chips=6", "this combination does not divide"),
        ("curve rate", "a rate counts when serving is agg or disagg"),
    ])
    func refuses(_ line: String, _ problem: String) throws {
        let failure = try shell().failure(line)
        #expect(failure.contains(problem), "\(failure)")
    }
}
