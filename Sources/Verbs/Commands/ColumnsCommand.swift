import Language
import Notebook
import Planning
import Units
import Words

extension Command<Session> {
    static let columns = Command(
        "columns", synonyms: ["select", "fields", "hide", "列"],
        abstract: say(en: "Keeps the columns that 'top' and 'rows' show.", zh: "固定“top”和“rows”所显示的列。"),
        discussion: say(
            en: """
                They stay until 'columns clear', in every format; columns named behind 'top' or 'rows' are for that table alone.
                Without a name it shows what is kept.
                """,
            zh: "在“columns clear”之前一直有效，适用于各种格式；“top”或“rows”后列出的列只用于该表。不带名称时显示当前固定的列。"),
        arguments: .columns,
        examples: ["columns tp batch tpot_ms tps_chip", "columns"]
    ) { (context: Context, columns: [Quantifier]) throws(Diagnostic) -> Outcome in
        guard !columns.isEmpty else { return Outcome(nil, say: RowWords.columns(context.session.columns.map(\.path))) }
        var session = context.session
        session.columns = columns
        return Outcome(session, say: RowWords.columns(columns.map(\.path)))
    }

    static let columnsClear = Command(
        "columns clear",
        abstract: say(en: "Lets 'top' and 'rows' choose their columns again.", zh: "由“top”和“rows”重新自动选择列。"),
        examples: ["columns clear"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        var session = context.session
        session.columns = []
        return Outcome(session, say: RowWords.columns([]))
    }
}
