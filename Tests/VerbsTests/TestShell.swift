import CostModel
import Planning
import Presentation
import Storage
import TestSupport
import Text

@testable import Language
@testable import Notebook
@testable import Verbs

/// A shell whose output is kept, without a terminal.
final class TestShell {
    let interpreter: Interpreter<Session>
    private(set) var output = ""
    private(set) var error = ""

    /// Makes a shell and runs some lines in it.
    init(_ lines: String...) throws {
        interpreter = Interpreter<Session>(environment: Environment(cores: 2, now: { 0 }))
        for line in lines { try run(line) }
    }

    /// Makes a shell on so many cores.
    init(cores: Int) { interpreter = Interpreter<Session>(environment: Environment(cores: cores, now: { 0 })) }

    /// Makes a shell on some day.
    init(on day: CalendarDay, files: FileSystem? = nil) {
        var environment = Environment(cores: 2, now: { 0 }, files: files)
        environment.today = { day }
        interpreter = Interpreter<Session>(environment: environment)
    }

    /// Makes a shell on one core in which a command is cancelled once it has asked that often whether it is.
    init(cancelledAfter questions: Int) {
        let asked = SharedCounter()
        interpreter = Interpreter<Session>(
            environment: Environment(cores: 1, now: { 0 }, isCancelled: { asked.increment() > questions }))
    }

    /// Makes a shell whose files are others than those of this machine.
    init(files: FileSystem, journal: Journal? = nil) {
        interpreter = Interpreter<Session>(
            environment: Environment(cores: 1, now: { 0 }, journal: journal, files: files))
    }

    /// A shell with chip, model and the 15 plans of the case study.
    static func prepared() throws -> TestShell {
        try TestShell(
            "arch load sg2260e", "model load deepseek-v3", "sweep chips=128 tp=2,4,8 batch=6,8,10,12,16 moe_tp=1")
    }

    /// An H200 with constants that no fit of the catalogue moves, so that what stops a plan of it stays what stops it.
    static let steadyH200 = """
        arch load h200; arch set dram_util=0.89 matrix_eff=0.687 attn_eff=0.426 latency=8.17us inter_latency=8.17us \
        launch=4.44us prefill_launch=8.73us elementwise=2.12 attn_rows=128 expert_rows=64 a2a_start=50us tbo_overlap=0.82 \
        host_time=0.22ms sequence_time=6.02us request_time=24.5ms vllm_layer_time=1.6us expert_start=0 expert_overlap=1 \
        expert_eff=1 trtllm_expert_rate=1 expert_util=1 expert_spread=0 shared_overlap=1 attn_start=0 attn_ramp=0 \
        attn_rate=weights sglang_layer_time=0 reduce_start=0 a2a_peers=outer a2a_util=1
        """

    var session: Session { interpreter.session }

    /// The session as the script that makes it again.
    var script: String { (try? Script.text(of: session)) ?? "" }

    /// Runs a line; returns what it printed to standard output.
    @discardableResult
    func run(_ line: String) throws -> String {
        output = ""
        error = ""
        let sink = OutputSink(standardOutput: { self.output += $0 }, standardError: { self.error += $0 })
        try interpreter.run(SourceLine(file: nil, number: 1, text: line), sink)
        return output
    }

    /// The whole text of the error that a line leads to; empty if it runs.
    func failure(_ line: String) throws -> String {
        do {
            try run(line)
            return ""
        } catch let diagnostic as Diagnostic {
            return session.spoken.speak { diagnostic.render() }
        }
    }

    /// Everything that a session holds, for comparisons.
    var snapshot: String {
        let plans = session.plans.map { plans in
            "\(plans.selection.rows) \(plans.conditions.map(\.text)) \(plans.order?.quantifier.name ?? "")"
        }
        let parts = [
            script, "\(String(describing: session.chip))", "\(String(describing: session.prefillChip))",
            "\(String(describing: session.model))",
            "\(session.workload)", "\(session.deployment)", plans ?? "no plans", session.format.rawValue,
            "\(session.written.sorted())",
        ]
        return parts.joined(separator: "\n")
    }
}

extension SessionHeading {
    /// The heading of what this program writes.
    static var own: String { line(Session.stamp, .english) }
}
