import Glibc
import Testing

/// A program that runs at a terminal of its own, as if a person sat there.
package final class PtySession {
    private let master: Int32
    package private(set) var process: pid_t = 0
    package private(set) var screen: ScreenModel
    /// What the program printed up to here was already expected.
    private var seen: String.Index
    private var exitStatus: Int32?
    private var hasHungUp = false

    /// glibc's POSIX_SPAWN_SETSID, a macro that is not imported.
    private static let startsSession: Int16 = 0x80

    /// Starts a program; the variables come on top of a small fixed environment, or leave it where they are nil.
    package init(
        _ program: String, arguments: [String] = [], environment: [String: String?] = [:], columns: Int = 80,
        rows: Int = 24
    ) throws {
        screen = ScreenModel(columns: columns, rows: rows)
        seen = screen.transcript.startIndex
        var master: Int32 = -1
        var terminal: Int32 = -1
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &terminal, nil, nil, &size) == 0 else { throw TestFailure("no terminal") }
        defer { _ = close(terminal) }
        self.master = master
        // Else each program would hold the terminals of those started beside it.
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        _ = fcntl(terminal, F_SETFD, FD_CLOEXEC)
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        var name = [CChar](repeating: 0, count: 256)
        guard ttyname_r(terminal, &name, name.count) == 0 else { throw TestFailure("no terminal name") }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that the leader of a new session opens becomes its controlling terminal.
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
        let attributes = SpawnAttributes(flags: Self.startsSession)

        let variables: [String: String?] = [
            "TERM": "xterm", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "SEXTANT_HISTORY": "",
            "SWIFT_BACKTRACE": "enable=no",
        ]
        .merging(SanitizerSettings.variables) { _, new in new }
        .merging(environment) { _, new in new }
        let argv = CStringArray([program] + arguments)
        let envp = CStringArray(variables.compactMap { name, value in value.map { "\(name)=\($0)" } })
        guard posix_spawn(&process, program, &actions, &attributes.value, argv.pointers, envp.pointers) == 0 else {
            throw TestFailure("cannot start \(program)")
        }
    }

    deinit {
        if exitStatus == nil {
            kill(process, SIGKILL)
            var status: Int32 = 0
            waitpid(process, &status, 0)
        }
        hangUp()
    }

    /// Whether the terminal passes whole lines and echoes them, as it did before the program started.
    package var isCookedAndEchoing: Bool {
        var settings = termios()
        tcgetattr(master, &settings)
        let flags = tcflag_t(ICANON | ECHO | ISIG)
        return settings.c_lflag & flags == flags
    }

    /// Types keys.
    package func send(_ text: String) {
        sendBytes(Array(text.utf8))
    }

    package func sendBytes(_ all: [UInt8]) {
        var bytes = all[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes.removeFirst(count)
            } else if errno == EAGAIN {
                // The terminal is full until the program reads; it may in turn wait for its output to be read.
                read(milliseconds: 10)
            } else {
                return
            }
        }
    }

    /// Waits until the program has printed a text behind what was expected before.
    package func expect(_ text: String, seconds: Double = 10, _ location: SourceLocation = #_sourceLocation) {
        let isThere = wait(seconds: seconds) {
            guard let end = Self.end(of: text, in: screen.transcript[seen...]) else { return false }
            seen = end
            return true
        }
        if !isThere {
            Issue.record(
                "\(text.debugDescription) did not come; the screen:\n\(screen.text)", sourceLocation: location)
        }
    }

    /// Waits until the screen looks as a condition wants it.
    package func expectScreen(
        _ what: String, seconds: Double = 10, _ location: SourceLocation = #_sourceLocation,
        _ condition: (ScreenModel) -> Bool
    ) {
        if !wait(seconds: seconds, until: { condition(screen) }) {
            Issue.record("no \(what); the screen:\n\(screen.text)", sourceLocation: location)
        }
    }

    /// Waits until the last row with text that is not dim is as given, but for blanks at its end.
    package func expectLastRow(_ row: String, _ location: SourceLocation = #_sourceLocation) {
        expectScreen("last row \(row.debugDescription)", location) { screen in
            screen.plainLines.last { !$0.isEmpty } == row
        }
    }

    /// Lets time pass, taking what the program prints.
    package func pause(milliseconds: Int) {
        _ = wait(seconds: Double(milliseconds) / 1000) { false }
    }

    /// Changes the size of the window.
    package func resize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        screen.resize(columns: columns, rows: rows)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Takes the terminal away, as closing its window does.
    package func hangUp() {
        guard !hasHungUp else { return }
        hasHungUp = true
        _ = close(master)
    }

    /// Waits for the end; the exit code, or 128 and the signal's number.
    package func exitCode(seconds: Double = 10) throws -> Int32 {
        _ = wait(seconds: seconds) { hasExited() }
        guard let status = exitStatus else { throw TestFailure("still running; the screen:\n\(screen.text)") }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    // MARK: - Waiting

    private func hasExited() -> Bool {
        var status: Int32 = 0
        if exitStatus == nil, waitpid(process, &status, WNOHANG) == process { exitStatus = status }
        return exitStatus != nil
    }

    private func wait(seconds: Double, until condition: () -> Bool) -> Bool {
        let start = ContinuousClock.now
        while !condition() {
            guard ContinuousClock.now - start < .seconds(seconds) else { return false }
            read(milliseconds: 5)
        }
        return true
    }

    private func read(milliseconds: Int32) {
        guard !hasHungUp else {
            usleep(useconds_t(milliseconds) * 1000)
            return
        }
        var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, milliseconds) > 0 else { return }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(master, &bytes, bytes.count)
        if count > 0 {
            screen.feed(bytes.prefix(count))
        } else {
            // Nobody has the terminal open: poll would return at once for ever.
            usleep(useconds_t(milliseconds) * 1000)
        }
    }

    private static func end(of text: String, in transcript: Substring) -> String.Index? {
        transcript.firstRange(of: text)?.upperBound
    }
}
