/// What is known of the columns of tables, so that rows and columns of two programs can be told to be the same.
public struct ColumnNames: Sendable {
    /// Columns that hold what a person sets, which tells one row from another.
    let settings: Set<String>
    /// The present name of a column that had another one; nil for what is no such name.
    let present: @Sendable (String) -> String?

    /// Makes the names.
    public init(settings: Set<String>, present: @escaping @Sendable (String) -> String?) {
        self.settings = settings
        self.present = present
    }
}

/// A table in lines of output: headings, units below them, and rows; or a record, which has one figure a line.
struct PrintedTable: Sendable {
    /// What is known of its columns.
    let names: ColumnNames
    /// The line of the headings; nil of a record.
    var headings: Int?
    /// The lines of the rows.
    var rows: [Int] = []

    /// How rows of two tables are told to be the same, the surest first.
    enum Label: CaseIterable {
        /// The parameters that a plan has columns for.
        case parameters
        /// The words in front of the first figure.
        case leadingWords
        /// All words.
        case words
        /// The words in front of the first figure, and it.
        case firstFigure
    }

    /// The tables of some lines, from the top.
    static func all(in lines: [PrintedLine], _ names: ColumnNames) -> [PrintedTable] {
        var tables: [PrintedTable] = []
        var current: PrintedTable?
        func close() {
            if let table = current, !table.rows.isEmpty { tables.append(table) }
            current = nil
        }
        for (index, line) in lines.enumerated() {
            guard line.isOfTable else {
                // A unit alone, or the rest of a long cell.
                if line.cells.count != 1 || line.characters.first != " " { close() }
                continue
            }
            if let table = current, lines[table.headings ?? table.rows[0]].isCSV != line.isCSV { close() }
            guard var table = current else {
                let isRow = line.hasFigureCell && !line.isCSV
                current =
                    isRow ? PrintedTable(names: names, rows: [index]) : PrintedTable(names: names, headings: index)
                continue
            }
            if line.hasFigureCell || line.isCSV || table.headings == nil {
                table.rows.append(index)
            } else if !table.rows.isEmpty {
                guard Self.begins(at: index, lines, behind: table) else {
                    table.rows.append(index)
                    current = table
                    continue
                }
                close()
                table = PrintedTable(names: names, headings: index)
            }
            // What stands between headings and rows are units.
            current = table
        }
        close()
        return tables
    }

    /// Whether a line without figures heads another table: the next row stands below its cells, not below those before.
    private static func begins(at index: Int, _ lines: [PrintedLine], behind table: PrintedTable) -> Bool {
        guard let row = lines[(index + 1)...].prefix(4).first(where: \.hasFigureCell), row.isOfTable,
            let headings = table.headings
        else { return false }
        func heads(_ line: PrintedLine) -> Bool {
            row.cells.filter(\.isFigure).allSatisfy { cell in line.cells.contains { isBelow(cell, $0) } }
        }
        return heads(lines[index]) && !heads(lines[headings])
    }

    private static func isBelow(_ cell: PrintedLine.Cell, _ heading: PrintedLine.Cell) -> Bool {
        cell.columns.lowerBound == heading.columns.lowerBound || cell.columns.upperBound == heading.columns.upperBound
    }

    /// The heading above a cell; in a record the name in front of it.
    ///
    /// Names that a metric or a parameter had before count as the present one.
    func heading(of cell: PrintedLine.Cell, in row: PrintedLine, _ lines: [PrintedLine]) -> String? {
        guard let headings else {
            return cell == row.cells.dropFirst().first ? row.cells[0].text : nil
        }
        let text = Self.above(cell, in: lines[headings].cells)?.text
        return text.map { names.present($0.split(separator: " ").joined(separator: "_")) ?? $0 }
    }

    /// The unit below the heading of a cell; empty where there is none.
    func unit(of cell: PrintedLine.Cell, _ lines: [PrintedLine]) -> String {
        guard let headings, let first = rows.first, !lines[headings].isCSV else { return "" }
        return lines[headings + 1..<max(first, headings + 1)].compactMap { Self.above(cell, in: $0.cells)?.text }
            .joined(separator: " ")
    }

    private static func above(_ cell: PrintedLine.Cell, in cells: [PrintedLine.Cell]) -> PrintedLine.Cell? {
        func overlap(_ other: PrintedLine.Cell) -> Int { cell.columns.clamped(to: other.columns).count }
        return cells.first { isBelow(cell, $0) }
            ?? cells.filter { overlap($0) > 0 }.max { overlap($0) < overlap($1) }
    }

    /// The headings of all columns.
    func headings(_ lines: [PrintedLine]) -> Set<String> {
        Set(rows.flatMap { row in lines[row].cells.compactMap { heading(of: $0, in: lines[row], lines) } })
    }

    /// What tells a row from others; empty where it has no such cells.
    ///
    /// - Parameter shared: the headings that a parameter is to have, those that both tables have.
    func label(_ label: Label, of row: PrintedLine, _ lines: [PrintedLine], shared: Set<String>) -> String {
        guard headings != nil else { return row.cells[0].text }
        switch label {
        case .parameters:
            return row.cells.compactMap { cell in
                guard let name = heading(of: cell, in: row, lines), names.settings.contains(name),
                    shared.contains(name)
                else { return nil }
                return "\(name)=\(cell.text)"
            }.joined(separator: " ")
        case .leadingWords: return row.cells.prefix { !$0.isFigure }.map(\.text).joined(separator: " ")
        case .words: return row.cells.filter { !$0.isFigure }.map(\.text).joined(separator: " ")
        case .firstFigure:
            let count = row.cells.prefix { !$0.isFigure }.count + 1
            let text = row.cells.prefix(count).map(\.text).joined(separator: " ")
            return lines[headings ?? 0].cells[0].text == "#" ? "#" + text : text
        }
    }
}
