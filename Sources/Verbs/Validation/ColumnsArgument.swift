import Language
import Measurements
import Notebook
import Storage
import Units
import Words

extension Argument where State == Session, Value == [Spanned<String>] {
    /// `by chip,runtime`: columns of a file, separated by commas.
    static let groupingColumns = Argument(
        "by COLUMN",
        say(en: "columns of the file whose words tell the groups apart", zh: "文件中的若干列，按其取值分组"),
        isOptional: true, isRepeated: true, complete: GroupingColumns.completions
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> [Spanned<String>] in
        guard let word = cursor.next() else { return [] }
        guard word.text == "by" else {
            throw MeasuredFileWords.unexpected(word)
        }
        let columns = cursor.rest().flatMap(GroupingColumns.split)
        guard !columns.isEmpty else { throw cursor.missing(MeasuredFileWords.columns) }
        return columns
    }
}

/// The columns that rows are grouped by.
enum GroupingColumns {
    /// The names in a word, each with its place.
    static func split(_ token: Token) -> [Spanned<String>] {
        guard !token.isQuoted else { return [Spanned(value: token.text, span: token.span)] }
        var columns: [Spanned<String>] = []
        var start = token.span.lowerBound
        for name in token.text.split(separator: ",", omittingEmptySubsequences: false) {
            if !name.isEmpty { columns.append(Spanned(value: String(name), span: start..<start + name.count)) }
            start += name.count + 1
        }
        return columns
    }

    /// Checks that the file has the columns.
    static func check(_ columns: [Spanned<String>], in headings: [String]) throws(Diagnostic) {
        for (index, column) in columns.enumerated() {
            guard headings.contains(column.value) else {
                throw MeasuredFileWords.noColumn(column, among: headings.filter { !$0.isEmpty })
            }
            guard !columns.prefix(index).contains(where: { $0.value == column.value }) else {
                throw MeasuredFileWords.twice(column)
            }
        }
    }

    /// The argument as it is typed: ` by chip runtime`, or nothing.
    static func words(_ columns: [Spanned<String>]) -> String {
        guard !columns.isEmpty else { return "" }
        // A comma in a name would part it.
        let words = columns.map { $0.value.contains(",") ? "\"\($0.value)\"" : Lexer.quoted($0.value) }
        return " by " + words.joined(separator: " ")
    }

    /// `by`, then the columns of the file that was named.
    static func completions(_ request: CompletionRequest) -> [Completion] {
        guard request.before.last != "--out" else { return [] }
        // The file is the first word that is not an option and belongs to none.
        let words = request.before.enumerated().filter { index, word in
            !word.hasPrefix("--") && (index == 0 || request.before[index - 1] != "--out")
        }.map(\.element)
        guard let file = words.first else { return [] }
        guard words.contains("by") else { return [Completion("by", MeasuredFileWords.columnsOffered)] }
        let text = try? request.files.read(file, limit: .table)
        let headings = text.flatMap { try? CSVTable(parsing: $0) }?.headings ?? MeasuredFiles.resultColumns
        let done = request.word.lastIndex(of: ",").map { String(request.word[...$0]) } ?? ""
        return headings.filter { !$0.isEmpty }.map { Completion(done + $0, MeasuredFileWords.column) }
    }
}
