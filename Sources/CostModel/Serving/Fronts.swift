import Lanes

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

    /// Adds a load, if it is one that is not there yet.
    mutating func add(_ load: Double) {
        guard load > 0, count < Self.capacity else { return }
        for index in 0..<count where values[index] == load { return }
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

extension Engine {
    /// Behind which rows of a product the time of a step jumps up.
    struct StepJumps {
        /// Rows of a tile of all products.
        let tile: V
        /// Tiles of the busiest experts.
        let experts: ExpertTiles
        /// Replicas, whose rows go to the experts together.
        let replicas: V
        /// Whether the batch may be split.
        let splits: Bool
    }

    /// What the search for a load at rest has to know of a loop.
    struct LoopTerms {
        /// The largest load.
        let limit: V
        /// Loads are at most that far apart where a search steps.
        let spacing: V
        /// Sequences of a decode worker for each unit of load.
        let sequences: V
        /// Rows of a decode step for each of them.
        let rows: V
        /// Sequences from which on a decode step may be split.
        let halves: V
        /// The jumps of a decode step.
        let decode: StepJumps
        /// The jumps of a pass of prompts that carries decoding sequences.
        let pass: PassJumps?

        /// Whether batches may be split.
        var splits: Bool { decode.splits }
    }

    /// Behind which loads the time of a pass of prompts that carries decoding sequences jumps up.
    struct PassJumps {
        /// The jumps by rows.
        let jumps: StepJumps
        /// Tokens of a prompt in a pass.
        let prompt: V
        /// Rows of a pass for each sequence that decodes.
        let rows: V
        /// Sequences whose step is run where fewer decode.
        let alone: V
        /// Prompts of a pass with one in each replica, and of a full pass.
        let least: V
        let most: V
    }
}

// What a tape hands over is a row of numbers.
extension Engine.LoopTerms {
    /// All numbers, in an order of their own.
    var numbers: [V] { [limit, spacing, sequences, rows, halves] + decode.numbers + (pass?.numbers ?? []) }
}

extension Engine.StepJumps {
    init(_ s: Engine.Scenario) {
        self.init(
            tile: s.chip.cubeM, experts: Engine.ExpertTiles(s), replicas: s.deployment.dp,
            splits: s.deployment.tbo != .off)
    }

    fileprivate var numbers: [V] { [tile, experts.rows, experts.tile, experts.chance, replicas] }
}

extension Engine.PassJumps {
    fileprivate var numbers: [V] { [prompt, rows, alone, least, most] + jumps.numbers }

    /// Tokens of prompts in a pass of a replica at a load.
    @inline(__always) fileprivate func prompts(_ load: V) -> V {
        greater(1, lesser(most, greater(least, load)) / jumps.replicas) * prompt
    }
}

extension Engine.StepJumps {
    /// The tiles that some rows fill: those of all products, and the busiest experts' of a batch and of a half.
    fileprivate func filled(by rows: V) -> [V] {
        let tokens = rows * replicas
        return [rows / tile]
            + (splits ? [tokens, tokens / 2] : [tokens]).map { tokens in
                tokens * experts.rows / Engine.Mixture.visitedShare(tokens: tokens, chance: experts.chance)
                    / experts.tile
            }
    }
}

extension Engine.LoopTerms {
    /// The tiles that a load fills, of each kind; in front of a jump one of these is a whole number.
    func filled(at load: V) -> [V] {
        let decoding = decode.filled(by: load * sequences * rows)
        guard let pass else { return decoding }
        let guests = greater(pass.alone, load * sequences) * pass.rows
        return decoding + pass.jumps.filled(by: pass.prompts(load) + guests)
    }
}

extension Engine<Double>.LoopTerms {
    /// The terms of which `number` are the numbers.
    init(hasPass: Bool, splits: Bool, _ number: (Int) -> Double) {
        func jumps(_ first: Int) -> Engine<Double>.StepJumps {
            let experts = Engine<Double>.ExpertTiles(
                rows: number(first + 1), tile: number(first + 2), chance: number(first + 3))
            return Engine<Double>.StepJumps(
                tile: number(first), experts: experts, replicas: number(first + 4), splits: splits)
        }
        let pass =
            hasPass
            ? Engine<Double>.PassJumps(
                jumps: jumps(15), prompt: number(10), rows: number(11), alone: number(12), least: number(13),
                most: number(14)) : nil
        self.init(
            limit: number(0), spacing: number(1), sequences: number(2), rows: number(3), halves: number(4),
            decode: jumps(5), pass: pass)
    }
}

extension Engine.AggregatedServing {
    /// What the search for a load at rest has to know.
    var terms: Engine.LoopTerms {
        let (s, d) = (phases.prefill, phases.decode.deployment)
        let fresh = s.workload.fresh
        let drafted = phases.scenario.workload.draft + 1
        let pass = Engine.PassJumps(
            jumps: Engine.StepJumps(s),
            prompt: s.deployment.chunk > 0 ? fresh / ceiling(fresh / s.deployment.chunk) : fresh,
            rows: drafted / (s.deployment.dp * slots), alone: lesser(1, running), least: least, most: most)
        return Engine.LoopTerms(
            limit: limit, spacing: phases.spacing / greater(steps, 1e-9), sequences: steps,
            rows: drafted / (d.dp * d.pp), halves: 2 * d.dp * d.pp, decode: Engine.StepJumps(phases.decode), pass: pass)
    }
}

extension Engine.DisaggregatedServing {
    /// What the search for a load at rest has to know.
    var terms: Engine.LoopTerms {
        let (d, workers) = (phases.decode.deployment, phases.scenario.deployment.decodeWorkers)
        return Engine.LoopTerms(
            limit: limit, spacing: phases.spacing * workers, sequences: 1 / workers,
            rows: (phases.scenario.workload.draft + 1) / (d.dp * d.pp), halves: 2 * d.dp * d.pp,
            decode: Engine.StepJumps(phases.decode), pass: nil)
    }
}

extension Engine<Double>.StepJumps {
    /// Rows, fewer than some, behind which padding adds others: the last two of all products, and the last two of the busiest
    /// experts' own.
    func below(_ rows: Double) -> Fronts {
        var jumps = Fronts()
        let last = (ceiling(lesser(rows / tile, 0x1p50) * (1 - 1e-12)) - 1) * tile
        jumps.add(last)
        jumps.add(last - tile)
        addExperts(below: rows, replicas, to: &jumps)
        // Where not all experts are visited, those of half a batch fill their tiles elsewhere.
        if splits { addExperts(below: rows, replicas / 2, to: &jumps) }
        return jumps
    }

    private func addExperts(below rows: Double, _ replicas: Double, to jumps: inout Fronts) {
        let full = experts.full(below: rows * replicas)
        guard full > 0 else { return }
        jumps.add(full / replicas)
        jumps.add(experts.full(below: full) / replicas)
    }
}

extension Engine<Double>.LoopTerms {
    /// Loads, smaller than one, behind which the decode step or the pass of prompts jumps up, and both sides of those from
    /// which on their batches may be split.
    func fronts(below load: Double) -> Fronts {
        var fronts = Fronts()
        if sequences > 0 {
            let jumps = decode.below(load * sequences * rows)
            for index in 0..<jumps.count { fronts.add(jumps.values[index] / rows / sequences) }
            if splits {
                fronts.add(halves * (1 - 0x1p-40) / sequences)
                fronts.add(halves / sequences)
            }
        }
        if let pass { add(pass, below: load, to: &fronts) }
        return fronts
    }

    private func add(_ pass: Engine<Double>.PassJumps, below starting: Double, to fronts: inout Fronts) {
        let steps = sequences
        let replicas = pass.jumps.replicas
        let (few, many) = (pass.prompts(pass.least), pass.prompts(pass.most))
        /// The load of a pass of so many rows, where each unit of load brings `guests` of them and `fixed` are there without.
        func load(_ rows: Double, guests: Double, fixed: Double) -> Double {
            let rows = rows - fixed
            if rows > few + pass.least * guests, rows <= many + pass.most * guests {
                return rows / (pass.prompt / replicas + guests)
            }
            return guests > 0 ? (rows - (rows > many ? many : few)) / guests : 0
        }
        let rows = pass.prompts(starting) + greater(pass.alone, starting * steps) * pass.rows
        let jumps = pass.jumps.below(rows)
        for index in 0..<jumps.count {
            let found = load(jumps.values[index], guests: steps * pass.rows, fixed: 0)
            fronts.add(
                found * steps > pass.alone
                    ? found : load(jumps.values[index], guests: 0, fixed: pass.alone * pass.rows))
        }
        // A pass of one prompt a replica is not split.
        guard splits else { return }
        fronts.add(pass.least)
        fronts.add(pass.least * (1 + 0x1p-40))
    }
}
