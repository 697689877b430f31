import Glibc
import Synchronization

/// The terminal's settings from before the shell changed them, put back on every way out.
///
/// While commands run the terminal does not echo, and a shell that died so would leave the user typing blind. The state
/// is global because `exit` and crashes reach it through C callbacks, which take no context.
enum SavedTerminal {
    // Written once before `isChanged` is set and only read after, so handlers never see it change. On the heap, as Swift
    // 6.3 lays out a global of this C structure without its padding: too small for what the C library writes there.
    nonisolated(unsafe) private static let original: UnsafeMutablePointer<termios> = {
        let pointer = UnsafeMutablePointer<termios>.allocate(capacity: 1)
        pointer.initialize(to: termios())
        return pointer
    }()
    nonisolated(unsafe) private static var earlierActions: [Int32: sigaction] = [:]
    private static let isChanged = Atomic<Bool>(false)
    private static let isGuarded = Atomic<Bool>(false)
    private static let pasteIsBracketed = Atomic<Bool>(false)

    private static let crashSignals = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGQUIT]

    /// The characters that the user's terminal has for interrupting and suspending.
    static var interruptKey: UInt8 { original.pointee.c_cc.0 }
    static var suspendKey: UInt8 { original.pointee.c_cc.10 }

    /// Notes the settings of standard input; call it before anything changes them.
    static func save() {
        guard tcgetattr(STDIN_FILENO, original) == 0 else { return }
        isChanged.store(true, ordering: .releasing)
        guard !isGuarded.exchange(true, ordering: .acquiringAndReleasing) else { return }
        _ = pasteIsBracketed.load(ordering: .relaxed)
        atexit { SavedTerminal.restore() }
        for number in crashSignals { guardAgainst(number) }
    }

    /// Applies the original settings but keeps them in mind, for a task that wants a normal terminal.
    static func applyOriginal() {
        tcsetattr(STDIN_FILENO, TCSADRAIN, original)
    }

    /// Puts the settings back for good; safe in a signal handler.
    static func restore() {
        guard isChanged.exchange(false, ordering: .acquiringAndReleasing) else { return }
        setBracketedPaste(false)
        // A background process that sets the terminal is stopped; leaving must not hang on that.
        var blocked = sigset_t()
        var earlier = sigset_t()
        sigemptyset(&blocked)
        sigaddset(&blocked, SIGTTOU)
        pthread_sigmask(SIG_BLOCK, &blocked, &earlier)
        tcsetattr(STDIN_FILENO, TCSADRAIN, original)
        pthread_sigmask(SIG_SETMASK, &earlier, nil)
    }

    /// Asks the terminal to mark pasted text, or to stop that.
    static func setBracketedPaste(_ enabled: Bool) {
        guard pasteIsBracketed.exchange(enabled, ordering: .acquiringAndReleasing) != enabled else { return }
        let text: StaticString = enabled ? "\u{1B}[?2004h" : "\u{1B}[?2004l"
        _ = write(STDOUT_FILENO, text.utf8Start, text.utf8CodeUnitCount)
    }

    private static func guardAgainst(_ number: Int32) {
        var earlier = sigaction()
        sigaction(number, nil, &earlier)
        earlierActions[number] = earlier
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { SavedTerminal.crashed($0) }
        sigaction(number, &action, nil)
    }

    /// Restores the terminal, then lets the signal do what it did before, behind the return from here.
    private static func crashed(_ number: Int32) {
        restore()
        var action = earlierActions[number] ?? sigaction()
        sigaction(number, &action, nil)
        raise(number)
    }
}
