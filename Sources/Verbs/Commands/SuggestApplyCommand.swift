import CostModel
import Language
import Notebook
import Planning
import Units
import Words

extension Command<Session> {
    static let suggestApply = Command(
        "suggest apply",
        abstract: say(
            en: "Makes a suggested change and evaluates the plan that it leads to.",
            zh: "执行一条优化建议，并评估由此得到的方案。"),
        discussion: say(
            en: """
                N is a row of the last 'suggest', or of what 'suggest' would show for the first plan. The plain commands that
                it stands for are printed and run, and a saved session holds those. 'undo' takes all of them back.
                """,
            zh: """
                N 为上一次“suggest”结果的行号；没有时，为“suggest”对第一个方案会给出的行号。\
                所对应的普通命令会显示并运行，保存的会话中记录的是这些命令。“undo”一次撤销全部。
                """),
        arguments: .suggestion, examples: ["suggest apply 1", "suggest apply 2"], isRecorded: false
    ) { (context: Context, number: Spanned<Int>) throws(Diagnostic) -> Outcome in
        let session = context.session
        // `??` would rethrow as any error.
        let advice: Advice
        if let kept = session.advice {
            advice = kept
        } else {
            advice = try Advice(session, nil, context.environment.isCancelled)
        }
        guard advice.stillHolds(in: session) else {
            throw SuggestionWords.outdated
        }
        if let plans = session.plans, plans.title != session.title {
            throw SuggestionWords.otherSubject(plans.title, loaded: session.title)
        }
        let paying = advice.suggestions.paying
        guard number.value <= paying.count else {
            throw SuggestionWords.noRow(number.value, of: paying.count, at: number.span)
        }
        return try SuggestionCommands.run(
            SuggestionCommands.lines(paying[number.value - 1], session, sized: advice.sized), context)
    }
}

extension Argument where State == Session, Value == Spanned<Int> {
    /// A row of the last suggestions.
    static let suggestion = Argument(
        "N", say(en: "a row of the last suggestions, from 1", zh: "上一次优化建议的行号，从 1 开始")
    ) {
        (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Spanned<Int> in
        let token = try cursor.require(SuggestionWords.aRow)
        guard let number = Int(token.text), number >= 1 else {
            throw SuggestionWords.notARow(token.text, at: token.span)
        }
        return Spanned(value: number, span: token.span)
    }
}

/// The plain commands that a suggestion stands for.
enum SuggestionCommands {
    /// Sets what the changed plan differs in from the session, evaluates it, and filters as before.
    ///
    /// - Parameter sized: the changes with as many copies as carry the load, where they were shown with these.
    static func lines(_ suggestion: Suggestion, _ session: Session, sized: SizedSuggestions? = nil) -> [String] {
        let after = sized?.plan(suggestion)?.scenario ?? suggestion.after.scenario
        let (whole, picked) = session.picking(after)
        var lines = picked.map { "\($0.scope.rawValue) load \(Lexer.quoted($0.now))" }
        lines += SettingWords.commands(Setting.differences(from: whole.draft, to: after))
        lines.append("eval --only")
        // A plan that misses a condition would leave nothing to look at.
        let conditions = session.plans?.filters ?? []
        if !conditions.isEmpty, suggestion.misses.isEmpty {
            lines.append("filter \(conditions.map(\.text).joined(separator: " and "))")
        }
        return lines
    }

    /// Runs commands on the session as if they had been typed, as one step.
    static func run(_ lines: [String], _ context: Context) throws(Diagnostic) -> Outcome {
        let interpreter = Interpreter<Session>(
            environment: context.environment, depth: context.depth + 1, session: context.session)
        let silent = OutputSink(standardOutput: { _ in }, standardError: { _ in })
        var output: [Output] = []
        for line in lines {
            try interpreter.run(SourceLine(typed: line), silent)
            output.append(.line(line))
            output += interpreter.session.cells.last?.output ?? []
        }
        return Outcome(interpreter.session, output)
    }
}
