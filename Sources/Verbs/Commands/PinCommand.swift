import Catalog
import CostModel
import Language
import Notebook
import Presentation
import Units
import Words

extension Command<Session> {
    static let pin = Command(
        "pin", synonyms: ["keep", "mark", "固定", "收藏"],
        abstract: say(en: "Keeps a plan aside, to be compared with others by 'pins'.", zh: "固定一个方案，供“pins”与其他方案对比。"),
        discussion: say(
            en: "Pinned plans stay when the chip, the phase or the sweep changes.",
            zh: "更换芯片、阶段或重新评估后，固定的方案仍然保留。"),
        arguments: .row, examples: ["pin", "pin 2"]
    ) { (context: Context, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let plan = try context.session.plan(row)
        var session = context.session
        let plans = try context.session.plans(of: row)
        let trust = plans.trust(in: plan.scenario)
        session.pins.append(Pin(plan: plan, title: plans.subject(of: plan.scenario).title(of: plan), trust: trust))
        var outcome = Outcome(session, say: PinWords.pinned(session.pins.count, plan))
        if plans.order == nil, plans.count > 1 {
            outcome.output.append(.line(PinWords.unranked(row?.value.number ?? 1)))
        }
        return outcome
    }

    static let pins = Command(
        "pins", synonyms: ["compare", "对比"],
        abstract: say(
            en: "Shows the pinned plans side by side, relative to one of them.",
            zh: "并排显示固定的方案，并以其中一个为基准给出相对值。"),
        discussion: say(
            en: """
                A column says how far each can be trusted where they differ in it: fitted with its error band, published or
                roofline (help trust). Figures of a fitted chip beside those of another do not compare like for like.
                """,
            zh: """
                各方案可信度不同时另有一列说明：已标定（附误差区间）、公开值或屋顶线（help trust）。\
                已标定芯片与未标定芯片的数值并列时口径不同，不宜直接比较。
                """),
        arguments: .pinNumber, examples: ["pins", "pins 1"]
    ) { (context: Context, base: Spanned<Int>?) throws(Diagnostic) -> Outcome in
        let pins = context.session.pins
        guard !pins.isEmpty else { return Outcome(nil, say: PinWords.none) }
        let number = base?.value ?? 1
        guard number <= pins.count else {
            throw PinWords.none(number, of: pins.count, at: base?.span)
        }
        var table = try PinText.table(pins, relativeTo: pins[number - 1], number, context.session.format)
        let trusts = pins.compactMap(\.trust)
        let trust = TrustView(trusts)
        if !context.session.format.isData {
            trust.add(to: &table)
        } else if trusts.count == table.rows.count {
            table.columns += TrustView.dataColumns
            for (row, pin) in pins.enumerated() {
                if let trust = pin.trust { table.rows[row] += TrustView.dataCells(trust, pin.plan) }
            }
        }
        return Outcome(nil, [.table(table)] + trust.remarks(context.session.format))
    }

    static let pinsClear = Command(
        "pins clear",
        abstract: say(en: "Forgets the pinned plans.", zh: "清除固定的方案。"),
        examples: ["pins clear"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        var session = context.session
        session.pins = []
        return Outcome(session, say: PinWords.forgotten(context.session.pins.count))
    }
}

extension Argument where State == Session, Value == Spanned<Int>? {
    /// A pin, by its number.
    static let pinNumber = Argument(
        "N", say(en: "a pin, from 1, that the others are relative to", zh: "作为基准的固定方案编号，从 1 开始"),
        isOptional: true
    ) {
        (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Spanned<Int>? in
        guard let token = cursor.next() else { return nil }
        guard let number = Int(token.text), number >= 1 else {
            throw PinWords.notPin(token.text, at: token.span)
        }
        return Spanned(value: number, span: token.span)
    }
}

/// A plan kept aside, the chip and model it is of, and how far it can be trusted.
struct Pin: Sendable {
    let plan: PlanResult
    let title: String
    let trust: Trust?
}

/// Pinned plans as a table.
enum PinText {
    /// The pinned plans for people or, in data formats, with every figure.
    static func table(_ pins: [Pin], relativeTo base: Pin, _ number: Int, _ format: OutputFormat) throws(Diagnostic)
        -> Table
    {
        // Chips and models of several names differ in everything.
        let titles = Set(pins.map(\.title)).count > 1
        let second = pins.first { $0.plan.scenario.prefillChip != nil } ?? base
        let varying = Parameter.all(of: second.plan.scenario).filter { parameter in
            (!titles || [.workload, .config].contains(parameter.scope))
                && Set(pins.map { parameter.get($0.plan.scenario) }).count > 1
        }
        let phases = Set(pins.map(\.plan.scenario.workload.phase))
        let phase = phases.count == 1 ? phases.first : nil
        let relative = Table.Column(
            "relative_pct", heading: PinWords.relative, unit: PinWords.percent(ofPin: number), places: 0)
        let standard = Metric.tpsChip.read(base.plan)
        func share(_ index: Int) -> Table.Cell { .number(100 * Metric.tpsChip.read(pins[index].plan) / standard) }
        guard !format.isData else { return data(pins, varying, relative, share) }
        var listing = PlanListing(count: pins.count, phase: phase) { pins[$0].plan }
        if titles {
            listing.leading.append(
                PlanListing.Extra(column: Table.Column("of", heading: PinWords.subject, alignment: .left)) {
                    .text(pins[$0].title)
                })
        }
        listing.parameters = varying
        listing.trailing.append(PlanListing.Extra(column: relative, cell: share))
        listing.isFolded = format != .vertical
        return try listing.table()
    }

    /// Rates of both phases stand in one column, so the phase says which tokens they count.
    private static func data(
        _ pins: [Pin], _ varying: [Parameter], _ relative: Table.Column, _ share: (Int) -> Table.Cell
    ) -> Table {
        let others = varying.filter { $0.name != "phase" && Metric.named($0.name)?.showsParameter != true }
        let metrics = Metric.all.filter { !$0.isOnDemand }
        let currencies = Set(pins.map(\.plan.scenario.workload.currency))
        let currency = currencies.count == 1 ? currencies.first : nil
        var table = Table(columns: [Table.Column("pin")])
        table.columns += ["phase", "counts", "of"].map { Table.Column($0, alignment: .left) }
        table.columns +=
            others.map(PlanTable.column) + metrics.map { Table.Column($0.name, unit: $0.unit(in: currency)) } + [
                relative
            ]
        for (index, pin) in pins.enumerated() {
            let phase = pin.plan.scenario.workload.phase
            var cells: [Table.Cell] = [
                .number(Double(index + 1)), .text(phase.name), .text(phase == .decode ? "output" : "input"),
                .text(pin.title),
            ]
            cells += others.map { PlanTable.cell($0, pin.plan.scenario) }
            cells += metrics.map { PlanTable.cell($0, pin.plan) } + [share(index)]
            table.rows.append(cells)
        }
        return table
    }
}
