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
        guard base.workload.rate > 0 || base.workload.hasThinkers else {
            throw Diagnostic(SizingWords.noRate, hint: SizingWords.setRate)
        }
        guard base.workload.output >= 1 else { throw Diagnostic(SizingWords.noOutput, hint: SizingWords.setRate) }
        let asSet = base
        base.deployment.concurrency = 0
        if base.workload.serving == .static { base.workload.serving = .agg }
        request.terms.conditions = session.slo
        let run = SizeRun(context: context, request: request, asSet: asSet)
        return request.archs.isEmpty ? try run.one(base) : try run.several(base)
    }
}

/// A run of `size`.
private struct SizeRun {
    let context: Context
    let request: SizeRequest
    /// What is set, from which what was found is told apart.
    let asSet: Scenario

    private var environment: Environment { context.environment }
    private var terms: SizingTerms { request.terms }

    private func sized(_ base: Scenario) throws(Diagnostic) -> Sizing.Result {
        let result = Sizing(base, terms).run(cores: environment.cores, isCancelled: environment.isCancelled)
        guard let result else { throw .interrupted }
        return result
    }

    /// What keeps a bound on chips, and what was found without it where nothing does.
    private func boundedOrNot(
        _ base: Scenario
    ) throws(Diagnostic) -> (result: Sizing.Result, more: Sizing.Result?) {
        let result = try sized(base)
        guard result.found.isEmpty, terms.isBounded else { return (result, nil) }
        // A search without a bound may come to other layouts, some of which keep it.
        let free = try unbounded(base)
        let within = free.within(terms.mostChips, base)
        return within.found.isEmpty ? (result, free) : (within, nil)
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
                SizingWords.noPrice(terms.goal, base, session.chip?.name ?? "", session.prefillChip?.name),
                hint: SizingWords.setPrice(terms.goal, base))
        }
        let start = environment.now()
        let (result, more) = try boundedOrNot(base)
        let seconds = environment.now() - start
        let title = Output.line(SizingWords.title(base, of: session.title, terms))
        guard let first = result.found.first else { return try short(base, result, more, title) }
        let found = FoundPlans.rows(result.found.map(\.scenario), asSet, cores: environment.cores)
        var plans = Plans(found, of: session.subject, provenance: session.provenance)
        plans.note(slo: session.slo)
        let sized = SizedPlans(terms: terms, found: result.found)
        plans.sized = sized
        session.plans = plans
        let rows = 1..<plans.count + 1
        let trust = try TrustView(plans, rows, environment.isCancelled)
        var table: Table
        if session.format.isData {
            table = try PlanTable.make(plans, rows: rows, for: session.format, trust, environment.isCancelled)
        } else {
            let listing = SizeListing(sized).listing(plans.result)
            table = try listing.table(environment.isCancelled)
            trust.add(to: &table)
        }
        var output = [title, .table(table), .line(SizingWords.takes(first))]
        if let limit = first.limit {
            output.append(.line(SizingWords.binds(limit, terms)))
        } else if let limit = half(first.scenario) {
            output.append(.line(SizingWords.half(limit, terms)))
        }
        if let chips = request.chips {
            let most = try mostRate(base, beside: result.found)
            output.append(.line(SizingWords.suffice(chips, most: most, of: base.workload.rate)))
        }
        let best = plans.result.solved(0)
        if let open = best.open { output += TailsView.remarks(open, of: best.scenario).map { .line($0) } }
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

    /// What is said where nothing was found, also without a bound on chips.
    private func short(
        _ base: Scenario, _ result: Sizing.Result, _ more: Sizing.Result?, _ title: Output
    ) throws(Diagnostic) -> Outcome {
        let would = more?.found.first.map(SizingWords.would)
        if let chips = request.chips, would != nil || result.layouts > 0 {
            let most = try mostRate(base, beside: more?.found ?? [])
            let isRate = !base.workload.hasThinkers
            var output = [
                title, .line(SizingWords.short(chips, most: most, of: isRate ? base.workload.rate : nil)),
            ]
            output += [would ?? more.flatMap { reason($0, base) }].compactMap(\.self).map { .line($0) }
            if would == nil, let hint = more.flatMap(remedies) { output.append(.line(hint)) }
            return Outcome(nil, output)
        }
        let shown = would == nil ? more ?? result : result
        let claim =
            terms.isBounded
            ? SizingWords.nothing(within: terms.mostChips)
            : terms.pins.isEmpty ? SizingWords.nothing : SizingWords.nothingPinned
        let why = would ?? reason(shown, base)
        throw Diagnostic(
            why.map { claim + say(en: ": ", zh: "：") + $0 } ?? claim, hint: would == nil ? remedies(shown) : nil)
    }

    /// Why nothing was found on one of several chips.
    private func shortReason(_ result: Sizing.Result, _ more: Sizing.Result?, _ base: Scenario) -> String {
        if let first = more?.found.first { return SizingWords.would(first) }
        if let nearest = result.nearest { return SizingWords.obstacle(nearest.obstacle, terms) }
        return reason(result, base) ?? SizingWords.fitsNowhere
    }

    /// The same without a bound on chips.
    private func unbounded(_ base: Scenario) throws(Diagnostic) -> Sizing.Result {
        var free = request
        free.terms.mostChips = SizingTerms().mostChips
        return try SizeRun(context: context, request: free, asSet: asSet).sized(base)
    }

    /// Why nothing was found.
    private func reason(_ result: Sizing.Result, _ base: Scenario) -> String? {
        if let nearest = result.nearest { return SizingWords.nearest(nearest, terms) }
        if let broken = Sizing(base, terms).brokenRule {
            return DivisibilityWords.sentence(broken.rule, broken.scenario)
        }
        return result.layouts == 0 ? SizingWords.fitsNowhere : nil
    }

    /// What would help, where no number of chips does.
    private func remedies(_ result: Sizing.Result) -> String? {
        result.nearest.flatMap { SizingWords.remedies(SizingRemedy.all(of: $0, terms)) }
    }

    /// The most requests/s that the chips carry; nil where none are, or where users bring them.
    private func mostRate(_ base: Scenario, beside found: [Sizing.Found]) throws(Diagnostic) -> Double? {
        guard !base.workload.hasThinkers else { return nil }
        let most = Sizing(base, terms).mostRate(
            beside: found, cores: environment.cores, isCancelled: environment.isCancelled)
        if environment.isCancelled() { throw .interrupted }
        return most?.rate
    }

    // MARK: Chips of the catalogue

    func several(_ base: Scenario) throws(Diagnostic) -> Outcome {
        let start = environment.now()
        var session = context.session
        let places = request.archs.compactMap { arch in Catalog.chips.firstIndex { $0.name == arch.name } }
        let axis = CatalogueAxis.arch.parameter(at: places)
        var best: [(name: String, place: Double, found: Sizing.Found)] = []
        var (without, layouts): ([(name: String, reason: String)], Int) = ([], 0)
        var suffice: [String] = []
        defer { environment.progress("") }
        for (number, (entry, place)) in zip(request.archs, places).enumerated() {
            if environment.now() - start > 0.5 {
                environment.progress(SizingWords.progress(entry.name, number, of: request.archs.count))
            }
            var own = base
            axis.set(&own, Double(place))
            guard isKnown(own) else {
                let reason = SizingWords.noPrice(terms.goal, own, entry.name, session.prefillChip?.name)
                without.append((entry.name, reason))
                continue
            }
            let (result, more) = try boundedOrNot(own)
            layouts += result.layouts
            if let first = result.found.first {
                best.append((entry.name, Double(place), first))
                guard let chips = request.chips else { continue }
                let most = try mostRate(own, beside: result.found)
                suffice.append(SizingWords.suffice(chips, of: entry.name, most: most, of: own.workload.rate))
            } else {
                without.append((entry.name, shortReason(result, more, own)))
            }
        }
        best.sort { ($0.found.price, $0.found.chips, $0.name) < ($1.found.price, $1.found.chips, $1.name) }
        let model = session.model?.name ?? ""
        let subject = session.prefillChip.map { SizingWords.prefill(on: $0.name, model) } ?? model
        let title = SizingWords.title(base, of: subject, terms)
        var output = [Output.line(title)]
        if !best.isEmpty {
            let rows = FoundPlans.rows(
                best.map(\.found.scenario), asSet, along: axis, values: best.map(\.place), cores: environment.cores)
            var plans = Plans(rows, of: session.subject, provenance: session.provenance)
            plans.note(slo: session.slo)
            let sized = SizedPlans(terms: terms, found: best.map(\.found))
            plans.sized = sized
            session.plans = plans
            var listing = SizeListing(sized).listing(
                rows,
                leading: [
                    .init(column: Table.Column("arch", heading: SizingWords.arch, alignment: .left)) {
                        .text(best[$0].name)
                    }
                ])
            listing.trailing.append(
                .init(column: Table.Column("trust", heading: TrustWords.heading, alignment: .left)) { position in
                    .text(plans.trust(position + 1).map { TrustWords.cell($0, .tpsChip) } ?? "")
                })
            output.append(.table(try listing.table(environment.isCancelled)))
        }
        output += (suffice + SizingWords.without(without)).map { .line($0) }
        if !best.isEmpty { output.append(.line(SizingWords.takeOver)) }
        output.append(
            .line(SizingWords.looked(layouts), timing: SizingWords.timing(environment.now() - start)))
        return Outcome(best.isEmpty ? nil : session, output)
    }
}

/// Plans that were sized, with their layouts and what is bought.
private struct SizeListing {
    private let sized: SizedPlans

    init(_ sized: SizedPlans) { self.sized = sized }

    /// The plans, behind columns of one's own.
    func listing(_ plans: SweepResult, leading: [PlanListing.Extra] = []) -> PlanListing {
        let scenarios = sized.found.map(\.scenario)
        var listing = PlanListing(count: plans.count, phase: .decode) { plans[$0] }
        listing.leading = leading
        listing.add(sized) { [found = sized.found] in found[$0] }
        listing.asked = scenarios.first.map(columns) ?? []
        let servings = Set(scenarios.map(\.workload.serving))
        listing.parameters = servings.count > 1 ? ["serving"].compactMap(Parameter.named) : []
        listing.more = "rows"
        return listing
    }

    /// The columns that say what is bought and whether it keeps the limits, beside what whole nodes come to or without that.
    private func columns(_ base: Scenario) -> [Quantifier] {
        let (terms, isBought) = (sized.terms, sized.isMoreBought)
        let asked = terms.conditions.flatMap(\.comparisons).map(\.quantifier.name)
        let nodes = base.chip.node > 1 ? ["nodes"] : []
        let price = terms.goal == .cost ? ["cost_hour"] : terms.goal == .power ? ["kw"] : []
        let goal = isBought ? [] : price
        let names =
            (isBought ? ["bought"] : []) + ["all_chips"] + goal + asked + ["load"] + nodes
            + ["ttft_ms", "tpot_ms", "cost_mtok", "tps_chip", "cost_hour"]
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }.compactMap(Quantifier.named).filter { quantifier in
            guard case .metric(let metric) = quantifier else { return true }
            // By a list price costs are there for those who ask.
            let isQuiet = metric.dimension == .money && terms.goal != .cost && metric.isIdle(base)
            return metric.hasValue(for: base) && !isQuiet
        }
    }
}
