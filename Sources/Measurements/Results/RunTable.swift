import Catalog
import CostModel
import Units

/// What a session has set up, for what result files leave out.
public struct ResultBasis: Sendable {
    /// The name of the chip; nil where none is loaded.
    public let chip: String?
    /// The name of the model; nil where none is loaded.
    public let model: String?
    /// What is set: where no chip or model is loaded, with any in its place.
    let scenario: Scenario
    /// The parameters of workload and configuration that were set.
    let said: [String]

    /// Puts a basis together; without a chip or a model any of the catalogue stands in its place.
    public init(
        chip: (name: String, value: Chip)?, model: (name: String, value: Model)?, prefillChip: Chip?,
        workload: Workload, deployment: Deployment, said: [String]
    ) {
        self.chip = chip?.name
        self.model = model?.name
        self.said = said
        var scenario = Scenario(
            chip: chip?.value ?? Catalog.chips[0].value, model: model?.value ?? Catalog.models[0].value,
            workload: workload, deployment: deployment)
        scenario.prefillChip = prefillChip
        // The load is that of each run.
        scenario.workload.rate = 0
        scenario.workload.users = 0
        scenario.workload.rounds = 0
        scenario.workload.contextOverride = 0
        scenario.deployment.concurrency = 0
        scenario.deployment.batch = 1
        self.scenario = scenario
    }
}

/// Where what describes a run was taken from, by the names of columns.
public struct RunSources: Sendable, Equatable {
    /// From the file, of the deployment.
    public internal(set) var file: [String] = []
    /// From the file, of lengths and load, which differ from run to run.
    public internal(set) var load: [String] = []
    /// From the words on the line, each with its value.
    public internal(set) var line: [String] = []
    /// From the session, each with its value.
    public internal(set) var session: [String] = []
    /// Names in the file that the catalogue does not have, for which the session's stand.
    public internal(set) var unknown: [String] = []

    /// Takes in those of other runs, where these differ in nothing but lengths and load.
    public mutating func take(_ other: RunSources) -> Bool {
        guard file == other.file, line == other.line, session == other.session, unknown == other.unknown else {
            return false
        }
        load += other.load.filter { !load.contains($0) }
        return true
    }
}

/// The runs of a result file as rows of a table of one's own.
public struct RunTable: Sendable {
    /// Where what describes them was taken from, once for all runs alike.
    public let sources: [(sources: RunSources, runs: Int)]
    /// What is to be known of the figures, with the number of runs.
    public let remarks: [(remark: RunRemark, runs: Int)]
    let table: CSVTable?
    let basis: ResultBasis

    /// Columns that say what a row is of and are not read.
    private static let labels = ["tool", "run", servedModel]

    /// The heading of the model as the file names it.
    public static let servedModel = "served_model"

    /// Makes rows of runs.
    ///
    /// - Parameters:
    ///   - file: the runs.
    ///   - words: columns of a table of one's own and their texts, which come before what the file says.
    ///   - basis: what a session has set up.
    ///   - replacements: chips that come before the catalogue's, by their names.
    public init(
        _ file: ResultFile, words: [(column: String, text: String)], basis: ResultBasis,
        replacing replacements: [String: Chip] = [:]
    ) {
        let words = Dictionary(words.map { ($0.column, $0.text) }) { _, last in last }
        var rows: [(line: Int, cells: [String: String])] = []
        var sources: [(sources: RunSources, runs: Int)] = []
        var remarks: [(remark: RunRemark, runs: Int)] = []
        for (number, run) in file.runs.enumerated() {
            let row = RunRow(run, words: words, basis: basis, chips: ChipNames(replacements: replacements))
            for part in RunPart.all(of: run) {
                var cells = row.cells(of: part)
                cells["tool"] = file.format.name
                cells["run"] = String(number + 1)
                cells[Self.servedModel] = run.model ?? basis.model
                rows.append((run.line, cells))
            }
            if let place = sources.indices.first(where: { sources[$0].sources.take(row.sources) }) {
                sources[place].runs += 1
            } else {
                sources.append((row.sources, 1))
            }
            for remark in row.remarks {
                if let place = remarks.firstIndex(where: { $0.remark == remark }) {
                    remarks[place].runs += 1
                } else {
                    remarks.append((remark, 1))
                }
            }
        }
        self.basis = basis
        self.sources = sources
        self.remarks = remarks
        let found = rows.reduce(into: Set<String>()) { $0.formUnion($1.cells.keys) }
        let headings = (Self.labels + TableLayout.sextant.columns.map(\.name)).filter(found.contains)
        table = CSVTable(
            headings: headings, rows: rows.map { row in headings.map { row.cells[$0] ?? "" } }, lines: rows.map(\.line))
    }
}

/// A run on its way to be a row: what it says of the deployment, what words and the session say, and which counts.
private struct RunRow {
    let run: BenchmarkRun
    private let words: [String: String]
    private let basis: ResultBasis
    /// What describes the deployment.
    private var deployment: [String: String] = [:]
    private(set) var sources = RunSources()

    var remarks: [RunRemark] {
        let cells = RunCells(run, part: .served, chips: nil).cells
        let isLittle = run.mode == .served && run.load.limit == nil && run.load.rate == nil && run.load.inFlight == nil
        return run.remarks + (isLittle && cells["concurrency"] != nil ? [.littlesLaw] : [])
    }

    init(_ run: BenchmarkRun, words: [String: String], basis: ResultBasis, chips: ChipNames) {
        var run = run
        // Lengths decide what share of a throughput is answers.
        if let input = words["input"].flatMap({ Double($0) }) { run.input.mean = input }
        if let output = words["output"].flatMap({ Double($0) }) { run.output.mean = output }
        self.run = run
        self.words = words
        self.basis = basis
        takeChip(chips)
        let model = takeModel()
        takeLayout(isSparse: model.map { $0.moeLayers > 0 } ?? false)
        if let model { takeFormats(model) }
        let others = ["runtime", "serving", "max_running", "chunk", "draft", "acceptance", "prefix", "rounds"]
        for column in others + Self.workers {
            take(column, run.statement(column))
        }
        if deployment["serving"] == nil {
            deployment["serving"] = basis.scenario.workload.serving == .disagg ? "disagg" : "agg"
        }
        noteOthers()
    }

    private static let workers = ["decode_workers", "prefill_workers", "prefill_chips", "prefill_tp"]

    /// Takes what the file says, unless words on the line say it.
    private mutating func take(_ column: String, _ text: String?) {
        guard let text, words[column] == nil else { return }
        deployment[column] = text
        sources.file.append(column)
    }

    private mutating func takeChip(_ chips: ChipNames) {
        guard words["chip"] == nil, let text = run.statement("chip") else { return }
        if let name = ResultNames.chip(text, chips) {
            take("chip", name)
        } else if basis.chip == nil {
            deployment["chip"] = text
        } else {
            sources.unknown.append(text)
        }
    }

    /// Takes the model that the file names, and returns its shapes where they are known.
    private mutating func takeModel() -> Model? {
        if let word = words["model"] { return Catalog.model(named: word.lowercased())?.value ?? basis.scenario.model }
        let names = [run.model].compactMap { $0 } + run.otherNames
        if let name = ResultNames.model(names) {
            sources.file.append("model")
            // The session's own is as it was set.
            if name == basis.model { return basis.scenario.model }
            deployment["model"] = name
            return Catalog.model(named: name)?.value
        }
        if basis.model != nil {
            if let name = names.first { sources.unknown.append(name) }
            return basis.scenario.model
        }
        deployment["model"] = names.first
        return nil
    }

    /// Takes the layout as a whole: what a file leaves out of it is not that of another deployment.
    private mutating func takeLayout(isSparse: Bool) {
        let columns = ["chips", "tp", "pp"]
        guard columns.contains(where: { run.statement($0) != nil }) else { return }
        for column in columns { take(column, run.statement(column)) }
        if isSparse { take("moe_tp", run.statement("moe_tp")) }
        for column in ["tp", "pp", "sp"] where deployment[column] == nil && words[column] == nil {
            deployment[column] = "1"
        }
    }

    private static let formats = [
        "attn_precision", "ffn_precision", "expert_precision", "dispatch_precision", "combine_precision",
    ]

    private mutating func takeFormats(_ model: Model) {
        if words["kv_precision"] == nil { take("kv_precision", ResultNames.cache(run.statement("kv"))) }
        guard words["precision"] == nil, !Self.formats.contains(where: { words[$0] != nil }) else { return }
        let names = [run.model].compactMap { $0 } + run.otherNames
        let stated = run.statement("weights")
        guard let format = ResultNames.weights(stated: stated, model: names) else { return }
        var scenario = basis.scenario
        scenario.model = model
        let before = Self.formats.map { Parameter.named($0)?.get(scenario) }
        CheckpointFormat.apply(matrices: format, experts: format, to: &scenario.model)
        sources.file.append("precision")
        for (name, before) in zip(Self.formats, before) {
            guard let parameter = Parameter.named(name), parameter.get(scenario) != before else { continue }
            deployment[name] = parameter.choice(parameter.get(scenario))
        }
    }

    /// Notes the words on the line, and what the session says beside.
    private mutating func noteOthers() {
        let cells = RunCells(run, part: RunPart.all(of: run)[0], chips: nil).cells
        for column in ["input", "output", "concurrency", "rate"] where cells[column] != nil && words[column] == nil {
            sources.load.append(column)
        }
        sources.line = words.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let known = Set(cells.keys).union(words.keys).union(deployment.keys).union(Self.loads)
        if let chip = basis.chip, !known.contains("chip") { sources.session.append("chip=\(chip)") }
        if let model = basis.model, !known.contains("model"), !sources.file.contains("model") {
            sources.session.append("model=\(model)")
        }
        for name in basis.said where !known.contains(name) {
            guard let parameter = Parameter.named(name) else { continue }
            sources.session.append("\(name)=\(parameter.word(parameter.get(basis.scenario)))")
        }
    }

    /// Parameters of the load, which is that of the run.
    private static let loads: Set = [
        "rate", "users", "think", "rounds", "context", "concurrency", "batch", "phase", "serving", "arrival_cv",
    ]

    /// The cells of a row.
    func cells(of part: RunPart) -> [String: String] {
        var cells = deployment
        cells.merge(RunCells(run, part: part, chips: chips).cells) { _, own in own }
        // Of two loads that of the line counts.
        if ["rate", "users", "concurrency"].contains(where: { words[$0] != nil }) {
            for name in ["rate", "arrival_cv", "concurrency", "rounds"] { cells[name] = nil }
            cells["rounds"] = deployment["rounds"]
        }
        cells.merge(words) { _, word in word }
        return cells
    }

    /// The chips of all workers and copies; nil where they are not said.
    private var chips: Double? {
        func value(_ column: String) -> Double? {
            if let text = words[column] ?? deployment[column] { return Double(text) }
            return basis.said.contains(column) ? Parameter.named(column)?.get(basis.scenario) : nil
        }
        guard let chips = value("chips") else { return nil }
        let copies = value("replicas") ?? 1
        guard words["serving"] ?? deployment["serving"] == "disagg" else { return chips * copies }
        guard let prefills = value("prefill_workers"), prefills > 0 else { return nil }
        let each = value("prefill_chips").flatMap { $0 > 0 ? $0 : nil } ?? chips
        return (chips * (value("decode_workers") ?? 1) + each * prefills) * copies
    }
}
