import Catalog
import CostModel
import Language
import Notebook
import Text
import Words

/// A chip that is loaded, and for which workers.
enum ChipLoad: Sendable {
    /// For all, or where prefill workers have their own for those that decode.
    case all(Loaded<Chip>)
    /// For prefill workers.
    case prefill(Loaded<Chip>)
    /// Prefill workers are of the same chip as decode workers again.
    case noPrefill
}

extension Argument where State == Session, Value == Loaded<Chip> {
    /// A chip of the catalogue or a file.
    fileprivate static let chipSource = CatalogueVerb.source(
        .chip, { Catalog.chips }, provenance: { ChipProvenance($0) }, read: ChipSource.read)
}

extension Argument where State == Session, Value == ChipLoad {
    /// The word that stands for no chip.
    private static var none: String { "none" }
    /// The words that say for which workers a chip is.
    private static var suffix: [String] { ["as", "prefill"] }

    /// `h800`, `my-chip.json`, `h800 as prefill`, `none as prefill`.
    static let chipLoad = Argument(
        "NAME|FILE [as prefill]", ChipWords.loadHelp, isRepeated: true,
        complete: { request in
            guard let first = request.before.first else {
                let none = Completion(none, ChipWords.noneHelp)
                return Argument<Session, Loaded<Chip>>.chipSource.complete(request)
                    + (request.session.prefillChip == nil ? [] : [none])
            }
            let behind = request.before.count - 1
            guard behind < suffix.count, Array(request.before.dropFirst()) == Array(suffix.prefix(behind)) else {
                return []
            }
            return [Completion(suffix[behind], ChipWords.asPrefillHelp(first))]
        }
    ) { (cursor: inout ArgumentCursor, session: Session) throws(Diagnostic) -> ChipLoad in
        var ahead = cursor
        if let first = ahead.next(), first.text == none, ahead.peek != nil {
            cursor = ahead
            guard try isForPrefill(&cursor) else { throw cursor.missing(ChipWords.asPrefill) }
            return .noPrefill
        }
        let chip = try Argument<Session, Loaded<Chip>>.chipSource.parse(&cursor, session)
        return try isForPrefill(&cursor) ? .prefill(chip) : .all(chip)
    }

    /// Takes `as prefill` where it stands there.
    private static func isForPrefill(_ cursor: inout ArgumentCursor) throws(Diagnostic) -> Bool {
        guard let token = cursor.peek else { return false }
        guard token.text == suffix[0] else {
            throw Diagnostic(LanguageWords.unexpected(token.text), at: token.span, expected: ChipWords.asPrefill)
        }
        _ = cursor.next()
        let pool = try cursor.require(suffix[1])
        guard pool.text == suffix[1] else {
            throw Diagnostic(
                LanguageWords.unexpected(pool.text), at: pool.span, expected: suffix[1],
                hint: NearestName.of(pool.text, in: [suffix[1]]).map(LanguageWords.didYouMean))
        }
        return true
    }
}

extension Argument where State == Session, Value == Bool {
    /// `prefill`: the chip of prefill workers, not that of all.
    static let prefillPool = Argument(
        "prefill", ChipWords.showPrefillHelp, isOptional: true,
        complete: { $0.before.isEmpty ? [Completion("prefill", ChipWords.showPrefillHelp)] : [] }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Bool in
        guard let token = cursor.peek, token.text == "prefill" else { return false }
        _ = cursor.next()
        return true
    }
}
