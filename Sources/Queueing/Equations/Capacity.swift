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

    /// What takes the time of a copy, or of a prefill worker, that is never idle.
    public struct Cycle: Sendable, Equatable {
        /// Copies, or prefill workers where these bind.
        public var servers: Double
        /// Requests that one has at once: those that decode together, or those of a full pass.
        public var requests: Double
        /// Steps, or passes, that a request takes part in.
        public var steps: Double
        /// Seconds of one.
        public var step: Double
        /// Seconds for which the prompt of a request holds up all that decode.
        public var prompt: Double

        /// Puts a cycle together.
        public init(servers: Double, requests: Double, steps: Double, step: Double, prompt: Double = 0) {
            (self.servers, self.requests, self.steps, self.step) = (servers, requests, steps, step)
            self.prompt = prompt
        }

        /// Requests/s.
        public var rate: Double { servers * requests / (steps * step + requests * prompt) }
    }

    /// Requests/s of all copies together.
    public let rate: Double
    /// What binds.
    public let bottleneck: Bottleneck
    /// What the rate comes of.
    public let cycle: Cycle
}

extension Capacity {
    /// Finds the rate at which decoding and the stalls by prompts take all time: lambda (delta + o T(n) / n) = 1.
    init(_ stall: Stall, _ limit: RunningLimit, _ server: Server) {
        let copy = stall.copy
        let most = Double(limit.most)
        let decoding = most / (copy.step(most) * copy.laterTokens)
        var (rate, bottleneck) = (decoding, limit.isRoom ? Bottleneck.kvRoom : .slots)
        var cycle = Cycle(
            servers: Double(server.replicas), requests: most, steps: copy.laterTokens, step: copy.step(most))
        if copy.isMixed, let balanced = Self.balanced(copy, below: most) {
            (cycle.requests, cycle.step) = (balanced, copy.pass(copy.fullPass(balanced), balanced))
            rate = balanced / (copy.laterTokens * cycle.step)
            bottleneck = .chunk
        } else if !copy.onlyDecodes {
            rate = Self.root(below: decoding) { rate in
                rate * (stall.capacitySeconds(most, rate: rate) + copy.step(most) * copy.laterTokens / most)
            }
            cycle.prompt = stall.capacitySeconds(most, rate: rate)
        }
        rate *= Double(server.replicas)
        if let pool = server.prefillPool {
            let tokens = copy.fullPass(0)
            let pass = copy.pass(tokens, 0)
            let workers = Double(pool.workers) * tokens / copy.input.mean / pass
            if workers < rate {
                (rate, bottleneck) = (workers, .prefillWorkers)
                cycle = Cycle(
                    servers: Double(pool.workers), requests: tokens / copy.input.mean, steps: 1, step: pass)
            }
        }
        self.init(rate: rate, bottleneck: bottleneck, cycle: cycle)
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

    /// Seconds at the limit: convoys fill passes, and no prompt takes less than its share of a full one.
    ///
    /// Beyond the rate at which full passes take all time the time in passes has no mean, and prompts are not as cheap as what is
    /// worked out for them there.
    func capacitySeconds(_ sequences: Double, rate: Double) -> Double {
        let full = full(sequences)
        guard convoy < 1 else { return full }
        return convoy * full + (1 - convoy) * max(full, crowded(sequences, rate: rate))
    }
}
