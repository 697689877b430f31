import Presentation
import Text

/// Something a command puts on the screen.
public enum Output: Sendable, Equatable {
    /// The number of the cell whose output follows; shown to a person at a prompt, and nowhere else.
    case cell(Int)
    /// A line for people; `timing` is left out wherever output is compared.
    case line(String, timing: String = "")
    /// A paragraph for people, which is wrapped wherever it is read.
    case prose(String)
    /// A table, written in the session's format.
    case table(Table)
    /// A picture, as text on a screen and as SVG in pages.
    case plot(Plot)
    /// What a replayed command printed, to the stream on which it did.
    case printed(String, isTalk: Bool)

    /// Whether it is a table.
    public var isTable: Bool { if case .table = self { true } else { false } }

    /// The picture, where it is one.
    public var plot: Plot? { if case .plot(let plot) = self { plot } else { nil } }

    /// The output as it is recorded in a saved session.
    public static func plainText(_ output: [Output], _ format: OutputFormat) -> String {
        plainText(output, format, isCancelled: { false }) ?? ""
    }

    /// The same; nil if it was told to stop.
    public static func plainText(_ output: [Output], _ format: OutputFormat, isCancelled: () -> Bool) -> String? {
        var whole = ""
        let document = format.isDocument ? document(of: output) : nil
        for item in output {
            switch item {
            case .cell: break
            case .table where document != nil, .plot where document != nil: break
            case .line(let text, _): whole += Printable.text(text) + "\n"
            case .prose(let text): whole += LineWrap.wrap(Printable.text(text), to: OutputSink.standardWidth) + "\n"
            case .table(let table):
                guard let text = format.render(table, isCancelled: isCancelled) else { return nil }
                whole += text
            case .plot(let plot): whole += plot.text
            case .printed(let text, _): whole += text
            }
        }
        guard let document else { return whole }
        return document.text(isCancelled: isCancelled).map { whole + $0 }
    }

    /// What a command found and said as one document; nil where it found nothing but words.
    static func document(of output: [Output]) -> ResultDocument? {
        let document = ResultDocument(output)
        return document.isData ? document : nil
    }

    /// The output as HTML: text as it is, tables, pictures; nil if it was told to stop.
    ///
    /// Pictures bring paper of their own where they stand alone, beside none of our pages.
    public static func html(_ output: [Output], isAlone: Bool = true, isCancelled: () -> Bool) -> String? {
        var html = ""
        var lines = ""
        func flush() {
            if !lines.isEmpty { html += "<pre>\(HTMLTable.escaped(lines))</pre>\n" }
            lines = ""
        }
        for item in output {
            switch item {
            case .cell: break
            case .line(let text, _): lines += Printable.text(text) + "\n"
            case .prose(let text):
                lines += LineWrap.wrap(Printable.text(text), to: OutputSink.standardWidth) + "\n"
            case .printed(let text, _): lines += text
            case .table(let table):
                flush()
                guard let rendered = HTMLTable.render(table, isCancelled: isCancelled) else { return nil }
                html += "<div class=\"table\">\n\(rendered)</div>\n"
            case .plot(let plot):
                flush()
                html += "<div class=\"table\">\n\(isAlone ? plot.svg : plot.inlineSVG)</div>\n"
            }
        }
        flush()
        return html
    }
}

extension ResultDocument {
    /// Puts what a command said and found into a document; what replayed commands printed is said.
    public init(_ output: [Output]) {
        self.init()
        for item in output {
            switch item {
            case .cell: break
            case .line(let text, _), .prose(let text): messages.append(Printable.text(text))
            case .table(let table): tables.append(table)
            case .plot(let plot): plots.append(plot)
            case .printed: break
            }
        }
    }
}

/// Where the text that commands print goes.
public struct OutputSink {
    /// Results.
    public var standardOutput: (String) -> Void
    /// What is said beside results where those are data.
    public var standardError: (String) -> Void
    /// The columns of prose where nobody says how wide the screen is.
    static let standardWidth = 100

    /// Whether times are shown; they differ from run to run.
    public var showsTimings: Bool
    /// Whether results begin with the number of their cell.
    public var showsNumbers: Bool
    /// Emphasises headings.
    public var emphasis: (String) -> String
    /// Colours the series of a plot.
    public var paint: PlotPaint = { $1 }
    /// The columns of the screen; nil where nobody looks, and lines are as long as they are.
    public var width: (() -> Int)?
    /// Shows a result with a table that is wider than the screen; nil where such a table is cut into blocks.
    public var scroll: ((String) -> Void)?
    /// Whether the answers to a guide are written out, as nobody saw them typed.
    public var echoesAnswers = true
    /// Runs a command of the system's shell on a text and returns its exit code; nil where output stays here.
    public var program: ((_ command: String, _ input: String) -> Int32)?
    /// Whether no program is run, but files are written.
    public var refusesPrograms = false
    /// Takes what commands say and find as it is, in place of text.
    public var collect: ((_ output: [Output], _ format: OutputFormat) -> Void)?

    /// Makes a sink; by default without times, numbers and emphasis.
    public init(
        standardOutput: @escaping (String) -> Void, standardError: @escaping (String) -> Void,
        showsTimings: Bool = false, showsNumbers: Bool = false, emphasis: @escaping (String) -> String = { $0 }
    ) {
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.showsTimings = showsTimings
        self.showsNumbers = showsNumbers
        self.emphasis = emphasis
    }

    /// A sink that shows nothing.
    static var silent: OutputSink { OutputSink(standardOutput: { _ in }, standardError: { _ in }) }

    /// Writes what a command said and found; returns whether all of it, as it may be told to stop.
    @discardableResult
    func write(_ output: [Output], _ format: OutputFormat, _ isCancelled: () -> Bool = { false }) -> Bool {
        if let collect {
            collect(output, format)
            return true
        }
        let document = format.isDocument ? Output.document(of: output) : nil
        var number = ""
        for item in output {
            if case .cell(let cell) = item {
                number = showsNumbers ? "[\(cell)] " : ""
                continue
            }
            let talk = format.isData ? standardError : standardOutput
            switch item {
            case .cell: break
            case .line(let text, let timing):
                talk(
                    LineWrap.wrap(number + Printable.text(text) + (showsTimings ? timing : ""), to: width?()) + "\n")
            case .prose(let text):
                talk(LineWrap.wrap(number + Printable.text(text), to: width?() ?? Self.standardWidth) + "\n")
            case .table where document != nil, .plot where document != nil: continue
            case .table(let table):
                if !number.isEmpty { talk(number.dropLast() + "\n") }
                var table = table
                table.isWhole = scroll != nil
                let text = format.render(table, width: width?(), emphasis: emphasis, isCancelled: isCancelled)
                guard let text else { return false }
                if let scroll, let width = width?(), !format.isData, DisplayWidth.isWider(text, than: width) {
                    scroll(text)
                } else {
                    standardOutput(text)
                }
            case .plot(let plot):
                if !number.isEmpty { talk(number.dropLast() + "\n") }
                talk(plot.text(paint))
            case .printed(let text, let isTalk):
                isTalk ? standardError(number + text) : standardOutput(number + text)
            }
            number = ""
        }
        guard let document else { return true }
        guard let text = document.text(isCancelled: isCancelled) else { return false }
        standardOutput(text)
        return true
    }
}
