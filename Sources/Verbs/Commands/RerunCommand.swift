import Language
import Notebook
import Units
import Words

extension Command<Session> {
    static let rerun = Command(
        "rerun", synonyms: ["repeat", "重跑"],
        abstract: say(en: "Runs cells again on the session as it is now.", zh: "在当前会话上重新运行单元。"),
        discussion: say(
            en: """
                rerun 3..5 runs the commands of cells 3 to 5 once more, as new cells: after a change, what it does to them.
                rerun 3.. goes on to the last cell; 'edit N COMMAND' recomputes in place.
                """,
            zh: """
                rerun 3..5 把单元 3 至 5 的命令作为新单元再运行一遍：用于查看一项更改对它们的影响。\
                rerun 3.. 一直运行到最后一个单元；“edit N COMMAND”则就地重新计算。
                """),
        arguments: .cells, examples: ["rerun 3", "rerun 1..3", "rerun 2.."], isRecorded: false
    ) { (context: Context, range: ClosedRange<Int>) throws(Diagnostic) -> Outcome in
        let cells = Array(context.session.numberedCells[(range.lowerBound - 1)...(range.upperBound - 1)])
        let next = context.session.numberedCells.count + 1
        let session = try Recomputation.run(
            cells, from: context.session, first: range.lowerBound, context.environment,
            depth: context.depth)
        return Outcome(session, Recomputation.output(of: session, from: next))
    }

    static let edit = Command(
        "edit", synonyms: ["change", "fix", "修改", "编辑"],
        abstract: say(en: "Replaces the command of a cell and recomputes from it on.", zh: "替换一个单元的命令，并从该单元起重新计算。"),
        discussion: say(
            en: """
                Tab behind the number brings the cell's command to the line; without a command the old one runs again. Where the new command or one behind it fails,
                nothing is changed; 'undo' brings the cells back as they were.
                """,
            zh: """
                在编号后按 Tab，可把该单元的命令填入输入行；不给出命令时重新运行原命令。\
                新命令或其后的命令失败时，不作任何更改；“undo”恢复原来的单元。
                """),
        arguments: .cell, .newCommand, examples: ["edit 3 sweep chips=64 tp=2,4 batch=8", "edit 3"], isRecorded: false
    ) { (context: Context, number: Int, text: String) throws(Diagnostic) -> Outcome in
        let session = try Recomputation.session(before: number, context)
        var cells = Array(context.session.cells[Recomputation.index(of: number, context.session)...])
        if !text.isEmpty { cells[0].text = text }
        let edited = try Recomputation.run(
            cells, from: session, first: number, context.environment,
            depth: context.depth)
        return Outcome(edited, Recomputation.output(of: edited, from: number))
    }
}

extension Argument where State == Session, Value == ClosedRange<Int> {
    /// `3`, `3..5` or `3..`.
    static let cells = Argument(
        "CELLS", say(en: "a cell's number, or a range of them: 3..5 or 3..", zh: "单元编号，或编号范围：3..5 或 3..")
    ) {
        (cursor: inout ArgumentCursor, session: Session) throws(Diagnostic) -> ClosedRange<Int> in
        let token = try cursor.require(StepWords.someCells)
        let dots = token.text.firstRange(of: "..")
        let low = Int(token.text[..<(dots?.lowerBound ?? token.text.endIndex)])
        let tail = dots.map { token.text[$0.upperBound...] }
        let high = tail.map { $0.isEmpty ? session.numberedCells.count : Int($0) } ?? low
        guard let low, let high, low <= high || tail == "" else {
            throw Diagnostic(
                StepWords.notCells(token.text), at: token.span, expected: StepWords.someCells)
        }
        for number in [low, high] { _ = try session.cell(number, at: token.span) }
        return low...high
    }
}

extension Argument where State == Session, Value == Int {
    /// The number of a cell.
    static let cell = Argument("N", say(en: "a cell's number; 'history' lists them", zh: "单元编号；“history”列出所有单元")) {
        (cursor: inout ArgumentCursor, session: Session) throws(Diagnostic) -> Int in
        let token = try cursor.require(StepWords.aCell)
        guard let number = Int(token.text) else {
            throw Diagnostic(StepWords.notACell(token.text), at: token.span, expected: StepWords.aNumber)
        }
        _ = try session.cell(number, at: token.span)
        return number
    }
}

extension Argument where State == Session, Value == String {
    /// The command that takes a cell's place.
    static let newCommand = Argument(
        "COMMAND", say(en: "the command that takes the cell's place", zh: "替换该单元的命令"), isOptional: true,
        isRepeated: true,
        complete: { request in
            guard request.before.count == 1, request.word.isEmpty, let number = Int(request.before[0]),
                request.session.numberedCells.indices.contains(number - 1)
            else { return [] }
            return [Completion(request.session.numberedCells[number - 1].text, StepWords.cellAsItIs, isWhole: false)]
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> String in
        // Without a new command the old one runs again, and all behind it.
        guard let text = cursor.restText() else { return "" }
        let words = text.value.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let command = Session.registry.find(words)?.command else { return text.value }
        guard command.isRecorded else {
            throw Diagnostic(
                StepWords.makesNoCell(command.name), at: text.span, expected: StepWords.aKeptCommand)
        }
        return text.value
    }
}
