import Catalog
import CostModel
import Language
import Launch
import Measurements
import Planning
import Units
import Words

/// A session that takes over what a command line says.
struct LaunchedSession {
    private(set) var session: Session
    /// What is to be said beside the tables.
    private(set) var lines: [String] = []
    /// Settings by what they were read from.
    private(set) var taken: [Concept: [Setting]] = [:]
    private let input: LaunchInput
    /// Whether a part of what is set is of the KV cache and the weights.
    private(set) var formats: CheckpointFormats

    /// Whether the model has experts.
    var isSparse: Bool { session.draft.model.moeLayers > 0 }

    init(_ reading: LaunchReading, _ session: Session, _ input: LaunchInput) throws(Diagnostic) {
        self.session = session
        self.input = input
        formats = CheckpointFormats(weights: reading.weights, cache: reading.cache, names: reading.modelNames)
        takeChip(reading)
        takeModel(reading)
        try takeLayout(reading)
        try takeLoads(reading)
        takeMemory(reading)
        takeServing(reading)
        if let rule = self.session.draft.brokenRule, rule != .outputInServing {
            lines.append(LaunchWords.broken(DivisibilityWords.sentence(rule, self.session.draft)))
        }
    }

    private mutating func takeChip(_ reading: LaunchReading) {
        guard let name = reading.chipName.flatMap(CheckpointNames.chip), let entry = Catalog.chip(named: name) else {
            return
        }
        session.chip = CatalogueVerb.loaded(entry, false, ChipProvenance(entry))
        lines.append(ChipWords.summary(entry.value, name: entry.name))
    }

    private mutating func takeModel(_ reading: LaunchReading) {
        let names = reading.modelNames.map(Self.whole)
        if let cache = reading.cache, cache != "auto", formats.cache == nil {
            lines.append(LaunchWords.noCache(cache))
        }
        if let name = CheckpointNames.model(names), let entry = Catalog.model(named: name) {
            var model = CatalogueVerb.loaded(entry, false, nil)
            formats.apply(to: &model.value)
            session.model = model
            lines.append(ModelWords.summary(model.value, name: model.name))
            if let word = formats.unknown { lines.append(LaunchWords.noFormat(word)) }
            return
        }
        if let name = reading.modelNames.first {
            lines.append(LaunchWords.noModel(name, nearest: CheckpointNames.nearest(name)))
        } else if session.model == nil {
            lines.append(LaunchWords.modelless)
        }
        // The formats are those of whatever is served.
        if var model = session.model {
            formats.apply(to: &model.value)
            session.model = model
        }
    }

    /// The name of a model without what tells parts and formats of files: `NAME-GGUF:Q4_K_M`, `NAME-00001-of-00003.gguf`.
    private static func whole(_ name: String) -> String {
        var name = name.replacing(":", with: "-")
        if name.hasSuffix(".gguf") { name.removeLast(5) }
        if let mark = name.lastIndex(of: "-"), name[..<mark].hasSuffix("-of"),
            let part = name[..<mark].dropLast(3).lastIndex(of: "-")
        {
            name = String(name[..<part])
        }
        return name
    }

    /// Sets a parameter and notes what it was read from.
    private mutating func set(_ name: String, _ value: Int, from concept: Concept?, _ flag: String = "")
        throws(Diagnostic)
    {
        guard let parameter = Parameter.named(name) else { return }
        guard parameter.refusal(of: Double(value)) == nil else {
            throw input.located(LaunchFaultWords.outOfRange(flag, value, name))
        }
        set(parameter, Double(value), from: concept)
    }

    /// The flag that said something, as it is written; that of attention's width for what follows from several.
    private func flag(of concept: Concept?, _ reading: LaunchReading) -> String {
        reading.stated.last { $0.concept == concept ?? .tensor }?.setting.flag ?? concept?.rawValue ?? "chips"
    }

    private mutating func set(_ parameter: Parameter, _ value: Double, from concept: Concept?) {
        var scenario = session.draft
        parameter.set(&scenario, value)
        session.adopt(scenario)
        if let concept { taken[concept, default: []].append(Setting(parameter, value)) }
    }

    /// Whether only the sizes of prefill workers are set, as those of decode workers are known.
    private func isBeside(_ reading: LaunchReading) -> Bool {
        reading.role == .prefill && session.workload.serving == .disagg
    }

    private mutating func takeLayout(_ reading: LaunchReading) throws(Diagnostic) {
        let expertTensor = isSparse ? reading.expertTensor : 1
        let sizes: [(name: String, value: Int, concept: Concept?)] = [
            ("chips", reading.chips, nil), ("tp", reading.tensor, .tensor), ("pp", reading.pipeline, .pipeline),
            ("moe_tp", expertTensor, .experts),
        ]
        if reading.role == .prefill {
            for size in sizes {
                try set("prefill_" + size.name, size.value, from: size.concept, flag(of: size.concept, reading))
            }
            if isBeside(reading) { return }
            lines.append(LaunchWords.decodeAlike)
        }
        for size in sizes {
            try set(
                size.name, size.value, from: reading.role == .prefill ? nil : size.concept,
                flag(of: size.concept, reading))
        }
        try set("sp", 1, from: nil)
        try set("replicas", reading.replicas, from: reading.replicas > 1 ? .data : nil, flag(of: .data, reading))
        for (name, value) in [
            ("chunk", 0), ("max_running", 0), ("redundant", 0), ("tbo", 0), ("schedule", 0), ("mem_fraction", 0),
        ] {
            try set(name, value, from: nil)
        }
    }

    private mutating func takeLoads(_ reading: LaunchReading) throws(Diagnostic) {
        if let chunk = reading.chunk {
            if reading.role == .decode {
                lines.append(LaunchWords.decodeChunk(chunk))
            } else {
                try set("chunk", chunk, from: .chunk, flag(of: .chunk, reading))
            }
        }
        if let most = reading.maxRunning, !isBeside(reading) {
            try set("max_running", most, from: .maxRunning, flag(of: .maxRunning, reading))
        }
        try set(
            "draft", max(0, reading.drafts ?? 0), from: reading.drafts == nil ? nil : .drafts,
            flag(of: .drafts, reading))
        let redundant = reading.redundant ?? reading.slots.map { $0 - Int(experts) }
        if let redundant, redundant >= 0, isSparse {
            try set(
                "redundant", redundant, from: reading.redundant == nil ? .slots : .redundant,
                flag(of: .redundant, reading))
        }
        if let isOverlapped = reading.isOverlapped { try set("tbo", isOverlapped ? 1 : 0, from: .overlap) }
        if reading.isMixed, let schedule = Parameter.named("schedule") {
            set(schedule, PromptSchedule.mixed.code, from: .mixed)
        }
    }

    /// Routed experts of a layer, without copies.
    private var experts: Double { Parameter.named("experts")?.get(session.draft) ?? 0 }

    private mutating func takeMemory(_ reading: LaunchReading) {
        guard let memory = reading.memory, let parameter = Parameter.named("mem_fraction") else { return }
        // A share of all DRAM, or of what weights leave: what it is of is the runtime's to say.
        switch memory {
        case .ofAll(let share), .ofRest(let share): set(parameter, share, from: .memory)
        }
    }

    private mutating func takeServing(_ reading: LaunchReading) {
        let runtime: Runtime =
            switch reading.runtime.family {
            case .vllm: .vllm
            case .sglang: .sglang
            case .trtllm: .trtllm
            case .other: .custom
            }
        if let parameter = Parameter.named("runtime") { set(parameter, runtime.code, from: nil) }
        if let parameter = Parameter.named("runtime_version") {
            set(parameter, reading.version.flatMap(ReleaseNumber.parse) ?? 0, from: nil)
        }
        let mode: ServingMode = reading.role == nil ? .agg : .disagg
        guard session.workload.output >= 1 else {
            lines.append(LaunchWords.serve(mode.name))
            return
        }
        if let parameter = Parameter.named("serving") { set(parameter, mode.code, from: .role) }
    }
}
