import Text

/// Everything that a shell declares, as data: help, manual page, completion, reference and JSON follow from it.
public struct ShellDescription: Codable, Sendable, Equatable {
    /// The format of these data.
    public var format = 1
    /// The release.
    public let version: String
    /// How the program is called; nil where a shell is described alone.
    public var program: ProgramDescription?
    /// The verbs, in the order that help lists them.
    public let verbs: [VerbDescription]
    /// What the verbs under one first word are about.
    public let groups: [ProgramDescription.Entry]
    /// What else has names, kind by kind: metrics, parameters, formats.
    public let kinds: [KindDescription]
    /// Words that people have for something else.
    public let topics: [TopicDescription]

    /// Makes a description.
    public init<State>(
        _ registry: Registry<State>, kinds: [KindDescription], topics: [TopicDescription]
    ) {
        version = Version.number
        verbs = registry.commands.map(\.description)
        let groups = registry.groups
        self.groups = groups.keys.sorted().map { ProgramDescription.Entry($0, groups[$0] ?? "") }
        self.kinds = kinds
        self.topics = topics
    }

    /// The first words of the verbs, each once, with what they are about.
    public var firstWords: [ProgramDescription.Entry] {
        var seen: Set<String> = []
        return verbs.compactMap { verb in
            let first = String(verb.name.prefix { $0 != " " })
            guard seen.insert(first).inserted else { return nil }
            return groups.first { $0.name == first } ?? ProgramDescription.Entry(first, verb.abstract)
        }
    }

    /// The entries of all kinds.
    public var entries: [EntryDescription] { kinds.flatMap { $0.sections.flatMap(\.entries) } }
}

/// Things of one kind, such as metrics.
public struct KindDescription: Codable, Sendable, Equatable {
    /// What one of them is called.
    public let name: String
    /// The heading of their list.
    public let title: String
    /// What they are for, in one sentence.
    public let summary: String
    /// Whether the list of help names them; a kind with few and long names is only found by name.
    public let isListed: Bool
    /// The lists that they stand in, such as one for each verb that sets parameters.
    public let sections: [Section]

    /// Some of them under one heading.
    public struct Section: Codable, Sendable, Equatable {
        /// The heading; empty where there is one list.
        public let title: String
        /// What stands in it.
        public let entries: [EntryDescription]

        /// Makes a list.
        public init(_ title: String = "", _ entries: [EntryDescription]) {
            self.title = title
            self.entries = entries
        }
    }

    /// Makes a kind.
    public init(_ name: String, title: String, summary: String, isListed: Bool = true, _ sections: [Section]) {
        self.name = name
        self.title = title
        self.summary = summary
        self.isListed = isListed
        self.sections = sections
    }
}

/// Something with a name that is no verb: a metric, a parameter, a format.
public struct EntryDescription: Codable, Sendable, Equatable {
    /// The name that is typed.
    public let name: String
    /// The name with what stands behind it in help: `tps_chip [tokens/s], a metric`.
    public let title: String
    /// What it is, in one sentence.
    public let summary: String
    /// The unit of its values; empty for a count, a share or a word.
    public let unit: String
    /// The values that it may have, in words; empty where nothing limits them.
    public let range: String
    /// The smallest number that it may be, in its unit; nil where none is set.
    public let lowest: Double?
    /// The largest number that it may be, in its unit; nil where none is set.
    public let highest: Double?
    /// Whether it counts things.
    public let isWhole: Bool
    /// The words that it may be; empty for a number.
    public let choices: [String]
    /// Other words that lead to it.
    public let names: [String]
    /// What else help says, a line each.
    public let details: [String]
    /// Command lines that use it.
    public let examples: [String]

    /// Makes an entry.
    public init(
        _ name: String, title: String, summary: String, unit: String = "", range: String = "",
        bounds: ClosedRange<Double>? = nil, isWhole: Bool = false, choices: [String] = [], names: [String] = [],
        details: [String] = [], examples: [String] = []
    ) {
        self.name = name
        self.title = title
        self.summary = summary
        self.unit = unit
        self.range = range
        lowest = bounds?.lowerBound
        highest = bounds.flatMap { $0.upperBound.isFinite ? $0.upperBound : nil }
        self.isWhole = isWhole
        self.choices = choices
        self.names = names
        self.details = details
        self.examples = examples
    }
}

/// A word that people have for something that is called otherwise, or that is not there.
public struct TopicDescription: Codable, Sendable, Equatable {
    /// The words, in small letters, the one that names it first.
    public let words: [String]
    /// Whether there is such a thing.
    public let isModelled: Bool
    /// What there is, or what to do in its place.
    public let sentence: String
    /// The verbs, metrics and parameters that come nearest.
    public let nearest: [String]
    /// What the list of what is not modelled calls it; empty for what it leaves out.
    public let title: String

    /// Makes a topic.
    public init(_ words: [String], isModelled: Bool, _ sentence: String, nearest: [String], title: String = "") {
        self.title = title
        self.words = words
        self.isModelled = isModelled
        self.sentence = sentence
        self.nearest = nearest
    }
}
