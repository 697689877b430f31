import CLibEdit
import Glibc

/// Edits lines at a terminal with libedit: history, completion, paste, and Ctrl-C that never leaves the shell.
///
/// It takes over standard input and output, so there can be one at a time, used from one thread.
public final class LibEditLineEditor: LineEditor {
    /// Whether a person types the lines.
    public let isInteractive = true

    /// Why reading the current line ends without a line.
    enum Outcome {
        case interrupted
        case endOfInput
    }

    /// libedit's own object; nil once closed.
    private(set) var handle: OpaquePointer?
    let complete: (_ lineUpToCursor: String) -> CompletionAnswer
    /// How the line is shown; nil where it is only text.
    let display: LineDisplay?
    /// Whether escape sequences move the cursor.
    let canMoveCursor: Bool
    /// Draws the line; nil where the cursor cannot be moved, so that libedit does.
    var painter: LinePainter?
    /// Where libedit draws while the painter does.
    private(set) var canvas: UnsafeMutablePointer<cle_canvas>?
    /// How the line looked that was drawn last.
    var lastLook: (line: String, look: LineLook)?
    /// The search through earlier lines, while one goes on.
    var search: HistorySearch?
    var history = HistoryNavigator()
    var keyboard = EditorKeyboard()
    var paste = BracketedPaste()
    /// Whether libedit was given the paste key and has not yet called the command behind it.
    var hasOfferedPaste = false
    /// Keys to hand to libedit before any from the terminal.
    var queuedKeys: [Int32] = []
    var outcome: Outcome?
    private(set) var prompt = PromptText("")
    private var promptBuffer: UnsafeMutableBufferPointer<Int32>?

    /// Opens the editor; nil if standard input or output is not a terminal.
    ///
    /// Tab asks `complete` what could stand at the end of the line up to the cursor. `program` is the name by which the
    /// user's `.editrc` can single out this program.
    public init?(
        program: String = "sextant", display: LineDisplay? = nil,
        complete: @escaping (_ lineUpToCursor: String) -> CompletionAnswer
    ) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return nil }
        let terminal = getenv("TERM").map { String(cString: $0) } ?? ""
        canMoveCursor = !["", "dumb", "emacs"].contains(terminal)
        self.complete = complete
        self.display = display
        // For this terminal type libedit leaves itself half set up.
        if terminal == "emacs" { setenv("TERM", "dumb", 1) }
        TerminalLocale.prepare()
        SignalInbox.install()
        SavedTerminal.save()
        if canMoveCursor, let canvas = cle_make_canvas() {
            self.canvas = canvas
            painter = LinePainter()
        }
        guard let handle = cle_open(program, canvas) else {
            SavedTerminal.restore()
            return nil
        }
        self.handle = handle
        configure(handle)
    }

    deinit {
        close()
    }

    private func configure(_ handle: OpaquePointer) {
        _ = cle_set_client(handle, Unmanaged.passUnretained(self).toOpaque())
        _ = cle_set_prompt(handle, { LibEditLineEditor.from($0)?.promptPointer ?? cle_empty_text() }, PromptText.mark)
        _ = cle_set_reader(handle) { editor, cell in LibEditLineEditor.from(editor)?.nextKey(into: cell) ?? -1 }
        _ = cle_set_no_history(handle)
        EditorBindings.addCommands(to: handle)
        // Without this libedit begins with vi's keys; a user who wants those says so in the file.
        _ = cle_set_keys(handle, "emacs")
        EditorBindings.bindFirst(of: handle)
        _ = el_source(handle, nil)
        // The user's file must not turn off what the shell depends on.
        _ = cle_set_editing(handle, 1)
        _ = cle_set_signal_handling(handle, 0)
        EditorBindings.bindKeys(of: handle)
        keyboard.translatesArrows = cle_uses_vi_keys(handle) != 0
        // While a line is edited Ctrl-C, Ctrl-Z and Ctrl-S are keys in their turn among the others: as signals they
        // would overtake what was typed before them, and drop it.
        for flag in ["-isig", "-ixon", "-iexten"] { _ = cle_set_terminal_flag(handle, "-d", flag) }
        // While a command runs, what is typed early waits unechoed for the next prompt. Whole-line mode would lose it.
        for flag in ["-icanon", "-echo"] { _ = cle_set_terminal_flag(handle, "-x", flag) }
    }

    /// The editor that a callback of libedit belongs to.
    static func from(_ handle: OpaquePointer) -> LibEditLineEditor? {
        cle_client(handle).map { Unmanaged<LibEditLineEditor>.fromOpaque($0).takeUnretainedValue() }
    }

    // MARK: - Reading

    /// Shows the prompt and returns the next line.
    public func readLine(prompt text: String) -> LineInput {
        guard let handle, !SignalInbox.isEnding else { return .endOfInput }
        // Ctrl-C during a command also calls off the pasted lines behind it.
        if SignalInbox.take().contains(.interrupt) { paste.discard() }
        Interrupt.clear()
        outcome = nil
        hasOfferedPaste = false
        history.endWalk()
        let prompt = PromptText(text)
        show(prompt)
        cle_put(prompt.preamble)
        painter?.forget()
        lastLook = nil
        cle_flush()
        if canMoveCursor { SavedTerminal.setBracketedPaste(true) }
        var count: Int32 = 0
        let line = cle_read_line(handle, &count)
        SavedTerminal.setBracketedPaste(false)
        switch outcome {
        case .interrupted:
            Interrupt.clear()
            return .interrupted
        case .endOfInput:
            return .endOfInput
        case nil:
            guard let line, count > 0 else { return .endOfInput }
            let characters = UnsafeBufferPointer(start: line, count: Int(count))
            let text = String(editorText: characters.last == 0x0A ? characters.dropLast() : characters[...])
            if painter != nil {
                leaveLine(text)
                cle_flush()
            }
            return .line(text)
        }
    }

    /// Makes a text the prompt, without drawing it.
    func show(_ prompt: PromptText) {
        self.prompt = prompt
        let buffer = UnsafeMutableBufferPointer<Int32>.allocate(capacity: prompt.marked.count)
        _ = buffer.initialize(from: prompt.marked)
        promptBuffer?.deallocate()
        promptBuffer = buffer
    }

    private var promptPointer: UnsafePointer<Int32>? {
        promptBuffer.flatMap { UnsafePointer($0.baseAddress) }
    }

    /// Forgets the pasted lines that were not yet read, and returns how many they are.
    public func dropPaste() -> Int {
        let count = paste.count + queuedKeys.count { $0 == 0x0A }
        paste.discard()
        queuedKeys = []
        return count
    }

    // MARK: - History

    /// Replaces the lines that Up and Ctrl-R search, oldest first.
    public func setHistory(_ entries: [String]) {
        history.replaceEntries(entries)
    }

    /// Adds a line to what Up and Ctrl-R search.
    public func remember(_ line: String) {
        history.remember(line)
    }

    // MARK: - The terminal

    /// Runs a task that wants the terminal as it was before the shell started.
    ///
    /// - Throws: what the task throws.
    public func withNormalTerminal<Result>(_ task: () throws -> Result) rethrows -> Result {
        guard handle != nil else { return try task() }
        cle_flush()
        var current = termios()
        let isKnown = tcgetattr(STDIN_FILENO, &current) == 0
        SavedTerminal.applyOriginal()
        defer { if isKnown { tcsetattr(STDIN_FILENO, TCSADRAIN, &current) } }
        return try task()
    }

    /// Gives the terminal back.
    public func close() {
        guard let handle else { return }
        self.handle = nil
        // With editing off libedit leaves the terminal alone. Its own way of restoring it drops what was typed ahead,
        // which belongs to the program that comes next.
        _ = cle_set_editing(handle, 0)
        el_end(handle)
        cle_flush()
        SavedTerminal.restore()
        promptBuffer?.deallocate()
        promptBuffer = nil
        if let canvas { cle_free_canvas(canvas) }
        canvas = nil
    }
}
