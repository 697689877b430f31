import Units

/// A kind of result file, declared once: what it is told by, and how its runs are read.
public struct ResultFormat: Sendable {
    /// How its text is laid out, and what is made of it.
    enum Reader: Sendable {
        /// Objects, each of which is told and read by itself.
        case objects(
            isKind: @Sendable (ResultFields) -> Bool,
            read: @Sendable (ResultFields) throws(ResultFault) -> [BenchmarkRun])
        /// Lines, told and read as a whole, with the text of the file beside it.
        case lines(
            isKind: @Sendable ([String]) -> Bool,
            read: @Sendable ([String], String?) throws(ResultFault) -> [BenchmarkRun])
    }

    /// A short name.
    public let name: String
    private let describe: @Sendable () -> String
    /// How the file is called that belongs to it, by its ending: the same name with this one; nil where none does.
    public let companion: String?
    let readers: [Reader]

    init(
        _ name: String, summary: @autoclosure @escaping @Sendable () -> String, companion: String? = nil,
        _ readers: Reader...
    ) {
        self.name = name
        describe = summary
        self.companion = companion
        self.readers = readers
    }

    /// What writes it, in one sentence.
    public var summary: String { describe() }

    /// The reader of a document of this kind.
    func reader(of document: ResultDocument) -> Reader? {
        readers.first { reader in
            switch (reader, document.content) {
            case (.objects(let isKind, _), .objects(let objects)): objects.contains(where: isKind)
            case (.lines(let isKind, _), .lines(let head, _)): isKind(head)
            default: false
            }
        }
    }
}

extension ResultFormat {
    /// All kinds that are read, in the order in which they are tried.
    public static let all: [ResultFormat] = [
        .vllmServe, .vllmOffline, .sglangServing, .sglangOneBatch, .inferenceX, .genAIPerf, .guideLLM, .inferencePerf,
        .benchmarkReport, .llmPerf, .trtllmBench, .mlPerf, .llamaBench, .aisBench, .gkeReport, .servingConsole,
    ]

    /// Finds a kind by its name.
    public static func named(_ name: String) -> ResultFormat? { all.first { $0.name == name } }
}

/// What a result file holds: its runs, and what is wrong with some of them.
public struct ResultFile: Sendable {
    /// The kind of file.
    public let format: ResultFormat
    /// The runs, in the order of the file.
    public let runs: [BenchmarkRun]
    /// What cannot be read of it.
    public let faults: [ResultFault]

    /// Reads the text of a file, whose kind its content tells.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - companion: gives the text of the file of the same name with another ending; nil where there is none.
    /// - Throws: why nothing can be read.
    public init(parsing text: String, companion: (String) -> String? = { _ in nil }) throws(ResultFault) {
        let document = try ResultDocument(text)
        for format in ResultFormat.all {
            guard let reader = format.reader(of: document) else { continue }
            self.format = format
            (runs, faults) = try Self.read(
                document, reader, beside: format.companion.flatMap(companion))
            if runs.isEmpty { throw faults.first ?? ResultFault(.foreign) }
            return
        }
        throw ResultFault(.foreign)
    }

    private static func read(
        _ document: ResultDocument, _ reader: ResultFormat.Reader, beside: String?
    ) throws(ResultFault) -> (runs: [BenchmarkRun], faults: [ResultFault]) {
        switch (reader, document.content) {
        case (.objects(let isKind, let read), .objects(let objects)):
            var runs: [BenchmarkRun] = []
            var faults: [ResultFault] = []
            for object in objects {
                do throws(ResultFault) {
                    guard isKind(object) else { throw ResultFault(.foreign) }
                    runs += try read(object).map { run in
                        var run = run
                        run.line = object.line
                        return run.judged
                    }
                } catch {
                    faults.append(ResultFault(error.problem, line: object.line))
                }
            }
            return (runs, faults + document.faults)
        case (.lines(_, let read), .lines(_, let text)):
            return (try read(ResultDocument.lines(text), beside).map(\.judged), [])
        default: throw ResultFault(.foreign)
        }
    }
}
