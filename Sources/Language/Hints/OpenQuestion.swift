import Text

/// What is known of a question while its answer is typed.
public struct OpenQuestion: Sendable {
    /// The command line that the answer completes; nil where it completes none.
    public let line: String?
    /// Words that are taken at every question, and answers that stand for one.
    public let words: [Completion]
    /// What may be answered, in a few words; empty where the command line says it.
    public let possible: String
    /// What is wrong with the answer, where no command line tells; nil where nothing is.
    public let fault: Diagnostic?

    /// Makes one.
    ///
    /// - Parameters:
    ///   - line: the command line that the answer completes; nil where it completes none.
    ///   - words: words that are taken at every question, and answers that stand for one.
    ///   - possible: what may be answered, in a few words; empty where the command line says it.
    ///   - fault: what is wrong with the answer, where no command line tells; nil where nothing is.
    public init(line: String?, words: [Completion], possible: String, fault: Diagnostic?) {
        (self.line, self.words, self.possible, self.fault) = (line, words, possible, fault)
    }
}

extension Hinter {
    /// What an answer means, as far as it is typed; the cursor stands at its end.
    public func reading(of answer: String, to question: OpenQuestion) -> LineReading {
        var reading = LineReading()
        let typed = answer.filter { !$0.isWhitespace }
        if let word = question.words.first(where: { $0.text == typed }) {
            reading.hint = Hint([word])
            return reading
        }
        let end = answer.count - answer.reversed().prefix(while: \.isWhitespace).count
        let longer = typed.isEmpty ? [] : question.words.filter { $0.text.hasPrefix(typed) }
        guard let line = question.line else {
            reading.hint = longer.isEmpty ? Hint(question.possible) : Hint(longer)
            guard let fault = question.fault, longer.isEmpty else { return reading }
            reading.parts = [LineReading.Part(characters: 0..<end, kind: .error)]
            reading.hint = Hint(fault)
            return reading
        }
        let whole = self.reading(of: line)
        let isWrong = whole.parts.contains { $0.kind == .error }
        if line.hasSuffix(answer) {
            // The line stands as it was typed, behind what it completes.
            let before = line.count - answer.count
            reading.parts = whole.parts.compactMap { part in
                let shown = part.characters.lowerBound - before..<part.characters.upperBound - before
                let span = shown.clamped(to: 0..<answer.count)
                return span.isEmpty ? nil : LineReading.Part(characters: span, kind: part.kind)
            }
        } else if isWrong {
            reading.parts = [LineReading.Part(characters: 0..<end, kind: .error)]
        }
        // What is completed by every answer is no part of one.
        let head = line.dropLast(line.hasSuffix(answer) ? answer.count : 0).split(separator: " ").last ?? ""
        reading.hint = isWrong && !longer.isEmpty ? Hint(longer) : whole.hint.without(head.last == "=" ? head : "")
        if isWrong, !longer.isEmpty { reading.parts = [] }
        if typed.isEmpty, !question.possible.isEmpty { reading.hint = Hint(question.possible) }
        return reading
    }
}
