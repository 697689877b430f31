import CostModel
import Planning

/// The parameters that a data file has to name so that a plan can be evaluated again.
struct PlanInputs: Sendable {
    /// Those of the workload and then those of the configuration.
    ///
    /// The usual ones, what is set to another value than at the start, and what the sweep varies; parameters that metrics
    /// show are left to these.
    let plan: [Parameter]
    /// Those of the chip and the model that are not as the catalogue has them, or that the sweep varies.
    let setup: [Parameter]

    /// Parameters of the workload that every file has, so that files of several studies can be put together.
    private static let usual: Set<String> = ["phase", "serving", "input", "output", "prefix", "draft"]

    /// Whether it only matters where prefill has chips of its own.
    private static func isOfDisaggregation(_ parameter: Parameter) -> Bool {
        parameter.scope == .config && (parameter.name.hasPrefix(prefix) || parameter.name == "decode_workers")
    }

    /// What the names of a prefill worker's own sizes begin with; behind it stands the size's name.
    private static let prefix = "prefill_"

    /// What a space needs; `subject` says from which chip and model it set out.
    init(_ space: SearchSpace, of subject: PlanSubject) {
        let axes = space.axes.map(\.parameter)
        let scenarios = Self.samples(space)
        // A chip or a model as a whole is told by its name.
        func varies(_ parameter: Parameter, from standard: Scenario) -> Bool {
            axes.contains(parameter)
                || scenarios.contains { parameter.get($0) != parameter.get(standard) }
        }
        let start = Self.start(space.base)
        let servings = Set(scenarios.map(\.workload.serving))
        plan = (Parameter.all(in: .workload) + Parameter.all(in: .config)).filter { parameter in
            if Metric.named(parameter.name)?.showsParameter == true { return false }
            if parameter.name == "concurrency" { return servings != [.static] }
            if Self.isOfDisaggregation(parameter) { return servings.contains(.disagg) }
            return Self.usual.contains(parameter.name) || varies(parameter, from: start)
        }
        var catalogue = space.base
        catalogue.chip = subject.catalogueChip ?? space.base.chip
        catalogue.prefillChip = subject.prefillEntry?.value ?? space.base.prefillChip
        catalogue.model = subject.catalogueModel ?? space.base.model
        let shapes = Parameter.shapes(of: space.base.model) + axes.filter { $0.scope == .model && !$0.isPick }
        var seen: Set<String> = []
        setup = (Parameter.all(of: space.base).filter { $0.scope == .arch } + shapes).filter { parameter in
            guard seen.insert(parameter.name).inserted else { return false }
            // What stands for others is named where it is varied; what it changes is told by these.
            return parameter.isAlias ? axes.contains(parameter) : varies(parameter, from: catalogue)
        }
    }

    /// The scenario before anything of it is set, but for the sizes that are always given.
    private static func start(_ base: Scenario) -> Scenario {
        var start = base
        (start.workload, start.deployment) = (Workload(input: 4096), Deployment(chips: 1, tp: 1, batch: 1))
        return start
    }

    /// Scenarios in which each parameter takes all values that a plan has, as far as axes stand for other parameters or
    /// choose how requests are served.
    private static func samples(_ space: SearchSpace) -> [Scenario] {
        [space.base]
            + space.axes.filter { !$0.parameter.isPick && ($0.parameter.isAlias || !$0.parameter.choices.isEmpty) }
            .flatMap { axis in
                axis.values.map { value in
                    var scenario = space.base
                    axis.parameter.set(&scenario, value)
                    return scenario
                }
            }
    }

    /// A parameter's value in a plan; nil where it plays no part.
    ///
    /// What a plan worked out is told instead of the 0 that asked for it: requests in flight, prefill workers and their
    /// sizes.
    static func value(_ parameter: Parameter, _ plan: PlanResult) -> Double? { reader(parameter)(plan) }

    /// What reads that value, for those who ask many plans.
    static func reader(_ parameter: Parameter) -> @Sendable (PlanResult) -> Double? {
        if parameter.name == "phase" {
            return { $0.scenario.workload.serving == .static ? parameter.get($0.scenario) : nil }
        }
        if parameter.name == "concurrency" {
            // Of an open load the number in flight follows from what comes.
            return { plan in
                let workload = plan.scenario.workload
                return workload.serving == .static || workload.isOpen ? nil : plan.scenario.sequences
            }
        }
        guard isOfDisaggregation(parameter) else { return { parameter.get($0.scenario) } }
        if parameter.name == "prefill_workers" {
            return { plan in
                guard plan.scenario.workload.serving == .disagg else { return nil }
                // A share of a worker is not a number that can be set.
                let workers = plan.totals.prefillWorkers
                return workers == workers.rounded() && workers > 0 ? workers : parameter.get(plan.scenario)
            }
        }
        // 0 asks for the size that a decode worker has, but for the most prompts of a pass, which then has no limit.
        let size = String(parameter.name.dropFirst(prefix.count))
        let own = size == "batch" ? nil : Parameter.named(size)
        return { plan in
            guard plan.scenario.workload.serving == .disagg else { return nil }
            let value = parameter.get(plan.scenario)
            guard value == 0, let own else { return value }
            return own.get(plan.scenario.prefillWorker)
        }
    }
}
