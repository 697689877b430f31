/// Why a text is no table of comma-separated values; lines and columns count from 1.
public enum CSVError: Error, Sendable, Equatable {
    /// There is not even a line of headings.
    case empty
    /// There are headings, but nothing under them.
    case noRows
    /// A byte that no text holds.
    case notText(line: Int, column: Int)
    /// A quoted cell does not end.
    case unclosedQuote(line: Int, column: Int)
    /// A quote in a cell that does not begin with one.
    case strayQuote(line: Int, column: Int)
    /// Something stands between a closing quote and the next comma.
    case textBehindQuote(line: Int, column: Int)
    /// A row has more or fewer cells than there are headings.
    case ragged(line: Int, column: Int, cells: Int, headings: Int)
    /// Two columns have the same heading.
    case repeatedHeading(line: Int, column: Int, heading: String)
}

extension CSVError: CustomStringConvertible {
    /// The message, which begins with the place.
    public var description: String {
        switch self {
        case .empty: "the file is empty, expected a line of headings"
        case .noRows: "there are headings but no rows"
        case .notText(let line, let column):
            "\(line):\(column): not a text, expected comma-separated values"
        case .unclosedQuote(let line, let column):
            "\(line):\(column): this quote is not closed, expected a second \""
        case .strayQuote(let line, let column):
            "\(line):\(column): a quote inside a cell, expected the whole cell in quotes and its own quotes doubled"
        case .textBehindQuote(let line, let column):
            "\(line):\(column): text behind a closing quote, expected a comma or the end of the line"
        case .ragged(let line, let column, let cells, let headings):
            "\(line):\(column): \(cells) \(cells == 1 ? "cell" : "cells"), expected \(headings) as there are headings"
        case .repeatedHeading(let line, let column, let heading):
            "\(line):\(column): a second column '\(heading)', expected headings that differ"
        }
    }
}
