/// Commands of a text that start a runtime.
public enum LaunchCommand {
    /// Reads all commands of a script, or the one of a line.
    ///
    /// - Parameters:
    ///   - text: the script.
    ///   - hasEscapedQuotes: whether a backslash and a quote stand for the quote, as in a text that stands in quotes itself.
    ///   - file: the texts of files beside it, by the names that it has for them; nil for those that are not there.
    /// - Throws: the first place that cannot be read; also where no command starts a runtime.
    public static func read(
        script text: String, hasEscapedQuotes: Bool = false, file: @escaping (String) -> String?
    ) throws(LaunchFault) -> [LaunchReading] {
        let script = try ShellReader.read(Array(text), hasEscapedQuotes: hasEscapedQuotes)
        let version = version(installedBy: script)
        let readings = try readings(of: script, file: file)
        guard !readings.isEmpty else { throw LaunchFault(.noLaunch, at: nil) }
        return readings.map { reading in
            var reading = reading
            reading.version = reading.version ?? version
            return reading
        }
    }

    static func readings(
        of script: ShellScript, depth: Int = 0, file: @escaping (String) -> String?
    ) throws(LaunchFault) -> [LaunchReading] {
        func beside(_ name: String) -> String? {
            let last = name.split(separator: "/").last.map(String.init) ?? name
            return script.files[name] ?? script.files.first {
                $0.key.split(separator: "/").last.map(String.init) == last
            }?.value
                ?? file(name)
        }
        var found: [LaunchReading] = []
        for command in script.commands {
            if let launch = Launch(command) {
                found.append(try launch.reading(file: beside))
            } else if depth < 3, let inner = command.inner {
                // A script within one: `bash -c '...'`; its places are not those of the text.
                let version = command.words.lazy.compactMap { Launch.version(ofImage: $0.text) }.first
                found += try placed(at: inner.span, version) { () throws(LaunchFault) in
                    try readings(of: ShellReader.read(Array(inner.text)), depth: depth + 1, file: beside)
                }
            }
        }
        return found
    }

    /// What is read of a text within a word stands where the word does.
    private static func placed(
        at span: Range<Int>, _ version: String?, _ read: () throws(LaunchFault) -> [LaunchReading]
    ) throws(LaunchFault) -> [LaunchReading] {
        do throws(LaunchFault) {
            return try read().map { reading in
                var reading = reading
                reading.span = span
                reading.version = reading.version ?? version
                return reading
            }
        } catch {
            throw LaunchFault(error.problem, at: span)
        }
    }

    /// The version that a script installs: `pip install vllm==0.21.0`.
    private static func version(installedBy script: ShellScript) -> String? {
        for command in script.commands where command.words.contains(where: { $0.text == "install" }) {
            for word in command.words {
                for name in ["vllm", "sglang", "tensorrt-llm", "tensorrt_llm"] {
                    guard let range = word.text.firstRange(of: name), let sign = word.text.firstRange(of: "=="),
                        range.lowerBound == word.text.startIndex
                    else { continue }
                    return String(word.text[sign.upperBound...])
                }
            }
        }
        return nil
    }
}

extension ShellCommand {
    /// The script in quotes that a shell is given: `bash -lc '...'`.
    var inner: ShellWord? {
        for (place, word) in words.enumerated().dropLast() {
            let isOption = word.text.hasPrefix("-") && !word.text.hasPrefix("--") && word.text.hasSuffix("c")
            let next = words[place + 1]
            if isOption, next.text.contains(where: \.isWhitespace) { return next }
        }
        return nil
    }
}

/// A command that starts a runtime: its words behind what starts it, and what stands before.
struct Launch {
    let runtime: LaunchRuntime
    let arguments: [ShellWord]
    let environment: [(name: String, value: ShellWord)]
    let version: String?
    let span: Range<Int>?

    /// The launch that a command is; nil for others.
    init?(_ command: ShellCommand) {
        let words = command.words
        var version: String?
        for word in words where word.text.contains(":") && !word.text.hasPrefix("-") {
            version = version ?? Self.version(ofImage: word.text)
        }
        guard let (runtime, first) = Self.start(words.map(\.text)) else { return nil }
        let before = words[..<first].compactMap(Self.assignment)
        let environment = command.environment + before
        arguments = Array(words[first...])
        self.environment = environment
        self.version = version
        span = words.first.flatMap { start in
            words.last.map { min(start.span.lowerBound, $0.span.lowerBound)..<$0.span.upperBound }
        }
        let isAscend =
            runtime.name == "vllm"
            && (environment.contains { $0.name.contains("ASCEND") || $0.name.hasPrefix("HCCL") }
                || arguments.contains { word in Self.ascend.contains { word.text.contains($0) } })
        self.runtime = isAscend ? .vllmAscend : runtime
    }

    /// Words of vLLM's fork for Ascend: its quantisation, connectors and own settings (docs of vllm-ascend@182b75ea).
    private static let ascend = [
        "ascend", "MooncakeConnectorV1", "MooncakeLayerwiseConnector", "torchair", "multistream_overlap_shared_expert",
        "enable_fused_mc2", "finegrained_tp_config",
    ]

    private static func assignment(_ word: ShellWord) -> (name: String, value: ShellWord)? {
        guard !word.text.hasPrefix("-"), let sign = word.text.firstIndex(of: "=") else { return nil }
        let value = ShellWord(String(word.text[word.text.index(after: sign)...]), at: word.span, open: word.open)
        return (String(word.text[..<sign]), value)
    }

    /// The runtime that words start, and where its arguments begin.
    private static func start(_ words: [String]) -> (runtime: LaunchRuntime, first: Int)? {
        for runtime in LaunchRuntime.all {
            for start in runtime.starts where words.count >= start.count {
                for place in 0...(words.count - start.count) {
                    let isSame = start.enumerated().allSatisfy { offset, word in
                        let own = words[place + offset]
                        return own == word || (offset == 0 && own.hasSuffix("/" + word))
                    }
                    guard isSame else { continue }
                    let end = place + start.count
                    // A router, not a server.
                    if words[place] == "trtllm-serve", end < words.count, words[end].hasPrefix("disaggregated") {
                        continue
                    }
                    return (runtime, end)
                }
            }
        }
        // Some containers start a server by themselves.
        guard let run = words.firstIndex(where: { $0 == "docker" || $0 == "podman" || $0 == "nerdctl" }) else {
            return nil
        }
        for (place, word) in words.enumerated() where place > run + 1 && !word.hasPrefix("-") && word.contains("/") {
            if let runtime = runtime(ofImage: word) { return (runtime, place + 1) }
        }
        return nil
    }

    /// The runtime that a container of that name starts by itself.
    static func runtime(ofImage image: String) -> LaunchRuntime? {
        LaunchRuntime.all.first { $0.images.contains { image.contains($0) } }
    }

    /// The version in the tag of a container's name: `vllm/vllm-openai:v0.21.0`.
    static func version(ofImage image: String) -> String? {
        guard ["vllm", "sglang", "tensorrt", "trtllm", "llama.cpp", "text-generation"].contains(where: image.contains),
            let colon = image.lastIndex(of: ":")
        else { return nil }
        let tag = image[image.index(after: colon)...]
        let number = tag.drop { !$0.isNumber }.prefix { $0.isNumber || $0.isLetter || $0 == "." }
        return number.contains(".") ? String(number) : nil
    }

    /// What the command says.
    func reading(file: @escaping (String) -> String?) throws(LaunchFault) -> LaunchReading {
        var reader = FlagReader(table: runtime.table, filesOverride: runtime.filesOverride, file: file)
        try reader.read(arguments)
        var reading = try Self.reading(
            runtime, reader.settings, reader.positional, unknown: reader.unknown, missing: reader.missing,
            version: version, span: span)
        reading.loose = reader.loose
        return reading
    }

    static func reading(
        _ runtime: LaunchRuntime, _ settings: [FlagSetting], _ positional: [ShellWord], unknown: [String] = [],
        missing: [String] = [], version: String? = nil, span: Range<Int>? = nil
    ) throws(LaunchFault) -> LaunchReading {
        var reading = LaunchReading(runtime)
        let settings = settings.map { $0.named(as: runtime.table) }
        let values = LaunchValues(settings: settings, table: runtime.table)
        try runtime.read(values, positional, &reading)
        for setting in settings {
            guard let concept = runtime.table.flag(setting.path)?.concept else {
                if !setting.path.contains(".") { reading.others += 1 }
                continue
            }
            // The object itself has no value; what does not count any more is not shown.
            guard !setting.value.isEmpty, values.setting(at: setting.path) == setting else { continue }
            reading.stated.append(LaunchReading.Stated(setting: setting, concept: concept))
        }
        reading.others -= unknown.count
        (reading.unknown, reading.missing) = (unknown, missing)
        (reading.version, reading.span) = (version, span)
        return reading
    }
}
