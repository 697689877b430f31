import Text

/// The texts of help, made from what a shell declares.
public struct HelpText: Sendable {
    private let shell: ShellDescription

    /// The texts on everything that a shell declares.
    public init(_ shell: ShellDescription) { self.shell = shell }

    /// All verbs with what they do, and the names of everything else.
    public var overview: [String] {
        let width = shell.verbs.map(\.usage.count).filter { $0 < 34 }.max() ?? 20
        var lines = [HelpWords.verbs]
        for verb in shell.verbs {
            let usage = verb.usage
            let padding = String(repeating: " ", count: max(1, width + 2 - usage.count))
            lines.append("  \(usage)\(padding)\(verb.abstract)")
        }
        lines.append(HelpWords.redirection)
        for kind in shell.kinds where kind.isListed {
            for section in kind.sections {
                let title = section.title.isEmpty ? kind.title : section.title
                lines.append(HelpWords.called(title, section.entries.map(\.name).joined(separator: " ")))
            }
        }
        let titles = shell.topics.filter { !$0.isModelled && !$0.title.isEmpty }.map(\.title)
        if !titles.isEmpty { lines.append(HelpWords.notModelled(titles)) }
        return lines
    }

    /// What there is under a name, a paragraph each; of several words that are no name together, what there is under each.
    ///
    /// Empty if there is nothing.
    public func lines(on name: String) -> [String] {
        let words = name.split(separator: " ").map(String.init)
        for separator in [" ", "_", "-"] {
            let lines = declared(words.joined(separator: separator))
            if !lines.isEmpty { return lines }
        }
        return words.count > 1 ? words.flatMap { declared($0) } : []
    }

    /// The diagnostic for a name under which there is nothing: it names what speaks of it, or else what comes nearest.
    public func unknown(_ topic: Spanned<String>) -> Diagnostic {
        let words = topic.value.split(separator: " ").map(String.init)
        // What speaks of all words comes before what speaks of one.
        let together = mentions(of: words)
        let spoken = together.isEmpty && words.count > 1 ? words.flatMap { mentions(of: [$0]) } : together
        guard spoken.isEmpty else {
            return Diagnostic(
                HelpWords.nothing(on: topic.value), at: topic.span,
                hint: ([HelpWords.mentions] + spoken).joined(separator: "\n  "))
        }
        let verbs = shell.verbs.flatMap { [$0.name, String($0.name.prefix { $0 != " " })] }
        let entries = shell.entries.flatMap { [$0.name] + $0.names }
        let all = verbs + entries + shell.topics.flatMap(\.words)
        let likely = NearestName.of(topic.value, in: all).map(declaredName)
        var names = [likely].compactMap(\.self)
        let listed = shell.kinds.filter(\.isListed).flatMap { $0.sections.flatMap { $0.entries.map(\.name) } }
        for name in NearestName.all(of: topic.value, in: verbs + listed, most: 6) where !names.contains(name) {
            names.append(name)
        }
        let offered = names.prefix(likely == nil ? 3 : 1).map { name in
            let summary = summary(of: name)
            return summary.isEmpty ? name : HelpWords.offer(name, summary)
        }
        return Diagnostic(
            HelpWords.nothing(on: topic.value), at: topic.span, expected: likely.map { _ in LanguageWords.aTopic },
            hint: likely.map(LanguageWords.didYouMean)
                ?? ([HelpWords.nearest] + offered).joined(separator: "\n  "))
    }

    /// The name under which something stands that has other names.
    private func declaredName(_ name: String) -> String {
        shell.entries.first { $0.names.contains(name) }?.name ?? name
    }

    /// What is declared under a name.
    private func declared(_ name: String) -> [String] {
        let word = name.lowercased()
        let verbs = shell.verbs.filter {
            $0.name == word || $0.name.hasPrefix(word + " ") || ($0.aliases + $0.synonyms).contains(word)
        }
        let entries = shell.entries.filter { entry in
            ([entry.name] + entry.names).contains { $0 == name || $0.lowercased() == word }
        }
        let topics = shell.topics.filter { $0.words.contains(word) }
        return verbs.flatMap(lines) + entries.flatMap(lines) + topics.flatMap { lines(of: $0, on: word) }
    }

    /// What speaks of words that are no name of anything: `penalty` leads to what sums it; empty if nothing does.
    private func mentions(of wanted: [String]) -> [String] {
        guard wanted.allSatisfy({ $0.count > ($0.utf8.count == $0.count ? 2 : 1) }) else { return [] }
        let listed = shell.kinds.filter(\.isListed).flatMap { $0.sections.flatMap(\.entries) }
        let entries = listed.map { ($0.name, $0.summary) } + shell.verbs.map { ($0.name, $0.abstract) }
        var names: Set<String> = []
        let found = entries.filter { name, summary in
            let text = "\(name) \(summary)".lowercased()
            let words = text.split { !$0.isLetter && !$0.isNumber }
            return wanted.allSatisfy { word in
                let word = word.lowercased()
                // Chinese has no spaces between words.
                return word.utf8.count == word.count ? words.contains { $0 == word } : text.contains(word)
            } && names.insert(name).inserted
        }
        return found.map { HelpWords.offer($0.0, $0.1) }
    }

    private func lines(of verb: VerbDescription) -> [String] {
        var lines = [verb.usage, "  " + verb.abstract]
        lines += Self.paragraphs(verb.discussion).map { "  " + $0 }
        lines += verb.arguments.map { "    " + HelpWords.called($0.label, $0.summary) }
        if !verb.aliases.isEmpty { lines.append("  " + HelpWords.short(verb.aliases)) }
        if !verb.synonyms.isEmpty { lines.append("  " + HelpWords.alsoFound(verb.synonyms)) }
        return lines + verb.examples.map { "  " + HelpWords.example($0) }
    }

    /// The paragraphs of a text: where its lines end says nothing, but an empty line and one that is set in begin another.
    private static func paragraphs(_ text: String) -> [String] {
        var paragraphs: [String] = []
        var goesOn = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty {
                goesOn = false
            } else if goesOn, !line.hasPrefix(" "), let last = paragraphs.popLast() {
                paragraphs.append(last + " " + line)
            } else {
                paragraphs.append(String(line))
                goesOn = !line.hasPrefix(" ")
            }
        }
        return paragraphs
    }

    private func lines(of entry: EntryDescription) -> [String] {
        [entry.title, "  \(entry.summary)"] + entry.details.map { "  " + $0 }
            + entry.examples.map { "  " + HelpWords.example($0) }
    }

    private func lines(of topic: TopicDescription, on word: String) -> [String] {
        let text =
            topic.isModelled
            ? HelpWords.called(word, topic.sentence) : HelpWords.notModelled(word, topic.sentence)
        return [text]
            + topic.nearest.map { "  " + HelpWords.called($0, summary(of: $0)) }
    }

    /// What a verb, metric or parameter is, in one sentence.
    private func summary(of name: String) -> String {
        shell.entries.first { $0.name == name }?.summary
            ?? shell.groups.first { $0.name == name }?.summary ?? shell.verbs.first { $0.name == name }?.abstract ?? ""
    }
}
