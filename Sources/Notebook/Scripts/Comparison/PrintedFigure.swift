import Units

/// A number in a line of output, with the unit behind it.
struct PrintedFigure: Sendable, Equatable {
    /// The characters of the line that it takes.
    let range: Range<Int>
    /// As it stands there.
    let text: String
    /// In SI units; nil for the dash of a table that has none.
    let value: Double?
    /// What its unit measures; a number without a unit counts.
    let dimension: Dimension

    /// The figures of a line; numbers inside of words, such as those of `h200` or `8-bit`, are none.
    ///
    /// - Parameter groups: whether a comma may part thousands; in CSV it parts fields.
    static func all(in line: [Character], groups: Bool) -> [PrintedFigure] {
        var scanner = Scanner(line: line, groups: groups)
        return scanner.all()
    }

    /// By how much it differs from another, as a share of that; nil where one of them has no value.
    func change(from old: PrintedFigure) -> Double? {
        guard let value, let before = old.value, before != 0, (value / before).isFinite else { return nil }
        return value / before - 1
    }
}

/// Walks over a line.
private struct Scanner {
    let line: [Character]
    let groups: Bool
    var index = 0

    init(line: [Character], groups: Bool) {
        self.line = line
        self.groups = groups
    }

    mutating func all() -> [PrintedFigure] {
        var found: [PrintedFigure] = []
        while index < line.count {
            if let figure = figure() {
                found.append(figure)
                index = figure.range.upperBound
            } else if Self.isLetter(line[index]) || Self.isDigit(line[index]) {
                skipWord()
            } else {
                index += 1
            }
        }
        return found
    }

    private func figure() -> PrintedFigure? {
        if line[index] == "-", isSpace(index - 1), isSpace(index + 1) {
            return PrintedFigure(range: index..<index + 1, text: "-", value: nil, dimension: .count)
        }
        for word in ["inf", "nan"] where line[index...].starts(with: word) && !isWord(index - 1) && !isWord(index + 3) {
            return PrintedFigure(range: index..<index + 3, text: word, value: Double(word), dimension: .count)
        }
        guard let end = numberEnd() else { return nil }
        let digits = String(line[index..<end].filter { $0 != "," })
        guard let number = Double(digits) else { return nil }
        let (unit, stop) = unit(behind: end)
        return PrintedFigure(
            range: index..<stop, text: String(line[index..<stop]), value: number * (unit?.factor ?? 1),
            dimension: unit?.dimension ?? .count)
    }

    /// Where the number ends that begins here; nil where none does, or where it is part of a word.
    private func numberEnd() -> Int? {
        var end = index
        if line[end] == "-" || line[end] == "+" {
            guard !isWord(index - 1) else { return nil }
            end += 1
        }
        guard isDigit(end) else { return nil }
        end = digitsEnd(end)
        while groups, at(end) == ",", digitsEnd(end + 1) == end + 4 { end += 4 }
        if at(end) == ".", isDigit(end + 1) { end = digitsEnd(end + 1) }
        if at(end) == "e" || at(end) == "E" {
            let sign = at(end + 1) == "-" || at(end + 1) == "+" ? 1 : 0
            if isDigit(end + 1 + sign) { end = digitsEnd(end + 1 + sign) }
        }
        // Versions and names such as 8-bit.
        if at(end) == ".", isDigit(end + 1) { return nil }
        if at(end) == "-" || at(end) == "_", at(end + 1).map(Self.isLetter) == true { return nil }
        if at(end).map(Self.isLetter) == true, unit(behind: end).unit == nil { return nil }
        return end
    }

    /// The unit behind a number, with or without a space between, and where it ends.
    private func unit(behind end: Int) -> (unit: Unit?, end: Int) {
        let start = at(end) == " " ? end + 1 : end
        var stop = start
        while let character = at(stop), Self.isLetter(character) || character == "/" || character == "%" { stop += 1 }
        guard stop > start, !isWord(stop), let unit = Unit.named(String(line[start..<stop])) else { return (nil, end) }
        return (unit, stop)
    }

    private mutating func skipWord() {
        while let character = at(index) {
            let joins = "-.+".contains(character) && isWord(index + 1)
            guard Self.isLetter(character) || Self.isDigit(character) || character == "_" || joins else { return }
            index += 1
        }
    }

    private func digitsEnd(_ start: Int) -> Int {
        var end = start
        while isDigit(end) { end += 1 }
        return end
    }

    private func at(_ index: Int) -> Character? { line.indices.contains(index) ? line[index] : nil }
    private func isSpace(_ index: Int) -> Bool { at(index).map(\.isWhitespace) ?? true }
    private func isDigit(_ index: Int) -> Bool { at(index).map(Self.isDigit) ?? false }
    private func isWord(_ index: Int) -> Bool {
        at(index).map { Self.isLetter($0) || Self.isDigit($0) || $0 == "_" } ?? false
    }

    private static func isLetter(_ character: Character) -> Bool { character.isLetter }
    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
