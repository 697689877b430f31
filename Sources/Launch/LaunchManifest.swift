import Text

/// Reads manifests and settings in YAML: Deployments, LeaderWorkerSets, Dynamo graphs, values of llm-d, files of engine
/// settings.
public enum LaunchManifest {
    /// Whether a file of that name holds YAML.
    public static func isManifest(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }

    /// Reads all servers of a manifest; of a file without any, the settings that it holds.
    ///
    /// - Throws: where it is no YAML, where a command in it cannot be read, or where it says nothing of a server.
    public static func read(
        _ text: String, named name: String, file: @escaping (String) -> String?
    ) throws(LaunchFault) -> [LaunchReading] {
        var walk = ManifestWalk(file: file)
        var documents: [JSON] = []
        for (line, part) in parts(of: text) {
            do throws(YAMLFault) {
                documents.append(try JSON(parsingYAML: part))
            } catch {
                throw LaunchFault(.notYAML(file: name, line: error.line + line, expected: error.expected), at: nil)
            }
        }
        for document in documents { try walk.visit(document, ManifestContext()) }
        if !walk.found.isEmpty { return walk.found }
        for document in documents {
            if let reading = try settings(document, named: name) { return [reading] }
        }
        throw LaunchFault(.noLaunch, at: nil)
    }

    /// The documents of a stream, each with the number of lines before it.
    private static func parts(of text: String) -> [(line: Int, text: String)] {
        var parts: [(line: Int, text: String)] = []
        var lines: [Substring] = []
        var start = 0
        let all = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (number, line) in all.enumerated() {
            if line == "---" || line.hasPrefix("--- ") {
                if lines.contains(where: isContent) { parts.append((start, lines.joined(separator: "\n"))) }
                (lines, start) = ([], number + 1)
            } else {
                lines.append(line)
            }
        }
        if lines.contains(where: isContent) { parts.append((start, lines.joined(separator: "\n"))) }
        return parts
    }

    private static func isContent(_ line: Substring) -> Bool {
        line.drop(while: \.isWhitespace).first.map { $0 != "#" } ?? false
    }

    /// The settings of an engine: those of the runtime that has most of their names; nil where none has any.
    private static func settings(_ document: JSON, named name: String) throws(LaunchFault) -> LaunchReading? {
        let file = name.split(separator: "/").last.map(String.init) ?? name
        let settings = FlagReader.fields(document, "", shown: file + ": ", at: nil, open: [])
        func known(_ runtime: LaunchRuntime) -> Int { settings.count { runtime.table.flag($0.path) != nil } }
        let runtimes = [LaunchRuntime.tensorRT, .vllm, .sglang]
        // TensorRT-LLM writes names with `_`, the others with dashes.
        let isUnderlined = settings.contains { $0.flag.contains("_") }
        let ranked = runtimes.map { ($0, 2 * known($0) + ($0.name == "trtllm" && isUnderlined ? 1 : 0)) }
        guard let best = ranked.max(by: { $0.1 < $1.1 }), best.1 > 1 else { return nil }
        return try Launch.reading(best.0, settings, [])
    }
}

extension LaunchReading {
    /// The same for the half of inference that the name of its file says, where it says none itself: `decode.sh`.
    public func named(by file: String) -> LaunchReading {
        var reading = self
        let last = file.split(separator: "/").last.map(String.init) ?? file
        reading.role = role ?? ManifestContext.role(last)
        return reading
    }
}

/// What stands around a container in a manifest.
private struct ManifestContext {
    var role: LaunchReading.Role?
    var model: String?
    var chip: String?
    /// Pods of a LeaderWorkerSet, which its containers know as LWS_GROUP_SIZE.
    var group: String?
    /// Flags that llm-d makes of its own fields.
    var flags: [ShellWord] = []
}

/// A walk through a manifest that gathers the servers in it.
private struct ManifestWalk {
    let file: (String) -> String?
    private(set) var found: [LaunchReading] = []
    private var depth = 0

    init(file: @escaping (String) -> String?) { self.file = file }

    mutating func visit(_ value: JSON, _ context: ManifestContext) throws(LaunchFault) {
        guard depth < 64 else { return }
        depth += 1
        defer { depth -= 1 }
        switch value {
        case .array(let items): for item in items { try visit(item, context) }
        case .object(let members):
            var own = context
            own.look(members)
            let count = found.count
            try container(members, own)
            guard found.count == count else { return }
            for member in members {
                var inner = own
                inner.role = ManifestContext.role(member.key) ?? own.role
                try visit(member.value, inner)
            }
        default: return
        }
    }

    /// Reads a container, if the object is one that starts a runtime.
    private mutating func container(
        _ members: [(key: String, value: JSON)], _ context: ManifestContext
    ) throws(LaunchFault) {
        let image = ManifestContext.text(members, "image")
        var words = ManifestContext.words(members, "command") + ManifestContext.words(members, "args")
        let isServed = ManifestContext.text(members, "modelCommand") == "vllmServe"
        if isServed { words = ["vllm", "serve", context.model ?? ""] + words }
        guard !words.isEmpty else { return }
        var command = ShellCommand()
        command.environment = ManifestContext.environment(members)
        if let group = context.group { command.environment.append(("LWS_GROUP_SIZE", ShellWord(group, at: 0..<0))) }
        command.words = words.filter { !$0.isEmpty }.map { text in
            ShellWord(text, at: 0..<0, open: text.contains("$") ? [text] : [])
        }
        if isServed { command.words += context.flags }
        var readings: [LaunchReading] = []
        if let launch = Launch(command) {
            readings = [try launch.reading(file: file)]
        } else if words.contains(where: { $0.contains(where: \.isWhitespace) }) {
            let variables = Dictionary(
                command.environment.filter { $0.value.isKnown }.map {
                    ($0.name, ShellReader.Variable.word($0.value.text, open: []))
                }
            ) { _, last in last }
            for word in command.words where word.text.contains(where: \.isWhitespace) {
                let script = try ShellReader.read(Array(word.text), variables: variables)
                readings += try LaunchCommand.readings(of: script, file: file)
            }
        } else if let runtime = image.flatMap(Launch.runtime) {
            var reader = FlagReader(table: runtime.table, filesOverride: runtime.filesOverride, file: file)
            try reader.read(command.words)
            readings = [
                try Launch.reading(
                    runtime, reader.settings, reader.positional, unknown: reader.unknown, missing: reader.missing)
            ]
        }
        for var reading in readings {
            reading.role = reading.role ?? context.role
            reading.version = reading.version ?? image.flatMap(Launch.version)
            reading.chipName = context.chip
            reading.span = nil
            found.append(reading)
        }
    }
}

extension ManifestContext {
    /// The half of inference that a name says: `prefill`, `VllmDecodeWorker`.
    static func role(_ name: String) -> LaunchReading.Role? {
        let name = name.lowercased()
        let isPrefill = name.contains("prefill")
        let isDecode = name.contains("decode")
        guard isPrefill != isDecode else { return nil }
        return isPrefill ? .prefill : .decode
    }

    static func text(_ members: [(key: String, value: JSON)], _ key: String) -> String? {
        guard case .string(let text)? = members.last(where: { $0.key == key })?.value else { return nil }
        return text
    }

    /// The words of a list, or of a text that is a script.
    static func words(_ members: [(key: String, value: JSON)], _ key: String) -> [String] {
        switch members.last(where: { $0.key == key })?.value {
        case .array(let items):
            items.map { item in
                if case .string(let text) = item { text } else { item.compact }
            }
        case .string(let text): [text]
        default: []
        }
    }

    static func environment(_ members: [(key: String, value: JSON)]) -> [(name: String, value: ShellWord)] {
        guard case .array(let items)? = members.last(where: { $0.key == "env" || $0.key == "envs" })?.value else {
            return []
        }
        return items.compactMap { item in
            guard case .object(let fields) = item, let name = text(fields, "name") else { return nil }
            let value = fields.last { $0.key == "value" }?.value
            let text: String? =
                switch value {
                case .string(let text): text
                case .number, .bool: value?.compact
                default: nil
                }
            return text.map { (name, ShellWord($0, at: 0..<0)) }
        }
    }

    /// Notes what an object says of the containers within.
    mutating func look(_ members: [(key: String, value: JSON)]) {
        for key in ["subComponentType", "componentType", "type", "role"] {
            if let text = Self.text(members, key), let found = Self.role(text) { role = found }
        }
        if let name = Self.text(members, "name"), let found = Self.role(name) { role = found }
        for (key, value) in members {
            switch (key, value) {
            case ("nodeSelector", .object(let labels)):
                for label in labels where label.key.hasSuffix("gpu.product") || label.key.hasSuffix("accelerator") {
                    if case .string(let text) = label.value { chip = text }
                }
            case ("leaderWorkerTemplate", .object(let fields)):
                if case .number(let size)? = fields.last(where: { $0.key == "size" })?.value {
                    group = JSON.number(size).compact
                }
            case ("modelArtifacts", .object(let fields)):
                model = Self.text(fields, "uri")?.replacing("hf://", with: "") ?? model
            case ("parallelism", .object(let sizes)):
                let names = [
                    ("tensor", "--tensor-parallel-size"), ("data", "--data-parallel-size"),
                    ("dataLocal", "--data-parallel-size-local"),
                ]
                for (field, flag) in names {
                    if case .number(let size)? = sizes.last(where: { $0.key == field })?.value {
                        flags += [ShellWord(flag, at: 0..<0), ShellWord(JSON.number(size).compact, at: 0..<0)]
                    }
                }
            default: continue
            }
        }
    }
}
