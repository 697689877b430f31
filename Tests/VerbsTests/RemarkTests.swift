import Testing
import Words

@testable import Language
@testable import Notebook
@testable import Verbs

/// What stands below tables so that nothing is misread.
@Suite struct RemarkTests {
    /// 13200 / 13321 - 1 = -0.9 %, 12112 / 13321 - 1 = -9.1 %, as rates of 128 chips each.
    @Test func topSaysWhatTellsRanksApart() throws {
        let shell = try TestShell.prepared()
        try shell.run("filter tps_batch>=10")
        #expect(try shell.run("top 5").contains("against 1"))
        #expect(try !shell.run("top 1").contains("against 1"))
        try shell.run("filter clear; sort tp")
        #expect(try !shell.run("top 5").contains("against 1"))
        try shell.run("format json")
        #expect(try !shell.run("top 5").contains("against 1"))
    }

    /// One call of each block takes 21 + 148 + 485 + 184 + 522 + 694 + 1169 = 3223 us, of which the head is 36.3 %.
    @Test func breakdownHasTheShareOfOneCallToo() throws {
        let shell = try TestShell.prepared()
        try shell.run("sort tps_chip; filter tp==4 and batch==10")
        let output = try shell.run("breakdown 1")
        #expect(output.contains(" LM_Head           1      1169     1.17      1.2      36.3  memory\n"))
        #expect(output.contains("\nMLA (30.8 %): a larger tp reads the same latents on every chip, "))
        #expect(output.split(separator: "\n").allSatisfy { $0.count <= 107 })
        try shell.run("sweep tp=1 batch=10")
        #expect(try !shell.run("breakdown 1").contains("larger tp"))
    }

    /// Below a billionth of a unit is what rounding leaves of zero, from a billion on figures have a power of ten.
    @Test(arguments: [
        (1.1102230246251565e-13, "0"), (-1.3e-12, "0"), (0, "0"), (0.25, "0.25"), (24.5, "24.5"), (128, "128"),
        (1_578_405_250_106, "1.57841e12"), (1.9789e15, "1.9789e15"), (1e-6, "0.000001"), (999_999_999, "999999999"),
    ])
    func explainedNumbersAreShort(_ value: Double, _ text: String) {
        #expect(ExplanationWords.number(value) == text)
    }

    @Test func explainNamesOnlyWhatTheMetricDependsOn() throws {
        let shell = try TestShell(
            "arch load h200; model load deepseek-r1; workload set serving=disagg input=1024 output=1024",
            "config set chips=16 prefill_chips=8 concurrency=256; eval")
        let ratio = try shell.run("explain pd_ratio")
        #expect(ratio.contains("\nNo constant of the chip moves pd_ratio.\n"))
        #expect(ratio.contains("\n  config: chips=16 decode_workers=1 prefill_workers="))
        #expect(!ratio.contains("model: "))
        let dram = try shell.run("explain dram")
        #expect(dram.contains("\n dram_reserve ") && !dram.contains("dram_bw") && !dram.contains("latency"))
        #expect(try shell.run("explain ttft_ms").contains("\n request_time "))
    }
}
