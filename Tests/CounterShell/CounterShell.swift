import Language
import Notebook
import Presentation
import Storage
import Units

/// A shell that counts, to show that language and notebook know nothing of what they are used for.
package struct Counter: NotebookState {
    package var format = OutputFormat.box
    package var tongue = Tongue.current
    package let firstTongue = Tongue.current
    package var preferences = Preferences()
    package var cells: [Notebook.Cell<Int>] = []
    package var written: Set<String> = []
    package var value = 0
    package var finding: Int? { value }
    package static let constants = "0123456789abcdef"
    package static let columnNames = ColumnNames(settings: []) { _ in nil }
    package static let registry: Registry<Counter> = Registry(
        [.add, .addTwice, .show, .keep, .quit], groups: ["add": "What adds."],
        isComparable: { $0 == "value" })

    package init() {}
}

extension Command<Counter> {
    static let add = Command(
        "add", synonyms: ["plus"], abstract: "Adds a number.", arguments: .flag("loudly", "say it"), .number,
        examples: ["add 2"]
    ) { (context: Notebook.Context<Counter>, loudly: Bool, number: Int) throws(Diagnostic) in
        var next = context.session
        next.value += number
        return .init(next, say: "\(loudly ? "NOW " : "")\(next.value)")
    }

    package static let addTwice = Command(
        "add twice", abstract: "Adds a number two times.", arguments: .number, examples: ["add twice 2"]
    ) { (context: Notebook.Context<Counter>, number: Int) throws(Diagnostic) in
        var next = context.session
        next.value += 2 * number
        return .init(next, say: "\(next.value)")
    }

    static let show = Command("show", abstract: "Says the number.", examples: ["show"], isRecorded: false) {
        (context: Notebook.Context<Counter>) throws(Diagnostic) in .init(nil, say: "\(context.session.value)")
    }

    static let keep = Command(
        "keep", abstract: "Names a file.", arguments: .path("a file", endings: ["txt"]), examples: []
    ) { (_: Notebook.Context<Counter>, path: Spanned<String>) throws(Diagnostic) in .init(nil, say: path.value) }

    static let quit = Command("quit", aliases: ["exit"], abstract: "Leaves.", examples: [], isRecorded: false) {
        (_: Notebook.Context<Counter>) throws(Diagnostic) in
        var outcome = Notebook.Outcome<Counter, Int>()
        outcome.quits = true
        return outcome
    }
}

extension Argument where State == Counter, Value == Int {
    static let number = Argument(
        "N", "a whole number", complete: { _ in [Completion("1", "one"), Completion("10", "ten")] }
    ) { (cursor: inout ArgumentCursor, _: Counter) throws(Diagnostic) -> Int in
        let token = try cursor.require("a whole number")
        guard let number = Int(token.text) else {
            throw Diagnostic("'\(token.text)' is not a whole number", at: token.span, expected: "a number such as 2")
        }
        return number
    }
}
