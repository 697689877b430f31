import Presentation
import TestSupport
import Testing
import Text

@testable import Language
@testable import Notebook
@testable import Verbs

/// Plans as tables for people: titles, chosen columns, and how wide they are.
@Suite struct PlanListingTests {
    private func lines(_ shell: TestShell, _ line: String) throws -> [String] {
        try shell.run(line).split(separator: "\n").map(String.init)
    }

    private func headings(_ shell: TestShell, _ line: String) throws -> [String] {
        try lines(shell, line)[1].split(separator: " ").map(String.init)
    }

    @Test func whatAllPlansHaveInCommonIsTheTitle() throws {
        let shell = try TestShell.prepared()
        #expect(try lines(shell, "rows")[0] == "chips=128 moe_tp=1 ep=128; decode of 4096 tokens")
        #expect(
            try headings(shell, "rows")
                == "# tp batch tpot_ms tps_batch tps_chip total_tps mfu dram comm_share".split(separator: " ").map(
                    String.init))
        try shell.run("filter tp==4")
        #expect(try lines(shell, "rows")[0] == "chips=128 tp=4 moe_tp=1 ep=128; decode of 4096 tokens")
        try shell.run("workload set phase=prefill input=2000 prefix=500; sweep chips=16 tp=4 sp=1,4 batch=4")
        #expect(
            try lines(shell, "rows")[0] == "chips=16 tp=4 moe_tp=1 ep=16 batch=4; prefill of 2000 tokens prefix=500")
    }

    /// Rates count the tokens of the phase that the plans have, whatever the session's was before the sweep set it.
    @Test(arguments: [
        ("serving=agg output=100 concurrency=8", "output tok/s", "output tokens"),
        ("phase=decode batch=1", "output tok/s", "output tokens"), ("batch=8", "input tok/s", "input tokens"),
        ("serving=static,agg output=100 concurrency=8", "tok/s", "tokens"),
    ])
    func headingsCountTheTokensOfTheirPlans(_ axes: String, _ heading: String, _ unit: String) throws {
        let shell = try TestShell("arch load h200; model load qwen3-32b; workload set phase=prefill")
        try shell.run("sweep chips=2 tp=2 \(axes)")
        let units = try lines(shell, "rows")[2]
        #expect(units.contains(" \(heading)"), "\(units)")
        #expect(units.contains("input") == heading.contains("input"), "\(units)")
        #expect(units.contains("output") == heading.contains("output"), "\(units)")
        let column = try #require(PlanData(try shell.session.requirePlans()).columns.first { $0.key == "tps_chip" })
        #expect(column.dataUnit.contains(unit), "\(column.dataUnit)")
    }

    /// A dense model has no experts, and requests in flight take the place of a batch.
    @Test func whatFollowsIsLeftOutUntilItIsAskedFor() throws {
        let shell = try TestShell("arch load h200; model load qwen3-32b")
        try shell.run("workload set serving=agg output=100; sweep chips=2,4 tp=1,2 concurrency=1,32")
        let shown = try headings(shell, "rows")
        for name in ["dp", "ep", "moe_tp", "batch", "total_batch"] { #expect(!shown.contains(name), "\(name)") }
        #expect(try headings(shell, "rows dp total_batch") == ["#", "chips", "tp", "concurrency", "dp", "total_batch"])
        #expect(try lines(shell, "rows 1 batch")[3].hasSuffix(" 0.5"))
    }

    @Test func columnsAreChosenInOrder() throws {
        let shell = try TestShell.prepared()
        #expect(try headings(shell, "rows tps_chip tpot_ms") == ["#", "tp", "batch", "tps_chip", "tpot_ms"])
        #expect(try headings(shell, "rows 3 tpot_ms tps_chip") == ["#", "batch", "tpot_ms", "tps_chip"])
        #expect(try headings(shell, "top 2 mfu,tp") == ["#", "mfu", "tp"])
        try shell.run("format csv")
        #expect(try shell.run("rows 1 tps_chip,mfu").hasPrefix("row,tps_chip,mfu\n1,"))
    }

    @Test func anAxisHasOneHeading() throws {
        let shell = try TestShell.prepared()
        try shell.run("sweep tp=4 batch=10,200 tbo=off,on,auto")
        #expect(try headings(shell, "rows").prefix(4) == ["#", "batch", "tbo", "tpot_ms"])
        let words = try lines(shell, "rows tbo").dropFirst(2).prefix(6).map { $0.split(separator: " ")[1] }
        #expect(words == ["off", "on", "auto(off)", "off", "on", "auto(on)"])
    }

    @Test func whatOrdersThePlansStays() throws {
        let shell = try TestShell(
            "arch load h200; model load deepseek-r1; workload set serving=agg input=1024 output=1024")
        try shell.run("sweep chips=8,16 tp=1,8 moe_tp=1,8 concurrency=64,256")
        #expect(try !headings(shell, "rows").contains("comm_share"))
        #expect(
            try lines(shell, "rows").contains {
                $0.hasPrefix("also: ") && $0.hasSuffix("comm_share; 'rows NAME ...' shows them")
            })
        try shell.run("sort comm_share")
        #expect(try headings(shell, "rows").contains("comm_share"))
    }

    @Test(arguments: [
        "arch load sg2260e; model load deepseek-v3; sweep chips=64,128 tp=2,4 batch=6,8 moe_tp=1,2 dram_util=0.8,0.9",
        "arch load h200; model load deepseek-r1; workload set serving=agg input=1024 output=1024; "
            + "sweep chips=8,16 tp=1,8 moe_tp=1,8 concurrency=64,256 chunk=512,1024",
        "arch load h200; model load qwen3-32b; workload set serving=disagg input=1024 output=1024; "
            + "sweep chips=2,4 tp=1,2 decode_workers=1,2 prefill_chips=1,2 prefill_tp=1 concurrency=64,256",
        "arch load h100; model load qwen3-32b; sweep chips=4,8 tp=4 batch=1,2",
    ])
    func tablesOfPlansFitAHundredColumns(_ setup: String) throws {
        let shell = try TestShell(setup)
        try shell.run("let first = _; pin 1; pin 2; arch set dram_bw=1TB/s; workload set input=999; eval; pin")
        try shell.run("sweep batch=1,2 tp=1,2 input=2048,4096")
        for line in ["rows", "top 5", "top 1", "pins", "pins 2", "rows first"] {
            #expect(try shell.failure(line).isEmpty)
            let text = (shell.session.cells.last?.output ?? []).reduce(into: "") { text, output in
                if case .table(let table) = output { text += OutputFormat.box.render(table) }
            }
            let widest = text.split(separator: "\n").map { DisplayWidth.of(String($0)) }
            #expect(text.contains("tps_chip"))
            #expect(widest.max() ?? 0 <= 100, "\(line)\n\(text)")
            // What speaks for ranks is a table of its own.
            let heads = text.split(separator: "\n").filter { $0.contains(" # ") && !$0.contains("against 1") }
            #expect(heads.count <= 1, "\(line)\n\(text)")
        }
    }
}
