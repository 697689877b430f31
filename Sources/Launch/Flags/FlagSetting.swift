import Text

/// A flag with its value, or a field of one, as a command line or a file says it.
public struct FlagSetting: Sendable, Equatable {
    /// How it is written: `--speculative-config method`, or `a.yml: kv_cache_config.dtype`.
    public let flag: String
    /// Its name and those of the fields within, with dots between them and dashes within.
    let path: String
    /// The value; `true` or `false` of what has none.
    public let value: String
    /// What in it is left open.
    public let open: [String]
    /// The characters of the text that it takes up; nil of what stands in a file.
    public let span: Range<Int>?

    /// The same under the first of its flag's names.
    func named(as table: FlagTable) -> FlagSetting {
        guard let name = table.flag(path)?.names.first else { return self }
        return FlagSetting(flag: flag, path: FlagTable.key(name), value: value, open: open, span: span)
    }
}

/// The flags of a command line, read with those of a runtime.
struct FlagReader {
    let table: FlagTable
    /// Files beside the command, by name; nil for those that are not there.
    let file: (String) -> String?

    private(set) var settings: [FlagSetting] = []
    /// Settings of files that come before those of the line, or behind them.
    private var before: [FlagSetting] = []
    private var behind: [FlagSetting] = []
    private(set) var positional: [ShellWord] = []
    /// Variables that may stand for flags.
    private(set) var loose: [String] = []
    /// Flags that no version has that is known, as they are typed.
    private(set) var unknown: [String] = []
    /// Files that the line names and that are not there.
    private(set) var missing: [String] = []
    /// Whether the settings of files count more than those of the line.
    let filesOverride: Bool

    init(table: FlagTable, filesOverride: Bool, file: @escaping (String) -> String?) {
        self.table = table
        self.filesOverride = filesOverride
        self.file = file
    }

    /// Reads all words.
    mutating func read(_ words: [ShellWord]) throws(LaunchFault) {
        var index = 0
        var takesMore = false
        while index < words.count {
            let word = words[index]
            index += 1
            guard Self.isFlag(word.text) else {
                // What stands behind the value of a flag belongs to it; a variable may stand for any flags.
                if !word.isKnown, word.text.hasPrefix("$"), takesMore || index > 1 {
                    loose.append(word.text)
                } else if !takesMore {
                    positional.append(word)
                }
                continue
            }
            takesMore = false
            var name = word.text
            var value: ShellWord?
            if let sign = name.firstIndex(of: "=") {
                value = ShellWord(String(name[name.index(after: sign)...]), at: word.span, open: word.open)
                name = String(name[..<sign])
            }
            if value == nil, let level = Self.level(name) {
                (name, value) = ("-O", ShellWord(level, at: word.span, open: word.open))
            }
            let (key, isOff) = resolve(name)
            let first = key.split(separator: ".").first.map(String.init) ?? key
            if !table.knows(first), !table.knows(key) { unknown.append(name) }
            if value == nil, !isOff, !table.isSwitch(key), index < words.count, !Self.isFlag(words[index].text) {
                value = words[index]
                index += 1
                takesMore = true
            } else if value == nil, table.isSwitch(key), index < words.count,
                ["true", "false", "True", "False"].contains(words[index].text)
            {
                value = words[index]
                index += 1
            }
            try add(name, key, value, isOff, at: word.span)
        }
        settings = (filesOverride ? [] : before) + settings + behind
    }

    /// The level of `-O3`, which stands behind its flag without a space.
    private static func level(_ name: String) -> String? {
        name.count == 3 && name.hasPrefix("-O") && name.last?.isNumber == true ? String(name.suffix(1)) : nil
    }

    /// Whether a word is a flag and no value: `-1` is a number.
    private static func isFlag(_ text: String) -> Bool {
        guard text.hasPrefix("-"), text.count > 1, let second = text.dropFirst().first else { return false }
        return !second.isNumber && second != "." && !second.isWhitespace
    }

    /// The key of a name as it is typed: `--no-` in front is the opposite, a beginning is the whole.
    private func resolve(_ name: String) -> (key: String, isOff: Bool) {
        let key = FlagTable.key(name)
        let first = key.split(separator: ".").first.map(String.init) ?? key
        if table.knows(key) || table.knows(first) { return (key, false) }
        if key.hasPrefix("no-"), table.knows(String(key.dropFirst(3))) { return (String(key.dropFirst(3)), true) }
        return (table.name(abbreviatedBy: key) ?? key, false)
    }

    private mutating func add(
        _ name: String, _ key: String, _ value: ShellWord?, _ isOff: Bool, at span: Range<Int>
    ) throws(LaunchFault) {
        let whole = value.map { min(span.lowerBound, $0.span.lowerBound)..<max(span.upperBound, $0.span.upperBound) }
        let place = whole ?? span
        guard let flag = table.flag(key) else {
            // A field of an object, or nothing that means anything here.
            return note(name, key, value?.text ?? (isOff ? "false" : "true"), value?.open ?? [], at: place)
        }
        switch flag.kind {
        case .isSwitch:
            let isTrue = value.map { $0.text.lowercased() != "false" } ?? !isOff
            note(name, key, isTrue ? "true" : "false", value?.open ?? [], at: place)
        case .value:
            guard let value else { throw LaunchFault(.noValue(flag: name), at: span) }
            if flag.concept == .file {
                try take(value, at: value.span)
            }
            note(name, key, value.text, value.open, at: value.span)
        case .json:
            guard let value else { throw LaunchFault(.noValue(flag: name), at: span) }
            guard value.text.hasPrefix("{") else { return note(name, key, value.text, value.open, at: value.span) }
            let object: JSON
            do throws(JSONFault) {
                object = try JSON(parsing: value.text, as: .python)
            } catch {
                guard value.isKnown else { return note(name, key, value.text, value.open, at: value.span) }
                throw LaunchFault(.notJSON(flag: name, value: value.text), at: value.span)
            }
            note(name, key, "", [], at: place)
            if flag.concept == .override {
                behind += Self.fields(object, "", shown: "", at: value.span, open: value.open)
            } else {
                settings += Self.fields(object, key, shown: name + " ", at: value.span, open: value.open)
            }
        }
    }

    private mutating func note(_ name: String, _ key: String, _ value: String, _ open: [String], at span: Range<Int>) {
        settings.append(FlagSetting(flag: name, path: key, value: value, open: open, span: span))
    }

    /// Reads a file of settings that a flag names, if it is there.
    private mutating func take(_ name: ShellWord, at span: Range<Int>) throws(LaunchFault) {
        guard name.isKnown, let text = file(name.text) else {
            missing.append(name.text)
            return
        }
        let fields = try Self.settings(of: text, named: name.text, at: span)
        if filesOverride { behind += fields } else { before += fields }
    }

    /// The settings of a file of YAML or JSON.
    static func settings(
        of text: String, named name: String, at span: Range<Int>?
    ) throws(LaunchFault) -> [FlagSetting] {
        let file = name.split(separator: "/").last.map(String.init) ?? name
        do throws(YAMLFault) {
            let object = try JSON(parsingYAML: text)
            return fields(object, "", shown: file + ": ", at: nil, open: [])
        } catch {
            throw LaunchFault(.notYAML(file: name, line: error.line, expected: error.expected), at: span)
        }
    }

    /// The fields of an object and those of objects within, each as a setting.
    static func fields(
        _ value: JSON, _ path: String, shown: String, at span: Range<Int>?, open: [String]
    ) -> [FlagSetting] {
        guard case .object(let members) = value else { return [] }
        return members.flatMap { member -> [FlagSetting] in
            let key = FlagTable.key("--" + member.key)
            let inner = path.isEmpty ? key : path + "." + key
            if case .object = member.value {
                return [FlagSetting(flag: shown + member.key, path: inner, value: "", open: [], span: span)]
                    + fields(member.value, inner, shown: shown + member.key + ".", at: span, open: open)
            }
            let text = text(member.value)
            let isOpen = text.contains("$")
            return [
                FlagSetting(
                    flag: shown + member.key, path: inner, value: text, open: isOpen ? [text] : [], span: span)
            ]
        }
    }

    private static func text(_ value: JSON) -> String {
        switch value {
        case .string(let text): text
        case .null: ""
        default: value.compact
        }
    }
}
