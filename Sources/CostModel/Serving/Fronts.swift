/// Loads right in front of a jump of the step's time, where holding requests back may serve more than taking them all.
///
/// Padding fills tiles of rows. The step with one row more than a full tile takes a tile longer, so that the rate, which
/// grows with the load up to there, falls behind it. Of the loads up to one that is at rest, the highest rate is that of the
/// load itself or of one of these; two of each kind of tile are considered, since both kinds may jump between.
struct Fronts {
    /// Six jumps of rows and two sides of a split, of the decode step and of a pass of prompts.
    static let capacity = 16

    private(set) var values = InlineArray<16, Double>(repeating: 0)
    private(set) var count = 0

    /// Adds a load, if it is one.
    @inline(__always) mutating func add(_ load: Double) {
        guard load > 0, count < Self.capacity else { return }
        values[count] = load
        count += 1
    }

    /// The largest load below one of them, or none at all.
    func before(_ index: Int) -> Double {
        var before = 0.0
        for other in 0..<count where values[other] < values[index] { before = greater(before, values[other]) }
        return before
    }
}

extension ServedPhases {
    /// Rows of a product, fewer than `rows`, behind which padding adds some: the last two of all products, and the last two of
    /// the busiest experts' own.
    @inline(never) static func jumps(below rows: Double, _ s: Scenario) -> Fronts {
        var jumps = Fronts()
        let tile = s.chip.cubeM
        let last = (ceiling(lesser(rows / tile, 0x1p50) * (1 - 1e-12)) - 1) * tile
        jumps.add(last)
        jumps.add(last - tile)
        guard s.model.mixture != nil else { return jumps }
        addExperts(below: rows, replicas: s.deployment.dp, s, to: &jumps)
        // Where not all experts are visited, those of half a batch fill their tiles elsewhere.
        if s.deployment.tbo != .off { addExperts(below: rows, replicas: s.deployment.dp / 2, s, to: &jumps) }
        return jumps
    }

    private static func addExperts(below rows: Double, replicas: Double, _ s: Scenario, to jumps: inout Fronts) {
        guard let mixture = s.model.mixture else { return }
        let full = mixture.fullTiles(below: rows * replicas, s)
        guard full > 0 else { return }
        jumps.add(full / replicas)
        jumps.add(mixture.fullTiles(below: full, s) / replicas)
    }

    /// Adds numbers of sequences of a decode worker, fewer than `sequences`, behind which its step jumps up, and both sides of
    /// the number from which on a batch may be split; each in units of `unit` sequences.
    func addFronts(below sequences: Double, unit: Double, to fronts: inout Fronts) {
        let d = decode.deployment
        let each = (scenario.workload.draft + 1) / (d.dp * d.pp)
        let jumps = Self.jumps(below: sequences * each, decode)
        for index in 0..<jumps.count { fronts.add(jumps.values[index] / each / unit) }
        guard d.tbo != .off else { return }
        fronts.add(2 * d.dp * d.pp * (1 - 0x1p-40) / unit)
        fronts.add(2 * d.dp * d.pp / unit)
    }
}

extension AggregatedServing {
    /// Loads, smaller than `starting`, behind which the decode step or the pass of prompts jumps up, and both sides of those
    /// from which on their batches may be split.
    @inline(never) func fronts(below starting: Double) -> Fronts {
        var fronts = Fronts()
        if steps > 0 { phases.addFronts(below: starting * steps, unit: steps, to: &fronts) }
        let s = phases.prefill
        let replicas = s.deployment.dp
        let fresh = s.workload.fresh
        let prompt = s.deployment.chunk > 0 ? fresh / ceiling(fresh / s.deployment.chunk) : fresh
        let each = (s.workload.draft + 1) / (replicas * slots)
        let alone = lesser(1, running)
        func prompts(_ load: Double) -> Double {
            greater(1, lesser(most, greater(least, load)) / replicas) * prompt
        }
        /// The load of a pass of so many rows, where each unit of load brings `guests` of them and `fixed` are there without.
        func load(_ rows: Double, guests: Double, fixed: Double) -> Double {
            let rows = rows - fixed
            if rows > prompts(least) + least * guests, rows <= prompts(most) + most * guests {
                return rows / (prompt / replicas + guests)
            }
            let own = rows > prompts(most) ? prompts(most) : prompts(least)
            return guests > 0 ? (rows - own) / guests : 0
        }
        let rows = prompts(starting) + greater(alone, starting * steps) * each
        let jumps = ServedPhases.jumps(below: rows, s)
        for index in 0..<jumps.count {
            let found = load(jumps.values[index], guests: steps * each, fixed: 0)
            fronts.add(found * steps > alone ? found : load(jumps.values[index], guests: 0, fixed: alone * each))
        }
        // A pass of one prompt a replica is not split.
        guard s.deployment.tbo != .off else { return fronts }
        fronts.add(least)
        fronts.add(least * (1 + 0x1p-40))
        return fronts
    }
}
