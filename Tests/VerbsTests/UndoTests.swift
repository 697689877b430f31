import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

@Suite struct UndoTests {
    private let steps = [
        "arch load sg2260e", "model load deepseek-v3", "workload set input 8192", "config set chips=64 tp=4",
        "sweep tp=2,4 batch=6,8", "filter tps_batch>=1", "sort tpot_ms", "top 2", "format csv", "eval --only",
    ]

    @Test func goesBackToEverySessionAndForthAgain() throws {
        let shell = try TestShell()
        var snapshots = [shell.snapshot]
        for step in steps {
            try shell.run(step)
            snapshots.append(shell.snapshot)
        }
        for (step, before) in zip(steps, snapshots).reversed() {
            try shell.run("undo")
            #expect(shell.snapshot == before)
            #expect((shell.output + shell.error).hasPrefix("undone: \(step)\n"))
        }
        #expect(try shell.failure("undo") == "error: there is nothing to undo\n")
        for (step, after) in zip(steps, snapshots.dropFirst()) {
            try shell.run("redo")
            #expect(shell.snapshot == after)
            #expect((shell.output + shell.error).hasPrefix("redone: \(step)\n"))
        }
        #expect(try shell.failure("redo") == "error: there is nothing to redo\n")
    }

    @Test func aChangeTakesTheWayForthAway() throws {
        let shell = try TestShell("arch load sg2260e", "undo", "model load deepseek-v3")
        #expect(try shell.failure("redo") == "error: there is nothing to redo\n")
    }

    @Test func lookingIsNoStep() throws {
        let shell = try TestShell("arch load sg2260e", "arch show", "arch list")
        #expect(try shell.run("undo") == "undone: arch load sg2260e; arch show; arch list\n  chip: sg2260e -> none\n")
    }

    @Test func lookingBetweenUndoAndRedoDoesNotHideWhatIsRedone() throws {
        let shell = try TestShell("arch load sg2260e", "model load deepseek-v3", "undo", "arch list")
        #expect(try shell.run("redo") == "redone: model load deepseek-v3\n  model: none -> deepseek-v3\n")
    }

    @Test func whatIsUndoneIsWhatTheSessionsDoNotShare() throws {
        let shell = try TestShell("arch load sg2260e", "arch set latency=1us", "undo", "arch list")
        let undone = try shell.run("arch set latency=2us; undo")
        #expect(undone.contains("undone: arch set latency=2us\n  latency: 2 us -> "))
    }

    @Test func aFailedCommandIsNoStep() throws {
        let shell = try TestShell("arch load sg2260e")
        let empty = try TestShell().snapshot
        _ = try shell.failure("arch set latency=nan")
        try shell.run("undo")
        #expect(shell.snapshot == empty)
    }

    @Test func commandsBeforeAFailedOneOfTheLineStay() throws {
        let shell = try TestShell()
        _ = try shell.failure("arch load sg2260e; arch frob; model load deepseek-v3")
        #expect(shell.session.title == "sg2260e")
    }

    @Test func nothingRunsAfterQuit() throws {
        let shell = try TestShell("quit; arch load sg2260e")
        #expect(shell.interpreter.hasQuit)
        #expect(shell.session.chip == nil)
    }

    @Test func saysWhatChanged() throws {
        let shell = try TestShell.prepared()
        try shell.run("filter tps_batch>=10; sort tpot_ms")
        #expect(
            try shell.run("undo") == """
                undone: sort tpot_ms
                  plans: 8 of 15 plans over tp, batch with tps_batch>=10, by tpot_ms -> 8 of 15 plans over tp, batch with \
                tps_batch>=10

                """)
        try shell.run("config set tp=4 batch=12; format csv; let base = _")
        try shell.run("undo; undo")
        #expect(shell.error == "undone: let base = _\n  base: _ -> none\n")
        #expect(shell.output == "undone: format csv\n  format: csv -> box\n")
        #expect(
            try shell.run("undo") == """
                undone: config set tp=4 batch=12
                  tp: 4 -> 1
                  batch: 12 -> 1

                """)
        #expect(try shell.run("redo").hasSuffix("  tp: 1 -> 4\n  batch: 1 -> 12\n"))
    }
}
