import Catalog
import CostModel
import Launch
import Planning
import Words

extension LaunchSpec {
    /// A plan as a runtime has to be told it.
    init(_ plan: PlanResult, of subject: PlanSubject) {
        let s = plan.scenario
        let d = s.deployment
        let isApart = s.workload.serving == .disagg
        func worker(_ role: LaunchReading.Role?, _ d: Deployment, count: Int) -> Worker {
            Worker(
                role: role, chips: Int(d.chips), tensor: Int(d.tp), data: max(1, Int(d.dp * d.sp)),
                expertTensor: Int(d.moeTP), pipeline: Int(d.pp), count: count)
        }
        // A share of a worker is a whole one.
        let prefills = max(1, Int(plan.totals.prefillWorkers.rounded(.up)))
        let workers =
            isApart
            ? [
                worker(.prefill, s.prefillWorker.deployment, count: prefills),
                worker(.decode, d, count: Int(d.decodeWorkers)),
            ] : [worker(nil, d, count: 1)]
        let memory = plan.totals.memory
        let (whole, rest) = (s.chip.dramBytes, max(1, s.chip.dramBytes - memory.weights))
        let load: Load =
            s.workload.isOpen && s.workload.rate > 0
            ? .rate(s.workload.rate) : .concurrency(max(1, Int(plan.sequences.rounded())))
        // One phase alone has no answer that is set.
        let output = s.workload.output > 0 ? Int(s.workload.output) : 1024
        self.init(
            model: Self.repository(subject), workers: workers,
            memory: (ofAll: 1 - memory.reserve / whole, ofRest: 1 - memory.reserve / rest),
            input: Int(s.workload.input), output: output, load: load, nodeChips: Self.node(s.chip, subject))
        replicas = Int(d.replicas)
        experts = s.model.moeLayers > 0 ? Int(Parameter.named("experts")?.get(s) ?? 0) : 0
        chunk = d.chunk > 0 ? Int(d.chunk) : nil
        maxRunning = d.maxRunning > 0 ? Int(d.maxRunning) : nil
        cache = Self.cache(s.model, subject)
        drafts = Int(s.workload.draft)
        hasDrafter = (Parameter.named("mtp_layers")?.get(s) ?? 0) > 0
        redundant = Int(d.redundantExperts)
        isOverlapped = d.tbo == .on || (d.tbo == .auto && (Metric.named("tbo")?.read(plan) ?? 0) > 0)
        mixesPrompts = d.schedule == .auto ? nil : d.schedule != .prefillFirst
        sequence = Int(d.sp)
        accelerator = Self.maker(subject)
        spread = max(s.workload.inputVariation, s.workload.outputVariation)
    }

    /// Whose chips they are, by the names of the catalogue.
    private static func maker(_ subject: PlanSubject) -> Accelerator {
        let name = subject.chip?.name ?? ""
        if name.hasPrefix("mi") { return .amd }
        if name.hasPrefix("tpu") { return .google }
        return name.hasPrefix("gaudi") ? .gaudi : .nvidia
    }

    /// The repository that has the model; its name where no entry of the catalogue says one.
    private static func repository(_ subject: PlanSubject) -> String {
        let entry = Catalog.model(named: subject.model?.name)
        return entry?.repositories.first ?? subject.model?.name ?? "MODEL"
    }

    /// The format of the KV cache, unless it is what runtimes take by themselves: 16 bits.
    private static func cache(_ model: Model, _ subject: PlanSubject) -> String? {
        let format = model.precision.kvCache
        let own = subject.catalogueModel?.precision.kvCache ?? .bf16
        return format == .bf16 && own == .bf16 ? nil : format.name
    }

    /// Chips of a node: those of a fast domain, as far as it is no larger than a machine.
    ///
    /// A tray of GB200 and GB300 NVL72 has
    /// four (NVIDIA GB200 NVL72: 18 compute trays for 72 GPUs), other racks are made of machines with eight.
    private static func node(_ chip: Chip, _ subject: PlanSubject) -> Int {
        let group = Int(chip.network.intra.size)
        guard group > 16 else { return max(1, group) }
        return subject.chip?.name.hasPrefix("gb") == true ? 4 : 8
    }
}
