import Units

/// A column that a layout reads: its heading, what it sets, and how.
struct LayoutColumn<Draft>: Sendable {
    /// The heading.
    let name: String
    /// What it sets, in one sentence of the language that is spoken.
    let summary: @Sendable () -> String
    /// Takes a cell over into the draft of its row; cells that are empty are not read.
    let read: @Sendable (_ cell: String, _ draft: inout Draft) throws(RowFault) -> Void

    init(
        _ name: String, _ summary: @autoclosure @escaping @Sendable () -> String,
        read: @escaping @Sendable (String, inout Draft) throws(RowFault) -> Void
    ) {
        self.name = name
        self.summary = summary
        self.read = read
    }

    /// A column that is kept as text.
    static func text(
        _ name: String, _ path: WritableKeyPath<Draft, String> & Sendable,
        _ summary: @autoclosure @escaping @Sendable () -> String
    ) -> Self {
        Self(name, summary()) { (cell, draft) throws(RowFault) in draft[keyPath: path] = cell }
    }

    /// A column of whole numbers from 1.
    static func count(
        _ name: String, _ path: WritableKeyPath<Draft, Double?> & Sendable,
        _ summary: @autoclosure @escaping @Sendable () -> String
    ) -> Self {
        Self(name, summary()) { (cell, draft) throws(RowFault) in
            draft[keyPath: path] = try CellText.count(cell, name)
        }
    }

    /// A column of measured values, in units of `factor`.
    static func measured(
        _ name: String, _ metric: MeasuredMetric, _ path: WritableKeyPath<Draft, [MeasuredFigure]> & Sendable,
        _ summary: @autoclosure @escaping @Sendable () -> String
    ) -> Self {
        Self(name, summary()) { (cell, draft) throws(RowFault) in
            let value = try CellText.measured(cell, name)
            draft[keyPath: path].append(MeasuredFigure(metric, value * metric.unitFactor))
        }
    }

    /// A column of one of a few words.
    static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, _ kind: RowFault.Kind, _ path: WritableKeyPath<Draft, Choice?> & Sendable,
        _ summary: @autoclosure @escaping @Sendable () -> String
    ) -> Self {
        Self(name, summary()) { (cell, draft) throws(RowFault) in
            draft[keyPath: path] = try CellText.choice(cell, name, kind)
        }
    }
}

/// Cells as values.
enum CellText {
    /// The largest count that any column takes.
    static let most = 1e8

    /// What a count is.
    static var wholeNumber: String { say(en: "a whole number from 1", zh: "从 1 开始的整数") }

    /// A whole number from 1; `8.0` is one.
    static func count(_ cell: String, _ column: String) throws(RowFault) -> Double {
        guard let value = Double(cell), value == value.rounded(), (1...most).contains(value) else {
            throw .unreadable(column: column, text: cell, expected: wholeNumber)
        }
        return value
    }

    /// A finite number above zero.
    static func positive(_ cell: String, _ column: String) throws(RowFault) -> Double {
        guard let value = Double(cell), value.isFinite, value > 0 else {
            throw .unreadable(column: column, text: cell, expected: say(en: "a number above 0", zh: "大于 0 的数"))
        }
        return value
    }

    /// Values that a measurement may have, in the unit of its column: a step takes no femtosecond and no year.
    static let sensible = 1e-6...1e12

    /// A measured value.
    static func measured(_ cell: String, _ column: String) throws(RowFault) -> Double {
        let value = try positive(cell, column)
        guard sensible.contains(value) else {
            throw .unreadable(
                column: column, text: cell,
                expected: say(en: "a measured value from 1e-6 to 1e12", zh: "1e-6 到 1e12 之间的实测值"))
        }
        return value
    }

    /// One of a few words, in upper or lower case.
    static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ cell: String, _ column: String, _ kind: RowFault.Kind
    ) throws(RowFault) -> Choice {
        if let choice = Choice(rawValue: cell.lowercased()) { return choice }
        throw NameFault.unknown(kind, cell, column, among: Choice.allCases.map(\.rawValue))
    }
}
