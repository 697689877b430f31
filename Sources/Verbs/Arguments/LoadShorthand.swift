import CostModel
import Language
import Units
import Words

/// Short forms for the numbers of a load: `input=lognormal(4000,0.6)`, `arrivals=poisson`, `prefix=90%`.
enum LoadShorthand {
    /// The spread of the gaps of a stream that has a name.
    private static let arrivals: [(name: String, variation: Double)] = [("poisson", 1), ("even", 0), ("constant", 0)]

    /// What a word stands for; nil where it is none of these.
    ///
    /// - Parameters:
    ///   - token: the word.
    ///   - before: what the words before it set.
    ///   - session: what is set already.
    static func read(_ token: Token, _ before: [Assignment], _ session: Session) throws(Diagnostic) -> [Assignment]? {
        let (name, value) = try KeyValue.split(token)
        switch name.text.lowercased() {
        case "arrivals": return try arrivals(name, value)
        case "prefix" where value.text.hasSuffix("%"):
            let share = try QuantityArgument.read(value.text, as: .ratio, at: value.span)
            let input = before.last { $0.parameter.name == "input" }?.value ?? session.workload.input
            guard (0...1).contains(share) else {
                throw Diagnostic(
                    WorkloadWords.notShare(value.text), at: value.span, expected: WorkloadWords.prefixShare)
            }
            return assignments([("prefix", (share * input).rounded()), ("prefix_hit", 1)], name, value)
        case let word:
            guard let parameter = Parameter.named(word), ["input", "output"].contains(parameter.name),
                let lengths = try lognormal(value, parameter)
            else { return nil }
            return assignments(
                [(parameter.name, lengths.mean), ("\(parameter.name)_cv", lengths.variation)], name, value)
        }
    }

    private static func assignments(
        _ settings: [(name: String, value: Double)], _ name: Token, _ value: Token
    ) -> [Assignment] {
        settings.compactMap { setting in
            Parameter.named(setting.name).map {
                Assignment(parameter: $0, value: setting.value, span: value.span, name: name.span)
            }
        }
    }

    private static func arrivals(_ name: Token, _ value: Token) throws(Diagnostic) -> [Assignment] {
        guard let stream = arrivals.first(where: { $0.name == value.text.lowercased() }) else {
            throw Diagnostic(
                WorkloadWords.noArrivals(value.text), at: value.span,
                expected: LanguageWords.oneOf(arrivals.map(\.name)), hint: WorkloadWords.arrivalSpread)
        }
        return assignments([("arrival_cv", stream.variation)], name, value)
    }

    /// `lognormal(MEAN,SPREAD)`; nil for what does not begin so.
    private static func lognormal(
        _ value: Token, _ parameter: Parameter
    ) throws(Diagnostic) -> (mean: Double, variation: Double)? {
        let start = "lognormal("
        guard value.text.lowercased().hasPrefix(start) else { return nil }
        let inner = value.text.dropFirst(start.count)
        let parts = inner.dropLast().split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard inner.last == ")", parts.count == 2, let spread = Parameter.named("\(parameter.name)_cv") else {
            throw Diagnostic(
                WorkloadWords.notLognormal(value.text), at: value.span, expected: WorkloadWords.lognormal)
        }
        let first = value.span.lowerBound + start.count
        return (
            try QuantityArgument.read(parts[0], for: parameter, at: first..<first + max(1, parts[0].count)),
            try QuantityArgument.read(
                parts[1], for: spread,
                at: first + parts[0].count + 1..<first + parts[0].count + 1 + max(1, parts[1].count))
        )
    }
}
