import Catalog
import CostModel
import Fitting
import Units

extension HoldOut {
    /// Splits scenarios: those that ran the same are a group, and a kind is a chip, a way of serving and a kind of model.
    ///
    /// - Parameters:
    ///   - scenarios: what ran.
    ///   - share: how much of each kind is held out.
    ///   - seed: what determines the chance.
    ///   - isCancelled: asked now and then; true ends the work with nil.
    init?(_ scenarios: [Scenario], share: Double, seed: UInt64, isCancelled: () -> Bool = { false }) {
        var groups = Interned<[Double]>()
        var kinds: [Int] = []
        var known: [(chip: Chip, served: ServedKind)] = []
        let rows = Interruptible.map(scenarios, isCancelled: isCancelled) { scenario in
            let group = groups.number(of: Self.deployment.map { $0.get(scenario) })
            if group == kinds.count { kinds.append(Self.kind(of: scenario, &known)) }
            return Row(group: group, kind: kinds[group])
        }
        guard let rows else { return nil }
        self.init(rows, share: share, seed: seed)
    }

    /// What tells deployments apart: builds of a runtime do not.
    private static let deployment = Parameter.all.filter { $0.name != "runtime_version" }

    /// The number of the kind that a scenario is of.
    private static func kind(of scenario: Scenario, _ known: inout [(chip: Chip, served: ServedKind)]) -> Int {
        let served = ServedKind(scenario)
        // What the runtime keeps of the DRAM follows from the model.
        let chip = scenario.chip.with { $0.dramReserve = 0 }
        if let number = known.firstIndex(where: { $0.served == served && $0.chip == chip }) { return number }
        known.append((chip, served))
        return known.count - 1
    }
}
