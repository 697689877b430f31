import CostModel
import Language
import Notebook
import Planning
import Text
import Units
import Words

extension Argument where State == Session, Value == [Condition] {
    /// Conditions on plans, joined by `and`, `or` and `not`.
    static let conditions = Argument(
        ArgumentDescription.condition,
        say(
            en: "a metric or axis compared with a number or a share: tps_batch>=10, dram<=70%; "
                + "joined by and, or, not, ( )",
            zh: "指标或扫描维度与数值或比例的比较：tps_batch>=10、dram<=70%；用 and、or、not、( ) 连接"),
        isRepeated: true, complete: ConditionCompletion.candidates
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> [Condition] in
        try read(&cursor, isList: false)
    }

    /// Reads the words that are left.
    ///
    /// - Parameter isList: whether conditions may stand beside each other without `and`.
    static func read(_ cursor: inout ArgumentCursor, isList: Bool) throws(Diagnostic) -> [Condition] {
        let missing = cursor.missing(ConditionErrorWords.condition)
        var reader = ConditionReader(cursor.rest(), isList: isList, missing: missing)
        let condition = try reader.read()
        for (word, name) in reader.names { cursor.spell(word, as: name) }
        return condition.conjunction
    }
}

/// What may stand at the cursor in conditions.
private enum ConditionCompletion {
    static func candidates(_ request: CompletionRequest) -> [Completion] {
        // A word that is typed may begin with the parentheses of what follows.
        let opening = ConditionReader.opening(of: request.word)
        let metrics = Metric.all.map {
            Completion(
                opening + $0.name, "\($0.unit) \($0.summary)", isWhole: false, names: $0.aliases.map { opening + $0 })
        }
        guard let last = request.before.last else {
            return metrics + [
                Completion("not", ConditionErrorWords.opposite), Completion("clear", ConditionErrorWords.takeBack),
            ]
        }
        if ConditionReader.isJoint(last) { return metrics + [Completion("not", ConditionErrorWords.opposite)] }
        if ConditionReader.isQuantifier(last) {
            return Comparison.Relation.allCases.map { Completion($0.rawValue) }
        }
        if Comparison.Relation(rawValue: last) != nil { return [] }
        return [Completion("and", ConditionErrorWords.andAnother), Completion("or", ConditionErrorWords.orAnother)]
    }
}

extension Argument where State == Session, Value == Spanned<Quantifier> {
    /// A metric or a parameter to order plans by.
    static let quantifier = Argument(
        "NAME", say(en: "a metric, or a parameter that the sweep varies", zh: "指标，或批量评估所变化的参数"),
        complete: { _ in Metric.all.map { Completion($0.name, "\($0.unit) \($0.summary)", names: $0.aliases) } }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Spanned<Quantifier> in
        var token = try cursor.require(ArgumentWords.metric)
        // `sort by tps_chip`, as one says it.
        if token.text.lowercased() == "by", let next = cursor.next() { token = next }
        guard let quantifier = QuantifierName.find(token.text) else { throw QuantifierName.unknown(token) }
        cursor.spell(token, as: quantifier.path)
        return Spanned(value: quantifier, span: token.span)
    }
}

/// The diagnostic for a metric that does not exist.
enum QuantifierName {
    /// The metric, the parameter, or the axis over chips or models that a word names.
    static func find(_ word: String) -> Quantifier? {
        Quantifier.named(word) ?? CatalogueAxis(word).map { .parameter($0.parameter()) }
    }

    static func unknown(_ token: Token) -> Diagnostic {
        if SizedPlans.keys.contains(token.text.lowercased()) {
            return Diagnostic(SizingWords.isOfSizes(token.text), at: token.span, hint: SizingWords.showsItself)
        }
        let related = related(to: token.text)
        let names = related.isEmpty ? NearestName.all(of: token.text, in: Metric.all.map(\.name), most: 3) : related
        let parameter = Parameter.named(token.text)
        let nearest = related.isEmpty && parameter == nil ? nearest(to: token.text) : nil
        return Diagnostic(
            parameter.map(ArgumentWords.notAMetric) ?? ArgumentWords.unknownMetric(token.text), at: token.span,
            expected: ArgumentWords.aMetric(names), hint: nearest.map { LanguageWords.didYouMean($0.name) })
    }

    /// The metrics that help names under a word, or of whose Chinese names it is a part: 吞吐, 延迟.
    private static func related(to word: String) -> [String] {
        let word = word.lowercased()
        let topic = TopicDescription.all.first { $0.words.contains(word) }?.nearest.filter { find($0) != nil } ?? []
        guard topic.isEmpty, word.count > 1, word.utf8.count > word.count else { return topic }
        return Metric.all.filter { $0.aliases.contains { $0.contains(word) } }.prefix(3).map(\.name)
    }

    /// The metric or parameter one of whose names is most like a word.
    static func nearest(to word: String) -> Quantifier? {
        NearestName.of(word, in: Quantifier.words).flatMap(Quantifier.named)
    }
}
