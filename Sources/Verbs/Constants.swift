import Catalog
import CostModel
import Notebook
import Text
import Units

/// What figures rest on besides what a session sets.
enum Constants {
    /// A hash of the constants: the catalogue as it is declared, the values that a session starts from, and figures of a
    /// few plans, in which the engine's own constants show.
    ///
    /// Models that are read from files count by their text, so that no file is read for it but the first.
    static let fingerprint = fingerprint(Catalog.chips, Catalog.models, Session())

    static func fingerprint(_ chips: [CatalogEntry<Chip>], _ models: [CatalogEntry<Model>], _ start: Session) -> String
    {
        var fingerprint = Fingerprint()
        guard let chip = chips.first, let model = models.first else { return fingerprint.text }
        var standard = Scenario(
            chip: chip.value, model: model.value, workload: start.workload, deployment: start.deployment)
        for chip in chips {
            fingerprint.add(chip.name)
            standard.chip = chip.value
            fingerprint.add(.arch, of: standard)
            // The error bands come from the record.
            let calibrated = DescribedChip(name: "", title: "", chip: chip.value, calibration: chip.calibration)
            if chip.calibration != nil { fingerprint.add(ChipFile.text(calibrated)) }
        }
        for model in models {
            fingerprint.add(model.name)
            if let text = model.text {
                fingerprint.add(text)
            } else {
                standard.model = model.value
                fingerprint.add(.model, of: standard)
                for figure in standard.figures { fingerprint.add(figure) }
            }
        }
        fingerprint.add(.workload, of: standard)
        fingerprint.add(.config, of: standard)
        // Each chip once, and each kind of layer: some constants of the engine only show where one is there.
        for scenario in chips.flatMap({ probes($0.value, model.value) }) { fingerprint.add(figures: scenario) }
        for scenario in EveryKind.groups.flatMap({ probes(chip.value, EveryKind.model($0)) }) {
            fingerprint.add(figures: scenario)
        }
        return fingerprint.text
    }

    /// Plans of each kind: decode and prefill alone, over all tiers of parallelism, and both ways of serving.
    private static func probes(_ chip: Chip, _ model: Model) -> [Scenario] {
        var decode = Deployment(chips: 64, tp: 4, batch: 8)
        decode.tbo = Deployment.Overlap.auto
        var staged = Deployment(chips: 64, tp: 4, batch: 8, moeTP: 2)
        (staged.pp, staged.sp, staged.chunk) = (2, 2, 2048)
        var served = decode
        served.concurrency = 256
        var workload = Workload(input: 4096, output: 512)
        (workload.draft, workload.hottest) = (1, 1.5)
        var prefill = workload
        prefill.staticPhase = .prefill
        let serving = [Workload.Serving.agg, .disagg].map { mode in
            var workload = Workload(input: 2048, output: 512)
            workload.serving = mode
            return Scenario(chip: chip, model: model, workload: workload, deployment: served)
        }
        return [(workload, decode), (prefill, staged)].map {
            Scenario(chip: chip, model: model, workload: $0, deployment: $1)
        } + serving
    }
}

extension Fingerprint {
    /// Adds the parameters of a scope, in the order of the registry.
    fileprivate mutating func add(_ scope: Parameter.Scope, of scenario: Scenario) {
        for parameter in Parameter.all(in: scope) { add(parameter.get(scenario)) }
    }

    /// Adds the figures of a plan, with as many digits as data files have.
    fileprivate mutating func add(figures scenario: Scenario) {
        let plan = PlanResult(scenario)
        for metric in Metric.all where !metric.isOnDemand { add(Decimal.data(metric.read(plan))) }
    }
}

/// A small model of each kind of layer.
private enum EveryKind {
    static let groups: [[LayerPart]] = [
        [.attention(.init(heads: 64, kvHeads: 8, headDim: 128)), dense],
        [.attention(.init(heads: 64, kvHeads: 8, headDim: 128) { $0.window = 1024 }), dense],
        [
            .attention(
                .init(heads: 64, kvHeads: 8, headDim: 128) {
                    ($0.indexHeads, $0.indexDim, $0.indexTopK) = (4, 128, 2048)
                }), dense,
        ],
        [
            .latent(
                .init(heads: 64, keyValueLoRA: 512, headNope: 128, headRope: 64, headValue: 128) {
                    ($0.queryLoRA, $0.indexTopK, $0.indexHeads, $0.indexDim) = (1536, 2048, 64, 128)
                }), dense,
        ],
        [
            .compressed(
                .init(heads: 64, headDim: 512, queryLoRA: 1024, outputGroups: 8, outputLoRA: 1024, window: 128) {
                    ($0.ratio, $0.overlap, $0.indexHeads, $0.indexDim, $0.indexTopK) = (4, 2, 64, 128, 512)
                }), dense, .streams(.init(count: 4) { $0.outputs = 24 }),
        ],
        [.delta(.init(keyHeads: 64, valueHeads: 64, keyDim: 128, valueDim: 128)), dense],
        [.stateSpace(.init(heads: 64, headDim: 64, state: 128)), dense],
        [.recurrence(.init(inputs: 3, width: 4096) { $0.taps = 3 }), dense],
        [
            .attention(.init(heads: 64, kvHeads: 8, headDim: 128)),
            .mixture(.init(experts: 128, perToken: 8, intermediate: 2048) { $0.shared = 2048 }),
            .lookup(.init(rows: 128_000, width: 1024)), .matrices(.init(4096, 64)),
        ],
    ]

    private static let dense = LayerPart.dense(.init(intermediate: 16_384))

    static func model(_ parts: [LayerPart]) -> Model {
        Model(hidden: 4096, vocabulary: 128_000, precision: Precision(.fp8), groups: [LayerGroup(8, parts)])
    }
}
