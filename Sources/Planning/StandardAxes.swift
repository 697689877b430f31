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
    /// Copies of a deployment at most.
    private static let mostReplicas = 64.0

    /// How sequences are counted and a model is cut for the chips of a scenario; empty where nothing divides and fits.
    ///
    /// `tp`, for a model with experts `moe_tp`, for a prefill `sp`, and `batch` or, when serving, `concurrency`, with a rate
    /// `replicas`. Values
    /// with which nothing divides and fits are left out; what is combined of the others may still not.
    public static func of(_ base: Scenario) -> [Axis] {
        let isServed = base.workload.serving != .static
        let isPrefill = !isServed && base.workload.phase == .prefill
        let chips = base.deployment.chips
        let tps = powers(upTo: min(chips, mostTP))
        let moeTPs = base.model.experts > 0 ? powers(upTo: min(chips, mostShared)) : [base.deployment.moeTP]
        let sps = isPrefill ? powers(upTo: min(chips, mostShared)) : [base.deployment.sp]
        // How many requests are in flight follows from a rate; how many copies share them is what is chosen.
        let isOpen = base.workload.isOpen
        let size = isOpen ? "replicas" : isServed ? "concurrency" : "batch"

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
        let sizes = powers(upTo: isOpen ? mostReplicas : isServed ? mostConcurrency : mostBatch).prefix { value in
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
