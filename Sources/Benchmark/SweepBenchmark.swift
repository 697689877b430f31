import CostModel
import Planning

/// Measures how many plans a second the engine evaluates.
public struct SweepBenchmark: Sendable {
    /// Plans per second by the ways they were evaluated; each is the best of several rounds.
    public struct Rates: Sendable {
        /// Plans of the space.
        public var plans: Int
        /// The engine on one core.
        public var oneCore: Double
        /// The engine on all cores.
        public var allCores: Double
        /// The same equations in C on one core.
        public var reference: Double
    }

    private let space: SearchSpace
    private let cores: Int
    private let now: @Sendable () -> Double

    /// Prepares the space tp x batch x moe_tp x chips x inter_bw round a scenario: 1,440,000 distinct plans.
    public init(base: Scenario, cores: Int, now: @escaping @Sendable () -> Double) {
        func axis(_ name: String, _ values: [Double]) -> Axis? { Parameter.named(name).map { Axis($0, values) } }
        let axes = [
            axis("chips", [64, 128, 256]), axis("tp", [1, 2, 4, 8]), axis("moe_tp", [1, 2, 4]),
            axis("inter_bw", (1...100).map { Double($0) * 1e9 }), axis("batch", (1...400).map(Double.init)),
        ]
        space = SearchSpace(base: base, axes: axes.compactMap(\.self))
        self.cores = cores
        self.now = now
    }

    /// Measures; nil if it was told to stop.
    ///
    /// The three ways take turns, so that a drift of the machine's speed meets all of them.
    public func run(rounds: Int = 5, isCancelled: @escaping @Sendable () -> Bool = { false }) -> Rates? {
        var rates = Rates(plans: 0, oneCore: 0, allCores: 0, reference: 0)
        for _ in 0..<rounds {
            let one = rate {
                Sweep.run(space, cores: cores, options: Sweep.Options(workers: 1, isCancelled: isCancelled)).count
            }
            let all = rate { Sweep.run(space, cores: cores, options: Sweep.Options(isCancelled: isCancelled)).count }
            let reference = rate {
                Reference.sweep(space, into: ReferenceColumns(capacity: space.count ?? 0), isCancelled: isCancelled)
            }
            guard !isCancelled() else { return nil }
            rates.plans = one.plans
            rates.oneCore = max(rates.oneCore, one.rate)
            rates.allCores = max(rates.allCores, all.rate)
            rates.reference = max(rates.reference, reference.rate)
        }
        return rates
    }

    private func rate(_ work: () -> Int) -> (plans: Int, rate: Double) {
        let start = now()
        let plans = work()
        return (plans, Double(plans) / (now() - start))
    }
}
