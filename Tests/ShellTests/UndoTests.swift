import Testing

@testable import Shell

@Suite struct UndoTests {
    private let steps = [
        "arch load sg2260e", "model load deepseek-v3", "workload set input 8192", "config set chips=64 tp=4",
        "sweep tp=2,4 batch=6,8", "filter tps_batch>=1", "sort tpot_ms", "top 2", "format csv", "eval",
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
            #expect((shell.output + shell.error).hasSuffix("undone: \(step)\n"))
        }
        #expect(try shell.failure("undo") == "error: there is nothing to undo\n")
        for (step, after) in zip(steps, snapshots.dropFirst()) {
            try shell.run("redo")
            #expect(shell.snapshot == after)
            #expect((shell.output + shell.error).hasSuffix("redone: \(step)\n"))
        }
        #expect(try shell.failure("redo") == "error: there is nothing to redo\n")
    }

    @Test func aChangeTakesTheWayForthAway() throws {
        let shell = try TestShell("arch load sg2260e", "undo", "model load deepseek-v3")
        #expect(try shell.failure("redo") == "error: there is nothing to redo\n")
    }

    @Test func lookingIsNoStep() throws {
        let shell = try TestShell("arch load sg2260e", "arch show", "arch list")
        #expect(try shell.run("undo") == "undone: arch load sg2260e; arch show; arch list\n")
    }

    @Test func lookingBetweenUndoAndRedoDoesNotHideWhatIsRedone() throws {
        let shell = try TestShell("arch load sg2260e", "model load deepseek-v3", "undo", "arch list")
        #expect(try shell.run("redo") == "redone: model load deepseek-v3\n")
    }

    @Test func whatIsUndoneIsWhatTheSessionsDoNotShare() throws {
        let shell = try TestShell("arch load sg2260e", "arch set latency=1us", "undo", "arch list")
        #expect(try shell.run("arch set latency=2us; undo").hasSuffix("undone: arch set latency=2us\n"))
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
}
