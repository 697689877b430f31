import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let solve = Command(
        "solve", synonyms: ["goalseek", "breakeven", "minimum", "maximum", "求解", "反求"],
        abstract: say(
            en: "Finds the smallest or largest value of a parameter with which the plan meets a condition.",
            zh: "求使方案满足条件的参数最小值或最大值。"),
        discussion: say(
            en: """
                The plan is the one that is set, with what stands behind 'where'. Any parameter of it is looked for: numbers
                in their whole range, sizes among those that divide, words each; arch and model are each chip and model of the
                catalogue, the best first. Beside the value stands the next one that fails, to four digits, and why. What meets the condition need not be an interval: all spans are shown then.
                Where none meets it the nearest is named. A plan must fit in DRAM and settle; 'slo' is not asked.
                """,
            zh: """
                方案为已设置的方案，加上“where”之后的设置。其任意参数均可求解：数值在整个范围内求解，并行度在能整除的取值中求解，\
                选项逐个尝试；arch 和 model 为目录中的每款芯片和模型，优者在前。结果旁给出下一个不满足的取值（四位有效数字）及原因。满足条件的取值不一定是一个区间：此时列出全部区间。\
                都不满足时，给出最接近的取值。方案须放得进 DRAM 且达到稳态；不检查“slo”。
                """),
        arguments: .sought, .requirement, .otherwise,
        examples: [
            "solve inter_bw for tps_batch>=11", "solve batch for tps_batch>=10 and dram<=70%",
            "solve chips for total_tps>=2000 where tp=4 batch=10", "solve kv_precision for dram<=17",
            "solve arch for tps_batch>=20 and dram<=90%",
        ]
    ) {
        (context: Context, parameter: Spanned<Parameter>, conditions: [Condition], settings: [Assignment])
            throws(Diagnostic) -> Outcome in
        let session = context.session
        let set = try session.scenario()
        try parameter.value.check(in: set, at: parameter.span)
        for setting in settings {
            guard setting.parameter != parameter.value else {
                throw SolveWords.isSought(parameter.value, at: setting.name)
            }
            try setting.parameter.check(in: set, at: setting.name)
        }
        let base = set.setting(settings.map { Setting($0.parameter, $0.value) })
        if parameter.value.choices.isEmpty {
            for case .metric(let metric) in conditions.flatMap(\.comparisons).map(\.quantifier)
            where !metric.hasValue(for: base) {
                throw Diagnostic(SolveWords.noValue(metric), hint: SizedNote.hint(session))
            }
        }
        if !parameter.value.affectsDivision, let rule = base.brokenRule {
            throw DivisibilityWords.diagnostic(rule, base, at: settings.last?.span)
        }
        let solution = Solution(
            parameter.value, of: base, conditions: conditions, isPossible: { ModelRule.broken(by: $0.model) == nil },
            cores: context.environment.cores, isCancelled: context.environment.isCancelled)
        guard let solution else { throw .interrupted }
        guard solution.range != nil else {
            let reason = base.brokenRule.map { DivisibilityWords.sentence($0, base) } ?? ""
            throw Diagnostic(SolveWords.nothingDivides(parameter.value, reason), at: parameter.span)
        }
        if parameter.value.isPick, !solution.spans.isEmpty {
            return Outcome(nil, SolveText.picked(solution, with: settings, session))
        }
        var output = SizedNote.lines(session, base).map { Output.line($0) }
        output += [
            .line(SolveWords.answer(solution, set: parameter.value.get(base)))
        ]
        if session.format.isData || (solution.spans.count > 1 && parameter.value.choices.isEmpty) {
            output.append(.table(SolveText.table(solution)))
        }
        output.append(.line(SolveWords.looked(solution)))
        let commands = SolveText.commands(solution, with: settings, session)
        if !commands.isEmpty { output.append(.line(SolveWords.take(commands))) }
        return Outcome(nil, output)
    }
}

extension Argument where State == Session, Value == Spanned<Parameter> {
    /// The parameter that is looked for, and the word `for` behind it.
    static let sought = Argument(
        "PARAMETER for", say(en: "the parameter whose values are looked for", zh: "要求解的参数"),
        complete: { request in
            let whole = request.word.isEmpty ? [] : CatalogueAxis.allCases.map { $0.parameter() }
            return ParameterCompletion.of(
                Parameter.all.filter { $0.scope != .model || !request.word.isEmpty } + whole, request)
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Spanned<Parameter> in
        let token = try cursor.require(SolveWords.parameter)
        let parameter: Parameter
        if let whole = CatalogueAxis(token.text) {
            parameter = whole.whole
        } else {
            parameter = try SolveText.parameter(token)
        }
        cursor.spell(token, as: parameter.name)
        let word = try cursor.require(SolveWords.forWord)
        guard word.text == "for" else { throw SolveWords.notFor(word.text, at: word.span) }
        return Spanned(value: parameter, span: token.span)
    }
}

extension Argument where State == Session, Value == [Condition] {
    /// Conditions up to the word `where`.
    static let requirement = Argument(
        ArgumentDescription.condition, conditions.summary, isRepeated: true,
        complete: { request in
            // Behind the parameter and 'for' conditions are completed as those of a filter.
            guard request.before.count > 1 else {
                return request.before.isEmpty ? [] : [Completion("for", SolveWords.forWord)]
            }
            guard !request.before.contains("where") else { return [] }
            let own = conditions.complete(request.dropping(2)).filter { $0.text != "clear" }
            return own + (request.before.count > 2 ? [Completion("where", SolveWords.settings)] : [])
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> [Condition] in
        var tokens: [Token] = []
        while let token = cursor.peek, token.text != "where" || token.isQuoted {
            _ = cursor.next()
            tokens.append(token)
        }
        var reader = ConditionReader(tokens, missing: cursor.missing(ConditionErrorWords.condition))
        let condition = try reader.read()
        for (word, name) in reader.names { cursor.spell(word, as: name) }
        return condition.conjunction
    }
}

extension Argument where State == Session, Value == [Assignment] {
    /// Parameters of any scope behind the word `where`.
    static let otherwise = Argument(
        "where NAME=VALUE", say(en: "what else is set for it", zh: "求解时的其他设置"), isOptional: true, isRepeated: true,
        complete: { request in
            guard let place = request.before.firstIndex(of: "where") else { return [] }
            return ParameterCompletion.unused(request.dropping(place + 1))
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> [Assignment] in
        guard cursor.next() != nil else { return [] }
        let tokens = cursor.rest()
        guard !tokens.isEmpty else { throw cursor.missing(SolveWords.settings) }
        return try KeyValue.words(tokens).map { (token: Token) throws(Diagnostic) -> Assignment in
            let (name, value) = try KeyValue.split(token)
            let parameter = try SolveText.parameter(name)
            cursor.spell(name, as: parameter.name)
            let number = try QuantityArgument.read(value.text, for: parameter, at: value.span)
            return Assignment(parameter: parameter, value: number, span: value.span, name: name.span)
        }
    }
}

/// What is made of the values of a parameter.
enum SolveText {
    /// The parameter that a word names.
    static func parameter(_ token: Token) throws(Diagnostic) -> Parameter {
        do throws(Diagnostic) {
            return try ParameterName.findAxis(token.text, at: token.span)
        } catch {
            // Here it is not an axis.
            var diagnostic = error
            if error.message == AxisWords.unknown(token.text) { diagnostic.message = SolveWords.unknown(token.text) }
            throw diagnostic
        }
    }

    /// The spans of values that meet the conditions, with what lies outside.
    static func table(_ solution: Solution) -> Table {
        let parameter = solution.parameter
        let metrics = solution.conditions.flatMap(\.comparisons).map(\.quantifier)
            .reduce(into: [Quantifier]()) { list, item in
                if !list.contains(where: { $0.name == item.name }) { list.append(item) }
            }
        var table = Table(columns: [
            Table.Column("from", heading: SolveWords.from, unit: parameter.name),
            Table.Column("to", heading: SolveWords.to, unit: parameter.name),
        ])
        for (key, heading) in [("from", SolveWords.from), ("to", SolveWords.to)] {
            table.columns += metrics.map {
                Table.Column("\($0.name)_\(key)", heading: $0.name, unit: heading, digits: 6)
            }
        }
        table.columns += [
            Table.Column("below", heading: SolveWords.below, alignment: .left, wraps: true),
            Table.Column("above", heading: SolveWords.above, alignment: .left, wraps: true),
        ]
        for span in solution.spans {
            let ends = [span.first, span.last]
            var cells = ends.map { PlanTable.cell(parameter, $0.scenario) }
            for end in ends {
                cells += metrics.map { metric in end.plan.map { PlanTable.cell(metric, $0) } ?? .missing }
            }
            cells += [span.below, span.above].map { .text(SolveWords.outside(parameter, $0)) }
            table.rows.append(cells)
        }
        return table
    }

    /// The commands that set what was found: the smallest value, or the largest where the condition holds from the lowest on.
    ///
    /// - Parameter settings: what else was set for it.
    static func commands(_ solution: Solution, with settings: [Assignment], _ session: Session) -> [String] {
        guard let first = solution.spans.first else { return [] }
        // Where each value meets it there is nothing to set.
        guard first.below != nil || first.above != nil || !solution.parameter.choices.isEmpty else { return [] }
        // Where nothing comes or nothing is paid there is no figure, and that end says nothing.
        let isOpenBelow = first.below.map { !$0.misses.isEmpty && $0.misses.allSatisfy(\.value.isNaN) } ?? true
        let isBoundAbove = isOpenBelow && first.above != nil
        let found = isBoundAbove ? first.last : first.first
        let value = Setting(solution.parameter, solution.parameter.get(found.scenario))
        let all = settings.map { Setting($0.parameter, $0.value) } + [value]
        return SettingWords.commands(all.filter { $0.parameter.get(session.draft) != $0.value })
    }
}
