import Language
import Notebook
import Storage
import Units
import Words

extension Command<Session> {
    static let merge = Command(
        "merge", synonyms: ["join", "concat", "合并"],
        abstract: say(en: "Joins the CSV files of the parts of a sweep.", zh: "合并一次批量评估各分片的 CSV 文件。"),
        discussion: say(
            en: """
                Each file holds the rows of one part, as 'sweep ... --shard K/N > FILE.csv' writes them. The rows are printed
                under one heading in the order of the parts: files that a pattern such as part*.csv stands for come by the
                numbers in their names (part2 before part10), others as they are named; rows are numbered anew. The result is
                that of the whole sweep, whatever the number of parts. The session stays as it is.
                """,
            zh: """
                每个文件是一个分片的各行，由“sweep ... --shard K/N > FILE.csv”写出。各行按分片顺序输出，共用一个表头：\
                part*.csv 这类通配符匹配的文件按名称中的数字排序（part2 在 part10 之前），其他文件按给出的顺序；行号重新编排。\
                无论分成多少片，结果都与整体评估相同。会话保持不变。
                """),
        arguments: .csvFiles,
        examples: []
    ) { (context: Context, paths: [Spanned<String>]) throws(Diagnostic) -> Outcome in
        var heading: (line: Substring, path: String)?
        var output: [Output] = []
        var count = 0
        for path in paths {
            if context.environment.isCancelled() { throw .interrupted }
            let text = try context.environment.files.text(of: path, limit: .table, MergeWords.partsOfOne)
            let end = text.firstIndex(of: "\n") ?? text.endIndex
            let line = text[..<end]
            guard line.contains(",") else { throw Diagnostic(MergeWords.noTable(path.value), at: path.span) }
            if let heading {
                guard heading.line == line else {
                    throw Diagnostic(
                        MergeWords.otherColumns(path.value, than: heading.path), at: path.span,
                        expected: MergeWords.partsOfOne)
                }
            } else {
                heading = (line, path.value)
                output.append(.printed(line + "\n", isTalk: false))
            }
            let rows = text[end...].split(whereSeparator: \.isNewline)
            let isNumbered = line.hasPrefix(Self.numbers)
            var joined = ""
            for row in rows {
                count += 1
                joined += isNumbered ? "\(count)\(row.drop { $0 != "," })\n" : row + "\n"
            }
            output.append(.printed(joined, isTalk: false))
        }
        return Outcome(nil, output)
    }
}

extension Command<Session> {
    /// How the heading of rows begins that are numbered.
    fileprivate static var numbers: String { "row," }
}

extension Argument where State == Session, Value == [Spanned<String>] {
    /// Files, or patterns with `*` that stand for several.
    static let csvFiles = Argument(
        "FILE...", MergeWords.files, isRepeated: true,
        complete: { FileCompletion.candidates(for: $0, endings: ["csv"]) }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> [Spanned<String>] in
        var paths: [Spanned<String>] = []
        let first = try cursor.require(MergeWords.aFile)
        for token in [first] + cursor.rest() {
            guard token.text.contains("*"), !token.isQuoted else {
                paths.append(Spanned(value: token.text, span: token.span))
                continue
            }
            let found = FilePattern(token.text).files(cursor.files)
            guard !found.isEmpty else { throw Diagnostic(MergeWords.noFile(token.text), at: token.span) }
            paths += found.map { Spanned(value: $0, span: token.span) }
        }
        return paths
    }
}

/// A file name in which each `*` stands for any characters.
struct FilePattern {
    private let folder: String
    private let parts: [Substring]

    init(_ text: String) {
        let slash = text.lastIndex(of: "/").map { text.index(after: $0) } ?? text.startIndex
        folder = String(text[..<slash])
        parts = text[slash...].split(separator: "*", omittingEmptySubsequences: false)
    }

    /// The files that it stands for, by the numbers in their names.
    func files(_ files: FileSystem) -> [String] {
        files.entries(of: folder.isEmpty ? "." : folder).filter { !$0.isFolder && matches($0.name) }.map(\.name)
            .sorted { Self.pieces($0).lexicographicallyPrecedes(Self.pieces($1)) }.map { folder + $0 }
    }

    func matches(_ name: String) -> Bool {
        guard let head = parts.first, let tail = parts.last, parts.count > 1 else {
            return parts.first.map { $0 == name } ?? false
        }
        guard name.hasPrefix(head), name.count >= head.count + tail.count, name.hasSuffix(tail) else { return false }
        var rest = name.dropFirst(head.count).dropLast(tail.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }

    /// A part of a name: a number, or what stands between numbers.
    private enum Piece: Comparable {
        case number(Int)
        case text(String)
    }

    private static func pieces(_ name: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = name[...]
        while let first = rest.first {
            let isDigit = first.isASCII && first.isNumber
            let piece = rest.prefix { ($0.isASCII && $0.isNumber) == isDigit }
            pieces.append(isDigit ? Int(piece).map { .number($0) } ?? .text(String(piece)) : .text(String(piece)))
            rest = rest.dropFirst(piece.count)
        }
        return pieces
    }
}
