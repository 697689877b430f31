/// What holds for runs of all kinds.
extension BenchmarkRun {
    /// The share by which two times of a token may differ and mean the same.
    private static let tolerance = 0.1
    /// Requests from which on percentiles rest on more than one of them.
    private static let enough = 20.0
    /// Requests of each client from which on the start and the end of a run count little.
    private static let enoughRounds = 4.0

    /// Seconds for each token behind the first, from the times to the last and to the first (E2E - TTFT over output - 1).
    var secondsPerToken: Double? {
        guard let last = e2e.mean, let first = ttft.mean ?? ttft.percentiles[50], let output = output.mean, output > 1,
            last > first
        else { return nil }
        return (last - first) / (output - 1)
    }

    /// The mean time per token, behind the first, that the figures of the file agree on, seconds.
    public var bestTPOT: Double? {
        if isStreamed == false { return nil }
        if remarks.contains(.gapTPOT) { return itl.mean }
        return remarks.contains(where: { $0 == .derivedTPOT || $0 == .medianTTFT })
            ? secondsPerToken ?? tpot.mean : tpot.mean
    }

    /// Whether first tokens came before the last; nil where that cannot be told.
    var isStreamed: Bool? { remarks.contains(.notStreamed) ? false : nil }

    /// The requests that were in flight, as the file says or by Little's law.
    public var inFlight: Double? {
        if let known = load.inFlight { return known }
        guard let rate = requestRate, let seconds = residence, !remarks.contains(.queueOnly) else { return nil }
        return rate * seconds
    }

    /// Mean seconds from a request to its last token.
    private var residence: Double? {
        if let known = e2e.mean { return known }
        guard let first = ttft.mean, let token = tpot.mean, let output = output.mean else { return nil }
        return first + max(0, output - 1) * token
    }

    /// Seconds that the run took.
    var duration: Double? {
        guard let requests, let requestRate, requestRate > 0 else { return nil }
        return requests / requestRate
    }

    /// Whether two times mean other things.
    private func parts(_ one: Double, _ other: Double) -> Bool { abs(one / other - 1) > Self.tolerance }

    /// Whether requests came faster than they were completed, beyond what the last answers take to end.
    private var isOverloaded: Bool {
        guard let rate = load.rate, rate.isFinite, rate > 0, let done = requestRate, done < 0.95 * rate,
            let requests = sent ?? requests, let duration
        else { return false }
        let answer = (bestTPOT ?? tpot.percentiles[50]).flatMap { token in output.mean.map { token * $0 } } ?? 0
        let excess = duration - requests / rate
        return excess > 2 * answer || (excess > 1.1 * answer && done < 0.8 * rate)
    }

    /// The run with what follows from its figures: rates, and remarks.
    var judged: BenchmarkRun {
        var run = self
        run.complete()
        run.remark()
        return run
    }

    private mutating func complete() {
        if outputRate == nil, let requestRate, let output = output.mean { outputRate = requestRate * output }
        if requestRate == nil, let outputRate, let output = output.mean, output > 0, mode == .served,
            requests != nil
        {
            requestRate = outputRate / output
        }
    }

    private mutating func remark() {
        guard mode == .served else { return }
        if let last = e2e.mean, let first = ttft.mean, first > 0.99 * last, output.mean ?? 0 > 1 {
            remarks.append(.notStreamed)
        } else if let first = ttft.mean, first > 0, tpot.mean == 0 {
            remarks.append(.notStreamed)
        }
        if let derived = secondsPerToken, isStreamed == nil, !remarks.contains(.derivedTPOT) {
            if ttft.mean == nil {
                remarks.append(.medianTTFT)
            } else if let stated = tpot.mean, parts(derived, stated), itl.mean.map({ parts($0, stated) }) ?? true {
                // Where gaps agree with the file's time, it is the mean of ratios and the other the ratio of means.
                remarks.append(.derivedTPOT)
            } else if tpot.isEmpty {
                remarks.append(.derivedTPOT)
            }
        }
        let hasMean = ttft.mean != nil || tpot.mean != nil || e2e.mean != nil
        if !hasMean, ttft.percentiles[50] != nil || tpot.percentiles[50] != nil { remarks.append(.medians) }
        if let requests, let sent, requests < sent { remarks.append(.incomplete) }
        if let requests, requests < Self.enough { remarks.append(.few) }
        if let asked = output.asked, let came = output.mean, !remarks.contains(.uniformLengths),
            !(0.8...1.25).contains(came / asked)
        {
            remarks.append(.otherLength)
        }
        if isOverloaded { remarks.append(.overload) }
        if let limit = load.limit, let requests, requests / limit < Self.enoughRounds { remarks.append(.fewRounds) }
    }
}
