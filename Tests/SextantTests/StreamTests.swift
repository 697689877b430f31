import TestSupport
import Testing

/// Streams that the caller closed, filled or made to wait.
@Suite struct StreamTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Runs a script of the system's shell, in which `$S` is the program, and returns what it printed.
    private func shell(_ script: String) throws -> String {
        let run = try Program.run("/bin/sh", ["-c", "S=\(Project.program("sextant"))\n" + script], in: folder)
        return run.output + run.error
    }

    /// More than a pipe holds.
    private static let long = String(repeating: "model list; arch list; ", count: 12)

    @Test func closedOutputIsTold() throws {
        let message = "sextant: cannot write to standard output: Bad file descriptor\n"
        for input in ["", " <&-"] {
            for commands in ["arch list", Self.long] {
                #expect(try shell("$S -c '\(commands)'\(input) >&-; echo $?") == "1\n" + message)
            }
        }
    }

    @Test func closedInputIsAtItsEnd() throws {
        #expect(try shell("$S <&-; echo $?") == "0\n")
        #expect(try shell("$S -c 'note x' <&-; echo $?") == "0\n")
    }

    @Test func inputThatCannotBeReadIsTold() throws {
        #expect(try shell("$S </; echo $?") == "1\nsextant: cannot read standard input: Is a directory\n")
    }

    @Test func closedErrorsHarmNoResult() throws {
        #expect(try shell("$S -c 'workload set input 1; frob' 2>&-; echo $?") == "input: 4096 -> 1\n1\n")
    }

    @Test func aFullDiskIsTold() throws {
        #expect(
            try shell("$S -c 'arch list' >/dev/full; echo $?")
                == "1\nsextant: cannot write to standard output: No space left on device\n")
    }

    /// The pipe has a reader that never reads; whether it waits or not, a request to end is answered.
    @Test(arguments: [("TERM", "143"), ("INT", "130"), ("HUP", "129")])
    func aReaderThatDoesNotReadHoldsUpNoSignal(_ signal: String, _ code: String) throws {
        let script = """
            mkfifo pipe; exec 3<>pipe
            env --default-signal=INT $S -c '\(Self.long)' >&3 & sleep 0.7; kill -\(signal) $!; wait $!; echo $?
            """
        #expect(try shell(script).hasPrefix(code + "\n"))
    }

    @Test func aNonBlockingPipeLosesNothing() throws {
        let script = """
            import os, subprocess, sys, time
            r, w = os.pipe()
            os.set_blocking(w, False)
            child = subprocess.Popen([sys.argv[1], "-c", sys.argv[2]], stdout=w)
            os.close(w)
            time.sleep(0.5)
            ticks = os.times().children_user
            total = b""
            while True:
                piece = os.read(r, 1 << 20)
                if not piece: break
                total += piece
            child.wait()
            print(child.returncode, total.endswith(subprocess.run([sys.argv[1], "-c", "arch list"], capture_output=True).stdout))
            """
        try folder.write(script, to: "run.py")
        #expect(try shell("python3 run.py $S '\(Self.long)'") == "0 True\n")
    }

    @Test func aSignalAtThePromptGivesItsCode() throws {
        for (signal, code) in [("TERM", Int32(143)), ("HUP", 129)] {
            let session = try PtySession(Project.program("sextant"))
            session.expect("sextant> ")
            _ = try shell("kill -\(signal) \(session.process)")
            #expect(try session.exitCode() == code)
        }
    }
}
