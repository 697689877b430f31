import Language
import Notebook
import Presentation
import Units
import Words

extension Command<Session> {
    static let history = Command(
        "history", synonyms: ["历史"],
        abstract: say(
            en: "Lists the cells of this session: the commands, by the numbers of their results, and the notes.",
            zh: "列出本会话的单元：命令（按结果编号）和备注。"),
        examples: ["history"], isRecorded: false, isIdle: true
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        var table = Table(columns: [
            Table.Column("n", heading: "#", places: 0),
            Table.Column("command", heading: StepWords.command, alignment: .left),
        ])
        var number = 0.0
        for cell in context.session.cells {
            if cell.note == nil { number += 1 }
            table.rows.append([cell.note == nil ? .number(number) : .missing, .text(cell.text)])
        }
        return Outcome(nil, [.table(table)])
    }
}
