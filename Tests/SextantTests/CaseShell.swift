import TestSupport
import Testing

/// What many tests of the shell at a terminal begin with.
enum CaseShell {
    /// Loads the chip and the model of the case.
    static let load = "arch load sg2260e; model load deepseek-v3"
    /// The prompt behind that.
    static let prompt = "sextant sg2260e/deepseek-v3> "
    /// 200 million combinations: more than any machine evaluates before the first progress line is there.
    static let endless = "sweep tp=4 batch=1..20000 input=1..10000"
}

extension PtySession {
    /// Loads the chip and the model of the case.
    func load() {
        send(CaseShell.load + "\r")
        expect("\n" + CaseShell.prompt)
    }

    /// Types a line with a sweep in it that does not end, and waits until it shows how far it is.
    func start(_ line: String = CaseShell.endless) {
        send(line + "\r")
        expectProgress()
    }

    /// Waits until a sweep shows how far it is.
    func expectProgress() { expect("(Ctrl-C keeps what is done)", seconds: 60) }
}
