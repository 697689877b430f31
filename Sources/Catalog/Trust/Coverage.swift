import CostModel
import Units

/// What the rows of a fit had; of plans that have something else their errors say nothing.
public struct Coverage: Sendable, Equatable {
    /// How a token meets those before it.
    public enum Mixer: String, Sendable, CaseIterable {
        case full, window, mla, sparse, linear, ssm

        /// The mixers of a model.
        static func all(of model: Model) -> Set<Mixer> {
            let isSparse = model.indexTopK > 0
            let layers: [(Mixer, Double)] = [
                (.full, model.fullLayers), (.window, model.windowLayers), (.mla, isSparse ? 0 : model.mlaLayers),
                (.sparse, isSparse ? model.mlaLayers : 0), (.linear, model.linearLayers), (.ssm, model.ssmLayers),
            ]
            return Set(layers.filter { $0.1 > 0 }.map(\.0))
        }
    }

    /// How requests were served.
    public var serving: Set<Workload.Serving> = []
    /// Kinds of feed-forward blocks.
    public var models: Set<ServedKind.Model> = []
    /// Kinds of token mixers.
    public var mixers: Set<Mixer> = []
    /// Formats of all weights but the routed experts', with the activations that they meet.
    public var weights: Set<PrecisionFormat> = []
    /// Formats of the routed experts, whose grouped products are kernels of their own.
    public var experts: Set<PrecisionFormat> = []
    /// Most sequences at once for each chip of a worker.
    public var batch = 0.0
    /// The models, each by its shapes; empty where that was not recorded.
    public var shapes: Set<String> = []

    /// Of nothing.
    public init() {}

    /// What some rows had.
    public init(_ rows: [Scenario]) {
        for row in rows {
            serving.insert(row.workload.serving)
            models.insert(ServedKind(row).model)
            mixers.formUnion(Mixer.all(of: row.model))
            weights.formUnion(Self.weights(of: row.model))
            experts.formUnion(Self.experts(of: row.model))
            batch = max(batch, Self.batch(of: row))
            shapes.insert(Self.shape(of: row.model))
        }
    }

    /// Whether a model is one of the rows' models, whatever its formats; so is every model where these were not recorded.
    public func has(_ model: Model) -> Bool { shapes.isEmpty || shapes.contains(Self.shape(of: model)) }

    /// What tells models apart: layers, width, vocabulary and parameters in millions.
    public static func shape(of model: Model) -> String {
        [model.mixerLayers, model.hidden, model.vocabulary, (model.totalParameters / 1e6).rounded()]
            .map(Decimal.shortest).joined(separator: "x")
    }

    /// What a plan has that the rows had not, the most telling first; empty where the rows compare with it.
    ///
    /// A step evaluated alone is one that each way of serving runs, so static plans compare with all rows.
    public func gaps(of plan: Scenario) -> [TrustGap] {
        var gaps: [TrustGap] = []
        guard !serving.isEmpty else { return [.unrecorded] }
        let mode = plan.workload.serving
        if mode != .static, !serving.contains(mode) { gaps.append(.serving(mode)) }
        let kind = ServedKind(plan).model
        if !models.contains(kind) { gaps.append(.model(kind)) }
        gaps += Mixer.allCases.filter(Mixer.all(of: plan.model).subtracting(mixers).contains).map { .mixer($0) }
        let newWeights = Self.weights(of: plan.model).subtracting(weights)
        gaps += PrecisionFormat.allCases.filter(newWeights.contains).map { .weights($0) }
        // A format that the other weights have for the first time is named once.
        let newExperts = Self.experts(of: plan.model).subtracting(experts).subtracting(newWeights)
        gaps += PrecisionFormat.allCases.filter(newExperts.contains).map { .experts($0) }
        // A fraction of a sequence is rounding.
        if Self.batch(of: plan) > batch + 1e-9 { gaps.append(.batch(most: batch)) }
        return gaps
    }

    /// Sequences at once for each chip of a worker.
    private static func batch(of row: Scenario) -> Double {
        let workers = row.workload.serving == .disagg ? row.deployment.decodeWorkers : 1
        return row.sequences / (row.deployment.chips * workers)
    }

    /// The formats of the matrices that a model has beside its routed experts.
    private static func weights(of model: Model) -> Set<PrecisionFormat> {
        var formats = Set(model.precision.head.formats + model.precision.attention.formats)
        if model.denseLayers > 0 || model.sharedIntermediate > 0 { formats.formUnion(model.precision.ffn.formats) }
        return formats
    }

    /// The formats of the routed experts; empty if the model has no experts.
    private static func experts(of model: Model) -> Set<PrecisionFormat> {
        model.moeLayers > 0 ? Set(model.precision.experts.formats) : []
    }
}
