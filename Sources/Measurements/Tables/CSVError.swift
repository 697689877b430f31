/// Why a text is not a table of comma-separated values.
public struct CSVError: Error, Sendable, Equatable {
    /// What is wrong.
    public enum Problem: Sendable, Equatable {
        /// There is not even a line of headings.
        case empty
        /// There are headings, but nothing under them.
        case noRows
        /// A byte that no text holds.
        case notText
        /// A quoted cell does not end.
        case unclosedQuote
        /// A quote in a cell that does not begin with one.
        case strayQuote
        /// Something stands between a closing quote and the next comma.
        case textBehindQuote
        /// A row has more or fewer cells than there are headings.
        case ragged(cells: Int, headings: Int)
        /// Two columns have the same heading.
        case repeatedHeading(String)
        /// Headings with another separator between them.
        case otherSeparator(String)
    }

    /// What is wrong.
    public let problem: Problem
    /// The line, from 1.
    public let line: Int
    /// The character of the line, from 1.
    public let column: Int

    init(_ problem: Problem, line: Int, column: Int) {
        self.problem = problem
        self.line = line
        self.column = column
    }
}

extension CSVError {
    /// What is wrong, in words.
    public var message: String {
        switch problem {
        case .empty: "the file is empty"
        case .noRows: "there are headings but no rows"
        case .notText: "this is not text"
        case .unclosedQuote: "this quote is not closed"
        case .strayQuote: "a quote inside a cell"
        case .textBehindQuote: "text behind a closing quote"
        case .ragged(let cells, let headings):
            "a row of \(cells) \(cells == 1 ? "cell" : "cells") under \(headings) headings"
        case .repeatedHeading(let heading): "a second column '\(heading)'"
        case .otherSeparator(let name): "the headings are separated by \(name)"
        }
    }

    /// What would have been right.
    public var expected: String {
        switch problem {
        case .empty: "a line of headings and rows below it"
        case .noRows: "at least one row below the headings"
        case .notText: "comma-separated values"
        case .unclosedQuote: "a second \""
        case .strayQuote: "the whole cell in quotes, and its own quotes doubled"
        case .textBehindQuote: "a comma or the end of the line"
        case .ragged(let cells, let headings):
            cells < headings ? "a comma and another cell" : "the end of the line"
        case .repeatedHeading: "headings that differ"
        case .otherSeparator: "commas between the cells"
        }
    }
}
