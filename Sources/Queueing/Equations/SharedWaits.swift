import Glibc

/// Waits of prompts that several workers share.
struct SharedWaits: PromptWaits {
    let mean: Double
    let variance: Double
    private let shares: TimeHistogram.CumulativeTimes

    var upperBound: Double { shares.upperBound }

    /// Middles of parts of a time until a worker is done, as shares that are longer.
    private static let moments = [0.95, 0.8, 0.6, 0.4, 0.2, 0.08, 0.02, 0.004]
    private static let weights = [0.1, 0.2, 0.2, 0.2, 0.2, 0.07, 0.023, 0.007]

    /// Probabilities below this matter to no percentile.
    private static let least = 1e-7
    /// Numbers of prompts ahead that fewer find than this are told apart by few lengths of their own.
    private static let few = 2e-3

    /// Solves the queue.
    ///
    /// - Parameters:
    ///   - copy: what a worker takes.
    ///   - stream: prompts that come to all workers.
    ///   - workers: how many share the queue, two or more.
    init(_ copy: CopyModel, _ stream: ArrivalStream, workers: Int) {
        let prompt = copy.input.mean
        let fill = copy.fullPass(0)
        let full = copy.pass(fill, 0)
        let own = copy.alone(0).reduce(0) { $0 + $1.weight * $1.seconds }
        func passes(_ tokens: Double) -> (before: Double, rest: Double) {
            let before = Whole.up(tokens / fill - 1)
            return (before, tokens - before * fill)
        }
        // Those that wait fill passes, between one prompt alone and as many as there is room for.
        let room = max(1, fill / prompt)
        let most = room * full * prompt / fill
        let chain = WorkerChain(stream, workers: workers, room: room, alone: own, full: most)

        // Passes that vary less than exponential ones are done the sooner: the next of so many within a shorter time.
        let variation = copy.costSquare(0)
        let square = min(1, variation)
        let gaps = stream.variation * stream.variation
        let heavy = (gaps + variation) / (gaps + 1)
        let count = Double(chain.workers)
        let busy = min(1, stream.rate * chain.service / count)
        func waiting(_ service: Double) -> Double { Relief(stream, service: service, busy: busy).probability }
        let still = waiting(variation.squareRoot()) / waiting(1)
        let fewer = pow(pow(heavy, 1 / room) * pow(count / (count + 1 - square), 1 - 1 / room), 1 / max(1, gaps))
        func next(_ longer: Double) -> Double {
            let rest = 1 - square
            guard rest > 1e-6 else { return -log(longer) * chain.service / count }
            return chain.service / rest * (1 - pow(longer, rest / count))
        }
        var times = TimeHistogram()
        for point in Self.spread(copy.input, .dense) {
            let (before, rest) = passes(point.tokens)
            let alone = before * full + copy.pass(rest, 0) + copy.extraPairTime(point.tokens)
            times.add(max(0, alone), point.weight * (1 - chain.waiting * still))
        }
        let lengths = Self.spread(copy.input, .coarse)
        let fewLengths = LengthPoints(copy.input, .coarse).points.map { (tokens: $0.tokens, weight: $0.weight) }
        let nexts = zip(Self.moments.map(next), Self.weights)
        for (index, share) in chain.found.enumerated().dropFirst(chain.workers) where share > Self.least {
            let waiting = Double(index - chain.workers)
            let before = (waiting / room + 1e-9).rounded(.down)
            let (turns, ahead) = (before * fewer, (waiting - before * room) * fewer)
            let prompts = (share > Self.few ? lengths : fewLengths).map { point in
                let (own, rest) = passes(ahead * prompt + point.tokens)
                return (before: own * full, rest: rest, more: copy.extraPairTime(point.tokens), weight: point.weight)
            }
            for (first, weight) in nexts {
                let wait = first + turns * chain.service / count
                // Those that come until then share its last pass as far as there is room.
                let behind = Self.numbers(behind: stream, within: wait)
                for point in prompts {
                    for (number, part) in behind {
                        let tokens = max(point.rest, min(fill, point.rest + number * prompt))
                        let last = tokens == fill ? full : copy.pass(tokens, 0)
                        let seconds = point.before + last + point.more
                        times.add(wait + max(0, seconds), share * still * weight * point.weight * part)
                    }
                }
            }
        }
        mean = times.mean
        variance = times.variance
        shares = times.cumulative()
    }

    /// Lengths with the spread of each part, so that not all of a part takes one more pass.
    private static func spread(_ lengths: Lengths, _ fineness: LengthPoints.Fineness) -> [(
        tokens: Double, weight: Double
    )] {
        LengthPoints(lengths, fineness).points.flatMap { point in
            point.variance > 0
                ? offsets.map { (max(1, point.tokens + $0 * point.variance.squareRoot()), point.weight / 5) }
                : [(point.tokens, point.weight)]
        }
    }

    /// Middles of fifths of a time that lies anywhere in a span, in standard deviations.
    private static let offsets = [-2.0, -1, 0, 1, 2].map { $0 * 0.5.squareRoot() }

    /// Two numbers of prompts that come behind one within a time, with the mean and the variance of all.
    private static func numbers(behind stream: ArrivalStream, within time: Double) -> [(number: Double, weight: Double)]
    {
        let (come, clump) = (stream.rate * time, stream.clump(over: time))
        let mean = come + clump - 1
        let variance = come * stream.dispersion(over: time) + clump * (clump - 1)
        guard variance > mean * mean else {
            return [(mean - variance.squareRoot(), 0.5), (mean + variance.squareRoot(), 0.5)]
        }
        let some = mean * mean / (mean * mean + variance)
        return [(0, 1 - some), (mean / some, some)]
    }

    func share(within seconds: Double) -> Double { shares.share(below: seconds) }
}
