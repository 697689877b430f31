import CostModel
import Planning
import Testing

@testable import Verbs

/// From 90 % of the capacity on the 99th percentile of TTFT is only a lower bound, and wherever it stands it says so.
@Suite struct LowerBoundTests {
    /// A plan at 92 % of its capacity.
    private static func shell() throws -> (TestShell, Double) {
        let shell = try OverloadTests.shell("workload set rate=1")
        let capacity = try #require(try shell.value(of: "capacity"))
        try shell.run("workload set rate=\(0.92 * capacity)")
        try shell.run("eval")
        return (shell, try #require(try shell.value(of: "ttft_p99_ms")))
    }

    @Test func tablesMarkIt() throws {
        let (shell, bound) = try Self.shell()
        let text = Metric.named("ttft_p99_ms")?.text(bound) ?? ""
        #expect(try shell.run("eval").contains(">\(text)"))
        #expect(try shell.run("rows ttft_p99_ms ttft_p95_ms").contains(">\(text)"))
        #expect(try shell.run("curve replicas=1,2 ttft_p99_ms").contains(">\(text)"))
    }

    /// Numbers stay numbers, and a column of its own says it where one is a bound.
    @Test func programsGetAColumnWhereItIsNeeded() throws {
        let (shell, bound) = try Self.shell()
        try shell.run("format csv")
        let rows = try shell.run("rows ttft_p99_ms").split(separator: "\n")
        #expect(rows.contains("row,ttft_p99_ms,ttft_p99_ms_is_lower_bound"))
        let cells = try #require(rows.last).split(separator: ",")
        #expect(cells.last == "true")
        let value = try #require(Double(cells[1]))
        #expect(abs(value / bound - 1) < 1e-9)
        try shell.run("workload set rate=1")
        try shell.run("eval")
        #expect(try shell.run("rows ttft_p99_ms").contains("row,ttft_p99_ms\n"))
    }

    /// 2 % above the bound is no limit that the plan is known to keep.
    @Test func noLimitAboveItIsKept() throws {
        let (shell, bound) = try Self.shell()
        let limit = 1.02 * bound
        let said = try shell.run("whynot chips=2")
        #expect(!said.contains("lower bound"))
        #expect(try shell.run("slo ttft_p99_ms<=\(limit)").contains("met by 0 of 1 plan"))
        #expect(try shell.run("whynot chips=2").contains("(only a lower bound: the load is above 90 %)"))
        try shell.run("slo clear")
        let kept = try shell.run("filter ttft_p99_ms<=\(limit)")
        #expect(kept.hasPrefix("0 of 1 kept; 1 dropped by ttft_p99_ms<="))
        #expect(kept.contains("1 plan dropped by ttft_p99_ms<="))
        #expect(kept.contains("whose figure is only a lower bound: the load is above 90 %"))
    }

    @Test func limitsThatItProvesHold() throws {
        let (shell, bound) = try Self.shell()
        #expect(try shell.run("filter ttft_p99_ms>=\(0.98 * bound)").hasPrefix("1 of 1 kept"))
        #expect(try shell.run("filter ttft_p99_ms<=\(0.98 * bound)").hasPrefix("0 of 1 kept"))
    }

    /// 1511.6 at least: 1600 may be passed, 1500 is.
    @Test func comparisonsOfABound() throws {
        let metric = Quantifier.metric(try #require(Metric.named("ttft_p99_ms")))
        func holds(_ relation: Comparison.Relation, _ limit: Double, isBound: Bool) -> Bool {
            Comparison(metric, relation, .value(limit), limitText: "").holds(1511.6, limit, isLowerBound: isBound)
        }
        for relation in [Comparison.Relation.atMost, .below] {
            #expect(holds(relation, 1600, isBound: false) && !holds(relation, 1600, isBound: true))
        }
        for relation in [Comparison.Relation.atLeast, .above, .notEqual] {
            #expect(holds(relation, 1500, isBound: true))
        }
        #expect(!holds(.equal, 1511.6, isBound: true) && !holds(.notEqual, 1600, isBound: true))
        #expect(!holds(.atLeast, 1600, isBound: true))
    }

    /// Few or staged prefill workers near their limit have first tokens that are longer when played through: that is said.
    @Test(arguments: [(2.0, 3.92, 1.0, true), (2, 2.45, 1, false), (10, 19.6, 1, false), (10, 40, 2, true)])
    func busyPrefillWorkersAreCautioned(_ workers: Double, _ rate: Double, _ stages: Double, _ isSaid: Bool) throws {
        let shell = try TestShell(
            "arch load h200", "model load qwen3-32b",
            "workload set serving=disagg rate=\(rate) input=4000 input_cv=0.6 output=500 output_cv=0.8",
            "config set chips=2 tp=2 prefill_chips=\(stages) prefill_tp=1 prefill_pp=\(stages) decode_workers=\(2 * workers) "
                + "prefill_workers=\(workers)")
        let text = try shell.run("eval --only")
        #expect(text.contains("prefill workers near their limit") == isSaid, "\(text)")
    }

    /// A share in percent that is compared with a fraction is said to be one.
    @Test func percentAgainstAFraction() throws {
        let shell = try OverloadTests.shell("workload set rate=1", "eval")
        #expect(
            try shell.run("filter load<=0.8").contains(
                "load is in %: load<=0.8 asks for 0.8 %; load<=80 asks for 80 %"))
        try shell.run("filter clear")
        #expect(try !shell.run("filter load<=80").contains("is in %"))
        #expect(
            try shell.run("slo ttft_p95_ms<=2").contains(
                "ttft_p95_ms is in ms: ttft_p95_ms<=2 asks for 2 ms; ttft_p95_ms<=2s asks for 2 s"))
        for limit in ["ttft_p95_ms<=2s", "ttft_p95_ms<=200", "tpot_ms<=2"] {
            #expect(try !shell.run("slo \(limit)").contains("is in ms"), "\(limit)")
        }
    }
}

extension TestShell {
    /// The figure of the first plan as data.
    func value(of metric: String) throws -> Double? {
        try run("eval --only")
        guard let plan = interpreter.session.plans?[1] else { return nil }
        return Metric.named(metric)?.read(plan)
    }
}
