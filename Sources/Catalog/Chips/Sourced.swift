import Units

/// How a figure of the catalogue was come by.
public enum Basis: String, Sendable, CaseIterable {
    /// A document states it or a measurement of it, or it follows from such figures.
    case published
    /// Fitted to measured or published deployments.
    case fitted
    /// Taken over from a chip of another kind, whose kernels are likely to be alike.
    case analogy
    /// Nothing was at hand: a plausible value, or that of an ideal machine.
    case assumed
    /// From memory, hearsay or arithmetic, where no document was read: shown with that word wherever the chip is.
    case unverified
}

/// A figure with where it comes from: neither can be written without the other.
struct Sourced: Sendable {
    /// In SI units.
    let value: Double
    /// How it was come by.
    let basis: Basis
    /// Document and place, or the reason for an assumption, in the language that is spoken.
    var text: String { sayText() }
    private let sayText: @Sendable () -> String

    init(value: Double, basis: Basis, text: @autoclosure @escaping @Sendable () -> String) {
        (self.value, self.basis, sayText) = (value, basis, text)
    }

    /// A figure that a document states, or that follows from what it states.
    static func published(_ value: Double, _ text: @autoclosure @escaping @Sendable () -> String) -> Sourced {
        Sourced(value: value, basis: .published, text: text())
    }

    /// A figure that was fitted.
    static func fitted(_ value: Double, _ text: @autoclosure @escaping @Sendable () -> String) -> Sourced {
        Sourced(value: value, basis: .fitted, text: text())
    }

    /// A figure that follows from those of another kind of chip.
    static func analogy(_ value: Double, _ reason: @autoclosure @escaping @Sendable () -> String) -> Sourced {
        Sourced(value: value, basis: .analogy, text: mark + reason())
    }

    /// A figure for which there is nothing better.
    static func assumed(_ value: Double, _ reason: @autoclosure @escaping @Sendable () -> String) -> Sourced {
        Sourced(value: value, basis: .assumed, text: mark + reason())
    }

    /// The same figure on another kind of chip: `Hopper's: fitted to ...`.
    func taken(from owner: String) -> Sourced {
        Sourced(
            value: value, basis: basis == .assumed ? .assumed : .analogy,
            text: Self.mark + say(en: "\(owner)'s: \(reason)", zh: "同 \(owner)：\(reason)"))
    }

    /// The text without the word that an assumption begins with.
    private var reason: String { text.hasPrefix(Self.mark) ? String(text.dropFirst(Self.mark.count)) : text }

    /// What every assumption begins with.
    static var mark: String { say(en: "assumed: ", zh: "假设：") }
    /// What every figure begins with that no document was read for.
    static var doubt: String { say(en: "unverified: ", zh: "未核实：") }
}
