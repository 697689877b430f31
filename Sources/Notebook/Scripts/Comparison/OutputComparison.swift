import Units

/// In what two outputs of one command differ.
struct OutputComparison: Sendable {
    /// A figure that is another one now.
    struct Moved: Sendable, Equatable {
        /// The line of the script.
        let line: Int
        /// The row of a table; empty elsewhere.
        let row: String
        /// The heading of its column, or the words in front of it.
        let figure: String
        let recorded: String
        let now: String
        /// As a share of the recorded one; nil where there is none.
        let change: Double?

        /// How far it moved: without bound where nothing was, least where it is a row's number.
        var size: Double { figure == "#" ? -1 : change?.magnitude ?? .infinity }
    }

    private(set) var moved: [Moved] = []
    /// Lines that differ in more than figures: `- ` recorded, `+ ` now.
    private(set) var text: [String] = []

    let line: Int
    private let old: [PrintedLine]
    private let new: [PrintedLine]
    /// The line of the new output that a line of the old one is compared with.
    private var partners: [Int: Int] = [:]
    /// Rows of tables whose labels tell which is which: those without a partner are no other row's.
    private var told: (old: Set<Int>, new: Set<Int>) = ([], [])

    /// Compares what a line of a script printed with what was recorded below it.
    init(of recorded: String, with now: String, line: Int, _ names: ColumnNames) {
        self.line = line
        old = PrintedLine.all(in: recorded)
        new = PrintedLine.all(in: now)
        let tables = zip(PrintedTable.all(in: old, names), PrintedTable.all(in: new, names))
        for (before, after) in tables { compare(before, after) }
        alignRest()
        let taken = Set(partners.values)
        var (before, after) = (0, 0)
        while before < old.count || after < new.count {
            if before < old.count, partners[before] == nil {
                text.append("- " + old[before].text)
                before += 1
            } else if after < new.count, !taken.contains(after) {
                text.append("+ " + new[after].text)
                after += 1
            } else {
                before += 1
                after += 1
            }
        }
        if moved.isEmpty, text.isEmpty, recorded != now {
            let words = [old, new].map { $0.map { $0.text.split(separator: " ") } }
            text = [words[0] == words[1] ? NotebookWords.whiteSpace : NotebookWords.otherOrder]
        }
    }

    /// Compares rows that have the same label, cell by cell; others are left to the text.
    private mutating func compare(_ before: PrintedTable, _ after: PrintedTable) {
        guard (before.headings == nil) == (after.headings == nil) else { return }
        let shared = before.headings(old).intersection(after.headings(new))
        for label in PrintedTable.Label.allCases {
            let rows = before.rows.map { before.label(label, of: old[$0], old, shared: shared) }
            let others = after.rows.map { after.label(label, of: new[$0], new, shared: shared) }
            guard !(rows + others).contains(""), Set(rows).count == rows.count, Set(others).count == others.count,
                !Set(rows).isDisjoint(with: others)
            else { continue }
            told.old.formUnion(before.rows)
            told.new.formUnion(after.rows)
            let places = Dictionary(zip(others, after.rows)) { first, _ in first }
            for (row, name) in zip(before.rows, rows) {
                guard let place = places[name] else { continue }
                compare(row, place, before, after, before.headings == nil ? "" : name)
            }
            return
        }
    }

    private mutating func compare(
        _ row: Int, _ other: Int, _ before: PrintedTable, _ after: PrintedTable, _ name: String
    ) {
        let cells = new[other].cells.map { (after.heading(of: $0, in: new[other], new), $0) }
        var found: [Moved] = []
        for cell in old[row].cells {
            let heading = before.heading(of: cell, in: old[row], old)
            // A column that only one of them has is told by the headings.
            guard let heading, let match = cells.first(where: { $0.0 == heading })?.1, match.text != cell.text else {
                continue
            }
            let (figures, others) = (figures(of: cell, in: old[row]), figures(of: match, in: new[other]))
            let units = (before.unit(of: cell, old), after.unit(of: match, new))
            // Words that differ are a difference in the text.
            guard cell.isFigure && match.isFigure || PrintedLine(cell.text).skeleton == PrintedLine(match.text).skeleton
            else { return }
            for (figure, now) in zip(figures, others) where figure.text != now.text {
                found.append(moved(figure, now, row: name, heading, units))
            }
        }
        // Notes behind the figures of a record.
        if before.headings == nil, old[row].cells.dropFirst(2).map(\.text) != new[other].cells.dropFirst(2).map(\.text)
        {
            return
        }
        partners[row] = other
        moved += found
    }

    private func figures(of cell: PrintedLine.Cell, in line: PrintedLine) -> [PrintedFigure] {
        line.figures.filter { cell.characters.contains($0.range.lowerBound) }
    }

    private func moved(
        _ before: PrintedFigure, _ after: PrintedFigure, row: String, _ figure: String,
        _ units: (old: String, new: String) = ("", "")
    ) -> Moved {
        guard units.old == units.new else {
            return Moved(
                line: line, row: row, figure: figure, recorded: "\(before.text) \(units.old)",
                now: "\(after.text) \(units.new)", change: nil)
        }
        return Moved(
            line: line, row: row, figure: figure, recorded: before.text, now: after.text,
            change: before.dimension == after.dimension && figure != "#" ? after.change(from: before) : nil)
    }

    /// Compares the lines that no table claimed, where they say the same of other figures.
    private mutating func alignRest() {
        let taken = Set(partners.values)
        let rest = old.indices.filter { partners[$0] == nil && !told.old.contains($0) }
        let others = new.indices.filter { !taken.contains($0) && !told.new.contains($0) }
        for (before, after) in Self.aligned(rest.map { old[$0].skeleton }, others.map { new[$0].skeleton }) {
            let (row, other) = (old[rest[before]], new[others[after]])
            partners[rest[before]] = others[after]
            for (figure, now) in zip(row.figures, other.figures) where figure.text != now.text {
                moved.append(moved(figure, now, row: "", Self.words(before: figure, in: row)))
            }
        }
    }

    /// Lines that are compared one by one; of longer outputs those at the same place are.
    private static let mostAligned = 2000

    /// Pairs of equal texts, in order where that is found, and then of those that changed their places.
    private static func aligned(_ old: [String], _ new: [String]) -> [(Int, Int)] {
        guard max(old.count, new.count) <= mostAligned else {
            return zip(old, new).enumerated().compactMap { $1.0 == $1.1 ? ($0, $0) : nil }
        }
        let changes = new.difference(from: old).inferringMoves()
        var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
        var pairs: [(Int, Int)] = []
        for change in changes {
            switch change {
            case .remove(let offset, _, let other):
                removed.insert(offset)
                if let other { pairs.append((offset, other)) }
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        return zip(old.indices.filter { !removed.contains($0) }, new.indices.filter { !inserted.contains($0) }) + pairs
    }

    /// Characters of a line that name a figure in it.
    private static let nameLength = 28

    /// The words in front of a figure, or those behind where it stands first.
    private static func words(before figure: PrintedFigure, in line: PrintedLine) -> String {
        let before = line.characters[..<figure.range.lowerBound].split(separator: " ").map { String($0) }
        let after = line.characters[figure.range.upperBound...].split(separator: " ").map { String($0) }
        var name = ""
        for word in before.reversed() {
            guard name.isEmpty || name.count + word.count < nameLength else { break }
            name = name.isEmpty ? word : word + " " + name
        }
        if name.isEmpty {
            for word in after where name.count + word.count < nameLength { name += (name.isEmpty ? "" : " ") + word }
        }
        return String(name.suffix(nameLength))
    }
}
