/// How a line looks while it is typed.
public struct LineLook: Sendable, Equatable {
    /// What a part of the line, or of a hint, is.
    public enum Ink: Sendable, Equatable {
        case verb, number, error
        /// Less than the rest: a comment, an offer, a hint.
        case faint
        /// What comes next, in a hint.
        case next
        /// What was looked for.
        case found

        /// The sequence that turns its colour on.
        var sequence: String {
            switch self {
            case .verb: "\u{1B}[32m"
            case .number: "\u{1B}[36m"
            case .error: "\u{1B}[31m"
            case .faint: "\u{1B}[2m"
            case .next: "\u{1B}[2m\u{1B}[4m"
            case .found: "\u{1B}[1m"
            }
        }
    }

    /// Characters that look alike.
    public struct Part: Sendable, Equatable {
        /// The characters, by their number in the line.
        public let characters: Range<Int>
        /// How they look.
        public let ink: Ink

        /// Makes a part.
        public init(_ characters: Range<Int>, _ ink: Ink) {
            self.characters = characters
            self.ink = ink
        }
    }

    /// A piece of the hint below the line.
    public struct HintPiece: Sendable, Equatable {
        /// The text.
        public let text: String
        /// Whether it stands out.
        public let isMarked: Bool

        /// Makes a piece.
        public init(_ text: String, isMarked: Bool = false) {
            self.text = text
            self.isMarked = isMarked
        }
    }

    /// The parts that do not look like other text; of two that overlap the later one is seen.
    public var parts: [Part]
    /// What stands below the line, in one row; empty for nothing.
    public var hint: [HintPiece]
    /// Whether the newest earlier line that begins as this one is offered.
    public var offersHistory: Bool

    /// Makes a look; by default that of any text.
    public init(parts: [Part] = [], hint: [HintPiece] = [], offersHistory: Bool = true) {
        self.parts = parts
        self.hint = hint
        self.offersHistory = offersHistory
    }
}

/// How the line under edit is shown; nothing of it changes what is typed.
public struct LineDisplay {
    /// What the terminal shows at the moment; without colour the line is only text.
    let style: () -> Style
    /// How a line looks, which is asked at each key.
    let look: (String) -> LineLook

    /// Makes a display.
    public init(style: @escaping () -> Style, look: @escaping (String) -> LineLook) {
        self.style = style
        self.look = look
    }
}
