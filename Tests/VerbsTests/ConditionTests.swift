import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// The grammar of conditions, on the 15 plans of the case.
@Suite struct ConditionTests {
    private func kept(_ condition: String) throws -> Int {
        let shell = try TestShell.prepared()
        try shell.run("filter \(condition)")
        return try #require(shell.session.plans?.count)
    }

    private func conditions(_ words: String) throws -> [String] {
        let shell = try TestShell.prepared()
        try shell.run("filter \(words)")
        return try #require(shell.session.plans?.conditions.map(\.text))
    }

    /// Three values of tp by five of batch: tp=2 are 5 plans, batch=6 are 3, both are 1, either are 7.
    @Test(arguments: [
        ("tp==2 and batch==6", 1), ("tp==2 or batch==6", 7), ("not tp==2", 10), ("not (tp==2 or batch==6)", 8),
        ("tp==2 && batch==6", 1), ("tp==2||batch==6", 7), ("!tp==2", 10), ("!(tp==2||batch==6)", 8),
        ("tp==2, batch==6", 1), ("tp==2,batch==6", 1), ("tp=2 OR batch=6", 7), ("not not tp==2", 5),
        // `and` binds closer than `or`: 5 and 1 of the others; with parentheses it is 1 and 1.
        ("tp==2 or tp==4 and batch==6", 6), ("(tp==2 or tp==4) and batch==6", 2), ("not tp==2 and batch==6", 2),
        ("tp ≥ 4", 10), ("tp≤4", 10), ("tp ≠ 2", 10), ("'tp==2 or batch==6'", 7), ("((tp==2))", 5),
        ("(tp == 2 or tp > 4) and batch > 10", 4), ("batch>=2*5", 9), ("batch>=1e1", 9), ("chips>=1K/8", 15),
    ])
    func keeps(_ condition: String, _ count: Int) throws {
        #expect(try kept(condition) == count)
    }

    /// TP4 has 13.2 to 19.7 GiB of 64 GB (59.6 GiB) in use: 22 to 33 %.
    @Test func aShareOfTheDRAMOfAChip() throws {
        let half = try TestShell.prepared()
        try half.run("filter dram<=25%")
        let bytes = try TestShell.prepared()
        try bytes.run("filter dram<=16GB")
        #expect(half.session.plans?.selection.rows == bytes.session.plans?.selection.rows)
        #expect(try kept("dram<=100%") == 15)
        #expect(try kept("dram<=1%") == 0)
    }

    /// What stands together is listed together in `dropped`; the rest is one condition.
    @Test func conditionsAreListedAsTheyHoldTogether() throws {
        #expect(try conditions("tp>=2 and batch<12 , dram <= 70 %") == ["tp>=2", "batch<12", "dram<=70%"])
        #expect(try conditions("(tp>=2 or batch<12) and dram<=60 GiB") == ["(tp>=2 or batch<12)", "dram<=60GiB"])
        #expect(try conditions("not (tp=2 and batch=6)") == ["not (tp==2 and batch==6)"])
    }

    /// What a condition is printed as means the same condition.
    @Test(arguments: [
        "tp==2 or tp==4 and batch==6", "not (tp==2 or not batch==6)", "tps_batch>=2*5 and (dram<=30% or tp!=4)",
        "!(tpot_ms<=0.1s, mfu>12%) || total_tps>=10k", "arch.dram>=64GB or batch<=4K", "tps_chip>=0.1ktok/s",
    ])
    func textReadsBack(_ condition: String) throws {
        let shell = try TestShell.prepared()
        try shell.run("filter \(condition)")
        let plans = try #require(shell.session.plans)
        let text = plans.conditions.map(\.text).joined(separator: " and ")
        let again = try TestShell.prepared()
        try again.run("filter \(text)")
        #expect(again.session.plans?.conditions.map(\.text) == plans.conditions.map(\.text))
        #expect(again.session.plans?.selection.rows == plans.selection.rows)
    }

    @Test func assertSaysWhatAllItsFiguresAre() throws {
        let shell = try TestShell.prepared()
        let text = try shell.run("assert (tp==8 or batch==6) and dram<=70%")
        #expect(text.hasPrefix("(tp==8 or batch==6) holds: tp is 2 and batch is 6 /chip\ndram<=70% holds: dram is "))
        // 64e9 / 2^30
        #expect(text.hasSuffix(" GiB/chip of 59.6046\n"))
        #expect(
            try shell.failure("assert tp==8 or batch==8") == """
                error: the assertion fails: tp is 2 and batch is 6 /chip, not (tp==8 or batch==8)
                  the plan is chips=128 tp=2 batch=6 moe_tp=1

                """)
    }

    /// The nearest comparison of an `or` is named: TP4 B16 has some 8 tokens/s and 125 ms.
    @Test func whynotNamesTheNearestBranch() throws {
        let shell = try TestShell.prepared()
        try shell.run("filter tps_batch>=10 or tpot_ms<=120")
        let text = try shell.run("whynot tp=4 batch=16")
        #expect(
            text.hasPrefix("chips=128 tp=4 batch=16 moe_tp=1 misses (tps_batch>=10 or tpot_ms<=120): tpot_ms 1"))
        #expect(text.split(separator: "\n")[0].hasSuffix(" % over)"))
    }

    @Test(arguments: [
        Refusal(
            "filter tp==2 batch==6",
            """
            error: unexpected 'batch'
              filter tp==2 batch==6
                           ^^^^^ expected 'and' or 'or', and another condition

            """),
        Refusal(
            "filter (tp==2 or batch==6",
            """
            error: this '(' is not closed
              filter (tp==2 or batch==6
                     ^ expected a ')' behind its conditions

            """),
        Refusal(
            "filter tp==2)",
            """
            error: no '(' belongs to this ')'
              filter tp==2)
                          ^ expected a '(' before it, or none of both

            """),
        Refusal(
            "filter (tp==2 batch==6)",
            """
            error: unexpected 'batch'
              filter (tp==2 batch==6)
                            ^^^^^ expected 'and', 'or' or ')'

            """),
        Refusal(
            "filter ()",
            """
            error: a condition is missing before ')'
              filter ()
                      ^ expected a condition such as tps_batch>=10

            """),
        Refusal(
            "filter or tp==2",
            """
            error: a condition is missing before 'or'
              filter or tp==2
                     ^^ expected a condition such as tps_batch>=10

            """),
        Refusal(
            "filter tp==2 and or batch==6",
            """
            error: a condition is missing before 'or'
              filter tp==2 and or batch==6
                               ^^ expected a condition such as tps_batch>=10

            """),
        Refusal(
            "filter tp==2 or",
            """
            error: something is missing here
              filter tp==2 or
                             ^ expected a condition such as tps_batch>=10

            """),
        Refusal(
            "filter not",
            """
            error: something is missing here
              filter not
                        ^ expected a condition such as tps_batch>=10

            """),
        Refusal(
            "filter 10<=tps_batch",
            """
            error: '10' stands where a metric should
              filter 10<=tps_batch
                     ^^ expected the metric first: tps_batch>=10

            """),
        Refusal(
            "filter tps_batch>=70%",
            """
            error: '%' is a unit of share, not of throughput
              filter tps_batch>=70%
                                ^^^ expected a throughput such as 10 or 10tok/s

            """),
        Refusal(
            "filter dram<=70%*x",
            """
            error: 'x' is not a number
              filter dram<=70%*x
                               ^ expected a size such as 64GiB or 64e9

            """),
        Refusal(
            "filter batch & tp==2",
            """
            error: '&' is not a relation
              filter batch & tp==2
                           ^ expected one of >= <= == != > <

            """),
    ])
    func refuses(_ refusal: Refusal) throws {
        try refusal.check(in: try TestShell.prepared())
    }

    /// Each parenthesis takes a piece of the stack, and a hundred thousand took all of it.
    @Test func nestingIsBounded() throws {
        func nested(_ count: Int) -> String {
            String(repeating: "(", count: count) + "tp==2" + String(repeating: ")", count: count)
        }
        #expect(try kept(nested(64)) == 5)
        let shell = try TestShell.prepared()
        for count in [65, 100_000] {
            let failure = try shell.failure("filter \(nested(count))")
            #expect(failure.hasPrefix("error: conditions are nested more than 64 deep\n"), "\(count)")
        }
        #expect(try kept(String(repeating: "not ", count: 10_000) + nested(3)) == 5)
    }

    /// Other names of a metric once took the whole line each.
    @Test func aLongLineIsRead() throws {
        #expect(try kept(String(repeating: "tpot>=0 and ", count: 20_000) + "tp==2") == 5)
    }
}
