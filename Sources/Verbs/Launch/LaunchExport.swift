import Catalog
import CostModel
import Language
import Launch
import Notebook
import Planning
import Presentation
import Text
import Units
import Words

/// Writes what starts a plan.
enum LaunchExport {
    static func run(
        _ target: LaunchTarget, _ source: Reference?, to path: Spanned<String>, force: Bool, _ context: Context
    ) throws(Diagnostic) -> Outcome {
        let plans = try context.session.requirePlans(source)
        guard plans.count > 0 else { throw FileWords.noPlan(plans.wayBack) }
        let plan = source?.row == nil ? try plans.best(context.environment.isCancelled) : plans[1]
        let spec = LaunchSpec(plan, of: plans.subject(of: plan.scenario))
        let written = target.write(spec, family: family(plan.scenario.runtime))
        // Of a chip or a model that the catalogue does not have the whole session is told.
        let replayed: String
        if let commands = PlanDocument.commands(plans, plan) {
            replayed = commands.joined(separator: "\n") + "\n"
        } else {
            replayed = try Script.text(of: context.session)
        }
        let notes = LaunchFileWords.notes(
            target.name, runtime: written.runtime, files: written.files.map(\.name), lacks: written.lacks,
            choices: choices(target, spec, plan, plans), predictions: predictions(plan, plans), spec)
        let folder = path.value.hasSuffix("/") ? path.value : path.value + "/"
        let files =
            written.files.map { SavedFile(path: folder + $0.name, text: $0.text) } + [
                SavedFile(path: folder + "plan.sextant", text: replayed),
                SavedFile(path: folder + "README.md", text: notes),
            ]
        let session = try context.session.writing(files, to: path, force: force, context.environment)
        let lines =
            [LaunchFileWords.written(files.count, to: path.value, for: written.runtime)]
            + written.lacks.map(LaunchFileWords.lack)
        var outcome = Outcome(session, lines.map { .line($0) })
        outcome.recordedAs =
            (["export --force --for", target.name] + [source?.word].compactMap(\.self) + [Lexer.quoted(path.value)])
            .joined(separator: " ")
        return outcome
    }

    private static func family(_ runtime: Runtime) -> LaunchRuntime.Family {
        switch runtime {
        case .vllm: .vllm
        case .sglang: .sglang
        case .trtllm: .trtllm
        case .custom, .mindie, .auto: .other
        }
    }

    /// What the plan predicts, for people: each figure with its unit.
    private static func predictions(_ plan: PlanResult, _ plans: Plans) -> [(name: String, value: String)] {
        let names = ["tpot_ms", "ttft_ms", "tps_batch", "tps_chip", "total_tps", "dram"]
        return names.compactMap(Metric.named).compactMap { metric in
            let value = metric.read(plan)
            guard !value.isNaN else { return nil }
            let column = PlanTable.column(metric, plans.phase, nil)
            let text = Table.text(.number(value), in: column)
            return (metric.name, column.unit.isEmpty ? text : "\(text) \(column.unit)")
        }
    }

    private static func choices(
        _ target: LaunchTarget, _ spec: LaunchSpec, _ plan: PlanResult, _ plans: Plans
    ) -> [String] {
        let subject = plans.subject(of: plan.scenario)
        let own = subject.catalogueModel?.precision
        let model = plan.scenario.model
        let isAsPublished = own?.weights == model.precision.weights && own?.attention == model.precision.attention
        let entry = Catalog.model(named: subject.model?.name)
        return LaunchFileWords.choices(
            target.name, spec,
            checkpoint: isAsPublished && entry?.difference == nil ? nil : ValueWords.precisionLabel(model),
            draftsAccepted: spec.drafts > 0 ? plan.scenario.workload.acceptance : nil)
    }
}

extension Argument where State == Session, Value == LaunchTarget? {
    /// What files are written for, behind `--for`.
    static let launchTarget = Argument(
        "--for RUNTIME", LaunchFileWords.targetHelp, isOptional: true, isAnywhere: true,
        complete: { request in
            request.before.last == "--for"
                ? LaunchTarget.all.map { Completion($0.name, LaunchFileWords.target($0.name)) }
                : [Completion("--for", LaunchFileWords.targetHelp)]
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> LaunchTarget? in
        guard let token = try cursor.takeOption("--for", LaunchFileWords.target) else { return nil }
        return try token.one(of: LaunchTarget.all, \.name, unknown: LaunchFileWords.noTarget)
    }
}
