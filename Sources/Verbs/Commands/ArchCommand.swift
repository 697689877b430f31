import Catalog
import CostModel
import Language
import Notebook
import Planning
import Presentation
import Storage
import Text
import Units
import Words

extension Command<Session> {
    static let archList = Command(
        "arch list", synonyms: ["chips", "芯片列表"],
        abstract: say(en: "Lists the chips of the catalogue.", zh: "列出内置的芯片。"),
        discussion: say(
            en: """
                The column 'trust' says what stands behind the constants of a chip, or that figures of it are unverified
                or the chip is announced alone (help trust). 'help NAME' says more of a chip, 'arch show' all of it.
                """,
            zh: """
                “可信度”（trust）一列说明芯片常数的依据，或指出其数据未经核实、芯片仅公布而尚未上市（help trust）。“help NAME”给出芯片的更多信息，\
                “arch show”给出全部参数。
                """),
        examples: ["arch list"]
    ) { (_: Context) throws(Diagnostic) -> Outcome in
        var table = Table(columns: [
            Table.Column("name", heading: CatalogueWords.name, alignment: .left),
            Table.Column("title", heading: CatalogueWords.title, alignment: .left, wraps: true),
            Table.Column("trust", heading: CatalogueWords.trust, alignment: .left),
            Table.Column("flops", heading: ChipWords.peak, unit: "TFLOP/s", places: 0),
            Table.Column("dram", heading: ChipWords.memory, unit: "GiB", digits: 4),
            Table.Column("dram_bw", heading: ChipWords.bandwidth, unit: "GB/s", places: 0),
            Table.Column("group", heading: ChipWords.group),
            Table.Column("intra_bw", heading: ChipWords.links, unit: "GB/s", digits: 4),
        ])
        for entry in Catalog.chips {
            let chip = entry.value
            table.rows.append([
                .text(entry.name), .text(entry.title), .text(TrustWords.standing(entry)),
                .number(chip.peakFLOPS / 1e12), .number(chip.dramBytes / Gibibyte.bytes),
                .number(chip.dramBandwidth / 1e9), .number(chip.network.intra.size),
                .number(chip.network.intra.bandwidth / 1e9),
            ])
        }
        return Outcome(nil, [.table(table)])
    }

    static let archLoad = Command(
        "arch load", synonyms: ["chip", "芯片", "加载芯片"],
        abstract: say(en: "Loads a chip of the catalogue or from a file.", zh: "加载内置的芯片，或从文件加载。"),
        discussion: say(
            en: """
                A file is JSON with the names of 'arch show'; 'arch save FILE.json' writes one to start from. What 'calibrate'
                found is part of it. Of a chip whose constants were not fitted to measured rows, a line says so.
                With "like": "l40s" what the file does not state is as of that chip of the catalogue: efficiencies, overheads,
                the matrix unit, rates by format, outer tiers. flops, dram, dram_bw, group, intra_bw and inter_bw it must state.
                With 'as prefill' it is the chip of the prefill workers of disaggregated serving alone, beside the one that
                decodes: the KV cache crosses at the slower of both links, and chips, nodes, power and money count each kind with
                its own. 'arch load none as prefill' takes it back. 'arch show prefill' shows it, 'arch set prefill.inter_bw=...'
                changes it, and prefill.inter_bw can be an axis.
                """,
            zh: """
                文件为 JSON，键名与“arch show”中的名称相同；“arch save FILE.json”可写出一份作为起点，\
                “calibrate”的结果也在其中。若芯片常数未经实测数据拟合，会有一行提示。
                写有 "like": "l40s" 时，文件未给出的内容沿用该内置芯片：效率、开销、矩阵单元、各格式的算力比例、外层网络。\
                flops、dram、dram_bw、group、intra_bw 和 inter_bw 必须给出。
                加“as prefill”时，该芯片只用于 PD 分离中的 Prefill 实例，与 Decode 所用的芯片并存：\
                KV 缓存按两侧链路中较慢的一侧传输，芯片数、节点数、功耗和费用各按自己的芯片计算。“arch load none as prefill”取消它，\
                “arch show prefill”显示它，“arch set prefill.inter_bw=...”修改它；\
                prefill.inter_bw 也可作扫描维度。
                """),
        arguments: .chipLoad,
        examples: ["arch load sg2260e", "arch load h800 as prefill", "arch load none as prefill"]
    ) { (context: Context, load: ChipLoad) throws(Diagnostic) -> Outcome in
        var session = context.session
        let chip: Loaded<Chip>
        switch load {
        case .noPrefill:
            let before = session.prefillChip
            session.prefillChip = nil
            return Outcome(session, say: ChipWords.takenBack(before?.name))
        case .prefill(let own):
            chip = own.told(on: context.environment.today())
            session.prefillChip = chip
        case .all(let own):
            chip = own.told(on: context.environment.today())
            session.chip = chip
        }
        let summary = ChipWords.summary(chip.value, name: chip.name)
        let trust = chip.provenance.flatMap { TrustWords.line($0, chip.value) }
        let own = chip.provenance.flatMap { known in
            known.ownRuns(of: chip.value).map { OwnRunsWords.summary($0, age: known.age) }
        }
        var lines = [summary] + [own, trust].compactMap(\.self)
        if case .prefill = load {
            lines[0] = ChipWords.prefills(summary)
            lines += session.idlePrefillChip
        }
        return Outcome(session, lines.map { .line($0) })
    }

    static let archSave = Command(
        "arch save",
        abstract: say(
            en: "Writes the chip as it is set to a file that 'arch load' reads.",
            zh: "把当前设置的芯片写入文件，供“arch load”读取。"),
        discussion: say(
            en:
                "A file holds one chip: 'arch save prefill FILE' writes the one that prefill workers have of their own.",
            zh: "一个文件只含一种芯片：“arch save prefill FILE”写出 Prefill 实例专用的芯片。"),
        arguments: .flag(
            "force",
            say(en: "overwrite a file that this session did not write", zh: "覆盖不是由本会话写出的文件")),
        .prefillPool, .path(say(en: "the file to write", zh: "要写入的文件"), endings: ["json"]),
        examples: ["arch save --force results/my-chip.json"]
    ) { (context: Context, force: Bool, isPrefill: Bool, path: Spanned<String>) throws(Diagnostic) -> Outcome in
        let session = context.session
        let chip = try isPrefill ? session.requirePrefillChip() : session.requireChip()
        var outcome = try ChipSource.save(
            chip, to: path, force: force, context, verb: isPrefill ? "arch save prefill" : "arch save")
        if !isPrefill, let other = session.prefillChip {
            outcome.output.append(.line(ChipWords.otherUnsaved(other.name)))
        }
        return outcome
    }

    static let archShow = Command(
        "arch show", aliases: ["arch"],
        abstract: say(en: "Shows every parameter of the chip.", zh: "显示芯片的全部参数。"),
        discussion: say(
            en: "'arch show prefill' shows those of the chip that prefill workers have of their own (arch load).",
            zh: "“arch show prefill”显示 Prefill 实例专用芯片的参数（arch load）。"),
        arguments: .prefillPool, examples: ["arch show"]
    ) { (context: Context, isPrefill: Bool) throws(Diagnostic) -> Outcome in
        let session = context.session
        let chip = try isPrefill ? session.requirePrefillChip() : session.requireChip()
        var first = [
            (Table.Column("name", heading: CatalogueWords.name, note: chip.title), Table.Cell.text(chip.name))
        ]
        if let prefill = session.prefillChip, !isPrefill {
            let note = ChipWords.prefillNote(prefill.title)
            first.append((Table.Column("prefill", note: note), .text(prefill.name)))
        }
        var shown = session.draft
        shown.chip = chip.value
        var outcome = CatalogueVerb.show(.arch, shown, first: first) { parameter in
            if let kin = chip.provenance?.kin(of: parameter, in: chip.value) {
                return ChipWords.kindred(kin.name, parameter.summary)
            }
            if parameter.name == "price", let note = chip.listPrice(shown.workload) { return note }
            let isUnverified = chip.provenance?.isUnverified(parameter, in: chip.value) == true
            return isUnverified ? ChipWords.unverified(parameter.summary) : nil
        }
        if let record = chip.calibration { outcome.output.append(.line(CalibrationRecordWords.summary(record))) }
        if let known = chip.provenance, let own = known.ownRuns(of: chip.value) {
            outcome.output.append(.line(OwnRunsWords.summary(own, age: known.age)))
        }
        if let trust = chip.provenance.flatMap({ TrustWords.line($0, chip.value) }) {
            outcome.output.append(.line(trust))
        }
        return outcome
    }

    static let archSet = Command(
        "arch set",
        abstract: say(en: "Changes parameters of the chip.", zh: "修改芯片的参数。"),
        discussion: say(
            en: """
                Values may carry units and be products: 16GB/s, 273e9*0.893, 64GiB, 0.59us, 95% (help units). Those of a chip that
                prefill workers have of their own are named prefill.inter_bw and so on.
                """,
            zh: """
                数值可带单位，也可写成乘积：16GB/s、273e9*0.893、64GiB、0.59us、95%（help units）。\
                Prefill 实例专用芯片的参数写作 prefill.inter_bw 等。
                """),
        arguments: .assignments(.arch), examples: ["arch set inter_bw 16e9", "arch set inter_bw=64GB/s group=8"]
    ) { (context: Context, assignments: [Assignment]) throws(Diagnostic) -> Outcome in
        _ = try context.session.requireChip()
        for assignment in assignments {
            try assignment.parameter.check(in: context.session.draft, at: assignment.name)
        }
        let (session, lines) = CatalogueVerb.set(assignments, context.session)
        for chip in [session.chip, session.prefillChip].compactMap(\.self) {
            guard let tier = chip.value.network.misplacedTier else { continue }
            let blamed = assignments.last { ($0.parameter.ofChip ?? $0.parameter.name) == tier.parameter }
            throw Diagnostic(
                ChipWords.misplaced(tier.parameter, size: tier.size), at: (blamed ?? assignments.last)?.span,
                expected: ChipWords.further(than: tier.inside))
        }
        return CatalogueVerb.outcome(session, lines, of: assignments.map(\.parameter))
    }
}

/// Chips from files.
enum ChipSource {
    /// Writes a chip as it is set, for a verb that is recorded with leave to overwrite.
    static func save(
        _ chip: Loaded<Chip>, to path: Spanned<String>, force: Bool, _ context: Context, verb: String
    ) throws(Diagnostic) -> Outcome {
        guard path.value.hasSuffix(".json") else {
            throw Diagnostic(ChipWords.notFile(path.value), at: path.span, expected: ChipWords.fileName)
        }
        let described =
            chip.provenance?.described(chip.value, name: chip.name, title: chip.title)
            ?? DescribedChip(name: chip.name, title: chip.title, chip: chip.value)
        let text = ChipFile.text(described, stamp: Session.stamp)
        let session = try context.session.writing(text, to: path, force: force, context.environment)
        var outcome = Outcome(session, say: ChipWords.written(chip.name, to: path.value))
        outcome.recordedAs = "\(verb) --force \(Lexer.quoted(path.value))"
        return outcome
    }

    static func read(_ path: Spanned<String>, _ files: FileSystem) throws(Diagnostic) -> Loaded<Chip> {
        let text = try files.text(of: path, limit: .configuration, ChipWords.savedFile)
        let own = Session.stamp
        let newest = FileStamp(format: FileStamp.newest, version: own.version, constants: own.constants)
        do throws(ChipFileError) {
            let described = try ChipFile.parse(text)
            return Loaded(
                name: described.name, title: described.title, value: described.chip,
                provenance: ChipProvenance(described, file: path.value))
        } catch {
            let message =
                if case .newer(_, let stamp) = error { stamp.refusal(of: ChipWords.theFile, by: newest) } else {
                    error.description
                }
            throw Diagnostic(message, in: path.value, error.place(in: text), at: path.span)
        }
    }
}

extension Session {
    func requireChip() throws(Diagnostic) -> Loaded<Chip> {
        guard let chip else { throw ChipWords.noneLoaded }
        return chip
    }

    /// The chip of prefill workers.
    func requirePrefillChip() throws(Diagnostic) -> Loaded<Chip> {
        guard let prefillChip else { throw Diagnostic(ChipWords.noPrefill, hint: ChipWords.loadForPrefill) }
        return prefillChip
    }

    /// What is said where prefill workers have a chip of their own and there are none.
    var idlePrefillChip: [String] { idlePrefillChip(workload.serving == .disagg) }

    /// The same of plans, of which some may have prefill workers.
    func idlePrefillChip(_ space: SearchSpace) -> [String] {
        idlePrefillChip(space.modes.contains { $0.workload.serving == .disagg })
    }

    private func idlePrefillChip(_ hasWorkers: Bool) -> [String] {
        guard let prefillChip, !hasWorkers else { return [] }
        return [ChipWords.idle(prefillChip.name)]
    }

    func requireModel() throws(Diagnostic) -> Loaded<Model> {
        guard let model else { throw ModelWords.noneLoaded }
        return model
    }
}

extension Loaded where Value == Chip {
    /// The same chip, of whose calibration on runs of one's own the age is told to a day.
    fileprivate func told(on today: CalendarDay?) -> Loaded<Chip> {
        var copy = self
        copy.provenance?.today = today
        return copy
    }

    /// What is said of a rent that somebody lists; nil where it is the buyer's own or not known.
    fileprivate func listPrice(_ workload: Workload) -> String? {
        guard value.hasListPrice, value.price > 0,
            let origin = Parameter.named("price").flatMap({ provenance?.origin(of: $0, in: value) })
        else { return nil }
        let isKnown = value.currency == workload.currency || workload.exchangeRate > 0
        return isKnown ? ChipWords.listPrice(origin) : ChipWords.otherCurrency(origin)
    }
}

extension Session {
    /// Where rents are from that somebody lists.
    var listPrices: [String] {
        [chip, prefillChip].compactMap { chip in
            chip.flatMap { chip in chip.listPrice(workload).map { ChipWords.listed(chip.name, $0) } }
        }
    }
}
