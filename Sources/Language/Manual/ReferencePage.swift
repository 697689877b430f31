/// The reference, an article of the documentation: everything that is declared, with all that is declared of it.
enum ReferencePage {
    static func text(_ shell: ShellDescription, _ program: ProgramDescription) -> String {
        var page = "# \(HelpWords.reference)\n\n\(HelpWords.referenceHolds)\n"
        page += "\n## \(HelpWords.theProgram)\n\n"
        for call in program.calls where !call.summary.isEmpty {
            page +=
                "- `\(["sextant", call.arguments].filter { !$0.isEmpty }.joined(separator: " "))`: \(call.summary)\n"
        }
        page += list(HelpWords.environmentTitle, program.environment) + list(HelpWords.filesTitle, program.files)
        page += list(HelpWords.exitCodes, program.exitCodes)
        page += "\n## \(HelpWords.verbsTitle)\n" + shell.verbs.map(section).joined()
        for kind in shell.kinds {
            page += "\n## \(kind.title)\n\n\(kind.summary)\n"
            for part in kind.sections {
                page += part.title.isEmpty ? "\n" : "\n### \(part.title)\n\n"
                page += part.entries.map(line).joined()
            }
        }
        page += "\n## \(HelpWords.otherWords)\n\n\(HelpWords.otherWordsHold)\n\n"
        for topic in shell.topics {
            let nearest = topic.nearest.map { "`\($0)`" }.joined(separator: ", ")
            let text =
                topic.isModelled
                ? HelpWords.topic(topic.sentence, nearest: nearest)
                : HelpWords.missingTopic(topic.sentence, nearest: nearest)
            page += "- \(topic.words.joined(separator: ", ")): \(text)\n"
        }
        return page
    }

    private static func list(_ title: String, _ entries: [ProgramDescription.Entry]) -> String {
        "\n### \(title)\n\n" + entries.map { "- `\($0.name)`: \($0.summary)\n" }.joined()
    }

    private static func section(_ verb: VerbDescription) -> String {
        var text = "\n### \(verb.name)\n\n\(verb.abstract)\n\n```\n\(verb.usage)\n```\n"
        if !verb.discussion.isEmpty { text += "\n\(verb.discussion)\n" }
        if !verb.arguments.isEmpty {
            text += "\n" + verb.arguments.map { "- `\($0.label)`: \($0.summary)\n" }.joined()
        }
        let names = (verb.aliases + verb.synonyms).map { "`\($0)`" }
        if !names.isEmpty { text += "\n\(HelpWords.alsoFoundAs(names))\n" }
        if !verb.examples.isEmpty { text += "\n```\n\(verb.examples.joined(separator: "\n"))\n```\n" }
        return text
    }

    private static func line(_ entry: EntryDescription) -> String {
        let values = entry.choices.isEmpty ? entry.range : entry.choices.joined(separator: ", ")
        let facts = [entry.unit, values].filter { !$0.isEmpty }.joined(separator: "; ")
        let details = entry.details.map { "  `\($0.drop { $0 == " " })`" }.joined(separator: "\n")
        return "- `\(entry.name)`\(facts.isEmpty ? "" : " (\(facts))"): \(entry.summary)\n"
            + (details.isEmpty ? "" : details + "\n")
    }
}
