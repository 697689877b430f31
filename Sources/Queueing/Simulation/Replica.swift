/// One copy of the server, step by step.
///
/// While nothing arrives, starts or ends, decode steps differ only in their context, and many are taken at once.
struct Replica: Sendable {
    /// Steps under way.
    private struct Block: Sendable {
        let start: Double
        /// Decode steps in it; a pass over prompts alone has none.
        var steps: Int
        let hasPrompts: Bool
    }

    private let schedule: Server.Schedule
    /// Whether requests come with their prompts computed.
    private let onlyDecodes: Bool

    private var slots: Slots
    private var passes: PromptPasses
    private var decoding = SoonestFirst<DecodingSequence>()
    private var stepsTaken = 0
    private var context = 0
    private var block: Block?

    /// When the steps under way end; infinite without any.
    private(set) var end = Double.infinity
    /// Seconds times sequences that decoded, of blocks that ended.
    private var decodingArea = 0.0

    init(_ server: Server) {
        schedule = server.schedule
        onlyDecodes = server.prefillPool != nil
        slots = Slots(server)
        passes = PromptPasses(server)
    }

    /// Requests that wait or run here.
    var load: Int { slots.waiting.count + slots.running }
    /// Whether no steps are under way.
    var isIdle: Bool { block == nil }

    /// Puts a request into the queue.
    ///
    /// If it may start, the steps under way end with the one during which it comes.
    mutating func add(_ place: Int, at time: Double, _ requests: RequestStore, _ times: some StepTiming) {
        let mayStart = slots.waiting.count == 0 && slots.hasRoom(for: requests[place])
        slots.waiting.append(place)
        guard mayStart, let block, !block.hasPrompts, block.steps > 1, time < end else { return }
        shorten(block, to: time, times)
    }

    /// Cuts a block of decode steps behind the first that ends at a time or later.
    private mutating func shorten(_ block: Block, to time: Double, _ times: some StepTiming) {
        let width = decoding.count
        var (low, high) = (0, block.steps)
        while high - low > 1 {
            let middle = (low + high) / 2
            let seconds = times.decode(steps: middle, sequences: width, context: context)
            if block.start + seconds < time { low = middle } else { high = middle }
        }
        guard high < block.steps else { return }
        self.block?.steps = high
        end = block.start + Duration.of(times.decode(steps: high, sequences: width, context: context))
    }

    /// Begins the next steps.
    mutating func start(
        at time: Double, _ requests: inout RequestStore, _ times: some StepTiming,
        ended: (Int, inout RequestStore) -> Void
    ) {
        if onlyDecodes {
            while let place = slots.admit(&requests) { join(place, at: time, &requests, ended: ended) }
        } else {
            let guests = schedule == .prefillFirst ? 0 : decoding.count
            let pass = passes.fill(besides: guests, &requests) { requests in
                guard let place = slots.admit(&requests) else { return nil }
                requests[place].admitted = time
                return place
            }
            if pass.tokens > 0 {
                let seconds = times.pass(
                    tokens: pass.tokens, pairs: pass.pairs, sequences: guests, context: guests > 0 ? context : 0)
                block = Block(start: time, steps: guests > 0 ? 1 : 0, hasPrompts: true)
                end = time + Duration.of(seconds)
                return
            }
        }
        guard let first = decoding.first else { return }
        let steps = first.lastStep - stepsTaken
        block = Block(start: time, steps: steps, hasPrompts: false)
        end = time + Duration.of(times.decode(steps: steps, sequences: decoding.count, context: context))
    }

    /// Seconds times sequences that have decoded until a time within the steps under way.
    func decodingArea(until time: Double) -> Double {
        decodingArea + Double(decoding.count) * (block.map { time - $0.start } ?? 0)
    }

    /// Ends the steps under way.
    mutating func finish(_ requests: inout RequestStore, ended: (Int, inout RequestStore) -> Void) {
        guard let block else { return }
        let time = end
        self.block = nil
        end = .infinity
        stepsTaken += block.steps
        context += decoding.count * block.steps
        decodingArea += Double(decoding.count) * (time - block.start)
        while let first = decoding.first, first.lastStep <= stepsTaken {
            decoding.removeFirst()
            context -= requests[first.place].reserved
            leave(first.place, &requests, ended: ended)
        }
        if block.hasPrompts {
            for place in passes.ending { join(place, at: time, &requests, ended: ended) }
        }
    }

    /// A request has its first token, and decodes from the next step on if it wants more.
    private mutating func join(
        _ place: Int, at time: Double, _ requests: inout RequestStore, ended: (Int, inout RequestStore) -> Void
    ) {
        requests[place].first = time
        guard requests[place].output > 1 else { return leave(place, &requests, ended: ended) }
        decoding.insert(.init(lastStep: stepsTaken + requests[place].output - 1, place: place))
        context += requests[place].input + 1
    }

    private mutating func leave(
        _ place: Int, _ requests: inout RequestStore, ended: (Int, inout RequestStore) -> Void
    ) {
        slots.free(requests[place])
        ended(place, &requests)
    }
}

/// Seconds that a step time may be.
enum Duration {
    /// A time that is not a number or below 0 counts as none, so that the clock only goes forwards.
    static func of(_ seconds: Double) -> Double { seconds > 0 ? min(seconds, 1e12) : 0 }
}
