import Catalog
import CostModel
import Language
import Notebook
import Planning
import Text
import Units
import Words

/// What `size` is asked for.
struct SizeRequest: Sendable {
    /// The terms, without the conditions of `slo`.
    var terms = SizingTerms()
    /// Chips that there are, behind `chips=`.
    var chips: Double?
    /// Chips of the catalogue to compare, by name; empty for the one that is loaded.
    var archs: [CatalogEntry<Chip>] = []

    /// The words that are no parameters.
    enum Key: String, CaseIterable {
        case by, chips, margin, spare, mostChips = "max_chips", arch

        /// What it says.
        var summary: String {
            switch self {
            case .by: SizingWords.byHelp
            case .chips: SizingWords.chipsHelp
            case .margin: SizingWords.marginHelp
            case .spare: SizingWords.spareHelp
            case .mostChips: SizingWords.mostHelp
            case .arch: SizingWords.archHelp
            }
        }
    }
}

extension Argument where State == Session, Value == SizeRequest {
    /// What nobody chooses under a load.
    private static let follows = ["batch", "concurrency"]

    /// `by=cost margin=20% spare=1 tp=8 arch=h100,h200`.
    static let sizing = Argument(
        "KEY=VALUE", SizingWords.argumentHelp, isOptional: true, isRepeated: true,
        complete: { request in
            if request.word.hasPrefix("by=") {
                return SizingTerms.Goal.allCases.map { Completion("by=\($0.rawValue)", "") }
            }
            let keys = SizeRequest.Key.allCases.map { Completion("\($0.rawValue)=", $0.summary, isWhole: false) }
            let isFollowing = { (completion: Completion) in follows.contains { completion.text.hasPrefix("\($0)=") } }
            return keys + ParameterCompletion.unused(request).filter { !isFollowing($0) }
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> SizeRequest in
        var request = SizeRequest()
        var given: Set<SizeRequest.Key> = []
        var copiesSpan: Range<Int>?
        for token in cursor.rest() {
            let (name, value) = try KeyValue.split(token)
            guard let key = SizeRequest.Key(rawValue: name.text.lowercased()) else {
                let parameter = try ParameterName.findAxis(name.text, at: name.span)
                cursor.spell(name, as: parameter.name)
                guard
                    parameter.scope == .config || ["serving", "runtime"].contains(parameter.name)
                        || parameter.scope == .model
                else { throw Diagnostic(SizingWords.notPinned(parameter), at: name.span) }
                // How many requests are in flight follows from the load.
                guard !follows.contains(parameter.name) else {
                    throw Diagnostic(SizingWords.follows(parameter), at: name.span)
                }
                guard request.terms.pins.allSatisfy({ $0.parameter != parameter }) else {
                    throw VerdictWords.givenTwice(parameter.name, at: name.span)
                }
                if parameter.name == "replicas" { copiesSpan = name.span }
                let values = try AxisValues.read(value, parameter, isHint: cursor.isHint)
                if parameter.name == "serving", values.contains(Workload.Serving.static.code) {
                    throw Diagnostic(SizingWords.serves, at: value.span, expected: SizingWords.servings)
                }
                request.terms.pins.append(Axis(parameter, values))
                continue
            }
            guard given.insert(key).inserted else { throw VerdictWords.givenTwice(key.rawValue, at: name.span) }
            // The chips that there are are the most that there may be.
            guard !given.isSuperset(of: [.chips, .mostChips]) else {
                throw Diagnostic(SearchWords.exclude("chips", "max_chips"), at: name.span)
            }
            switch key {
            case .by:
                guard let goal = SizingTerms.Goal(rawValue: value.text.lowercased()) else {
                    throw Diagnostic(
                        SizingWords.noGoal(value.text), at: value.span,
                        expected: LanguageWords.oneOf(SizingTerms.Goal.allCases.map(\.rawValue)))
                }
                request.terms.goal = goal
            case .margin:
                request.terms.margin = try number(value, as: .ratio, 0...0.9)
            case .spare:
                request.terms.spare = try number(value, as: .count, 0...1000, whole: true)
            case .mostChips:
                request.terms.mostChips = try number(value, as: .count, 1...1e5, whole: true)
            case .chips:
                let chips = try number(value, as: .count, 1...1e5, whole: true)
                (request.chips, request.terms.mostChips) = (chips, chips)
            case .arch: request.archs = try CatalogueNames(Catalog.chips, of: .chip).list(value)
            }
        }
        let copies = request.terms.pins.first { $0.parameter.name == "replicas" }
        let serving = request.terms.pins.first { $0.parameter.name == "serving" }
        if let copies, !copies.values.contains(1), serving?.values == [Workload.Serving.disagg.code] {
            throw Diagnostic(SizingWords.countsWorkers, at: copiesSpan, hint: SizingWords.workersOfPools)
        }
        return request
    }

    private static func number(
        _ token: Token, as dimension: Dimension, _ range: ClosedRange<Double>, whole: Bool = false
    ) throws(Diagnostic) -> Double {
        guard !token.text.contains(",") else { throw Diagnostic(SizingWords.isList(token.text), at: token.span) }
        let value = try QuantityArgument.read(token.text, as: dimension, at: token.span)
        guard range.contains(value), !whole || value == value.rounded() else {
            let isPercent = dimension == .ratio && range.contains(value / 100)
            throw Diagnostic(
                SizingWords.outOfRange(token.text, range), at: token.span,
                hint: isPercent ? LanguageWords.didYouMean("\(token.text)%") : nil)
        }
        return value
    }
}
