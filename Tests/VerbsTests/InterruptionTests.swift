import Storage
import Synchronization
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Ctrl-C in every verb that loops: it ends with a word and leaves the session and the files as they were.
@Suite struct InterruptionTests {
    /// Ctrl-C that comes once it has been asked for a number of times.
    private final class Gate: Sendable {
        private let left = Mutex<Int?>(nil)

        /// Lets Ctrl-C come after some questions, or not at all.
        func close(after questions: Int?) { left.withLock { $0 = questions } }

        var isClosed: Bool {
            left.withLock { left in
                guard let some = left else { return false }
                left = max(0, some - 1)
                return some == 0
            }
        }
    }

    /// Verbs that look at all plans, write them, or read a long file; FOLDER is where files are.
    static let verbs = [
        "sort tps_chip", "filter tps_batch>=10", "top 3", "slo tps_batch>=1", "dropped", "why", "suggest",
        "whynot chips=64 tp=3", "rows all", "rows all > FOLDER/rows.txt", "rows all > FOLDER/rows.csv",
        "rows all > FOLDER/rows.json", "rows all | cat", "top 3000", "save --force FOLDER/old.csv",
        "save --force FOLDER/old.md", "save --force FOLDER/old.json", "save --force FOLDER/old.sextant",
        "save --force --columns study FOLDER/old.csv", "export --force FOLDER/old.md",
        "export --force FOLDER/old.html", "export --force FOLDER/old.ipynb", "export --force FOLDER/old.svg",
        "save --force FOLDER/old.tsv", "save --force FOLDER/old.db", "export report --force FOLDER/old.html",
        "validate FOLDER/rows.csv", "validate FOLDER/rows.csv by lab",
        "validate --force --out FOLDER/old.csv FOLDER/rows.csv",
        "calibrate FOLDER/rows.csv --params dram_util,host_time", "bench",
    ]

    private static let names = [
        "old.csv", "old.md", "old.json", "old.sextant", "old.html", "old.ipynb", "old.svg", "old.tsv", "old.db",
    ]

    @Test(arguments: verbs) func everyVerbEndsAndLeavesAllAsItWas(_ verb: String) throws {
        let folder = try TemporaryFolder()
        let gate = Gate()
        let environment = Environment(cores: 1, now: { 0 }, isCancelled: { gate.isClosed })
        let interpreter = Interpreter<Session>(environment: environment)
        var sink = OutputSink(standardOutput: { _ in }, standardError: { _ in })
        sink.program = { _, _ in 0 }
        func run(_ line: String) throws(Diagnostic) {
            try interpreter.run(
                SourceLine(file: nil, number: 1, text: line.replacing("FOLDER", with: folder.path)), sink)
        }
        for name in Self.names { try folder.write("old", to: name) }
        try folder.write(try Self.measurements(), to: "rows.csv")
        for line in ["arch load h200", "model load llama-3.1-8b", "sweep chips=64 tp=2,4 batch=1..1500", "rows all"] {
            try run(line)
        }
        // However late it comes: in the first loop of a verb, or in the last.
        for questions in [0, 1, 4, 9] {
            let before = Self.snapshot(interpreter.session)
            gate.close(after: questions)
            var text = ""
            do throws(Diagnostic) { try run(verb) } catch { text = error.render() }
            gate.close(after: nil)
            guard !text.isEmpty else {
                // It was done before it was asked so often.
                #expect(questions > 0, "'\(verb)' never asks")
                return
            }
            #expect(text.contains("interrupted"), "\(verb): \(text)")
            #expect(Self.snapshot(interpreter.session) == before)
            for name in Self.names { #expect(folder.read(name) == "old") }
        }
    }

    /// What ran of a line is counted, so that `recover` goes no further: the commands before the one that was ended.
    @Test func theCommandsThatRanAreCounted() throws {
        let gate = Gate()
        let interpreter = Interpreter<Session>(
            environment: Environment(cores: 1, now: { 0 }, isCancelled: { gate.isClosed }))
        let sink = OutputSink(standardOutput: { _ in }, standardError: { _ in })
        func run(_ line: String) throws(Diagnostic) {
            try interpreter.run(SourceLine(file: nil, number: 1, text: line), sink)
        }
        try run("arch load h200; model load llama-3.1-8b; sweep chips=64 tp=2,4 batch=1..1500")
        #expect(interpreter.interruption == nil)
        // Behind the first command it is asked twice; the third time is in the second command.
        gate.close(after: 2)
        #expect(throws: Diagnostic.self) { try run("format box; sort tps_chip; format box") }
        #expect(interpreter.interruption == Interruption(commands: 1))
        gate.close(after: nil)
        try run("sort tps_chip")
        #expect(interpreter.interruption == nil)
    }

    private static func snapshot(_ session: Session) -> String {
        let plans =
            session.plans.map { "\($0.count) \($0.order == nil) \($0.conditions.count) \($0.ranked ?? 0)" } ?? ""
        return "\(session.cells.count) \(session.written.sorted()) \(plans) \(session.chip?.value.dramUtilisation ?? 0)"
    }

    /// 1,200 rows: more than any loop goes through between two questions.
    private static func measurements() throws -> String {
        let lines = (0..<1200).map { "h200,llama-3.1-8b,1,\($0 % 60 + 1),\(5 + Double($0 % 7)),\($0 % 3)\n" }
        return "chip,model,tp,batch,tpot_ms,lab\n" + lines.joined()
    }

    /// What Ctrl-C leaves of a sweep is held to the service level.
    @Test func aCancelledSweepKeepsWhatMeetsTheServiceLevel() throws {
        let shell = TestShell(cancelledAfter: 10)
        try shell.run("arch load sg2260e; model load deepseek-v3; slo tps_batch>=10")
        try shell.run("sweep tp=4 batch=1..100 input=1..20000")
        let plans = try #require(shell.session.plans)
        #expect(plans.result.isPartial && plans.result.evaluated > 0)
        let met = (0..<plans.result.count).filter { row in
            plans.result[row].isFeasible && plans.slo.allSatisfy { $0.holds(for: plans.result[row]) }
        }
        #expect(plans.selection.rows == met && plans.count < plans.result.count)
    }
}
