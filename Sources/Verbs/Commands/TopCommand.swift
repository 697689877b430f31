import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let top = Command(
        "top", synonyms: ["head", "best", "rank", "排名", "最优"],
        abstract: say(en: "Ranks the plans and shows the best.", zh: "对方案排名并显示最优者。"),
        discussion: say(
            en: """
                Ranks by tps_chip unless 'sort' asked for something else. Plans that do not fit are left out. A line says how
                far the figures can be trusted (help trust), and a column where the plans differ in it. A second table says how far
                each is from the first, by how much it meets the limit that it meets by least, what speaks for it among those
                shown, and what that is good for. Where they are fitted,
                the ranks are named whose figures differ from the first by less than the band. The band is that of one figure;
                the errors of plans that resemble each other are much the same, so that it asks for more than it takes to tell
                these apart. 'save' then writes the plans shown.
                """,
            zh: """
                按 tps_chip 排名，除非“sort”指定了其他指标。DRAM 放不下的方案不列出。\
                表下一行说明数值的可信度（help trust）；各方案可信度不同时另有一列。\
                第二张表给出与第 1 名的差距、SLO 余量（余量最小的一项）、在所列方案中的特点和适用场景。\
                经过标定时，指出与第一名之差小于误差区间的各名次。该区间针对单个数值；相近方案的误差大致相同，\
                因此实际区分它们所需的差距小于该区间。之后“save”写入所显示的方案。
                """),
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
        let columns = columns.isEmpty ? session.columns : columns
        session.plans = plans
        let trust = try TrustView(plans, 1..<shown + 1, isCancelled)
        var output: [Output] = [
            .table(
                try PlanTable.make(
                    plans, rows: 1..<shown + 1, asked: columns, for: session.format, trust, isCancelled))
        ]
        if !session.format.isData, let traits = try PlanTraits.table(plans, shown, isCancelled) {
            output.append(.table(traits))
            if let remark = PlanTraits.remark(shown) { output.append(.line(remark)) }
        }
        output += SLOText.lasting(plans) + SLOText.remarks(plans).map { .line($0) }
        output += trust.remarks(session.format) + BandView.remarks(plans)
        output += plans.listPrices(1..<shown + 1, shownIn: columns, session.format)
        if unfit > 0 {
            output.append(.line(CapacityWords.leftOut(unfit)))
        }
        if unsettled > 0 {
            output.append(.line(SettlingWords.leftOut(unsettled)))
        }
        return Outcome(session, output + context.session.remark(on: plans))
    }

    static let rows = Command(
        "rows", synonyms: ["show", "list", "ls", "显示", "列表", "查看"],
        abstract: say(en: "Shows the plans as they are filtered and ordered.", zh: "显示筛选和排序后的方案。"),
        discussion: say(
            en: """
                What all plans have in common stands above the table, and what follows from other columns (dp, total_batch)
                shows on request. Metrics and parameters named behind the number of rows become the columns, in that order,
                behind those in which the plans differ; these are left out where one of them is named.
                """,
            zh: """
                全部方案共有的设置列在表格上方；可由其他列推出的量（dp、total_batch）按需显示。\
                行数之后列出的指标和参数按所列次序成为表格的列，排在各方案取值不同的参数之后；\
                若其中已列出这类参数，则不再自动加入它们。
                """),
        arguments: .source, .rowCount(default: 40, allowsAll: true), .columns,
        examples: ["rows", "rows 10", "rows all", "rows out[3]", "rows 10 tps_chip tpot_ms"]
    ) { (context: Context, source: Reference?, wanted: Int, columns: [Quantifier]) throws(Diagnostic) -> Outcome in
        var plans = try context.session.requirePlans(source)
        let isCancelled = context.environment.isCancelled
        let columns = columns.isEmpty ? context.session.columns : columns
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
        output += plans.listPrices(1..<shown + 1, shownIn: columns, context.session.format)
        if shown < plans.count {
            output.append(
                .line(RowWords.shown(shown, of: plans.count)))
        }
        return Outcome(nil, output + SLOText.lasting(plans) + context.session.remark(on: plans))
    }
}
