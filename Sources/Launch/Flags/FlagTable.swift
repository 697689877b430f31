import Text

/// A flag that means something here.
public struct Flag: Sendable {
    /// What may stand behind it.
    enum Kind: Sendable {
        case value
        /// Nothing, or with `--no-` in front the opposite.
        case isSwitch
        /// A JSON object; its fields are flags of their own, with a dot between.
        case json
    }

    /// The name in the version of the table and others, each as it is typed; of fields the path.
    let names: [String]
    let concept: Concept
    let kind: Kind
    /// A version that has it no more; nil of those that the table's version has.
    let until: String?

    init(_ names: String, _ concept: Concept, _ kind: Kind = .value, until: String? = nil) {
        self.names = names.split(separator: " ").map(String.init)
        self.concept = concept
        self.kind = kind
        self.until = until
    }
}

/// The flags of a runtime in a version of it.
public struct FlagTable: Sendable {
    /// The runtime's version that the names were taken from.
    public let version: String
    /// Where the names were read.
    public let source: String
    /// Flags that mean something here.
    public let flags: [Flag]
    /// Others that have a value, without dashes in front.
    let values: Set<String>
    /// Others that have none.
    let switches: Set<String>

    private let byName: [String: Flag]

    init(version: String, source: String, flags: [Flag], values: String, switches: String) {
        self.version = version
        self.source = source
        self.flags = flags
        self.values = Set(values.split(whereSeparator: \.isWhitespace).map(String.init))
        self.switches = Set(switches.split(whereSeparator: \.isWhitespace).map(String.init))
        byName = Dictionary(flags.flatMap { flag in flag.names.map { (Self.key($0), flag) } }) { first, _ in first }
    }

    /// A name without dashes in front, its words parted by dashes: what all spellings of a flag share.
    static func key(_ name: String) -> String {
        let isShort = name.hasPrefix("-") && !name.hasPrefix("--")
        let bare = String(name.drop { $0 == "-" }).replacing("_", with: "-")
        return isShort ? "-" + bare : bare
    }

    /// The flag of a name; nil for one that means nothing here.
    func flag(_ key: String) -> Flag? { byName[key] }

    /// Whether the version has a flag of that name, as it is typed.
    public func has(_ name: String) -> Bool {
        let key = Self.key(name)
        if let flag = byName[key] { return flag.until == nil }
        return values.contains(key) || switches.contains(key)
    }

    /// Whether it is a flag of any version that is known.
    func knows(_ key: String) -> Bool { byName[key] != nil || values.contains(key) || switches.contains(key) }

    /// The name that a beginning of it stands for, as `argparse` has it; nil where several or none begin so.
    func name(abbreviatedBy key: String) -> String? {
        guard key.count > 2, !key.hasPrefix("-") else { return nil }
        let own = byName.filter { $0.value.until == nil && !$0.key.contains(".") }.map(\.key)
        let found = (own + values + switches).filter { $0.hasPrefix(key) }
        return Set(found).count == 1 ? found.first : nil
    }

    /// The flag of the version that is nearest to a name, as it is typed; nil where none is near.
    public func nearest(_ name: String) -> String? {
        let own = flags.filter { $0.until == nil }.flatMap(\.names).filter { $0.hasPrefix("--") }
        let key = Self.key(name)
        // A flag that is known to be no more has none that it was meant to be.
        guard key.count > 4, byName[key] == nil else { return nil }
        let others = (values.union(switches)).map { "--" + $0 }.sorted()
        return NearestName.of("--" + key, in: own + others)
    }

    /// Whether nothing stands behind a flag of that name; of one that is not known its own words tell.
    func isSwitch(_ key: String) -> Bool {
        if let flag = byName[key] { return flag.kind == .isSwitch }
        if values.contains(key) { return false }
        if switches.contains(key) { return true }
        return ["enable-", "disable-", "no-", "use-", "skip-", "allow-", "trust-"].contains { key.hasPrefix($0) }
    }
}
