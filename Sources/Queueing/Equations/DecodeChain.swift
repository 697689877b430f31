import Glibc

/// The number of sequences that decode in a copy, as a birth-death chain.
///
/// With n sequences, mu(n) = n (1 - lambda delta(n)) / (T(n) o) requests end a second. For a Poisson stream without
/// stalls this is a queue with processor sharing, whose numbers depend on lengths by their mean alone (J. W. Cohen,
/// Acta Informatica 12, 1979). Bursts and stalls spread the numbers, and even streams draw them together: arrivals are
/// taken to come at lambda / z + (1 - 1/z) mu(n) a second, z being variance over mean of the number where mu(n) rises
/// with n alike (the Bernoulli, Poisson and Pascal streams of L. E. N. Delbrouck, IEEE Transactions on Communications
/// 29, 1981). So as many requests end as come, whatever the shape of mu.
struct DecodeChain: Sendable {
    /// The stream where sequences start to decode.
    let stream: ArrivalStream
    /// Mean and variance of the number, and the probability that it is 0.
    let number: (mean: Double, variance: Double, empty: Double)
    /// Mean and variance of the number while there are any.
    let busy: (mean: Double, variance: Double)
    /// The variance of the time from token to token over the states, seconds squared.
    let paceVariance: Double
    /// Variance over mean of the number where the pace is the same in all states.
    let spread: Double
    /// What the stalls of a prompt multiply the variance of arrivals by.
    let stallSpread: Double
    /// The share of requests that wait for a slot, and their mean wait in seconds.
    let slotWait: (share: Double, seconds: Double)
    /// Seconds that a prompt stalls the mean number.
    let stall: Double
    /// Copies that are kept level, so that an arrival slows its copy down by so much less; 1 if each goes by itself.
    let levelled: Double

    /// Copies that are kept level, and the coefficient of variation of the gaps of all together.
    struct Levelling: Sendable {
        let copies: Int
        let variation: Double

        /// The variance of the number of a copy about the mean of all: they differ by one at most, more or less.
        static let unevenness = 1 / 3.0
    }

    /// Logarithm of a ratio that takes states apart for good.
    private static let far = 1000.0

    /// Solves the chain; nil if requests come faster than they end with all slots taken.
    ///
    /// - Parameters:
    ///   - stall: what prompts take.
    ///   - limit: how many may run.
    ///   - stream: where sequences start to decode in a copy.
    ///   - levelling: copies that are kept level, which share all sequences; nil where each goes by itself.
    init?(_ stall: Stall, _ limit: RunningLimit, _ stream: ArrivalStream, _ levelling: Levelling?) {
        let (copy, rate) = (stall.copy, stream.rate)
        let table = StallTable(stall, upTo: limit.most)
        let pace = Pace(copy: copy, stalls: table, rate: rate, copies: levelling?.copies ?? 1)
        let top = Double(limit.most)
        let topRate = copy.onlyDecodes ? pace.ends(top) : pace.ends(top, stall: stall.capacitySeconds(top, rate: rate))
        guard rate < topRate else { return nil }

        // An arrival adds a sequence, and those that would have ended while its prompt is computed.
        let mode = Self.crossing(pace, limit.most)
        let middle = Double(mode + 1)
        let ratio = rate * stall.marginal(middle, rate: rate) / max(0.02, 1 - rate * table(middle))
        let square = copy.onlyDecodes ? 0 : copy.costSquare(middle)
        let stallSpread = 1 + 2 * ratio + ratio * ratio * (1 + square)
        let variation = levelling?.variation ?? stream.variation
        let arrivals = variation * variation * stallSpread
        let answers = copy.output.variation * copy.output.variation
        let copies = Double(levelling?.copies ?? 1)
        let unevenness = levelling == nil ? 0 : Levelling.unevenness / Double(mode + 1)
        let spread = max(
            0.05, (1 + (arrivals - 1) * copy.output.overlap) / copies + unevenness, Self.leastSpread(pace, mode))
        let queueSpread = max(0.05, (arrivals + answers) / 2 / copies)

        func ends(_ count: Int) -> Double { count == limit.most ? topRate : pace.ends(Double(count)) }
        var isCut = false
        var weights = Weights(around: mode, upTo: limit.most) { count in
            let arrivals = rate / spread + (1 - 1 / spread) * ends(count - 1)
            if arrivals <= 0 { isCut = true }
            return arrivals > 0 ? min(max(log(arrivals / ends(count)), -Self.far), Self.far) : -Self.far
        }
        // Of level copies and of even streams none come from some number on, where fewer than none should: as many are to end as
        // come all the same.
        if isCut, weights.last < limit.most {
            if levelling != nil || !weights.topUp(to: rate, ends) { weights.tilt(to: rate, ends) }
        }
        // Beyond the last slot, the number falls off by this ratio.
        let fall = pow(min(0.9999, rate / topRate), 1 / queueSpread)
        let beyond = limit.most == weights.last ? weights.values[weights.values.count - 1] * fall / (1 - fall) : 0
        var states = weights.values
        let total = states.reduce(0, +) + beyond
        var full = 0.0
        for index in states.indices {
            let count = weights.first + index
            if index == states.count - 1 { states[index] += beyond }
            states[index] /= total
            if count == limit.most {
                full += states[index]
            } else if count > 0 {
                full += states[index] * limit.fullness(count)
            }
        }
        // Where all slots are taken, requests of bursts come more often than on average, and even ones less often.
        let met = max(0, 1 / spread + (1 - 1 / spread) * topRate / rate)
        self.init(
            stream, states, from: weights.first, pace, spread: spread, stallSpread: stallSpread, levelled: copies,
            slotWait: (min(full * met, 1), 1 / (topRate * (1 - fall))))
    }

    private init(
        _ stream: ArrivalStream, _ states: [Double], from first: Int, _ pace: Pace, spread: Double, stallSpread: Double,
        levelled: Double, slotWait: (Double, Double)
    ) {
        self.stream = stream
        self.spread = spread
        self.stallSpread = stallSpread
        self.slotWait = slotWait
        self.levelled = levelled
        var (mean, square, empty, busyShare) = (0.0, 0.0, 0.0, 1e-300)
        var (paceMean, paceSquare) = (0.0, 0.0)
        for (index, weight) in states.enumerated() {
            let count = Double(first + index)
            mean += weight * count
            square += weight * count * count
            if first + index == 0 {
                empty = weight
            } else {
                busyShare += weight
                let seconds = pace.perToken(count)
                paceMean += weight * seconds
                paceSquare += weight * seconds * seconds
            }
        }
        number = (mean, max(0, square - mean * mean), empty)
        let busyMean = min(max(1, mean / busyShare), Double(first + states.count))
        busy = (busyMean, max(0, square / busyShare - busyMean * busyMean))
        let mid = paceMean / busyShare
        paceVariance = max(0, paceSquare / busyShare - mid * mid)
        let whole = pace.stalls(busyMean)
        stall = whole * pace.stalled(busyMean, by: whole)
    }

    /// The least variance over mean that a whole number can have: it lies between two neighbours.
    private static func leastSpread(_ pace: Pace, _ mode: Int) -> Double {
        let (below, above) = (mode > 0 ? pace.ends(Double(mode)) : 0, pace.ends(Double(mode + 1)))
        let part = min(max(0, (pace.rate - below) / max(1e-300, above - below)), 1)
        return part * (1 - part) / max(1e-9, Double(mode) + part)
    }

    /// The last number of sequences at which requests come no slower than they end.
    private static func crossing(_ pace: Pace, _ most: Int) -> Int {
        var (low, high) = (0, most)
        while high - low > 1 {
            let middle = (low + high) / 2
            if pace.ends(Double(middle)) <= pace.rate { low = middle } else { high = middle }
        }
        return min(low, most - 1)
    }
}

/// How fast a copy decodes beside prompts that come at a rate.
struct Pace: Sendable {
    let copy: CopyModel
    let stalls: StallTable
    let rate: Double
    /// Copies that are kept level; 1 if each goes by itself.
    let copies: Int

    /// The least share of sequences that a prompt stalls.
    private static let leastStalled = 0.3

    /// The sequences that a prompt stalls, over the mean number.
    ///
    /// Copies that are kept level hold as many requests, whatever they do. So while a copy computes prompts the fewer decode
    /// beside: those that it holds beyond its mean of prompts, less the share by which all copies hold more then.
    func stalled(_ sequences: Double, by stall: Double) -> Double {
        guard copies > 1, sequences > 0 else { return 1 }
        let busy = min(0.95, rate * stall)
        let prompts = 1 / (1 - busy / 2)
        return max(Self.leastStalled, 1 - prompts * (1 - busy) * (1 - 1 / Double(copies)) / sequences)
    }

    /// Requests that end a second.
    func ends(_ sequences: Double) -> Double { ends(sequences, stall: stalls(sequences)) }

    /// Requests that end a second with a stall by each prompt.
    func ends(_ sequences: Double, stall: Double) -> Double {
        sequences / (perToken(sequences, stall: stall) * copy.laterTokens)
    }

    /// Seconds from a token to the next.
    func perToken(_ sequences: Double) -> Double { perToken(sequences, stall: stalls(sequences)) }

    private func perToken(_ sequences: Double, stall: Double) -> Double {
        let seconds = copy.step(sequences) / max(1e-6, 1 - rate * stall * stalled(sequences, by: stall))
        // Where steps carry prompts, each takes a full pass at most.
        guard copy.isMixed, stall > 0 else { return seconds }
        return min(seconds, copy.pass(copy.fullPass(sequences), sequences))
    }
}

/// Weights of the states around the likeliest one, as far out as they matter.
private struct Weights {
    let first: Int
    let last: Int
    private(set) var values: [Double]

    /// Multiplies the weight of each number by the same ratio for each one more, so that a rate is had on average.
    ///
    /// The distribution nearest to another with a given mean (Gibbs, "Elementary Principles in Statistical Mechanics", 1902).
    mutating func tilt(to rate: Double, _ ends: (Int) -> Double) {
        let rates = values.indices.map { ends(first + $0) }
        func mean(_ exponent: Double) -> Double {
            var (sum, total) = (0.0, 0.0)
            for (index, value) in values.enumerated() {
                let weight = value * exp(exponent * Double(index))
                sum += weight * rates[index]
                total += weight
            }
            return sum / total
        }
        guard (mean(0) / rate - 1).magnitude > Self.offset else { return }
        var (low, high) = (-Self.steepest, Self.steepest)
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if mean(middle) > rate { high = middle } else { low = middle }
        }
        let exponent = (low + high) / 2
        for index in values.indices { values[index] *= exp(exponent * Double(index)) }
    }

    /// Gives the last number that anything comes to the weight with which a rate is had on average; whether there is one.
    ///
    /// An even stream lets the number vary between neighbours alone, so that the others stay as they are.
    mutating func topUp(to rate: Double, _ ends: (Int) -> Double) -> Bool {
        let least = 1e-9
        guard let top = values.lastIndex(where: { $0 > least }), ends(first + top) > rate else { return false }
        var (missing, total) = (0.0, 0.0)
        for index in values.indices where index < top {
            missing += values[index] * (rate - ends(first + index))
            total += values[index]
        }
        guard missing > 0, total > 0 else { return false }
        values[top] = missing / (ends(first + top) - rate)
        return true
    }

    /// A share of the rate that matters to no one, and the logarithm of the largest ratio of two neighbours that is added.
    private static let (offset, steepest) = (1e-4, 10.0)

    /// Logarithm of a weight, over the largest, that no longer matters.
    private static let least = -40.0

    /// Computes weights from the logarithm of each state's ratio to the one below.
    init(around mode: Int, upTo most: Int, logRatio: (Int) -> Double) {
        var (above, below): ([Double], [Double]) = ([], [])
        var (sum, count) = (0.0, mode)
        while count < most, sum > Self.least {
            count += 1
            sum += logRatio(count)
            above.append(sum)
        }
        last = count
        (sum, count) = (0, mode)
        while count > 0, sum > Self.least {
            sum -= logRatio(count)
            count -= 1
            below.append(sum)
        }
        first = count
        let peak = max(0, above.max() ?? 0, below.max() ?? 0)
        values = (below.reversed() + [0] + above).map { exp($0 - peak) }
    }
}
