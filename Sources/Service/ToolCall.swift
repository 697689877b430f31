import Language
import Notebook
import Presentation
import Text
import Units

/// A call of a tool on a session: it runs lines and keeps what they came to.
final class ToolCall<State: NotebookState> {
    let interpreter: Interpreter<State>
    /// Whether each result comes as HTML too.
    var addsHTML = false
    /// What a person would see.
    var text = ""
    /// What a tool answers that runs no lines.
    var answer: [(key: String, value: JSON)] = []
    private var results: [JSON] = []
    /// About as many bytes as the results take.
    private var size = 0
    private let isCancelled: @Sendable () -> Bool

    /// Bytes of results at most.
    static var most: Int { 8 << 20 }
    /// The names of all formats.
    static var formats: [String] { OutputFormat.allCases.map(\.rawValue) }

    init(_ interpreter: Interpreter<State>, isCancelled: @escaping @Sendable () -> Bool) {
        self.interpreter = interpreter
        self.isCancelled = isCancelled
    }

    func write(as name: String) throws(ToolFault) {
        guard let format = OutputFormat(rawValue: name) else {
            throw ToolFault(
                message: ServiceWords.wrongKind("format", expected: LanguageWords.oneOf(Self.formats)))
        }
        interpreter.write(as: format)
    }

    /// Runs the lines of a text.
    ///
    /// - Throws: what the shell says of the first that fails; what those before it did stays.
    func run(_ text: String) throws(ToolFault) {
        var sink = OutputSink(standardOutput: { _ in }, standardError: { _ in })
        sink.refusesPrograms = true
        sink.program = { _, _ in 127 }
        var fault: ToolFault?
        var command = ""
        sink.collect = { output, format in
            guard fault == nil else { return }
            fault = self.keep(output, format, of: command)
        }
        for line in Script(text, name: "run").lines where !interpreter.hasQuit {
            command = line.text
            do throws(Diagnostic) {
                try interpreter.run(line, sink)
            } catch {
                let spoken = interpreter.session.spoken
                throw ToolFault(message: spoken.speak { error.render() }, diagnostic: error)
            }
            if let fault { throw fault }
            if isCancelled() { throw ToolFault(message: Diagnostic.interrupted.message, diagnostic: .interrupted) }
        }
    }

    private func keep(_ output: [Output], _ format: OutputFormat, of command: String) -> ToolFault? {
        var document = ResultDocument(output)
        document.command = command
        for case .printed(let text, _) in output { document.messages.append(Printable.text(text)) }
        guard document.isData || !document.messages.isEmpty else { return nil }
        var json = document.json
        if addsHTML, case .object(var members) = json {
            guard let html = Output.html(output, isCancelled: isCancelled) else {
                return ToolFault(message: Diagnostic.interrupted.message, diagnostic: .interrupted)
            }
            members.append((key: "html", value: .string(html)))
            members.append((key: "text", value: .string(Output.plainText(output, format))))
            json = .object(members)
        }
        size += json.compact.utf8.count
        guard size <= Self.most else { return ToolFault(message: ServiceWords.tooMuch(Self.most)) }
        results.append(json)
        if !format.isData { text += Output.plainText(output, format) }
        return nil
    }

    /// What is answered: text for a person or a model, and the same as data.
    ///
    /// - Parameter fault: why it ended early; nil where it did not.
    func result(_ fault: ToolFault?) -> (content: JSON, structured: JSON, isError: Bool) {
        var members: [(key: String, value: JSON)] = [(key: "schema", value: .string(ResultSchema.name))]
        if answer.isEmpty { members.append((key: "results", value: .array(results))) } else { members += answer }
        if let fault { members.append((key: "error", value: ResultSchema.error(fault))) }
        if let question = interpreter.question { members.append((key: "question", value: .string(question))) }
        if interpreter.hasQuit { members.append((key: "hasQuit", value: .bool(true))) }
        let structured = JSON.object(members)
        // Clients without structured content read the same as text.
        let shown = text.isEmpty && fault == nil ? structured.compact : text + (fault?.message ?? "")
        let content = JSON.array([ValueSchema.object([("type", .string("text")), ("text", .string(shown))])])
        return (content, structured, fault != nil)
    }
}

/// What calls answer, as data.
enum ResultSchema {
    /// The name and version of the layout.
    static let name = "sextant.results/1"

    /// Why a call ended early.
    static func error(_ fault: ToolFault) -> JSON {
        var members: [(String, JSON)] = [("message", .string(fault.message))]
        if let diagnostic = fault.diagnostic {
            members = [("message", .string(diagnostic.message)), ("text", .string(fault.message))]
            if let source = diagnostic.source {
                members += [("line", .string(source.text)), ("number", .number(Double(source.number)))]
            }
            if let span = diagnostic.span {
                members.append(("column", .number(Double(span.lowerBound))))
                members.append(("length", .number(Double(span.count))))
            }
            if let expected = diagnostic.expected { members.append(("expected", .string(expected))) }
            if let hint = diagnostic.hint { members.append(("hint", .string(hint))) }
        }
        return ValueSchema.object(members)
    }

    /// The schema of what a tool that runs lines returns.
    static var results: JSON {
        ValueSchema.fields(
            [
                ("schema", ValueSchema.object([("const", .string(name))])),
                (
                    "results",
                    ValueSchema.object([("type", .string("array")), ("items", ResultDocument.schemaOfDocument)])
                ),
                ("error", ValueSchema.object([("type", .string("object"))])),
                ("question", ValueSchema.object([("type", .string("string"))])),
                ("hasQuit", ValueSchema.object([("type", .string("boolean"))])),
            ], required: ["schema", "results"])
    }
}
