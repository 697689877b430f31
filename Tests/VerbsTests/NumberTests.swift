import CostModel
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Numbers as people type them, in set, sweep and saved sessions.
@Suite struct NumberTests {
    @Test(arguments: [
        ("workload set input 4K", "input", 4096.0), ("workload set input=4K", "input", 4096),
        ("workload set input 2k", "input", 2000), ("workload set input 32Ki", "input", 32768),
        ("workload set input 1M", "input", 1_048_576), ("workload set input 2*4K", "input", 8192),
        ("workload set input 4 K", "input", 4096), ("workload set acceptance=85%", "acceptance", 0.85),
        ("arch set dram_bw 273e9*0.893", "dram_bw", 243.789e9), ("arch set flops=128*1e12", "flops", 128e12),
        ("arch set dram=2*32GB inter_bw=64GB/s/4", "dram", 64e9), ("arch set dram_util 89.3%", "dram_util", 0.893),
    ])
    func sets(_ line: String, _ name: String, _ value: Double) throws {
        let shell = try TestShell("arch load sg2260e", "model load deepseek-v3", line)
        let parameter = try #require(Parameter.named(name))
        #expect(parameter.get(shell.session.draft) == value)
        // The saved session sets the same.
        let again = try TestShell()
        for line in shell.script.split(separator: "\n") { try again.run(String(line)) }
        #expect(again.session.draft == shell.session.draft)
    }

    @Test(arguments: [
        ("batch=4..64:*2", "batch", [4.0, 8, 16, 32, 64]), ("batch=4..100:*2", "batch", [4, 8, 16, 32, 64]),
        ("batch=1..30:*3", "batch", [1, 3, 9, 27]), ("batch=4..16:*1.5", "batch", nil),
        ("input=1K..8K:*2", "input", [1024, 2048, 4096, 8192]), ("input=1k..4k:1k", "input", [1000, 2000, 3000, 4000]),
        ("input=1K,2K,1k..2k:500", "input", [1024, 2048, 1000, 1500, 2000]),
        ("dram_util=80%..90%:5%", "dram_util", [0.8, 0.85, 0.9]),
        ("dram_bw=0.5*273GB/s,273e9*0.893", "dram_bw", [136.5e9, 243.789e9]),
        ("host_time=1ms..8ms:*2", "host_time", [1e-3, 2e-3, 4e-3, 8e-3]), ("batch=7..7:*2", "batch", [7]),
    ])
    func sweeps(_ axis: String, _ name: String, _ values: [Double]?) throws {
        let shell = try TestShell("arch load sg2260e", "model load deepseek-v3")
        guard let values else {
            #expect(try !shell.failure("sweep chips=128 tp=4 \(axis)").isEmpty)
            return
        }
        try shell.run("sweep chips=128 tp=4 \(axis)")
        let axes = try #require(shell.session.plans?.result.space.axes)
        #expect(axes.first { $0.parameter.name == name }?.values == values)
    }

    static let refused = [
        Refusal(
            "workload set input 1.5K",
            """
            error: '1.5K' may mean two numbers: K is 1,024, a power of two
              workload set input 1.5K
                                 ^^^^ did you mean '1.5k' or '1.5Ki'?
                                 expected a number such as 128 or 4K

            """),
        Refusal(
            "arch set dram_bw 273e9*x",
            """
            error: 'x' is not a number
              arch set dram_bw 273e9*x
                                     ^ expected a bandwidth such as 16GB/s or 16e9

            """),
        Refusal(
            "arch set dram_bw 273e9*",
            """
            error: a number is missing beside '*' or '/'
              arch set dram_bw 273e9*
                               ^^^^^^ expected a bandwidth such as 16GB/s or 16e9

            """),
        Refusal(
            "arch set dram 2GB*3GB",
            """
            error: '3GB' is the second number with a unit
              arch set dram 2GB*3GB
                                ^^^ expected one unit in a product

            """),
        Refusal(
            "arch set dram=64/2GB",
            """
            error: '2GB' has a unit, and stands behind '/'
              arch set dram=64/2GB
                               ^^^ expected a plain number behind '/'

            """),
        Refusal(
            "arch set dram_bw 2k",
            """
            error: unknown unit 'k'
              arch set dram_bw 2k
                               ^^ did you mean 'kB/s'?
                               expected a bandwidth such as 16GB/s or 16e9

            """),
        Refusal(
            "arch set inter_bw 0.5",
            """
            error: 0.5 is out of range for inter_bw
              arch set inter_bw 0.5
                                ^^^ did you mean '0.5GB/s'?
                                expected 1 MB/s to 10000 TB/s

            """),
        Refusal(
            "arch set dram_util 89.3",
            """
            error: 89.3 is out of range for dram_util
              arch set dram_util 89.3
                                 ^^^^ did you mean '89.3%'?
                                 expected 0.01 to 1

            """),
        Refusal(
            "sweep batch=4..16:*1.5",
            """
            error: '4..16:*1.5' holds 13.5, which is not a whole number
              sweep batch=4..16:*1.5
                          ^^^^^^^^^^ expected a factor that leaves batch whole, such as *2

            """),
        Refusal(
            "sweep batch=4..16:*1",
            """
            error: '4..16:*1' holds no values
              sweep batch=4..16:*1
                          ^^^^^^^^ expected a factor above 1 and a start above 0: 4..512:*2

            """),
        Refusal(
            "sweep batch=4..16:*",
            """
            error: the factor of the range is missing, behind '*'
              sweep batch=4..16:*
                          ^^^^^^^ expected a range such as 6..16:2

            """),
        Refusal(
            "sweep batch=4..x:2",
            """
            error: 'x' is not a number
              sweep batch=4..x:2
                             ^ expected a number such as 128 or 4K

            """),
    ]

    @Test(arguments: refused)
    func refuses(_ refusal: Refusal) throws {
        try refusal.check(in: try TestShell("arch load sg2260e", "model load deepseek-v3"))
    }
}
