import CostModel
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Names of the case study and other usual ones, which saved sessions do not hold.
@Suite struct OtherNameTests {
    private let shell: TestShell

    init() throws { shell = try TestShell.prepared() }

    @Test(arguments: [
        ("filter TPS_per_Batch>=10", "filter tps_batch>=10"), ("filter MFU>12", "filter mfu>12"),
        ("filter throughput >= 10000 and Decode_Time_ms<100", "filter total_tps >= 10000 and tpot_ms<100"),
        ("filter DRAM_GB<=60", "filter dram<=60"), ("filter bs==10", "filter batch==10"),
        ("filter \"TTFT<2s\"", "filter \"ttft_ms<2s\""),
        ("sort TPS_per_Chip", "sort tps_chip"), ("sort tpot asc", "sort tpot_ms asc"),
        ("sweep chips=128 MLA_TP=2,4 bs=10", "sweep chips=128 tp=2,4 batch=10"),
        ("config set Batch=12 MLA_TP=4", "config set batch=12 tp=4"), ("config set bs 12", "config set batch 12"),
        ("workload set ISL 2048", "workload set input 2048"), ("arch set Inter_BW 32GB/s", "arch set inter_bw 32GB/s"),
        ("assert ITL<1s", "assert tpot_ms<1s"), ("explain throughput 1", "explain total_tps 1"),
        ("whynot MLA_TP=8 bs=12", "whynot tp=8 batch=12"),
    ])
    func areRecordedUnderTheName(_ typed: String, _ recorded: String) throws {
        try shell.run(typed)
        let other = try TestShell.prepared()
        try other.run(recorded)
        #expect(shell.session.cells.last?.text == recorded)
        #expect(shell.script == other.script)
    }

    @Test func theEightPlansOfTheCaseAreLeft() throws {
        let line = try shell.run("filter TPS_per_Batch>=10")
        #expect(line == "8 of 15 kept; 7 dropped by tps_batch>=10\n")
    }

    @Test func aWordInQuotesStaysAsItIs() throws {
        try shell.run("sweep chips=128 \"MLA_TP=2,4\" batch=10")
        #expect(shell.session.cells.last?.text == "sweep chips=128 \"MLA_TP=2,4\" batch=10")
        #expect(shell.session.plans?.count == 2)
    }

    @Test func helpKnowsThem() throws {
        for word in ["Decode_Time_ms", "TPOT", "itl"] {
            #expect(try shell.run("help \(word)").hasPrefix("tpot_ms [ms], a metric\n"), "\(word)")
        }
        #expect(try shell.run("help tpot").contains("\n  also: Decode_Time_ms (the case study), tpot, itl, itl_ms\n"))
        #expect(try shell.run("help MLA_TP").contains("tp, a parameter of config"))
        #expect(try shell.run("help SLO") == shell.run("help slo"))
    }

    @Test func aSlipInOneLeadsToTheName() throws {
        #expect(try shell.failure("filter TPS_per_Bach>=10").contains("did you mean 'tps_batch'?"))
        #expect(try shell.failure("sweep MLA_TO=4").contains("did you mean 'tp' ("))
        #expect(try shell.failure("help Decode_Tim").contains("did you mean 'tpot_ms'?"))
    }

    @Test func whatIsWorkedOutIsNoAxisUnderAnyName() throws {
        #expect(
            try shell.failure("sweep MLA_DP=32") == """
                error: 'dp' is worked out, not set
                  sweep MLA_DP=32
                        ^^^^^^ dp = chips / (tp * sp * pp); set what it follows from

                """)
        // The case study's DRAM is what a plan uses, which is no input.
        #expect(try shell.failure("sweep DRAM_GB=60").hasPrefix("error: 'dram' is worked out, not set\n"))
    }
}
