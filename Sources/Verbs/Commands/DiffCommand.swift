import CostModel
import Language
import Notebook
import Planning
import Presentation
import Storage
import Units
import Words

extension Command<Session> {
    static let diff = Command(
        "diff", synonyms: ["compare-plans", "delta", "差异", "比较"],
        abstract: say(
            en: "Shows which parameters differ between two plans and what that did to each metric.",
            zh: "显示两个方案有哪些参数不同，各指标因此如何变化。"),
        discussion: say(
            en: """
                A plan is a row, an earlier result such as out[3] or base:2, or a saved session, whose first plan is meant;
                one alone is compared with the first plan of this session. A file is run for its plan and writes nothing.
                """,
            zh: """
                方案可以是行号、较早的结果（如 out[3] 或 base:2），或已保存的会话（取其首个方案）；只给一个时，与本会话的首个方案比较。\
                会话文件会运行以得到其方案，但不写任何文件。
                """),
        arguments: .planOperands, examples: ["diff 1 3", "diff out[3] out[3]:4"]
    ) { (context: Context, operands: [Token]) throws(Diagnostic) -> Outcome in
        let plans = try operands.map { (token) throws(Diagnostic) in try DiffText.plan(token, context) }
        let second = plans.count > 1 ? plans[1] : try context.session.plan(nil)
        let comparison = PlanComparison(plans[0], second)
        let names = operands.map(\.text) + (operands.count > 1 ? [] : ["1"])
        let titles = zip(names, [comparison.before, comparison.after]).map { name, plan in
            let configuration = PlanWords.configuration(plan)
            return Int(name) == nil
                ? DiffWords.titled(name, configuration) : RowWords.titled(name, configuration)
        }
        guard !comparison.differences.isEmpty else {
            return Outcome(nil, titles.map { .line($0) } + [.line(DiffWords.same)])
        }
        let table = DiffText.table(comparison, forPeople: !context.session.format.isData)
        return Outcome(nil, titles.map { .line($0) } + [.table(table)])
    }
}

extension Argument where State == Session, Value == [Token] {
    /// One or two plans.
    static let planOperands = Argument(
        "PLAN",
        say(
            en: "a row of the plans as shown, an earlier result, or a saved session; a row needs a second plan",
            zh: "所示方案的行号、较早的结果或已保存的会话；给行号时还需第二个方案"),
        isRepeated: true,
        complete: { Reference.completions($0) + FileCompletion.candidates(for: $0, endings: ["sextant"]) }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> [Token] in
        let first = try cursor.require(DiffWords.operands)
        if let second = cursor.next() { return [first, second] }
        guard Int(first.text) == nil else { throw cursor.missing(DiffWords.second) }
        return [first]
    }
}

/// Comparisons of two plans as a table.
enum DiffText {
    /// The share of the step by which a block must move to be shown on a screen.
    private static let leastMove = 0.0005

    /// The plan that a word stands for.
    static func plan(_ token: Token, _ context: Context) throws(Diagnostic) -> PlanResult {
        if !token.isQuoted, Reference.isReference(token.text, in: context.session) {
            let reference = try Reference.read(token, in: context.session)
            let row = Row(plans: reference.plans, number: reference.row ?? 1)
            return try context.session.plan(Spanned(value: row, span: token.span))
        }
        if let number = Int(token.text), !token.isQuoted {
            guard number >= 1 else {
                throw RowWords.notPositive(number, at: token.span)
            }
            return try context.session.plan(Spanned(value: Row(plans: nil, number: number), span: token.span))
        }
        guard context.depth < ReplayText.deepest else {
            throw Diagnostic(ReplayWords.isTooDeep(ReplayText.deepest), at: token.span)
        }
        let path = Spanned(value: token.text, span: token.span)
        let text = try context.environment.files.text(of: path, limit: .script, DiffWords.operand)
        let script = Script(text, name: token.text)
        let run: Replay.Run<Session> = try Replay.run(script, context.environment.looking, depth: context.depth)
        return try run.session.plan(nil)
    }

    /// What was set differently, then every metric that changed, then the blocks that moved.
    static func table(_ comparison: PlanComparison, forPeople: Bool) -> Table {
        var table = Table(columns: [
            Table.Column("what", heading: DiffWords.what, alignment: .left),
            Table.Column("name", heading: DiffWords.name, alignment: .left),
            Table.Column("unit", heading: DiffWords.unit, alignment: .left),
            Table.Column("before", heading: DiffWords.before), Table.Column("after", heading: DiffWords.after),
            Table.Column("change_pct", heading: DiffWords.change, unit: "%", places: 1),
        ])
        func add(
            _ what: String, _ name: String, _ unit: String, _ before: Table.Cell, _ after: Table.Cell, _ x: Double?
        ) {
            table.rows.append([
                .text(what), .text(name), .text(unit), before, after, x.map { .number(100 * $0) } ?? .missing,
            ])
        }
        for item in comparison.differences {
            let isNumber = item.parameter.choices.isEmpty && item.before != 0
            add(
                DiffWords.parameter, item.parameter.name, "",
                PlanTable.cell(item.parameter, comparison.before.scenario),
                PlanTable.cell(item.parameter, comparison.after.scenario),
                isNumber ? item.after / item.before - 1 : nil)
        }
        // A metric that shows a parameter says nothing new.
        let parameters = comparison.differences.map(\.parameter.name)
        for effect in comparison.effects
        where effect.before != effect.after
            && !(parameters.contains(effect.metric.name) && effect.metric.formula == effect.metric.name)
        {
            func cell(_ value: Double) -> Table.Cell {
                if value.isNaN { return .missing }
                return forPeople ? .text(effect.metric.text(value)) : .number(value)
            }
            let workload = comparison.before.scenario.workload
            // What programs read is the same in every language.
            let unit =
                forPeople
                ? PlanTable.wholeUnit(effect.metric, workload.phase, workload.currency)
                : PlanTable.column(effect.metric, workload.phase, workload.currency).dataUnit
            add(DiffWords.metric, effect.metric.name, unit, cell(effect.before), cell(effect.after), effect.change)
        }
        let step = comparison.before.totals.seconds
        for move in comparison.moves
        where !forPeople || (move.seconds.after - move.seconds.before).magnitude > leastMove * step {
            func cell(_ seconds: Double) -> Table.Cell {
                forPeople ? .text(Decimal.fixed(1e3 * seconds, places: 2)) : .number(1e3 * seconds)
            }
            add(
                move.calls == (0, 0) ? DiffWords.rest : DiffWords.block, move.name, "ms/step",
                cell(move.seconds.before),
                cell(move.seconds.after), move.change)
        }
        return table
    }
}
