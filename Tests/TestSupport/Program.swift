import Glibc

/// A program that was run to its end.
package struct ProgramRun {
    /// The exit code, or 128 and the signal's number.
    package let exitCode: Int32
    /// What it wrote to standard output.
    package let output: String
    /// What it wrote to standard error.
    package let error: String
}

/// Runs programs without a terminal.
package enum Program {
    /// Runs a program of the package, or of the system by its path, in a folder and waits for its end.
    ///
    /// - Parameters:
    ///   - arguments: the words behind its name.
    ///   - input: what it reads from standard input.
    ///   - folder: its working directory, in which nothing is left behind.
    package static func run(
        _ name: String, _ arguments: [String], input: String = "", in folder: TemporaryFolder
    ) throws -> ProgramRun {
        let streams = try TemporaryFolder()
        try streams.write(input, to: "input")
        let actions = FileActions()
        actions.open(STDIN_FILENO, streams.path(of: "input"), O_RDONLY)
        actions.open(STDOUT_FILENO, streams.path(of: "output"), O_WRONLY | O_CREAT)
        actions.open(STDERR_FILENO, streams.path(of: "error"), O_WRONLY | O_CREAT)
        let process = try spawn(name, arguments, actions, in: folder)
        return ProgramRun(
            exitCode: waitForEnd(of: process), output: streams.read("output") ?? "", error: streams.read("error") ?? "")
    }

    /// Runs a program whose standard output is a pipe that nobody reads any more.
    package static func runWithClosedPipe(
        _ name: String, _ arguments: [String], in folder: TemporaryFolder
    ) throws -> ProgramRun {
        let streams = try TemporaryFolder()
        // A named pipe opens for writing only while someone reads; no program started meanwhile inherits its ends.
        let pipe = streams.path(of: "pipe")
        guard mkfifo(pipe, 0o600) == 0 else { throw TestFailure("no pipe") }
        let reader = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        let writer = open(pipe, O_WRONLY | O_CLOEXEC)
        close(reader)
        defer { close(writer) }
        let actions = FileActions()
        actions.open(STDIN_FILENO, "/dev/null", O_RDONLY)
        actions.duplicate(writer, to: STDOUT_FILENO)
        actions.open(STDERR_FILENO, streams.path(of: "error"), O_WRONLY | O_CREAT)
        let process = try spawn(name, arguments, actions, in: folder)
        return ProgramRun(exitCode: waitForEnd(of: process), output: "", error: streams.read("error") ?? "")
    }

    private static func spawn(
        _ name: String, _ arguments: [String], _ actions: FileActions, in folder: TemporaryFolder
    ) throws -> pid_t {
        // `env -C` changes the folder and becomes the program.
        let program = "/usr/bin/env"
        let attributes = SpawnAttributes()
        let path = name.hasPrefix("/") ? name : Project.program(name)
        let argv = CStringArray([program, "-C", folder.path, path] + arguments)
        let envp = CStringArray(
            ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TERM=dumb", "SEXTANT_HISTORY="]
                + SanitizerSettings.variables.compactMap { name, value in value.map { "\(name)=\($0)" } })
        var process: pid_t = 0
        guard posix_spawn(&process, program, &actions.value, &attributes.value, argv.pointers, envp.pointers) == 0
        else { throw TestFailure("cannot start \(name)") }
        return process
    }

    private static func waitForEnd(of process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }
}

/// How the sanitizers are set; a program that a test runs in an environment of its own keeps it.
enum SanitizerSettings {
    static let variables: [String: String?] = {
        var found: [String: String?] = [:]
        for name in ["ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"] {
            if let value = getenv(name) { found[name] = String(cString: value) }
        }
        return found
    }()
}

/// What happens to descriptors before a program starts.
private final class FileActions {
    var value = posix_spawn_file_actions_t()

    init() { posix_spawn_file_actions_init(&value) }

    deinit { posix_spawn_file_actions_destroy(&value) }

    func open(_ descriptor: Int32, _ path: String, _ flags: Int32) {
        posix_spawn_file_actions_addopen(&value, descriptor, path, flags, 0o600)
    }

    func duplicate(_ source: Int32, to descriptor: Int32) {
        posix_spawn_file_actions_adddup2(&value, source, descriptor)
    }
}

/// Signals as a shell starts programs with them: tests run on threads that block or ignore some.
package final class SpawnAttributes {
    /// The attributes in the form that C takes.
    package var value = posix_spawnattr_t()
    /// POSIX_SPAWN_SETSIGDEF and POSIX_SPAWN_SETSIGMASK.
    private static let resetsSignals: Int16 = 0x04 | 0x08

    /// Makes attributes with all signals at their defaults, plus some flags.
    package init(flags: Int16 = 0) {
        posix_spawnattr_init(&value)
        posix_spawnattr_setflags(&value, Self.resetsSignals | flags)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&value, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&value, &signals)
    }

    deinit { posix_spawnattr_destroy(&value) }
}

/// Strings in the form that C's `argv` has.
package final class CStringArray {
    /// The pointers, with nil at the end.
    package private(set) var pointers: [UnsafeMutablePointer<CChar>?]

    /// Copies strings.
    package init(_ strings: [String]) { pointers = strings.map { strdup($0) } + [nil] }

    deinit { for pointer in pointers { free(pointer) } }
}
