/// So many clients, each of which sends the next request once one has ended, on a server.
///
/// A closed loop: of the N clients of a copy n have a request that decodes, and the others wait for a first token, so that
/// `N = n + lambda TTFT(n, lambda)` with `lambda = n / (o tau(n, lambda))`, both by Little's law (Operations Research 9, 1961).
/// First tokens wait as in an open loop at the same rate, beside n sequences that decode. That holds where requests differ in
/// length; equal ones that begin together end together for ever.
public struct ClientLoop: Sendable {
    /// Requests/s of all copies together.
    public let rate: Double
    /// Mean sequences that decode in a copy.
    public let decoding: Double
    /// Mean seconds from a token to the next.
    public let perToken: Double
    /// Mean seconds of what a first token waits for.
    public let firstToken: FirstToken.Parts

    /// Finds where clients are at rest.
    ///
    /// - Parameters:
    ///   - clients: requests in flight in all copies, above 0.
    ///   - input: tokens of prompts.
    ///   - output: tokens of answers, with the first.
    ///   - server: what serves them.
    ///   - times: step times of a copy.
    ///   - start: seconds that a first token waits beside, in the mean, since all clients began at once.
    public init(
        clients: Double, input: Lengths, output: Lengths, on server: Server, times: StepTimes, start: Double = 0
    ) throws(QueueingFault) {
        let all = try QueueingFault.check(clients, .clients, 1e-6...1e9) / Double(server.replicas)
        let probe = try Load(rate: 1, input: input, output: output)
        let copy = CopyModel(probe, server, times)
        let limit = try RunningLimit(probe, server)
        // Those that have no slot wait in front.
        let held = min(all, Double(limit.most))
        let balance = Balance(copy: copy, server: server, held: held, start: start)
        let found = Root.rising(
            from: -held, to: held, at: held, within: Self.least, near: Self.least * held
        ) { balance.excess($0) }
        let state = balance.state(found)
        var parts = state.parts
        parts.slot = (all - held) / state.rate
        // What the search leaves over waits in the queue.
        parts.queue = max(0, parts.queue + (held - state.decoding) / state.rate - (parts.total - parts.slot))
        rate = state.rate * Double(server.replicas)
        decoding = state.decoding
        perToken = state.decoding / (state.rate * copy.laterTokens)
        firstToken = parts
    }

    /// A share of the requests that matters to no one.
    private static let least = 1e-4

    /// What so many sequences that decode in a copy bring about.
    private struct Balance {
        let copy: CopyModel
        let server: Server
        /// Requests that a copy holds.
        let held: Double
        let start: Double

        struct State {
            let decoding: Double
            let rate: Double
            let parts: FirstToken.Parts
        }

        /// Requests beyond those that are there, if so many decode; all where full passes do not get that many through.
        func excess(_ decoding: Double) -> Double {
            let (rate, isFull) = rate(decoding)
            return isFull ? held : decoding + rate * parts(decoding, rate).total - held
        }

        func state(_ decoding: Double) -> State {
            let rate = rate(decoding).rate
            return State(decoding: decoding, rate: rate, parts: parts(decoding, rate))
        }

        /// What a first token waits for beside so many that decode, at a rate of a copy.
        private func parts(_ decoding: Double, _ rate: Double) -> FirstToken.Parts {
            let all = ArrivalStream(rate: rate * Double(server.replicas), variation: 1)
            var parts = FirstToken.Parts()
            parts.request = server.requestTime
            parts.prefill = copy.alone(copy.onlyDecodes ? 0 : decoding).reduce(0) { $0 + $1.weight * $1.seconds }
            let waits: Double
            if let pool = server.prefillPool {
                parts.transfer = pool.transfer + copy.step(decoding) / 2
                let open =
                    pool.workers > 1
                    ? SharedWaits(copy, all, workers: pool.workers).mean
                    : wait(.init(copy: copy, sequences: 0, isIdle: true, relief: .none), all)
                waits = parts.prefill + max(0, open - parts.prefill) * (pool.workers == 1 ? finite(rate, decoding) : 1)
            } else {
                let stream = all.split(over: server.replicas, server.routing)
                let busy = min(
                    0.95,
                    rate * copy.input.mean / copy.fullPass(decoding) * copy.pass(copy.fullPass(decoding), decoding))
                let relief = Relief(stream, service: copy.costSquare(decoding).squareRoot(), busy: busy)
                waits = wait(
                    .init(
                        copy: copy, sequences: max(decoding, 0.01), isIdle: false, relief: relief,
                        ending: decoding / (rate * copy.laterTokens),
                        numberEnding: decoding / copy.laterTokens, delay: server.requestTime), stream)
            }
            parts.prefill = min(parts.prefill, waits)
            parts.queue = waits - parts.prefill + start
            return parts
        }

        /// What is left of a queue in front of a pool as fewer requests come the more of them wait there.
        ///
        /// A queue that drifts back faster the longer it is: a normal length cut off at none, against an exponential one (the
        /// diffusion of a finite source, D. L. Iglehart, Journal of Applied Probability 2, 1965).
        private func finite(_ rate: Double, _ decoding: Double) -> Double {
            let fill = copy.fullPass(0)
            let most = 1 / Double(server.replicas) * fill / (copy.input.mean * copy.pass(fill, 0))
            let (drift, back) = (max(1e-9, most - rate), rate / max(1, decoding))
            let spread = rate * (1 + copy.costSquare(0))
            let deviation = (spread / (2 * back)).squareRoot()
            let start = drift / back / deviation
            guard start < 6 else { return 1 }
            let mean = deviation * (Normal.density(start) / Normal.share(below: -start) - start)
            return min(1, mean / (spread / (2 * drift)))
        }

        private func wait(_ service: PromptQueue.Service, _ stream: ArrivalStream) -> Double {
            PromptQueue(service, stream, clump: 1).times.mean
        }

        /// Requests/s of a copy that end with so many that decode, and whether full passes do not get that many through.
        private func rate(_ decoding: Double) -> (rate: Double, isFull: Bool) {
            let free = decoding / (copy.step(decoding) * copy.laterTokens)
            let fill = copy.fullPass(copy.onlyDecodes ? 0 : decoding)
            let workers = server.prefillPool.map { Double($0.workers) / Double(server.replicas) } ?? 1
            let full =
                Self.fullest * workers * fill / (copy.input.mean * copy.pass(fill, copy.onlyDecodes ? 0 : decoding))
            guard !copy.onlyDecodes else { return (min(free, full), free > full) }
            var (low, high) = (0.0, min(free, full))
            for _ in 0..<40 {
                let middle = (low + high) / 2
                let stall = Stall(copy: copy, stream: ArrivalStream(rate: middle, variation: 1))
                    .seconds(decoding, rate: middle)
                var perToken = copy.step(decoding) / max(1e-6, 1 - middle * stall)
                if copy.isMixed { perToken = min(perToken, copy.pass(fill, decoding)) }
                if decoding / (perToken * copy.laterTokens) > middle { low = middle } else { high = middle }
            }
            return ((low + high) / 2, full < free && low > full * (1 - 1e-6))
        }

        /// The share of full passes that are carried at most.
        private static var fullest: Double { 0.999 }
    }
}
