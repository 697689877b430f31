import Catalog
import CostModel

/// Lists of names as messages show them.
enum Names {
    /// What is expected where a metric may stand, with some that resemble what was typed.
    static func metric(such names: String) -> String { "expected a metric such as \(names); 'help metrics' lists all" }
    /// The words of a text, whatever lines it was broken into.
    static func words(of text: String) -> String { text.split { $0.isWhitespace }.joined(separator: " ") }
    /// The chips of the catalogue.
    static let chips = Catalog.chips.map(\.name).joined(separator: ", ")

    /// The first parameters of a scope, or of all.
    static func first(of scope: Parameter.Scope?) -> String {
        let names = (scope.map(Parameter.all(in:)) ?? Parameter.all).map(\.name)
        return names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", ..." : "")
    }

    /// How a metric is worked out, as an equation.
    static func formula(of metric: String) -> String { "\(metric) = \(Metric.named(metric)?.formula ?? "")" }
}
