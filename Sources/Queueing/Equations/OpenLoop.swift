import Glibc

/// A server under requests that come at their own times: capacity, load, and how times are distributed over requests.
///
/// All figures are of the steady state. Rates and numbers of sequences belong to one copy where that is said.
public struct OpenLoop: Sendable {
    /// How far figures can be trusted.
    public enum State: Sendable, Equatable {
        /// Load below 0.90.
        case steady
        /// Load from 0.90: the 99th percentile of the first token is only a lower bound.
        case bound
        /// Load from 0.95: rare episodes rule all figures, and none is given.
        case refused
        /// Requests come faster than they can be served.
        case unsteady
    }

    /// What makes figures less certain than in the cases that they were held to.
    public enum Caution: Sendable, Equatable {
        /// More than one request in a thousand waits for a slot: long waits rule the tail of the first token.
        case slotWait
        /// Answers of equal length behind passes that go first: requests form convoys at loads above 0.8.
        case convoys
        /// Gaps with a coefficient of variation above 3.
        case bursts
        /// Prompts of more than 20 passes, or of more than half a step that are not split.
        case longPrompts
    }

    /// What comes.
    public let offered: Load
    /// What serves it.
    public let server: Server
    /// The most that the server keeps up with.
    public let capacity: Capacity
    /// How far figures can be trusted.
    public let state: State
    /// Sequences of a copy that can run at once, on average over what room their KV takes.
    public let runningLimit: Int

    let copy: CopyModel
    let stall: Stall
    let chain: DecodeChain?

    /// Offered rate over capacity.
    public var load: Double { offered.rate / capacity.rate }
    /// Mean sequences that decode in a copy; nil from a load of 0.95 on.
    public var decoding: Double? {
        guard isFigured, let chain else { return nil }
        let behind = stall.behind(chain.busy.mean)
        return chain.number.mean + chain.stream.rate * Answers.firstStall(behind: behind, chain)
    }
    /// Seconds of a decode step of as many sequences as decode on average; nil from a load of 0.95 on.
    public var decodeStep: Double? { decoding.map(copy.step) }
    /// The share of requests that wait for a slot or for room in the KV cache; nil from a load of 0.95 on.
    public var slotWaitShare: Double? { isFigured ? chain?.slotWait.share : nil }

    /// Whether figures are given.
    var isFigured: Bool { state == .steady || state == .bound }

    /// Puts a load on a server.
    ///
    /// - Parameters:
    ///   - load: what comes.
    ///   - server: what serves it.
    ///   - times: step times of a copy.
    public init(_ load: Load, on server: Server, times: StepTimes) throws(QueueingFault) {
        offered = load
        self.server = server
        copy = CopyModel(load, server, times)
        let all = ArrivalStream(rate: load.rate, variation: load.arrivalVariation)
        let limit = try RunningLimit(load, server)
        runningLimit = limit.most
        // Prompts come to the copies, or from the pool.
        let prompts = server.prefillPool.map { all.shared(by: $0.workers) }
        stall = Stall(copy: copy, stream: prompts ?? all.split(over: server.replicas, server.routing))
        capacity = Capacity(stall, limit, server)

        let share = load.rate / capacity.rate
        guard share < 1 else {
            (state, chain) = (.unsteady, nil)
            return
        }
        let decoded = Self.decoded(all, stall, server)
        let isLevel = server.routing == .leastLoaded && server.replicas > 1
        let levelling = DecodeChain.Levelling(copies: server.replicas, variation: decoded.all)
        chain = DecodeChain(stall, limit, decoded.stream, isLevel ? levelling : nil)
        state = chain == nil ? .unsteady : share < 0.9 ? .steady : share < 0.95 ? .bound : .refused
    }

    /// The stream that starts to decode in a copy: that of requests, evened out by busy prefill workers.
    ///
    /// What leaves a queue is as uneven as its service where it is busy, and as what comes where it is not (K. T.
    /// Marshall, Operations Research 16, 1968, and W. Whitt, Bell System Technical Journal 62, 1983).
    private static func decoded(
        _ all: ArrivalStream, _ stall: Stall, _ server: Server
    ) -> (stream: ArrivalStream, all: Double) {
        guard server.prefillPool != nil else { return (stall.stream, all.variation) }
        let busy = stall.passes(0, rate: stall.stream.rate).busy
        let input = stall.copy.input.variation
        let square = busy * busy * input * input + (1 - busy * busy) * all.variation * all.variation
        let left = ArrivalStream(rate: all.rate, variation: square.squareRoot())
        return (left.split(over: server.replicas, server.routing), left.variation)
    }

    /// The spread below which answers end together, and the copies from which that shows: with 21 of equal answers the first
    /// token took twice as long when played through, with a spread of 0.1 what the equations say.
    private static let (alike, manyCopies) = (0.05, 8)

    /// Why figures may be less certain than elsewhere.
    public var cautions: [Caution] {
        var cautions: [Caution] = []
        if let slotWaitShare, slotWaitShare > 0.001 { cautions.append(.slotWait) }
        // Of many copies whose answers are all alike the one that just ended several gets all that comes next.
        let areAlike = copy.output.variation < Self.alike && server.routing == .leastLoaded
        let isConvoy = stall.convoy > 0 && server.schedule == .prefillFirst && load > 0.8
        if !copy.onlyDecodes, isConvoy || (areAlike && server.replicas >= Self.manyCopies) {
            cautions.append(.convoys)
        }
        if offered.arrivalVariation > 3 { cautions.append(.bursts) }
        let splits = server.schedule.splitsPrompts
        let longest = (splits ? 20 : 0.5) * copy.budget(decoding ?? 0)
        // What is not split counts with those that are longer than most.
        let long = offered.input.mean * (splits ? 1 : 1 + offered.input.variation)
        if long > longest { cautions.append(.longPrompts) }
        return cautions
    }
}
