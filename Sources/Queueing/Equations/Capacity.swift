/// The most requests/s that a server keeps up with.
public struct Capacity: Sendable, Equatable {
    /// What binds.
    public enum Bottleneck: Sendable, Equatable {
        /// Sequences that may run at once.
        case slots
        /// Room for KV.
        case kvRoom
        /// Tokens of a step: all steps are full of prompts.
        case chunk
        /// Workers that prefill.
        case prefillWorkers
    }

    /// Requests/s of all copies together.
    public let rate: Double
    /// What binds.
    public let bottleneck: Bottleneck
}

extension Capacity {
    /// Finds the rate at which decoding and the stalls by prompts take all time: lambda (delta + o T(n) / n) = 1.
    init(_ stall: Stall, _ limit: RunningLimit, _ server: Server) {
        let copy = stall.copy
        let most = Double(limit.most)
        let decoding = most / (copy.step(most) * copy.laterTokens)
        var (rate, bottleneck) = (decoding, limit.isRoom ? Bottleneck.kvRoom : .slots)
        if copy.isMixed, let balanced = Self.balanced(copy, below: most) {
            rate = balanced / (copy.laterTokens * copy.pass(copy.fullPass(balanced), balanced))
            bottleneck = .chunk
        } else if !copy.onlyDecodes {
            rate = Self.root(below: decoding) { rate in
                rate * (stall.capacitySeconds(most, rate: rate) + copy.step(most) * copy.laterTokens / most)
            }
        }
        rate *= Double(server.replicas)
        if let pool = server.prefillPool {
            let tokens = copy.fullPass(0)
            let workers = Double(pool.workers) * tokens / copy.input.mean / copy.pass(tokens, 0)
            if workers < rate { (rate, bottleneck) = (workers, .prefillWorkers) }
        }
        self.init(rate: rate, bottleneck: bottleneck)
    }

    /// Sequences that decode beside as many prompt tokens as a step has room for; nil if not below a limit.
    private static func balanced(_ copy: CopyModel, below limit: Double) -> Double? {
        func fed(_ sequences: Double) -> Double { copy.fullPass(sequences) * copy.laterTokens / copy.input.mean }
        guard fed(limit) < limit else { return nil }
        var (low, high) = (0.0, limit)
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if fed(middle) > middle { low = middle } else { high = middle }
        }
        return high
    }

    /// The rate below a limit at which a rising share of time reaches 1.
    private static func root(below limit: Double, _ share: (Double) -> Double) -> Double {
        let above = share(limit) - 1
        guard above > 0 else { return limit }
        return Root.rising(from: -1, to: above, at: limit, within: 1e-9, near: 1e-10) { share($0) - 1 }
    }
}

extension Stall {
    /// How far answers are of equal length, so that requests that begin together end together: 1 to 0.
    var convoy: Double { max(0, 1 - copy.output.variation / 0.3) }

    /// Seconds at the limit: convoys fill passes.
    func capacitySeconds(_ sequences: Double, rate: Double) -> Double {
        guard convoy > 0 else { return crowded(sequences, rate: rate) }
        return convoy * full(sequences) + (1 - convoy) * crowded(sequences, rate: rate)
    }
}
