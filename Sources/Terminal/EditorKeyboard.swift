import Glibc

/// Reads keys from the terminal, one byte at a time.
///
/// What is not yet needed stays in the kernel: keys typed while a command runs wait there for the next prompt, or for
/// the program that the command starts.
struct EditorKeyboard {
    enum Event {
        case key(UInt32)
        case pasted([UInt8])
        case signals(SignalInbox.Signals)
        case ended
    }

    /// Whether arrow keys arrive as control keys.
    ///
    /// In vi's insert mode the escape character that they begin with would leave that mode.
    var translatesArrows = false

    private var pushedBack: [UInt8] = []
    private var deferredSignals: SignalInbox.Signals = []

    private static let escape: UInt8 = 0x1B
    /// The rest of a key's sequence follows its escape character at once, unlike a second key.
    private static let sequenceMilliseconds: Int32 = 25

    private enum Byte {
        case byte(UInt8)
        case signals(SignalInbox.Signals)
        case timeOver
        case ended
    }

    /// Whether something was typed that is not yet taken.
    var hasInput: Bool {
        if !pushedBack.isEmpty { return true }
        var polled = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, 0) > 0
    }

    /// Waits for the next event.
    mutating func next() -> Event {
        if !deferredSignals.isEmpty {
            defer { deferredSignals = [] }
            return .signals(deferredSignals)
        }
        switch readByte() {
        case .byte(Self.escape): return afterEscape()
        case .byte(let byte) where byte < 0x80: return .key(UInt32(byte))
        case .byte(let byte): return .key(decode(from: byte))
        case .signals(let signals): return .signals(signals)
        case .timeOver, .ended: return .ended
        }
    }

    /// Takes back the escape character just read, if it begins a sequence; alone it has done its work.
    mutating func returnEscape() {
        if !pushedBack.isEmpty { pushedBack.insert(Self.escape, at: 0) }
    }

    // MARK: - Sequences

    private mutating func afterEscape() -> Event {
        var seen: [UInt8] = []
        while seen.count < BracketedPaste.opening.count, let byte = followingByte() {
            seen.append(byte)
            guard byte == BracketedPaste.opening[seen.count - 1] else { break }
        }
        if seen == BracketedPaste.opening { return readPaste() }
        if translatesArrows {
            if seen == [UInt8(ascii: "O")], let byte = followingByte() { seen.append(byte) }
            if let key = Self.controlKey(forArrow: seen) { return .key(key) }
        }
        pushedBack = seen + pushedBack
        return .key(UInt32(Self.escape))
    }

    private static func controlKey(forArrow sequence: [UInt8]) -> UInt32? {
        guard sequence.count == 2, sequence[0] == UInt8(ascii: "[") || sequence[0] == UInt8(ascii: "O") else {
            return nil
        }
        switch sequence[1] {
        case UInt8(ascii: "A"): return 0x10
        case UInt8(ascii: "B"): return 0x0E
        case UInt8(ascii: "C"): return 0x06
        case UInt8(ascii: "D"): return 0x02
        case UInt8(ascii: "F"): return 0x05
        case UInt8(ascii: "H"): return 0x01
        default: return nil
        }
    }

    private mutating func readPaste() -> Event {
        var text: [UInt8] = pushedBack
        pushedBack = []
        while true {
            let (hasInput, signals) = SignalInbox.wait(for: STDIN_FILENO)
            deferredSignals.formUnion(signals)
            if !signals.isDisjoint(with: [.interrupt, .end]) { return next() }
            guard hasInput else { continue }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = read(STDIN_FILENO, &chunk, chunk.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return .pasted(text) }
            // Ctrl-C alone comes from a person who waits for a paste whose end was lost.
            if count == 1, chunk[0] == SavedTerminal.interruptKey { return .signals(.interrupt) }
            for index in 0..<count {
                text.append(chunk[index])
                guard chunk[index] == UInt8(ascii: "~") else { continue }
                if text.suffix(BracketedPaste.closing.count).elementsEqual(BracketedPaste.closing) {
                    pushedBack = Array(chunk[(index + 1)..<count])
                    return .pasted(text.dropLast(BracketedPaste.closing.count))
                }
            }
        }
    }

    // MARK: - Characters

    /// Decodes a character of several bytes; a broken one becomes U+FFFD.
    private mutating func decode(from lead: UInt8) -> UInt32 {
        let length = (~lead).leadingZeroBitCount
        var bytes = [lead]
        while (2...4).contains(length), bytes.count < length, let byte = followingByte() {
            guard byte & 0xC0 == 0x80 else {
                pushedBack.insert(byte, at: 0)
                break
            }
            bytes.append(byte)
        }
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
        return scalars.count == 1 ? scalars.first?.value ?? 0xFFFD : 0xFFFD
    }

    /// The next byte if it comes at once.
    private mutating func followingByte() -> UInt8? {
        while true {
            switch readByte(milliseconds: Self.sequenceMilliseconds) {
            case .byte(let byte): return byte
            case .signals(let signals): deferredSignals.formUnion(signals)
            case .timeOver, .ended: return nil
            }
        }
    }

    private mutating func readByte(milliseconds: Int32 = -1) -> Byte {
        if !pushedBack.isEmpty { return .byte(pushedBack.removeFirst()) }
        while true {
            let (hasInput, signals) = SignalInbox.wait(for: STDIN_FILENO, milliseconds: milliseconds)
            if !signals.isEmpty { return .signals(signals) }
            guard hasInput else {
                if milliseconds >= 0 { return .timeOver }
                continue
            }
            var byte: UInt8 = 0
            let count = read(STDIN_FILENO, &byte, 1)
            if count == 1 { return .byte(byte) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            return .ended
        }
    }
}
