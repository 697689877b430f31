import Glibc

/// What a stream can show: whether it is a terminal, in colour, and how wide.
public struct Style: Sendable, Equatable {
    /// Whether the stream is a terminal.
    public var isTTY: Bool
    /// Whether colour and weight may be used.
    public var allowsColour: Bool
    /// The number of columns.
    public var width: Int

    /// Makes a style.
    public init(isTTY: Bool, allowsColour: Bool, width: Int) {
        self.isTTY = isTTY
        self.allowsColour = allowsColour
        self.width = width
    }

    /// Plain text in 80 columns.
    public static let plain = Style(isTTY: false, allowsColour: false, width: 80)

    /// Examines a stream as it is now; ask again after the window may have changed.
    ///
    /// - Parameter colour: whether a person wants colour; nil where the environment says.
    public static func detect(fileDescriptor: Int32, colour: Bool? = nil) -> Style {
        detect(
            isTTY: isatty(fileDescriptor) == 1,
            windowColumns: windowColumns(fileDescriptor), colour: colour,
            environment: { name in getenv(name).map { String(cString: $0) } })
    }

    static func detect(
        isTTY: Bool, windowColumns: Int?, colour: Bool? = nil, environment: (String) -> String?
    ) -> Style {
        let refused = colour.map { !$0 } ?? environment("NO_COLOR").map { !$0.isEmpty } ?? false
        let terminal = environment("TERM") ?? ""
        let capable = !terminal.isEmpty && terminal != "dumb"
        let declared = environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        return Style(
            isTTY: isTTY,
            allowsColour: isTTY && capable && !refused,
            width: windowColumns ?? declared ?? 80)
    }

    /// Whether a stream is a terminal whose cursor can be moved.
    public static func movesCursor(fileDescriptor: Int32) -> Bool {
        let terminal = getenv("TERM").map { String(cString: $0) } ?? ""
        return isatty(fileDescriptor) == 1 && !["", "dumb", "emacs"].contains(terminal)
    }

    private static func windowColumns(_ fileDescriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(fileDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// In bold.
    public func bold(_ text: String) -> String { wrap(text, on: 1, off: 22) }
    /// Fainter than what is around it.
    public func dim(_ text: String) -> String { wrap(text, on: 2, off: 22) }
    /// In red.
    public func red(_ text: String) -> String { wrap(text, on: 31, off: 39) }

    /// In the colour of a series, by its number from 0: those of pictures in pages, as far as terminals have them.
    public func series(_ number: Int, _ text: String) -> String {
        let colours = [34, 31, 32, 35, 33]
        return wrap(text, on: colours[number % colours.count], off: 39)
    }

    /// Each ends only what it began, so that styles nest.
    private func wrap(_ text: String, on: Int, off: Int) -> String {
        allowsColour && !text.isEmpty ? "\u{1B}[\(on)m\(text)\u{1B}[\(off)m" : text
    }
}
