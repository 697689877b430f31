import Units

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
        case .empty: say(en: "the file is empty", zh: "文件为空")
        case .noRows: say(en: "there are headings but no rows", zh: "只有表头，没有数据行")
        case .notText: say(en: "this is not text", zh: "这不是文本")
        case .unclosedQuote: say(en: "this quote is not closed", zh: "引号未闭合")
        case .strayQuote: say(en: "a quote inside a cell", zh: "单元格中间出现引号")
        case .textBehindQuote: say(en: "text behind a closing quote", zh: "右引号后面还有内容")
        case .ragged(let cells, let headings):
            say(
                en: "a row of \(cells) \(cells == 1 ? "cell" : "cells") under \(headings) headings",
                zh: "此行有 \(cells) 个单元格，而表头有 \(headings) 个")
        case .repeatedHeading(let heading): say(en: "a second column '\(heading)'", zh: "列“\(heading)”重复")
        case .otherSeparator(let name): say(en: "the headings are separated by \(name)", zh: "表头以\(name)分隔")
        }
    }

    /// What would have been right.
    public var expected: String {
        switch problem {
        case .empty: say(en: "a line of headings and rows below it", zh: "一行表头及其下的数据行")
        case .noRows: say(en: "at least one row below the headings", zh: "表头下至少一行数据")
        case .notText: say(en: "comma-separated values", zh: "逗号分隔的值")
        case .unclosedQuote: say(en: "a second \"", zh: "另一个 \"")
        case .strayQuote: say(en: "the whole cell in quotes, and its own quotes doubled", zh: "整个单元格用引号括起，其中的引号写两遍")
        case .textBehindQuote: say(en: "a comma or the end of the line", zh: "逗号或行尾")
        case .ragged(let cells, let headings):
            cells < headings
                ? say(en: "a comma and another cell", zh: "逗号和下一个单元格") : say(en: "the end of the line", zh: "行尾")
        case .repeatedHeading: say(en: "headings that differ", zh: "互不相同的表头")
        case .otherSeparator: say(en: "commas between the cells", zh: "单元格之间用逗号")
        }
    }
}
