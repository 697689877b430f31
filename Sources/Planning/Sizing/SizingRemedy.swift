import CostModel
import Units

/// What would let a plan carry a load that no number of copies carries: more of one resource, or a lighter request.
public struct SizingRemedy: Sendable {
    /// What would have to change.
    public let parameter: Parameter
    /// Its value as it is.
    public let value: Double
    /// The nearest value that does.
    public let needed: Double
    /// How many times more, or less, that is.
    public let factor: Double

    /// The largest factor that is tried, and what is added to the least that does.
    private static let (most, margin) = (16.0, 1.02)

    /// The changes of one value each that do alone, the smallest first.
    public static func all(of nearest: Sizing.Nearest, _ terms: SizingTerms) -> [SizingRemedy] {
        let s = nearest.scenario
        let lighter = ["request_time", "input", "output", "price"].compactMap(Parameter.named)
        let tried = Leverage.resources(s) + lighter.map { ($0, true) }
        return tried.compactMap { parameter, isLess -> SizingRemedy? in
            let value = parameter.get(s)
            guard value > 0 else { return nil }
            func moved(_ factor: Double) -> Double {
                let value = isLess ? value / factor : value * factor
                return parameter.isWhole ? value.rounded(isLess ? .down : .up) : Decimal.rounded(value, digits: 4)
            }
            func helps(_ factor: Double) -> Bool {
                let value = moved(factor)
                guard parameter.refusal(of: value) == nil else { return false }
                return terms.obstacle(s.setting([Setting(parameter, value)])) == nil
            }
            guard helps(most) else { return nil }
            var (low, high) = (1.0, most)
            while high / low > 1.002 {
                let middle = (low * high).squareRoot()
                if helps(middle) { high = middle } else { low = middle }
            }
            // A little more, so that what is typed does.
            let safe = high * margin
            return SizingRemedy(parameter: parameter, value: value, needed: moved(safe), factor: safe)
        }.sorted { $0.factor < $1.factor }
    }
}
