import Notebook
import Presentation
import Units

/// A page for those who decide: what it says, before a format makes a file of it.
struct Report {
    /// A figure that stands out.
    struct Tile {
        /// What it is, in words.
        let label: String
        /// The metric's name, by which commands know it.
        let name: String
        /// The figure.
        let value: String
        /// Its unit; empty for counts.
        let unit: String
        /// How far it can be trusted.
        let trust: String
    }

    /// A fact under a name.
    struct Fact {
        let name: String
        let text: String
    }

    /// What a section holds.
    enum Item {
        case text(String)
        case list([String])
        case facts([Fact])
        case tiles([Tile])
        case table(Table)
        case plot(Plot)
        case code(String)
        case heading(String)
    }

    /// A part of the page.
    struct Section {
        /// The name by which a link leads to it.
        let name: String
        let heading: String
        let items: [Item]
    }

    let title: String
    /// The answer in one sentence.
    let answer: String
    /// The parts; none is empty.
    let sections: [Section]
    /// What wrote it.
    let footer: String
}

extension Report {
    /// A line of the shell as a sentence of a page: with a capital where it begins with a plain word, and a full stop.
    static func sentence(_ line: String) -> String {
        guard let first = line.first, let last = line.last else { return line }
        let word = line.prefix { $0.isLetter }
        let next = line[word.endIndex...].first
        let isPlain = first.isASCII && first.isLowercase && word != "slo" && (next == " " || next == ":" || next == ",")
        let text = isPlain ? first.uppercased() + line.dropFirst() : line
        let isOpen = last.isLetter || last.isNumber || ")）%>\"'”’".contains(last)
        return text + (isOpen ? say(en: ".", zh: "。") : "")
    }
}

extension Report.Item {
    /// What a command would print; lines that go on in an indented one are put together.
    static func all(of output: [Output]) -> [Report.Item] {
        var items: [Report.Item] = []
        for one in output {
            switch one {
            case .line(let text, _), .prose(let text):
                if text.hasPrefix("  "), case .text(let before) = items.last {
                    items[items.count - 1] = .text(before + " " + text.drop { $0 == " " })
                } else {
                    items.append(.text(text))
                }
            case .table(let table): items.append(.table(table))
            case .plot(let plot): items.append(.plot(plot))
            case .cell, .printed: break
            }
        }
        return items
    }
}
