import Lanes

/// A setting that is one of a few words and chooses among equations.
public protocol Choice: RawRepresentable<Int>, CaseIterable, Sendable, Equatable {
    /// The word that is typed.
    var name: String { get }
}

extension Choice {
    /// The number under which sweeps and files keep it.
    public var code: Double { Double(rawValue) }

    /// The choice of a number; nil where it is none.
    public init?(code: Double) {
        guard let number = Int(exactly: code), let choice = Self(rawValue: number) else { return nil }
        self = choice
    }
}

/// Whether something is so.
public enum YesNo: Int, Choice {
    case no, yes

    /// The word that is typed.
    public var name: String { self == .yes ? "yes" : "no" }

    /// 1 or 0.
    func count<V: Lane>() -> V { self == .yes ? 1 : 0 }
}
