/// Cells of single lines, of tables that programs write for people.
enum TextCells {
    /// The cells of a line of comma-separated values, with or without quotes around them, and without white space.
    static func cells(_ line: String) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                cells.append(CSVTable.trimmed(cell))
                cell = ""
            default: cell.append(character)
            }
        }
        return cells + [CSVTable.trimmed(cell)]
    }

    /// The cells between bars, as in a table of Markdown or one drawn with lines; none of a line that only draws.
    static func barred(_ line: String) -> [String] {
        let bars: Set<Character> = ["|", "│", "┃", "║"]
        guard let first = line.first(where: { !$0.isWhitespace }), bars.contains(first) else { return [] }
        let inside = line.drop { $0.isWhitespace }.dropFirst()
        var cells = inside.split(omittingEmptySubsequences: false) { bars.contains($0) }
            .map { CSVTable.trimmed(String($0)) }
        if cells.last?.isEmpty == true { cells.removeLast() }
        return cells.contains { $0.contains { $0.isLetter || $0.isNumber } } ? cells : []
    }

    /// What stands in front of a colon, and the value behind it; nil for other lines.
    ///
    /// Words such as `Average time-to-first-token [TTFT] (ms)` hold none.
    static func labelled(_ line: String) -> (label: String, value: String)? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let label = CSVTable.trimmed(String(line[..<colon]))
        return label.isEmpty ? nil : (label, CSVTable.trimmed(String(line[line.index(after: colon)...])))
    }

    /// The values behind colons by what stands in front, in small letters and with single spaces; the last counts.
    static func values(_ lines: [String]) -> [String: String] {
        var values: [String: String] = [:]
        for line in lines {
            guard let (label, value) = labelled(line) else { continue }
            values[key(label)] = value
        }
        return values
    }

    /// A label in small letters and with single spaces.
    static func key(_ label: String) -> String {
        label.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
