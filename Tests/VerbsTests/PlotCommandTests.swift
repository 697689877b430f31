import CostModel
import Presentation
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// `plot` in the shell.
@Suite struct PlotCommandTests {
    private func plot(_ shell: TestShell) throws -> Plot {
        try #require(shell.session.cells.last?.output.compactMap(\.plot).first)
    }

    /// Runs a line where programs can be run, all of which end so.
    private func run(_ line: String, in shell: TestShell, status: Int32 = 0) throws {
        var sink = OutputSink(standardOutput: { _ in }, standardError: { _ in })
        sink.program = { _, _ in status }
        try shell.interpreter.run(SourceLine(file: nil, number: 1, text: line), sink)
    }

    private func series(_ shell: TestShell) throws -> [Plot.Series] {
        guard case .chart(_, _, let series, _) = try plot(shell).content else { return [] }
        return series
    }

    @Test func plansAreDots() throws {
        let shell = try TestShell.prepared()
        let text = try shell.run("plot tps_chip tps_batch")
        #expect(text.hasPrefix("15 plans of sg2260e/deepseek-v3\n"))
        #expect(text.contains("o nothing beats it"))
        let all = try series(shell)
        #expect(all.map(\.points.count).first == 15)
        try shell.run("frontier tps_chip tps_batch")
        #expect(all.last?.points.count == shell.session.plans?.count)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 72 })
        #expect(try shell.run("plot --ascii tps_chip tps_batch").utf8.allSatisfy { $0 < 128 })
    }

    /// The knee and the limit of the service level are lines across.
    @Test func aCurveHasItsKneeAndLimit() throws {
        let shell = try TestShell("arch load sg2260e", "model load deepseek-v3", "config set chips=128 tp=4 batch=10")
        try shell.run("slo tps_batch>=10")
        let text = try shell.run("plot batch=1..64 tps_batch")
        #expect(text.contains("slo tps_batch>=10") && text.contains("knee batch="))
        #expect(try series(shell).first?.points.count == 12)
        #expect(try shell.run("plot curve").contains(" 64\n"))
        try shell.run("curve batch=1..64")
        let curve = try shell.run("plot curve tps_batch")
        #expect(curve == text)
        #expect(try shell.run("plot curve").contains("total_tps over batch"))
    }

    /// Where requests come at a rate the batch says nothing: the load is that rate.
    @Test func theCurveOfARateIsOverTheRate() throws {
        let shell = try TestShell(
            "arch load h100", "model load llama-3.1-8b", "config set chips=1 tp=1",
            "workload set serving=agg input=1024 output=256 rate=2")
        let text = try shell.run("plot curve ttft_ms")
        #expect(text.contains("ttft_ms over rate"), "\(text)")
        // Throughput over the rate is a straight line: what waits grow to is worth a picture, and what 'slo' limits more.
        #expect(try shell.run("plot curve").contains("ttft_p95_ms over rate"))
        #expect(try shell.run("plot curve rate").contains("ttft_p95_ms over rate"))
        try shell.run("slo tpot_p99_ms<=30 ttft_ms<=500")
        #expect(try shell.run("plot curve rate=1..4").contains("tpot_p99_ms over rate"))
        #expect(try shell.run("plot curve rate total_tps").contains("total_tps over rate"))
        #expect(try shell.run("plot rate=1..4").contains("tpot_p99_ms over rate"))
        try shell.run("workload set rate=0 users=20 think=10")
        #expect(try shell.run("plot curve users ttft_ms").contains("ttft_ms over users"))
    }

    @Test func aLoadByItsNameIsItsUsualRange() throws {
        let shell = try TestShell("arch load sg2260e", "model load deepseek-v3", "config set chips=128 tp=4 batch=10")
        #expect(try shell.run("plot curve batch mfu") == shell.run("plot curve batch=1..256 mfu"))
        #expect(try shell.failure("plot curve rate").contains("rate"))
    }

    @Test func aBreakdownIsBars() throws {
        let shell = try TestShell.prepared()
        let text = try shell.run("plot breakdown 1")
        #expect(text.contains("MoE") && text.contains("█"))
    }

    @Test func aSensitivityIsATornado() throws {
        let shell = try TestShell.prepared()
        let text = try shell.run("plot sensitivity tps_chip 1")
        #expect(text.hasPrefix("tps_chip ") && text.contains("dram_bw") && text.contains("█"))
    }

    /// Programs get the figures.
    @Test func asDataItIsATable() throws {
        let shell = try TestShell.prepared()
        let data = try shell.run("format csv; plot tps_chip tps_batch")
        #expect(data.hasPrefix("series,tps_chip,tps_batch\nplan,"))
        #expect(try shell.run("plot breakdown").hasPrefix("bar,value\n"))
    }

    /// `> x.svg` draws, `> x.csv` has the figures, and `> x.txt` what a screen has.
    @Test func aFileHasWhatItsEndingSays() throws {
        let folder = try TemporaryFolder()
        let shell = try TestShell.prepared()
        func written(_ name: String) throws -> String {
            try run("plot tps_chip tps_batch > \(folder.path(of: name))", in: shell)
            return try #require(folder.read(name))
        }
        #expect(try written("x.svg").hasPrefix("<svg xmlns="))
        #expect(try written("x.csv").hasPrefix("series,tps_chip,tps_batch\n"))
        #expect(try written("x.txt").hasPrefix("15 plans of"))
        #expect(try written("x.md").hasPrefix("15 plans of"))
        #expect(try written("x.json").hasPrefix("{"))
    }

    /// Without gnuplot a picture in pixels says what to install.
    @Test func pixelsNeedGnuplot() throws {
        let shell = try TestShell.prepared()
        let diagnostic = #expect(throws: Diagnostic.self) {
            try run("plot tps_chip tps_batch > x.png", in: shell, status: 1)
        }
        #expect(
            diagnostic?.render() == """
                error: gnuplot draws PNG pictures, and is not installed
                  plot tps_chip tps_batch > x.png
                                            ^^^^^ on Debian: apt install gnuplot-nox
                                            expected a file that ends in .svg, which takes no other program

                """)
    }

    /// Gnuplot is given the picture and the file, in quotes; what it ends with is told.
    @Test(arguments: [Int32(0), 1, 3]) func gnuplotDrawsPixels(_ status: Int32) throws {
        let shell = try TestShell.prepared()
        let calls = Mutex<[String]>([])
        var sink = OutputSink(standardOutput: { _ in }, standardError: { _ in })
        sink.program = { command, input in
            calls.withLock { $0.append(command + " < " + input.prefix(24)) }
            return command.hasPrefix("command -v") ? 0 : status
        }
        let line = SourceLine(file: nil, number: 1, text: "plot tps_chip tps_batch > \"it's.png\"")
        var message: String?
        do throws(Diagnostic) { try shell.interpreter.run(line, sink) } catch { message = error.message }
        let drawn = calls.withLock { $0 }.last ?? ""
        #expect(drawn.hasPrefix("gnuplot > 'it'\\''s.png' < "), "\(drawn)")
        #expect((message == nil) == (status == 0))
        if status != 0 { #expect(message?.contains("gnuplot") == true && message?.contains("\(status)") == true) }
    }

    @Test func exportsHoldThePicture() throws {
        let folder = try TemporaryFolder()
        let shell = try TestShell.prepared()
        try shell.run("plot tps_chip tps_batch")
        for name in ["a.html", "a.ipynb", "a.md"] { try shell.run("export \(folder.path(of: name))") }
        #expect(try #require(folder.read("a.html")).contains("<svg class=\"plot\""))
        #expect(try #require(folder.read("a.ipynb")).contains("<svg xmlns="))
        #expect(try #require(folder.read("a.md")).contains("⠂ plan"))
    }

    @Test(arguments: [
        ("plot", "something is missing here"), ("plot tps_chip", "something is missing here"),
        ("plot tps_chop tpot_ms", "unknown metric 'tps_chop'"),
        ("plot tps_chip ttft_ms", "no plan that can run has values of tps_chip and ttft_ms"),
        ("plot batch=1..4 tps_chop", "unknown metric 'tps_chop'"),
        ("plot curve inter_bw", "'inter_bw' is a parameter, not a metric"),
        ("plot curve tpot_ms batch", "unexpected word 'batch'"),
        ("plot batch=1..4 tps_chip mfu", "unexpected word 'mfu'"),
    ])
    func refuses(_ line: String, _ problem: String) throws {
        let failure = try TestShell.prepared().failure(line)
        #expect(failure.contains(problem), "\(failure)")
    }
}
