import TestSupport
import Testing

/// The verbs of planning and of sessions, typed at a terminal and read from its screen.
@Suite struct PlanningTerminalTests {
    private func planned() throws -> PtySession {
        let session = try PtySession(Project.program("sextant"), columns: 160, rows: 60)
        session.expect("sextant> ")
        session.load()
        session.send("sweep chips=128 tp=2,4,8 batch=6,8,10,12,16; filter tps_batch>=10\r")
        session.expect("[4] 8 of 15 kept; 7 dropped by tps_batch>=10")
        return session
    }

    @Test func suggestionsAreShownAppliedAndTakenBack() throws {
        let session = try planned()
        session.send("top 1\r")
        session.expect("1 meets tps_batch>=10 with")
        session.send("suggest apply 1\r")
        session.expect("draft: 0 -> 1")
        session.send("undo\r")
        session.expect("draft: 1 -> 0")
        session.send("redo\r")
        session.expect("redone: workload set draft=1")
    }

    @Test func reasonsAreGiven() throws {
        let session = try planned()
        session.send("whynot tp=8 batch=12\r")
        session.expect("misses tps_batch>=10: ")
        session.send("dropped\r")
        session.expect("7 of 15 plans dropped, 8 kept")
        session.send("why 1\r")
        session.expect("the step waits for memory")
        session.send("diff 1 2\r")
        session.expect("batch")
    }

    @Test func cellsAreNamedRerunAndEdited() throws {
        let session = try planned()
        session.send("let base = out[3]\r")
        session.expect("base: 15 plans over tp, batch")
        session.send("assert tps_chip>=1\r")
        session.expect("tps_chip")
        session.send("rerun 3..4\r")
        session.expect("8 of 15 kept; 7 dropped by tps_batch>=10")
        session.send("edit 3 \t")
        session.expect("edit 3 sweep chips=128 tp=2,4,8 batch=6,8,10,12,16")
        session.send("\u{15}quit\r")
        #expect(try session.exitCode() == 0)
    }
}
