import CostModel
import Planning
import Measurements
import Text
import Units

extension Command {
    static let help = Command(
        "help", aliases: ["?"], synonyms: ["man", "info"],
        abstract: "Explains a verb, a metric or a parameter; without a name, lists the verbs.",
        arguments: .topic, examples: ["help", "help sweep", "help tps_chip", "help inter_bw"], isRecorded: false
    ) { (_: Context, topic: Spanned<String>?) throws(Diagnostic) -> Outcome in
        guard let topic else { return Outcome(nil, HelpText.overview().map { .line($0) }) }
        let lines = HelpText.topic(topic.value)
        guard !lines.isEmpty else { throw HelpText.unknown(topic) }
        return Outcome(nil, lines.map { .line($0) })
    }
}

/// The texts of help, made from the declarations.
enum HelpText {
    static func overview() -> [String] {
        let width = Registry.commands.map(\.usage.count).filter { $0 < 34 }.max() ?? 20
        var lines = ["Verbs (help NAME explains one, with examples):"]
        for command in Registry.commands {
            let usage = command.usage
            let padding = String(repeating: " ", count: max(1, width + 2 - usage.count))
            lines.append("  \(usage)\(padding)\(command.abstract)")
        }
        lines.append("Behind a command: | PROGRAM passes its output on, > FILE writes it, >> FILE appends it.")
        lines.append("Metrics: " + Metric.all.map(\.name).joined(separator: " "))
        for scope in Parameter.Scope.allCases {
            lines.append("\(scope.rawValue) set: " + Parameter.all(in: scope).map(\.name).joined(separator: " "))
        }
        return lines
    }

    /// What there is under a name; of several words that are no name together, what there is under each.
    ///
    /// Empty if there is nothing.
    static func topic(_ name: String) -> [String] {
        let words = name.split(separator: " ").map(String.init)
        for separator in [" ", "_", "-"] {
            let lines = declared(words.joined(separator: separator))
            if !lines.isEmpty { return lines }
        }
        let each = words.count > 1 ? words.flatMap { declared($0) } : []
        if !each.isEmpty { return each }
        // What speaks of all words comes before what speaks of one.
        let together = mentions(of: words)
        return together.isEmpty && words.count > 1 ? words.flatMap { mentions(of: [$0]) } : together
    }

    /// What is declared under a name: verbs, metrics, parameters, layouts and topics.
    private static func declared(_ name: String) -> [String] {
        let word = name.lowercased()
        let commands = Registry.commands.filter {
            $0.name == word || $0.name.hasPrefix(word + " ") || ($0.aliases + $0.synonyms).contains(word)
        }
        var lines = commands.flatMap(command)
        if let metric = Metric.named(name) { lines += describe(metric) }
        if let parameter = Parameter.named(name) { lines += describe(parameter) }
        if let layout = TableLayout.named(word) { lines += ValidationText.help(layout) }
        lines += TrustText.help(word)
        return lines + HelpTopic.of(word).flatMap { $0.lines(on: word) }
    }

    /// What speaks of words that are no name of anything: `penalty` leads to what sums it; empty if nothing does.
    private static func mentions(of wanted: [String]) -> [String] {
        guard wanted.allSatisfy({ $0.count > 2 }) else { return [] }
        let entries =
            Metric.all.map { ($0.name, $0.summary) } + Parameter.all.map { ($0.name, $0.summary) }
            + Registry.commands.map { ($0.name, $0.abstract) }
        var names: Set<String> = []
        let found = entries.filter { name, summary in
            let words = "\(name) \(summary)".lowercased().split { !$0.isLetter && !$0.isNumber }
            return wanted.allSatisfy { word in words.contains { $0 == word.lowercased() } }
                && names.insert(name).inserted
        }
        return found.isEmpty
            ? []
            : ["Nothing is called '\(wanted.joined(separator: " "))'; these speak of it:"]
                + found.map { "  \($0.0): \($0.1)" }
    }

    static func unknown(_ topic: Spanned<String>) -> Diagnostic {
        let names =
            Registry.commands.flatMap { [$0.name, String($0.name.prefix { $0 != " " })] } + Quantifier.words
            + HelpTopic.all.flatMap(\.words)
        return Diagnostic(
            "there is no help on '\(topic.value)'", at: topic.span, expected: "a verb, metric or parameter",
            hint: NearestName.of(topic.value, in: names).map { Quantifier.named($0)?.name ?? $0 }.map {
                "did you mean '\($0)'?"
            })
    }

    private static func command(_ command: Command) -> [String] {
        var lines = [command.usage, "  " + command.abstract]
        if !command.discussion.isEmpty {
            lines += command.discussion.split(separator: "\n").map { "  " + $0 }
        }
        for argument in command.arguments { lines.append("    \(argument.label): \(argument.summary)") }
        if !command.aliases.isEmpty { lines.append("  short: " + command.aliases.joined(separator: ", ")) }
        if !command.synonyms.isEmpty { lines.append("  also found as: " + command.synonyms.joined(separator: ", ")) }
        lines += command.examples.map { "  example: " + $0 }
        return lines
    }

    private static func describe(_ metric: Metric) -> [String] {
        let unit = metric.unit.isEmpty ? "" : " [\(metric.unit)]"
        return [
            "\(metric.name)\(unit), a metric", "  \(metric.summary)",
        ] + otherNames(metric.study, metric.aliases) + metric.formulas.map { "  = \($0)" } + [
            "  example: filter \(metric.name)>0", "  example: sort \(metric.name)",
        ]
    }

    private static func describe(_ parameter: Parameter) -> [String] {
        [
            "\(parameter.name), a parameter of \(parameter.scope.rawValue): "
                + (parameter.choices.isEmpty ? "\(parameter.dimension.title), " : "")
                + QuantityArgument.describe(parameter.range, parameter),
            "  \(parameter.summary)",
        ] + (Metric.named(parameter.name)?.showsParameter == true ? [] : otherNames(parameter.study, parameter.aliases))
            + ["  example: sweep \(parameter.name)=\(axisExample(parameter))"]
    }

    /// The other names that lead to something, the case study's first.
    private static func otherNames(_ study: String?, _ aliases: [String]) -> [String] {
        let names = [study.map { "\($0) (the case study)" }].compactMap(\.self) + aliases
        return names.isEmpty ? [] : ["  also: " + names.joined(separator: ", ")]
    }

    /// The value that the first chip and model of the catalogue have.
    private static func axisExample(_ parameter: Parameter) -> String {
        let value = parameter.get(Session().draft)
        return parameter.choices.isEmpty ? Decimal.shortest(value) : ValueText.of(value, parameter)
    }
}
