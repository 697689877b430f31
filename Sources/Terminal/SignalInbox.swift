import Glibc
import Synchronization

/// Where signal handlers leave word that a signal came.
///
/// A handler may interrupt anything, so it only sets atomic bits and writes a byte to a pipe. Whoever waits for input
/// polls that pipe as well; to wait for an interrupted `read` instead would lose the signals that come just before it.
/// The state is global because a handler can reach nothing else.
enum SignalInbox {
    struct Signals: OptionSet {
        let rawValue: UInt32
        static let interrupt = Signals(rawValue: 1)
        static let resize = Signals(rawValue: 2)
        static let resume = Signals(rawValue: 4)
        /// The terminal went away, or someone asked the process to end.
        static let end = Signals(rawValue: 8)
    }

    private static let pending = Atomic<UInt32>(0)
    private static let cancellation = Atomic<Bool>(false)
    private static let ending = Atomic<Int32>(0)
    private static let readEnd = Atomic<Int32>(-1)
    private static let writeEnd = Atomic<Int32>(-1)
    private static let isInstalled = Atomic<Bool>(false)

    /// Whether a running command should stop.
    static var isCancelled: Bool {
        get { cancellation.load(ordering: .relaxed) }
        set { cancellation.store(newValue, ordering: .relaxed) }
    }

    /// Whether the process was asked to end.
    static var isEnding: Bool { endSignal != 0 }

    /// The signal that asked for it; 0 for none.
    static var endSignal: Int32 { ending.load(ordering: .relaxed) }

    /// The end of the pipe to poll, or -1, which `poll` passes over.
    static var descriptor: Int32 { readEnd.load(ordering: .relaxed) }

    /// Installs the handlers; later calls do nothing.
    static func install() {
        // This also initialises the atomics, which a handler must not be the first to do.
        guard !isInstalled.exchange(true, ordering: .acquiringAndReleasing) else { return }
        _ = (isCancelled, isEnding, pending.load(ordering: .relaxed))
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
            }
            readEnd.store(ends[0], ordering: .relaxed)
            writeEnd.store(ends[1], ordering: .relaxed)
        }
        signal(SIGPIPE, SIG_IGN)
        // A file larger than a limit allows is an error of the write, not the end of the session.
        signal(SIGXFSZ, SIG_IGN)
        unblock([SIGINT, SIGWINCH, SIGCONT, SIGTERM, SIGHUP])
        handle(SIGINT) { _ in SignalInbox.receive(.interrupt) }
        handle(SIGWINCH) { _ in SignalInbox.receive(.resize) }
        handle(SIGCONT) { _ in SignalInbox.receive(.resume) }
        handle(SIGTERM) { SignalInbox.receiveEnd($0) }
        // nohup starts a program with the hang-up ignored, and that has to stay so.
        if !isIgnored(SIGHUP) { handle(SIGHUP) { SignalInbox.receiveEnd($0) } }
    }

    /// Takes what came since the last call.
    static func take() -> Signals {
        var bytes = (UInt64(0), UInt64(0))
        while descriptor >= 0, read(descriptor, &bytes, 16) > 0 {}
        return Signals(rawValue: pending.exchange(0, ordering: .acquiringAndReleasing))
    }

    /// Waits until there is input, or the descriptor fails, or a signal came, or the time is over.
    static func wait(for input: Int32, milliseconds: Int32 = -1) -> (input: Bool, signals: Signals) {
        var polled = [
            pollfd(fd: input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&polled, 2, milliseconds)
        let signals = take()
        return (count > 0 && polled[0].revents != 0, signals)
    }

    // MARK: - Inside a handler

    private static func receive(_ signals: Signals) {
        let savedError = errno
        if signals.contains(.interrupt) { cancellation.store(true, ordering: .relaxed) }
        pending.bitwiseOr(signals.rawValue, ordering: .acquiringAndReleasing)
        var byte: UInt8 = 0
        _ = write(writeEnd.load(ordering: .relaxed), &byte, 1)
        errno = savedError
    }

    /// The first request lets the command stop and the shell tidy up; the second, as it seems stuck, ends it at once.
    private static func receiveEnd(_ number: Int32) {
        if ending.exchange(number, ordering: .acquiringAndReleasing) != 0 {
            SavedTerminal.restore()
            signal(number, SIG_DFL)
            raise(number)
        } else {
            cancellation.store(true, ordering: .relaxed)
            receive(.end)
        }
    }

    // MARK: - Installing

    private static func handle(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        // Waiting does not rely on an interrupted call, so files that a command reads need not be.
        action.sa_flags = SA_RESTART
        sigaction(number, &action, nil)
    }

    /// A parent that blocks signals, as one does that starts programs from a worker thread, passes that on.
    private static func unblock(_ numbers: [Int32]) {
        var set = sigset_t()
        sigemptyset(&set)
        for number in numbers { sigaddset(&set, number) }
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: UInt.self)
            == unsafeBitCast(SIG_IGN, to: UInt.self)
    }
}
