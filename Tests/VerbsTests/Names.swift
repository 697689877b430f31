import Catalog
import CostModel

/// Lists of names as messages show them.
enum Names {
    /// The metrics.
    static let metrics = Metric.all.map(\.name).joined(separator: ", ")
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
