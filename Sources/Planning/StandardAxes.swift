import CostModel

/// The axes of a search that nobody described: sizes in powers of two that divide and fit.
public enum StandardAxes {
    /// Tensor parallelism at most: beyond it all-reduces leave the fast links of every chip in the catalogue.
    private static let mostTP = 64.0
    /// Chips that share an expert, and sequence parallelism, at most.
    private static let mostShared = 16.0
    /// Sequences a chip, and requests in flight, at most.
    private static let mostBatch = 1024.0
    private static let mostConcurrency = 16384.0
    /// Chips of a copy of a model with experts at most.
    private static let mostChips = 256.0
    /// Numbers of copies at most.
    private static let mostCounts = 16

    /// How sequences are counted and a model is cut for the chips of a scenario; empty where nothing divides and fits.
    ///
    /// `tp`, for a model with experts `moe_tp`, for a prefill `sp`, and `batch` or, when serving, `concurrency`. Values
    /// with which nothing divides and fits are left out; what is combined of the others may still not. Under a load see `open`.
    public static func of(_ base: Scenario) -> [Axis] {
        guard !base.workload.isOpen else { return open(base) }
        let isServed = base.workload.serving != .static
        let isPrefill = !isServed && base.workload.phase == .prefill
        let chips = base.deployment.chips
        let tps = powers(upTo: min(chips, mostTP))
        let moeTPs = base.model.experts > 0 ? powers(upTo: min(chips, mostShared)) : [base.deployment.moeTP]
        let sps = isPrefill ? powers(upTo: min(chips, mostShared)) : [base.deployment.sp]
        let size = isServed ? "concurrency" : "batch"

        var shapes: [[Setting]] = []
        for tp in tps {
            for moeTP in moeTPs {
                for sp in sps {
                    let shape = Setting.list(("tp", tp), ("moe_tp", moeTP), ("sp", sp))
                    if fits(base, shape, size, 1) { shapes.append(shape) }
                }
            }
        }
        // A larger size needs more of every shape.
        let sizes = powers(upTo: isServed ? mostConcurrency : mostBatch).prefix { value in
            shapes.contains { fits(base, $0, size, value) }
        }
        guard !shapes.isEmpty, !sizes.isEmpty else { return [] }
        var axes: [Axis] = []
        for (index, name) in ["tp", "moe_tp", "sp"].enumerated() {
            let values = Set(shapes.map { $0[index].value }).sorted()
            if let parameter = Parameter.named(name), values.count > 1 || name == "tp" {
                axes.append(Axis(parameter, values))
            }
        }
        if let parameter = Parameter.named(size) { axes.append(Axis(parameter, Array(sizes))) }
        return axes
    }

    /// The axes under a load of requests, whose number in flight follows: copies of a node, or of more chips for a model with
    /// experts, each laid out in several ways, as many as the load takes and up to twice that.
    private static func open(_ base: Scenario) -> [Axis] {
        let hasExperts = base.model.experts > 0
        let node = max(1, min(base.chip.network.intra.size, mostTP))
        let tps = powers(upTo: node)
        let moeTPs = hasExperts ? powers(upTo: 8) : [1]
        // Attention replicas of a dense model in a node are copies by themselves.
        let sizes = hasExperts ? powers(upTo: mostChips) : [tps.last ?? 1]
        let terms = SizingTerms()
        let rate = terms.rates(base.workload).upperBound
        var shapes: [(sizes: [Double], copies: Double)] = []
        for chips in sizes {
            for tp in tps where tp <= chips {
                for moeTP in moeTPs where moeTP <= chips {
                    let s = base.setting(
                        Setting.list(
                            ("chips", chips), ("tp", tp), ("pp", 1), ("sp", 1), ("moe_tp", moeTP), ("replicas", 1)))
                    guard s.brokenRule == nil, PlanResult(s).fits, let plan = OpenPlan.of(terms.probe(s)),
                        plan.capacity > 0
                    else { continue }
                    let copies = max(1, (rate / ((1 - terms.margin) * plan.capacity)).rounded(.up))
                    shapes.append(([chips, tp, moeTP], copies))
                }
            }
        }
        // Of copies that take many more chips than others none is worth a look.
        let least = shapes.map { $0.sizes[0] * $0.copies }.min() ?? 0
        shapes.removeAll { $0.sizes[0] * $0.copies > 4 * least }
        guard let fewest = shapes.map(\.copies).min(), let most = shapes.map(\.copies).max() else { return [] }
        var axes: [Axis] = []
        for (index, name) in ["chips", "tp", "moe_tp"].enumerated() {
            let values = Set(shapes.map { $0.sizes[index] }).sorted()
            if let parameter = Parameter.named(name), values.count > 1 || name != "moe_tp" {
                axes.append(Axis(parameter, values))
            }
        }
        if let parameter = Parameter.named("replicas") {
            let counts = CurvePoints.of(1...max(2, 2 * most), parameter).filter { $0 >= (fewest / 2).rounded(.down) }
            axes.append(Axis(parameter, Array(counts.prefix(mostCounts))))
        }
        return axes
    }

    /// 1, 2, 4 and so on.
    private static func powers(upTo most: Double) -> [Double] {
        var values = [1.0]
        while let last = values.last, 2 * last <= most { values.append(2 * last) }
        return values
    }

    private static func fits(_ base: Scenario, _ shape: [Setting], _ size: String, _ value: Double) -> Bool {
        let scenario = base.setting(shape + Setting.list((size, value)))
        return scenario.brokenRule == nil && PlanResult(scenario).fits
    }
}
