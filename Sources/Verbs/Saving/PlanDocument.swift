import Catalog
import CostModel
import Language
import Notebook
import Planning
import Text
import Units
import Words

/// The file that hands a plan to those who deploy it: the keys of the case study's `optimal_config`, and the whole plan.
enum PlanDocument {
    /// The best plan, with everything that it takes to evaluate it again.
    static func json(_ plans: Plans, _ plan: PlanResult) -> JSON {
        let space = SearchSpace(base: plan.scenario, axes: [])
        let subject = plans.subject(of: plan.scenario)
        let inputs = PlanInputs(space, of: subject)
        var members: [(key: String, value: JSON)] = [
            (FileStamp.key, Session.stamp.json), ("chip_count", number(plan.chips)),
            ("model", .string(modelLabel(subject, plan.scenario.model))),
            ("optimal_config", .object(studyConfiguration(plan))), ("performance", .object(performance(plan))),
            ("tokens_counted", .string(plan.scenario.workload.phase == .prefill ? "input" : "output")),
            ("status", .string(SettlingWords.status(plan))),
            ("conditions", .array(plans.conditions.map { .string($0.text) })),
            ("chip", .object(name(subject.chip) + parameters(inputs, .arch, plan))),
        ]
        if plan.scenario.hasTwoChips {
            let own = parameters(inputs, .arch, plan, isPrefill: true)
            members.append(("prefill_chip", .object(name(subject.prefill) + own)))
        }
        members += [
            (
                "model_parameters",
                .object(
                    name(subject.model) + [("precision", .string(ValueWords.precisionLabel(plan.scenario.model)))]
                        + parameters(inputs, .model, plan))
            ),
            ("workload", .object(parameters(inputs, .workload, plan))),
            ("pools", .array(pools(plan, subject).map(JSON.object))),
            ("metrics", .object(metrics(plan))),
        ]
        members += money(plans, plan)
        let trust = plans.trust(in: plan.scenario)
        if let trust {
            members += [
                ("trust", .string(TrustWords.key(trust))), ("trust_reason", .string(TrustWords.full(trust, .tpsChip))),
            ]
        }
        let bands = CalibrationRecord.metrics.compactMap { metric -> (key: String, value: JSON)? in
            let value = metric.read(plan)
            guard value.isFinite, let interval = trust?.band(of: metric)?.interval(of: value) else { return nil }
            return (metric.name, .array([number(interval.lowerBound), number(interval.upperBound)]))
        }
        if !bands.isEmpty { members.append(("interval_80_percent", .object(bands))) }
        if let commands = commands(plan, inputs, subject) {
            members.append(("commands", .array(commands.map(JSON.string))))
        }
        return .object(members)
    }

    /// What costs are in, and where a rent is from that somebody lists; nothing where there are no costs.
    private static func money(_ plans: Plans, _ plan: PlanResult) -> [(key: String, value: JSON)] {
        let s = plan.scenario
        guard !Metric.costHour.read(plan).isNaN else { return [] }
        let currency = (key: "currency", value: JSON.string(s.workload.currency.symbol))
        guard s.isListPriced else { return [currency] }
        return [currency, ("list_prices", .array(plans.rentOrigins(of: s).map { JSON.string($0.origin) }))]
    }

    /// A figure with the six digits that it is good for; counts are whole.
    private static func number(_ value: Double) -> JSON {
        guard value != value.rounded() else { return .number(value) }
        return .number(Decimal.rounded(value, digits: 6))
    }

    /// `DeepSeek-V3-671B-W8A16`.
    private static func modelLabel(_ subject: PlanSubject, _ model: Model) -> String {
        let title = subject.model?.title ?? ""
        let parameters = ValueWords.billions(model.totalParameters).filter { $0 != " " }
        let isSized = title.uppercased().contains("-\(parameters)".uppercased())
        return (isSized ? title : "\(title)-\(parameters)") + "-\(ValueWords.precisionLabel(model))"
    }

    private static func name(_ name: PlanSubject.Name?) -> [(key: String, value: JSON)] {
        name.map { [("name", .string($0.name)), ("title", .string($0.title))] } ?? []
    }

    /// The case study's keys, of the worker that decodes where there are several; a prefill is told by its whole batch.
    private static func studyConfiguration(_ plan: PlanResult) -> [(key: String, value: JSON)] {
        let d = plan.scenario.deployment
        let isPrefill = plan.scenario.workload.phase == .prefill
        var members: [(key: String, value: JSON)] = [("MLA_TP", number(d.tp))]
        if d.sp > 1 { members.append(("MLA_SP", number(d.sp))) }
        members.append(("MLA_DP", number(d.dp)))
        if plan.scenario.model.moeLayers > 0 { members += [("MOE_TP", number(d.moeTP)), ("MOE_EP", number(d.ep))] }
        if d.pp > 1 { members.append(("PP", number(d.pp))) }
        if !isPrefill { members.append(("batch_per_chip", number(decoded(plan)))) }
        return members + [("total_batch", number(plan.sequences))]
    }

    /// Sequences of a chip that decodes: under a load those that are in flight.
    private static func decoded(_ plan: PlanResult) -> Double {
        plan.scenario.workload.isOpen
            ? Metric.named("batch")?.read(plan) ?? .nan : plan.scenario.decodeWorker.deployment.batch
    }

    /// Requests in flight of one copy; nothing where they follow from what comes.
    private static func inFlight(_ scenario: Scenario) -> [(key: String, value: JSON)] {
        scenario.workload.isOpen ? [] : [("concurrency", number(scenario.sequences))]
    }

    /// The case study's figures, and the times that people ask for.
    private static func performance(_ plan: PlanResult) -> [(key: String, value: JSON)] {
        let names = [
            ("tps_per_batch", "tps_batch"), ("tps_per_chip", "tps_chip"), ("total_tps", "total_tps"),
            ("tpot_ms", "tpot_ms"), ("ttft_ms", "ttft_ms"),
        ]
        return names.compactMap { key, name -> (key: String, value: JSON)? in
            guard let value = Metric.named(name)?.read(plan), !value.isNaN else { return nil }
            return (key, number(value))
        }
    }

    private static func metrics(_ plan: PlanResult) -> [(key: String, value: JSON)] {
        Metric.all.flatMap { metric -> [(key: String, value: JSON)] in
            let value = metric.read(plan)
            guard !value.isNaN else { return [] }
            let figure = (key: metric.name, value: metric.isFlag ? JSON.bool(value != 0) : number(value))
            return metric.isLowerBound?(plan) == true
                ? [figure, (PlanData.boundKey(metric), .bool(true))] : [figure]
        }
    }

    private static func parameters(
        _ inputs: PlanInputs, _ scope: Parameter.Scope, _ plan: PlanResult, isPrefill: Bool = false
    ) -> [(key: String, value: JSON)] {
        let meant = (inputs.plan + inputs.setup).filter { $0.scope == scope && ($0.ofChip != nil) == isPrefill }
        return meant.compactMap { parameter in
            PlanInputs.value(parameter, plan).map { value in
                (
                    parameter.ofChip ?? parameter.name,
                    parameter.choices.isEmpty ? .number(value) : .string(ValueWords.of(value, parameter))
                )
            }
        }
    }

    /// The groups of chips that run the plan: one, or one of each kind where prefill has chips of its own.
    private static func pools(_ plan: PlanResult, _ subject: PlanSubject) -> [[(key: String, value: JSON)]] {
        let scenario = plan.scenario
        let d = scenario.deployment
        switch scenario.workload.serving {
        case .static where scenario.workload.phase == .prefill:
            return [pool("prefill", 1, d, batch: ("batch", d.batch))]
        case .static: return [pool("decode", 1, d, batch: ("batch_per_chip", d.batch))]
        case .agg:
            return [
                pool("prefill and decode", d.replicas, d, batch: ("batch_per_chip", decoded(plan)))
                    + inFlight(scenario)
            ]
        case .disagg:
            let prefill = scenario.prefillWorker.deployment
            /// The chip of a pool, where there are two.
            func chip(_ name: PlanSubject.Name?) -> [(key: String, value: JSON)] {
                scenario.hasTwoChips ? name.map { [("chip", .string($0.name))] } ?? [] : []
            }
            return [
                pool("prefill", plan.totals.prefillWorkers, prefill, batch: ("most_prompts", d.prefillBatch))
                    + chip(subject.prefill),
                pool("decode", d.decodeWorkers, d, batch: ("batch_per_chip", decoded(plan)))
                    + inFlight(scenario) + chip(subject.chip),
            ]
        }
    }

    private static func pool(
        _ role: String, _ workers: Double, _ d: Deployment, batch: (key: String, value: Double)
    ) -> [(key: String, value: JSON)] {
        var members: [(key: String, value: JSON)] = [
            ("role", .string(role)), ("workers", number(workers)), ("chips", number(workers * d.chips)),
            ("chips_per_worker", number(d.chips)), ("tp", number(d.tp)), ("sp", number(d.sp)), ("pp", number(d.pp)),
            ("dp", number(d.dp)), ("moe_tp", number(d.moeTP)), ("ep", number(d.ep)),
        ]
        // 0 stands for as many as a pass has room for.
        if batch.value > 0 { members.append((batch.key, number(batch.value))) }
        let extras = [("chunk", d.chunk), ("redundant", d.redundantExperts)].filter { $0.1 > 0 }
        members += extras.map { ($0.0, number($0.1)) }
        return members + [("tbo", .string(d.tbo.name))]
    }

    /// The commands that evaluate a plan; nil for a chip or a model that the catalogue does not have.
    static func commands(_ plans: Plans, _ plan: PlanResult) -> [String]? {
        let subject = plans.subject(of: plan.scenario)
        return commands(plan, PlanInputs(SearchSpace(base: plan.scenario, axes: []), of: subject), subject)
    }

    private static func commands(_ plan: PlanResult, _ inputs: PlanInputs, _ subject: PlanSubject) -> [String]? {
        guard let chip = subject.chip, let model = subject.model, subject.catalogueChip != nil,
            subject.catalogueModel != nil, subject.prefill == nil || subject.prefillEntry != nil
        else { return nil }
        let prefill = subject.prefill.map { ["arch load \(Lexer.quoted($0.name)) as prefill"] } ?? []
        let shown = Parameter.all(in: .config).filter { Metric.named($0.name)?.showsParameter == true }
        let settings = (inputs.setup + inputs.plan + shown).filter { !$0.isAlias }.compactMap { parameter -> Setting? in
            guard let value = PlanInputs.value(parameter, plan) else { return nil }
            // A batch that follows from the requests in flight need not be whole, and is not asked for.
            guard parameter.name != "batch" || plan.scenario.workload.serving == .static else { return nil }
            return Setting(parameter, value)
        }
        return ["arch load \(Lexer.quoted(chip.name))"] + prefill + ["model load \(Lexer.quoted(model.name))"]
            + SettingWords.commands(settings) + ["eval"]
    }
}
