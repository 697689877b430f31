import Text
import Units

/// The text of a result file as what it looks like: objects, or lines.
struct ResultDocument {
    /// What it holds.
    enum Content {
        /// Objects: one, those of a list, or one a line.
        case objects([ResultFields])
        /// Lines: the first of them, by which a kind is told, since tables of measurements may have a million.
        case lines(head: [String], text: String)
    }

    let content: Content
    /// What is wrong in a later line of a file of one object a line.
    private(set) var faults: [ResultFault] = []

    /// Reads a text; JSON may hold what Python writes, such as a bare `Infinity`.
    init(_ text: String) throws(ResultFault) {
        guard let first = text.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }) else {
            throw ResultFault(.empty)
        }
        guard first == "{" || first == "[", !Self.isBracketedText(text) else {
            content = .lines(head: Self.lines(text, first: Self.head), text: text)
            return
        }
        do throws(JSONFault) {
            content = .objects(Self.objects(try JSON(parsing: text, as: .python), line: 1))
        } catch {
            let (objects, faults) = Self.objectsOfLines(text)
            // One value over several lines is no list of lines.
            guard !objects.isEmpty else { throw Self.fault(error) }
            content = .objects(objects)
            self.faults = faults
        }
    }

    /// Whether a text in brackets is a heading and not a list, as in `[[Time to First Token]]`.
    private static func isBracketedText(_ text: String) -> Bool {
        let start = text.drop { $0.isWhitespace || $0 == "[" }
        return text.first == "[" && start.first?.isLetter == true
    }

    /// Lines in front of a printed report, such as those of a log, at most.
    private static let head = 2000

    /// The lines of a text, without the white space at their ends.
    static func lines(_ text: String, first most: Int = .max) -> [String] {
        let lines = text.split(
            maxSplits: most, omittingEmptySubsequences: false, whereSeparator: isLineEnd)
        return lines.prefix(most).map(trim)
    }

    /// What ends a line; other characters that some programs take for ends may stand in texts of JSON.
    private static func isLineEnd(_ character: Character) -> Bool { character == "\n" || character == "\r\n" }

    private static func trim(_ line: Substring) -> String {
        let end = line.lastIndex { !$0.isWhitespace }
        return end.map { String(line[...$0]) } ?? ""
    }

    private static func objects(_ json: JSON, line: Int) -> [ResultFields] {
        switch json {
        case .object(let members): [ResultFields(members, line: line)]
        case .array(let items): items.flatMap { objects($0, line: line) }
        default: []
        }
    }

    private static func objectsOfLines(_ text: String) -> (objects: [ResultFields], faults: [ResultFault]) {
        var objects: [ResultFields] = []
        var faults: [ResultFault] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: isLineEnd)
        for (number, line) in lines.enumerated() where line.contains(where: { !$0.isWhitespace }) {
            do throws(JSONFault) {
                objects += self.objects(try JSON(parsing: String(line), as: .python), line: number + 1)
            } catch {
                var fault = fault(error)
                fault.line = number + 1
                faults.append(fault)
                // A text that is no list of lines fails at its first.
                if objects.isEmpty { break }
            }
        }
        return (objects, faults)
    }

    private static func fault(_ error: JSONFault) -> ResultFault {
        let expected: String
        if case .grammar(let wanted) = error.problem { expected = wanted } else { expected = error.sentence }
        return ResultFault(.broken(expected: expected), line: error.place.line)
    }
}
