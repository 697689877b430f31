import CostModel
import Language
import Notebook
import Planning
import Words

extension Argument where State == Session, Value == Spanned<Ranking>? {
    /// A figure behind `--by`, the better end of which comes first.
    static let ranking = Argument(
        "--by NAME", SearchWords.byHelp, isOptional: true, isAnywhere: true,
        complete: { SearchOption.candidates($0, "--by", SearchWords.byHelp) }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Spanned<Ranking>? in
        guard let token = try cursor.takeOption("--by", ArgumentWords.metric) else { return nil }
        return Spanned(value: try SearchOption.ranking(token.text, token), span: token.span)
    }
}

extension Argument where State == Session, Value == Spanned<[Ranking]>? {
    /// Two figures behind `--frontier`, joined by a comma.
    static let frontier = Argument(
        "--frontier A,B", SearchWords.frontierHelp, isOptional: true, isAnywhere: true,
        complete: { SearchOption.candidates($0, "--frontier", SearchWords.frontierHelp) }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Spanned<[Ranking]>? in
        guard let token = try cursor.takeOption("--frontier", SearchWords.twoFigures) else { return nil }
        let names = token.text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard names.count == 2 else {
            throw Diagnostic(SearchWords.notTwo(token.text), at: token.span, expected: SearchWords.twoFigures)
        }
        var rankings: [Ranking] = []
        for name in names { rankings.append(try SearchOption.ranking(name, token)) }
        return Spanned(value: rankings, span: token.span)
    }
}

extension Argument where State == Session, Value == [Ranking] {
    /// Two or three figures, the better end of each of which is sought.
    static let rivals = Argument(
        "METRIC", SearchWords.rivalsHelp, isRepeated: true,
        complete: { request in
            request.before.count > 2
                ? []
                : Metric.all.map { Completion($0.name, "\($0.unit) \($0.summary)", names: $0.aliases) }
                    .filter { !request.before.contains($0.text) }
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> [Ranking] in
        var rankings: [Ranking] = []
        while let token = cursor.next() {
            let ranking = try SearchOption.ranking(token.text, token)
            guard !rankings.contains(where: { $0.quantifier.name == ranking.quantifier.name }) else {
                throw Diagnostic(
                    SearchWords.twice(ranking.quantifier.name), at: token.span, expected: SearchWords.rivals)
            }
            guard rankings.count < 3 else {
                throw Diagnostic(LanguageWords.unexpected(token.text), at: token.span, expected: SearchWords.rivals)
            }
            cursor.spell(token, as: ranking.quantifier.path)
            rankings.append(ranking)
        }
        guard rankings.count > 1 else { throw cursor.missing(SearchWords.rivals) }
        return rankings
    }
}

extension Argument where State == Session, Value == [Condition] {
    /// Conditions behind `--where`, in quotes where they are several.
    static let demands = Argument(
        "--where CONDITION", SearchWords.whereHelp, isOptional: true, isAnywhere: true,
        complete: { SearchOption.candidates($0, "--where", SearchWords.whereHelp) }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> [Condition] in
        var conditions: [Condition] = []
        while let token = try cursor.takeOption("--where", ConditionErrorWords.condition) {
            let missing = Diagnostic(
                ConditionErrorWords.condition, at: token.span, expected: ConditionErrorWords.condition)
            let words = token.text.split(separator: " ").map { Token(text: String($0), span: token.span) }
            var reader = ConditionReader(words, missing: missing)
            conditions += try reader.read().conjunction
        }
        return conditions
    }
}

extension Argument where State == Session, Value == Spanned<Shard>? {
    /// A part of a space behind `--shard`, such as 1/4.
    static let shard = Argument(
        "--shard K/N", SweepWords.shardHelp, isOptional: true, isAnywhere: true,
        complete: { $0.before.last == "--shard" ? [] : [Completion("--shard", SweepWords.shardHelp)] }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Spanned<Shard>? in
        guard let token = try cursor.takeOption("--shard", SweepWords.aShard) else { return nil }
        let numbers = token.text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let number = numbers[0], let count = numbers[1], let shard = Shard(number, of: count)
        else {
            throw Diagnostic(SweepWords.noShard(token.text), at: token.span, expected: SweepWords.aShard)
        }
        return Spanned(value: shard, span: token.span)
    }
}

/// What options of a search have in common.
private enum SearchOption {
    static func ranking(_ name: String, _ token: Token) throws(Diagnostic) -> Ranking {
        guard let quantifier = QuantifierName.find(name) else {
            throw QuantifierName.unknown(Token(text: name, span: token.span))
        }
        return Ranking(quantifier, descending: quantifier.isDescending)
    }

    static func candidates(_ request: CompletionRequest, _ option: String, _ summary: String) -> [Completion] {
        guard request.before.last == option else { return [Completion(option, summary)] }
        return Metric.all.map { Completion($0.name, "\($0.unit) \($0.summary)", names: $0.aliases) }
    }
}

extension Quantifier {
    /// Whether its better end is the largest; that of a parameter is the smallest.
    var isDescending: Bool { if case .metric(let metric) = self { metric.better == .higher } else { false } }
}
