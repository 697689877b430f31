import CostModel
import Units

/// A row of a table of one's own, whose headings are the names of parameters.
struct SextantRow: RowDraft {
    /// A parameter and its value in the row.
    struct Assignment: Sendable {
        let parameter: Parameter
        let value: Double
    }

    var chip = ""
    var prefillChip = ""
    var model = ""
    var release = ""
    var assignments: [Assignment] = []
    /// Sequences per chip; a share of one where they follow from the requests in flight.
    var batch: Double?
    /// Attention replicas and expert-parallel ranks, from which the chips follow where no column has them.
    var dp: Double?
    var ep: Double?
    var figures: [MeasuredFigure] = []
}

extension TableLayout {
    /// Parameters by their names.
    public static let sextant = TableLayout(
        "sextant",
        summary: say(
            en: "A table of one's own: parameters by the names that 'help' lists.",
            zh: "自有数据表：参数使用“help”所列的名称。"),
        columns: SextantRow.columns, required: ["chip", "model"], inherited: ["chip", "model"],
        measured: MeasuredMetric.allCases.map(\.name), model: "model", SextantRow.self)
}

extension SextantRow {
    /// The columns that are read.
    static let columns: [LayoutColumn<SextantRow>] = names + labels + measured + sizes + parameters

    /// What names the chip and the model.
    private static let names: [LayoutColumn<SextantRow>] = [
        .text(
            "chip", \.chip,
            say(
                en: "The chip, by its name in the catalogue; that of the session without this column.",
                zh: "芯片，按目录中的名称；没有此列时取会话中的芯片。")),
        .text(
            "prefill_chip", \.prefillChip,
            say(
                en: "The chip of prefill workers where they are of another one.", zh: "Prefill 实例的芯片（与 Decode 不同时）。")),
        .text(
            "model", \.model,
            say(
                en: "The model, by its name in the catalogue; that of the session without this column.",
                zh: "模型，按目录中的名称；没有此列时取会话中的模型。")),
    ]

    /// What calibrations remember.
    private static let labels: [LayoutColumn<SextantRow>] = [
        LayoutColumn(
            MeasuredTable.release,
            say(
                en: "The release of the runtime, whose defaults hold and which 'calibrate' keeps.",
                zh: "推理框架的版本：按其默认值计算，并由“calibrate”记录。")
        ) { (cell, row) throws(RowFault) in
            row.release = cell
            // Builds have all sorts of names; of one that is no release nothing is known.
            guard let parameter = Parameter.named(MeasuredTable.release), let number = ReleaseNumber.parse(cell) else {
                return
            }
            row.assignments.append(Assignment(parameter: parameter, value: number))
        }
    ]

    /// What was measured.
    private static let measured: [LayoutColumn<SextantRow>] = MeasuredMetric.allCases.map { metric in
        .measured(
            metric.name, metric, \.figures,
            say(
                en: "Measured: \(Metric.named(metric.name)?.summary ?? "")",
                zh: "实测：\(Metric.named(metric.name)?.summary ?? "")"))
    }

    /// Sizes from which the number of chips follows.
    private static let sizes: [LayoutColumn<SextantRow>] = [
        .count(
            "dp", \.dp,
            say(
                en: "Attention replicas; with tp, sp and pp they say how many chips there are.",
                zh: "注意力副本数；与 tp、sp、pp 一起确定芯片数。")),
        .count(
            "ep", \.ep,
            say(
                en: "Expert-parallel ranks; with moe_tp and pp they say how many chips there are.",
                zh: "专家并行度；与 moe_tp、pp 一起确定芯片数。")),
    ]

    /// Every parameter by its name.
    private static let parameters: [LayoutColumn<SextantRow>] =
        (Parameter.all + Parameter.ofPrefillChip).filter { $0.name != MeasuredTable.release }.map { parameter in
            guard parameter.name != "batch" else {
                return LayoutColumn(parameter.name, parameter.summary) { (cell, row) throws(RowFault) in
                    row.batch = try CellText.positive(cell, parameter.name)
                }
            }
            guard parameter.name != "runtime" else {
                return LayoutColumn(parameter.name, parameter.summary) { (cell, row) throws(RowFault) in
                    row.assignments.append(Assignment(parameter: parameter, value: RuntimeNames.find(cell).code))
                }
            }
            return LayoutColumn(heading(of: parameter), parameter.summary) { (cell, row) throws(RowFault) in
                row.assignments.append(
                    Assignment(parameter: parameter, value: try CellText.value(cell, of: parameter)))
            }
        }

    /// The heading of a parameter: with its scope where a metric of that name is another figure, such as the DRAM in use.
    private static func heading(of parameter: Parameter) -> String {
        guard let metric = Metric.named(parameter.name) else { return parameter.name }
        return metric.showsParameter ? parameter.name : parameter.fullName
    }

    static func heading(_ column: String, reads heading: String) -> Bool {
        if let metric = Metric.named(heading), !metric.showsParameter, !metric.isFlag { return metric.name == column }
        guard let parameter = Parameter.named(heading) else { return column == heading.lowercased() }
        return Self.heading(of: parameter) == column
    }

    func plan(_ names: RowNames) throws(RowFault) -> MeasuredPlan {
        var (name, scenario) = try base(names)
        if !prefillChip.isEmpty {
            scenario.prefillChip = try names.chips.find(prefillChip, column: "prefill_chip").chip
        }
        // What stands for several parameters is set before any of these.
        for assignment in assignments.filter(\.parameter.isAlias) + assignments.filter({ !$0.parameter.isAlias }) {
            assignment.parameter.set(&scenario, assignment.value)
        }
        try complete(&scenario, names.basis)
        let isSaturated = statesNoLoad
        if isSaturated { scenario = Saturation.loaded(scenario) }
        return MeasuredPlan(chip: name, scenario: scenario, figures: figures, isSaturated: isSaturated)
    }

    /// The chip and the model that the row names, or those of the session with the lengths that it is set to.
    private func base(_ names: RowNames) throws(RowFault) -> (chip: String, scenario: Scenario) {
        if let basis = names.basis { return try base(names, basis) }
        let deployment = Deployment(chips: 1, tp: 1, batch: 1)
        guard chip.isEmpty || model.isEmpty, let base = names.base else {
            guard !chip.isEmpty else { throw .missing(column: "chip") }
            guard !model.isEmpty else { throw .missing(column: "model") }
            let (name, chip) = try names.chips.find(chip, column: "chip")
            return (
                name,
                Scenario(
                    chip: chip, model: try names.model(model, column: "model"), workload: Workload(input: 4096),
                    deployment: deployment)
            )
        }
        var (name, scenario) = (base.chip, base.scenario)
        if !chip.isEmpty {
            (name, scenario.chip) = try names.chips.find(chip, column: "chip")
            scenario.prefillChip = nil
        }
        if !model.isEmpty { scenario.model = try names.model(model, column: "model") }
        scenario.deployment = deployment
        return (name, scenario)
    }

    /// The chip and the model of a run, in the deployment of the session; what neither says is asked for.
    private func base(
        _ names: RowNames, _ basis: ResultBasis
    ) throws(RowFault) -> (chip: String, scenario: Scenario) {
        let given = Set(assignments.map(\.parameter.name))
        let needed = given.contains("phase") ? ["input", "chips"] : ["input", "output", "chips"]
        var scenario = basis.scenario
        guard var name = chip.isEmpty ? basis.chip : chip else { throw .unsaid(column: "chip") }
        if !chip.isEmpty {
            (name, scenario.chip) = try names.chips.find(chip, column: "chip")
            scenario.prefillChip = nil
        }
        if !model.isEmpty { scenario.model = try names.model(model, column: "model") }
        guard !model.isEmpty || basis.model != nil else { throw .unsaid(column: "model") }
        for column in needed where !given.contains(column) && !basis.said.contains(column) {
            guard column != "chips" || (dp == nil && ep == nil) else { continue }
            throw .unsaid(column: column)
        }
        // A layout that is said in part leaves the rest to one chip.
        if !basis.said.contains("chips") { scenario.deployment.chips = 1 }
        return (name, scenario)
    }

    /// Fills in what follows from the columns there are.
    ///
    /// Without `chips` there are as many as the replicas or the ranks take, or else as one replica takes; requests in
    /// flight mean in-flight batching.
    private func complete(_ scenario: inout Scenario, _ basis: ResultBasis?) throws(RowFault) {
        let given = Set(assignments.map(\.parameter.name))
        let d = scenario.deployment
        if !given.contains("chips"), basis?.said.contains("chips") != true {
            let replica = d.tp * d.sp * d.pp
            scenario.deployment.chips = dp.map { $0 * replica } ?? ep.map { $0 * d.moeTP * d.pp } ?? replica
        }
        if !given.contains("serving"), d.concurrency > 0 {
            scenario.workload.serving = Workload.Serving.agg
        }
        try check(scenario)
        guard let batch else { return }
        // What follows from the requests in flight is not asked for once more.
        if scenario.workload.serving != .static, d.concurrency > 0 { return }
        guard batch == batch.rounded(), batch <= CellText.most else {
            throw .unreadable(column: "batch", text: CellText.number(batch), expected: CellText.wholeNumber)
        }
        scenario.deployment.batch = batch
    }

    /// Whether a throughput of answers was measured and neither requests in flight nor a batch are stated: it is the highest
    /// one then, as vendors publish it.
    private var statesNoLoad: Bool {
        // Most rows end here.
        guard batch == nil, !figures.isEmpty, figures.allSatisfy({ $0.metric == .tpsChip }) else { return false }
        let given = Set(assignments.map(\.parameter.name))
        let modes = assignments.filter { $0.parameter.name == "serving" }.map(\.value)
        return modes.allSatisfy { $0 == Workload.Serving.agg.code }
            && given.contains("output") && given.isDisjoint(with: ["concurrency", "phase", "context"])
    }

    /// Checks that the replicas and ranks that are given are those that follow from the chips.
    private func check(_ scenario: Scenario) throws(RowFault) {
        let d = scenario.deployment
        if let dp, dp != d.dp {
            throw .unreadable(column: "dp", text: CellText.number(dp), expected: "chips / (tp * sp * pp)")
        }
        if let ep, scenario.model.moeLayers > 0, ep != d.ep {
            throw .unreadable(column: "ep", text: CellText.number(ep), expected: "chips / (moe_tp * pp)")
        }
    }
}

extension CellText {
    /// A number as people write it.
    static func number(_ value: Double) -> String { Decimal.shortest(value) }

    /// A value of a parameter: one of its words, or a number with or without a unit.
    static func value(_ cell: String, of parameter: Parameter) throws(RowFault) -> Double {
        if !parameter.choices.isEmpty {
            let word = cell.lowercased()
            // Yes and no as data files write them.
            let meant =
                ["true": ["on", "yes"], "1": ["on", "yes"], "false": ["off", "no"], "0": ["off", "no"]][word] ?? []
            guard let index = ([word] + meant).lazy.compactMap(parameter.choices.firstIndex).first else {
                throw NameFault.unknown(.choice, cell, parameter.name, among: parameter.choices)
            }
            return Double(index)
        }
        let value: Double
        do throws(QuantityError) {
            value = try Quantity.parse(cell, as: parameter.dimension)
        } catch {
            throw .unreadable(
                column: parameter.name, text: cell,
                expected: say(
                    en: "a \(parameter.dimension.title) such as \(parameter.dimension.example)",
                    zh: "\(parameter.dimension.title)，例如 \(parameter.dimension.example)"))
        }
        guard let refusal = parameter.refusal(of: value) else { return value }
        throw .unreadable(column: parameter.name, text: cell, expected: expectation(refusal, parameter))
    }

    private static func expectation(_ refusal: ParameterRefusal, _ parameter: Parameter) -> String {
        func format(_ value: Double) -> String { Quantity.format(value, parameter.dimension) }
        let (least, most) = (format(parameter.range.lowerBound), format(parameter.range.upperBound))
        return switch refusal {
        case .notFinite: say(en: "a finite number", zh: "有限的数")
        case .notWhole: say(en: "a whole number", zh: "整数")
        case .outOfRange: say(en: "between \(least) and \(most)", zh: "\(least) 到 \(most) 之间")
        }
    }
}
