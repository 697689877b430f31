import Catalog
import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let size = Command(
        "size", synonyms: ["capacity-plan", "buy", "定容", "规模", "求芯片数"],
        abstract: say(en: "Finds the fewest chips that carry the load within the slo.", zh: "求在 SLO 之内承担负载所需的最少芯片数。"),
        discussion: say(
            en: """
                The load is that of 'workload set rate=...', the limits are those of 'slo', of means or percentiles. It looks for
                the serving mode, tp, pp, moe_tp, the size of a copy, the number of copies and of workers of each pool by itself;
                each can be pinned: size tp=8 serving=agg. At most 80 % of the capacity is used unless margin says otherwise;
                spare=1 adds what stops with a node. Whole nodes are counted (group). The best of different kinds become the plans
                at hand: 'config from 1' takes the first over; 'why', 'explain', 'simulate' and the others work on them.
                chips=32 asks whether 32 chips suffice. arch=h100,h200 compares chips, each with what is set beside it.
                """,
            zh: """
                负载由“workload set rate=...”给出，限值由“slo”给出，可为均值或分位数。服务方式、tp、pp、moe_tp、副本规模、\
                副本数和各池实例数自动搜索，也可逐项固定：size tp=8 serving=agg。服务能力最多使用 80 %，除非由 margin 另行指定；\
                spare=1 补足一个节点停机所损失的部分。按整节点计数（group）。各类方案中的最优者成为当前方案：\
                “config from 1”采用第一个；“why”、“explain”、“simulate”等命令可用于这些方案。\
                chips=32 判断 32 颗芯片是否够用。arch=h100,h200 比较不同芯片，其余设置相同。
                """),
        arguments: .sizing,
        examples: ["size", "size by=cost margin=30% spare=1", "size chips=32", "size arch=h100,h200,b200", "size tp=8"]
    ) { (context: Context, request: SizeRequest) throws(Diagnostic) -> Outcome in
        var request = request
        let session = context.session
        var base = try session.scenario()
        // Users who think send no faster than that, however fast they are answered.
        if base.workload.hasThinkers { base.workload.rate = base.workload.users / base.workload.think }
        (base.workload.users, base.workload.think) = (0, 0)
        guard base.workload.rate > 0 else { throw Diagnostic(SizingWords.noRate, hint: SizingWords.setRate) }
        guard base.workload.output >= 1 else { throw Diagnostic(SizingWords.noOutput, hint: SizingWords.setRate) }
        base.deployment.concurrency = 0
        if base.workload.serving == .static { base.workload.serving = .agg }
        request.terms.conditions = session.slo
        let run = SizeRun(context: context, request: request)
        return request.archs.isEmpty ? try run.one(base) : try run.several(base)
    }
}

/// A run of `size`.
private struct SizeRun {
    let context: Context
    let request: SizeRequest

    private var environment: Environment { context.environment }
    private var terms: SizingTerms { request.terms }

    private func sized(_ base: Scenario) throws(Diagnostic) -> (result: Sizing.Result, seconds: Double) {
        let start = environment.now()
        let result = Sizing(base, terms).run(cores: environment.cores, isCancelled: environment.isCancelled)
        guard let result else { throw .interrupted }
        return (result, environment.now() - start)
    }

    /// Whether what is to be least is known of the chip.
    private func isKnown(_ base: Scenario) -> Bool {
        switch terms.goal {
        case .chips: true
        case .cost: base.hasKnownCosts
        case .power: Self.chips(base).allSatisfy { $0.power > 0 }
        }
    }

    /// The chip, and that of prefill workers where they have one of their own.
    private static func chips(_ base: Scenario) -> [Chip] { [base.chip] + [base.prefillChip].compactMap(\.self) }

    // MARK: The chip that is loaded

    func one(_ base: Scenario) throws(Diagnostic) -> Outcome {
        var session = context.session
        guard isKnown(base) else {
            throw Diagnostic(
                SizingWords.noPrice(terms.goal, session.chip?.name ?? "", session.prefillChip?.name),
                hint: SizingWords.setPrice(terms.goal, base))
        }
        let (result, seconds) = try sized(base)
        let title = Output.line(SizingWords.title(base, of: session.title, terms))
        guard let first = result.found.first else { return try short(base, result, title) }
        var plans = Plans(result.plans, of: session.subject, provenance: session.provenance)
        plans.note(slo: session.slo)
        session.plans = plans
        let rows = 1..<plans.count + 1
        let trust = try TrustView(plans, rows, environment.isCancelled)
        var table: Table
        if session.format.isData {
            table = try PlanTable.make(plans, rows: rows, for: session.format, trust, environment.isCancelled)
        } else {
            table = try listing(result.found.map(\.scenario), leading: []).table(environment.isCancelled)
            trust.add(to: &table)
        }
        var output = [title, .table(table), .line(SizingWords.takes(first))]
        if let limit = first.limit {
            output.append(.line(SizingWords.binds(limit, terms)))
        } else if let limit = half(first.scenario) {
            output.append(.line(SizingWords.half(limit, terms)))
        }
        if let chips = request.chips {
            output.append(.line(SizingWords.suffice(chips, most: try mostRate(base), of: base.workload.rate)))
        }
        if let open = OpenPlan.of(first.scenario) { output += TailsView.remarks(open).map { .line($0) } }
        output += trust.remarks(session.format)
        if terms.goal == .cost { output += session.listPrices.map { .line($0) } }
        output.append(.line(SizingWords.takeOver))
        output.append(.line(SizingWords.looked(result.layouts), timing: SizingWords.timing(seconds)))
        return Outcome(session, output)
    }

    /// What keeps a single copy of half as many chips from carrying the load; nil where there is no such copy.
    private func half(_ scenario: Scenario) -> SizingObstacle? {
        var s = scenario
        guard s.deployment.replicas == 1, s.workload.serving == .agg else { return nil }
        s.deployment.chips /= 2
        return s.brokenRule == nil ? terms.obstacle(s) : nil
    }

    /// What is said where nothing was found.
    private func short(_ base: Scenario, _ result: Sizing.Result, _ title: Output) throws(Diagnostic) -> Outcome {
        if let chips = request.chips {
            var output = [title, .line(SizingWords.short(chips, most: try mostRate(base), of: base.workload.rate))]
            var free = request
            free.terms.mostChips = SizingTerms().mostChips
            let more = try SizeRun(context: context, request: free).sized(base).result.found.first
            if let more { output.append(.line(SizingWords.would(more))) }
            return Outcome(nil, output)
        }
        let isBounded = terms.mostChips < SizingTerms().mostChips
        let nearest = result.nearest.map { SizingWords.nearest($0.scenario, $0.obstacle, terms) }
        throw Diagnostic(
            isBounded ? SizingWords.nothing(within: terms.mostChips) : SizingWords.nothing,
            expected: result.layouts == 0 ? SizingWords.fitsNowhere : nearest)
    }

    private func mostRate(_ base: Scenario) throws(Diagnostic) -> Double? {
        let most = Sizing(base, terms).mostRate(cores: environment.cores, isCancelled: environment.isCancelled)
        if environment.isCancelled() { throw .interrupted }
        return most?.rate
    }

    /// Plans with their layouts and what is bought.
    private func listing(_ scenarios: [Scenario], leading: [PlanListing.Extra]) -> PlanListing {
        let plans = scenarios.map(PlanResult.init)
        var listing = PlanListing(count: plans.count, phase: .decode) { plans[$0] }
        listing.leading =
            leading + [
                .init(
                    column: Table.Column(
                        "layout", heading: SizingWords.layout, alignment: .left, note: SizingWords.layoutNote)
                ) { position in
                    .text(SizingWords.layout(scenarios[position]))
                }
            ]
        listing.asked = scenarios.first.map(columns) ?? []
        listing.more = "rows"
        return listing
    }

    /// The columns that say what is bought and whether it keeps the limits.
    private func columns(_ base: Scenario) -> [Quantifier] {
        let asked = terms.conditions.flatMap(\.comparisons).map(\.quantifier.name)
        let nodes = SizingTerms.node(base.chip) > 1 ? ["nodes"] : []
        let goal = terms.goal == .cost ? ["cost_hour"] : terms.goal == .power ? ["kw"] : []
        let names =
            ["all_chips"] + nodes + goal + ["load"] + asked
            + ["ttft_ms", "tpot_ms", "cost_mtok", "tps_chip", "cost_hour"]
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }.compactMap(Quantifier.named).filter { quantifier in
            guard case .metric(let metric) = quantifier else { return true }
            // By a list price costs are there for those who ask.
            let isQuiet = metric.dimension == .money && terms.goal != .cost && metric.isIdle(base)
            return metric.hasValue(for: base) && !isQuiet
        }
    }

    // MARK: Chips of the catalogue

    func several(_ base: Scenario) throws(Diagnostic) -> Outcome {
        let start = environment.now()
        var best: [(name: String, found: Sizing.Found, trust: Trust?)] = []
        var (without, layouts): ([(name: String, reason: String)], Int) = ([], 0)
        for entry in request.archs {
            var own = base
            own.chip = entry.value
            guard isKnown(own) else {
                let second = context.session.prefillChip?.name
                without.append((entry.name, SizingWords.noPrice(terms.goal, entry.name, second)))
                continue
            }
            let result = try sized(own).result
            layouts += result.layouts
            if let first = result.found.first {
                let provenance = PlanProvenance(
                    ChipProvenance(entry), prefill: context.session.prefillChip?.provenance)
                best.append((entry.name, first, provenance.trust(in: first.scenario)))
            } else {
                let reason = result.nearest.map { SizingWords.obstacle($0.obstacle, terms) } ?? SizingWords.fitsNowhere
                without.append((entry.name, reason))
            }
        }
        best.sort { ($0.found.price, $0.found.chips, $0.name) < ($1.found.price, $1.found.chips, $1.name) }
        var listing = listing(
            best.map(\.found.scenario),
            leading: [
                .init(column: Table.Column("arch", heading: SizingWords.arch, alignment: .left)) {
                    .text(best[$0].name)
                }
            ])
        // What chips are ordered by.
        listing.leading.append(
            .init(column: Table.Column("bought", heading: SizingWords.bought, places: 0, note: SizingWords.boughtNote))
            {
                .number(best[$0].found.bought)
            })
        listing.trailing = [
            .init(column: Table.Column("trust", heading: TrustWords.heading, alignment: .left)) { position in
                .text(best[position].trust.map { TrustWords.cell($0, .tpsChip) } ?? "")
            }
        ]
        var output = [Output.line(SizingWords.title(base, of: context.session.model?.name ?? "", terms))]
        if !best.isEmpty { output.append(.table(try listing.table(environment.isCancelled))) }
        output += SizingWords.without(without).map { .line($0) }
        output.append(
            .line(SizingWords.looked(layouts), timing: SizingWords.timing(environment.now() - start)))
        return Outcome(nil, output)
    }
}
