/// Why a command line cannot be read, and where.
public struct LaunchFault: Error, Sendable, Equatable {
    /// What is wrong.
    public enum Problem: Sendable, Equatable {
        /// A quote, a brace or a here-document is not closed.
        case notClosed(String)
        /// No command of the text starts a runtime that is known.
        case noLaunch
        /// A flag has a value that is none of its kind.
        case notANumber(flag: String, value: String)
        /// The same of a flag whose value is a number of things.
        case notACount(flag: String, value: String)
        /// The same of a flag whose value is a share of something.
        case notAShare(flag: String, value: String)
        /// The same of a flag whose value is a JSON object.
        case notJSON(flag: String, value: String)
        /// A flag that is to have a value stands at the end, or before another one.
        case noValue(flag: String)
        /// A number is not a multiple of another one.
        case notMultiple(flag: String, value: Int, of: String, divisor: Int)
        /// Two flags cannot stand together.
        case contradiction(String, String)
        /// A number is above the one that bounds it.
        case above(flag: String, value: Int, bound: String, limit: Int)
        /// A file that was read is no YAML; the line of it and what was expected there.
        case notYAML(file: String, line: Int, expected: String)
    }

    /// What is wrong.
    public let problem: Problem
    /// The characters of the text that are to blame; nil where no place of it is.
    public let span: Range<Int>?

    init(_ problem: Problem, at span: Range<Int>?) {
        self.problem = problem
        self.span = span
    }
}
