/// The requests of a simulation, in the order in which clients send them.
struct ArrivalSource: Sendable {
    private let trace: [TracedRequest]
    private let gapSampler: GapSampler?
    private let meanGap: Double
    private let inputSampler: LengthSampler?
    private let outputSampler: LengthSampler?
    private var gaps: Randomness
    private var prompts: Randomness
    private var answers: Randomness
    /// Requests of an open loop at most.
    private let most: Int
    /// Of a closed loop: when clients send.
    private var due = SoonestFirst<Double>()
    private let think: Double
    /// Draws times with mean 1 for what clients think.
    private let thoughts = GapSampler(variation: 1)
    /// Requests taken.
    private(set) var count = 0
    /// When the next request is sent; infinite where none is known.
    private(set) var next: Double

    /// Whether each request that ends brings about the next.
    let isClosed: Bool

    /// Begins the requests of a seed.
    ///
    /// - Parameters:
    ///   - traffic: where they come from.
    ///   - seed: what lengths and times follow from.
    ///   - most: requests of an open loop at most, so that what waits for a server that is far too slow has an end.
    init(_ traffic: Traffic, seed: UInt64, most: Int) {
        self.most = most
        gaps = Randomness(seed: seed, stream: 1)
        prompts = Randomness(seed: seed, stream: 2)
        answers = Randomness(seed: seed, stream: 3)
        if case .closed(let loop) = traffic { think = loop.think } else { think = 0 }
        switch traffic {
        case .open(let load):
            let sampler = GapSampler(variation: load.arrivalVariation)
            (gapSampler, meanGap, trace, isClosed) = (sampler, 1 / load.rate, [], false)
            (inputSampler, outputSampler) = (LengthSampler(load.input), LengthSampler(load.output))
            next = sampler.next(&gaps) * meanGap
        case .closed(let loop):
            (gapSampler, meanGap, trace, isClosed) = (nil, 0, [], true)
            (inputSampler, outputSampler) = (LengthSampler(loop.input), LengthSampler(loop.output))
            for _ in 0..<loop.clients { due.insert(think * thoughts.next(&gaps)) }
            next = due.first ?? .infinity
        case .trace(let recorded):
            (gapSampler, meanGap, trace, isClosed) = (nil, 0, recorded.requests, false)
            (inputSampler, outputSampler) = (nil, nil)
            next = recorded.requests.first?.arrival ?? .infinity
        }
    }

    /// Takes the next request, which must be known.
    mutating func take() -> Request {
        defer { count += 1 }
        if count < trace.count {
            let traced = trace[count]
            next = count + 1 < trace.count ? trace[count + 1].arrival : .infinity
            // The last token of a prompt is computed even if all of it was seen before.
            return Request(
                number: count, sent: traced.arrival, input: traced.input, output: traced.output,
                done: min(traced.cached, traced.input - 1))
        }
        let sent = next
        if let gapSampler {
            next = count + 1 < most ? next + gapSampler.next(&gaps) * meanGap : .infinity
        } else {
            due.removeFirst()
            next = due.first ?? .infinity
        }
        let input = inputSampler?.next(&prompts) ?? 1
        let output = outputSampler?.next(&answers) ?? 1
        return Request(number: count, sent: sent, input: input, output: output, done: 0)
    }

    /// A request has ended; in a closed loop its client sends the next.
    mutating func ended(at time: Double) {
        guard isClosed else { return }
        due.insert(time + think * thoughts.next(&gaps))
        next = due.first ?? .infinity
    }
}
