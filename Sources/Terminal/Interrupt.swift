/// Ctrl-C for running commands: a flag that any thread can look at.
///
/// At the prompt Ctrl-C clears the line instead, and `LineEditor.readLine` returns `interrupted`.
public enum Interrupt {
    /// Takes over SIGINT, SIGTERM and SIGHUP, and ignores SIGPIPE so that a closed pipe is an error and not the end.
    public static func install() {
        SignalInbox.install()
    }

    /// Whether the running command should stop; cheap enough for an inner loop.
    public static var isRequested: Bool { SignalInbox.isCancelled }

    /// Whether the process was asked to end (SIGTERM, or a terminal that went away); no clearing undoes that.
    public static var isEndRequested: Bool { SignalInbox.isEnding }

    /// The signal that asked the process to end; nil for none.
    public static var endSignal: Int32? { isEndRequested ? SignalInbox.endSignal : nil }

    /// Forgets an interruption.
    ///
    /// A prompt at a terminal does so too, so a command starts without one.
    public static func clear() {
        SignalInbox.isCancelled = SignalInbox.isEnding
    }
}
