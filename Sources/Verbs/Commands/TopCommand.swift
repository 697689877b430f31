import CostModel
import Language
import Notebook
import Planning
import Presentation
import Words

extension Command<Session> {
    static let top = Command(
        "top", synonyms: ["head", "best", "rank"], abstract: "Ranks the plans and shows the best.",
        discussion: """
            Ranks by tps_chip unless 'sort' asked for something else. Plans that do not fit are left out. A line says how
            far the figures can be trusted (help trust), and a column where the plans differ in it. Where they are fitted,
            the ranks are named whose figures differ from the first by less than the band. The band is that of one figure;
            the errors of plans that resemble each other are much the same, so that it asks for more than it takes to tell
            these apart. 'save' then writes the plans shown.
            """,
        arguments: .source, .rowCount(default: 5, allowsAll: false), .columns,
        examples: ["top 5", "top", "top 5 out[3]", "top 3 tps_chip ttft_ms"]
    ) { (context: Context, source: Reference?, wanted: Int, columns: [Quantifier]) throws(Diagnostic) -> Outcome in
        var plans = try context.session.requirePlans(source)
        let isCancelled = context.environment.isCancelled
        let dropped = try plans.rank(first: wanted, by: .tpsChip, context.environment)
        let (unfit, unsettled) = (dropped[0], dropped[1])
        guard plans.count > 0 else {
            throw Diagnostic(PlanWords.noneLeft, hint: plans.wayBack)
        }
        let shown = min(wanted, plans.count)
        plans.ranked = shown
        var session = context.session
        session.plans = plans
        let trust = try TrustView(plans, 1..<shown + 1, isCancelled)
        var output: [Output] = [
            .table(
                try PlanTable.make(
                    plans, rows: 1..<shown + 1, asked: columns, for: session.format, trust, isCancelled))
        ]
        if !session.format.isData { output += try RankText.remarks(plans, shown, isCancelled).map { .line($0) } }
        output += SLOText.lasting(plans) + SLOText.remarks(plans).map { .line($0) }
        output += trust.remarks(session.format) + BandView.remarks(plans)
        if unfit > 0 {
            output.append(.line(CapacityWords.leftOut(unfit)))
        }
        if unsettled > 0 {
            output.append(.line(SettlingWords.leftOut(unsettled)))
        }
        return Outcome(session, output + context.session.remark(on: plans))
    }

    static let rows = Command(
        "rows", synonyms: ["show", "list", "ls", "table"],
        abstract: "Shows the plans as they are filtered and ordered.",
        discussion: """
            What all plans have in common stands above the table, and what follows from other columns (dp, total_batch)
            shows on request. Metrics and parameters named behind the number of rows become the columns, in that order,
            behind those in which the plans differ; these are left out where one of them is named.
            """,
        arguments: .source, .rowCount(default: 40, allowsAll: true), .columns,
        examples: ["rows", "rows 10", "rows all", "rows out[3]", "rows 10 tps_chip tpot_ms"]
    ) { (context: Context, source: Reference?, wanted: Int, columns: [Quantifier]) throws(Diagnostic) -> Outcome in
        var plans = try context.session.requirePlans(source)
        let isCancelled = context.environment.isCancelled
        guard plans.count > 0 || context.session.format.isData else {
            return Outcome(nil, [.line(PlanWords.noneLeft(plans.wayBack))] + SLOText.lasting(plans))
        }
        let shown = min(wanted, plans.count)
        try plans.find(first: shown, context.environment)
        let trust = try TrustView(plans, 1..<shown + 1, isCancelled)
        var output: [Output] = [
            .table(
                try PlanTable.make(
                    plans, rows: 1..<shown + 1, asked: columns, for: context.session.format, trust, isCancelled))
        ]
        output += trust.remarks(context.session.format)
        if shown < plans.count {
            output.append(
                .line(RowWords.shown(shown, of: plans.count)))
        }
        return Outcome(nil, output + SLOText.lasting(plans) + context.session.remark(on: plans))
    }
}
