import CostModel
import Units

/// The cells of a run as a table of one's own has them, by the names of its columns.
struct RunCells {
    /// Texts by their columns.
    private(set) var cells: [String: String] = [:]
    private let run: BenchmarkRun

    /// The share of a run within which requests that are all sent count as sent at once.
    private static let atOnce = 0.1
    /// The share of a client's limit from which on the limit rules and not the rate.
    private static let full = 0.9
    /// Requests of each client from which on a throughput counts.
    private static let enoughRounds = 4.0

    /// The cells of the load and of the figures; `chips` is how many there are in all, where that is known.
    init(_ run: BenchmarkRun, part: RunPart, chips: Double?) {
        self.run = run
        set("input_cv", run.input.variation.map { min($0, 10) })
        set("output_cv", run.output.variation.map { min($0, 10) })
        switch part {
        case .served:
            setLengths()
            setLoad()
            setFigures(chips)
        case .prefill(let batch, let depth):
            cells["serving"] = "static"
            cells["phase"] = "prefill"
            set("batch", batch)
            set("input", run.input.mean.map { $0 + depth })
            set("prefix", depth > 0 ? depth : nil)
            set("ttft_ms", run.ttft.mean.map { 1e3 * $0 })
        case .decode(let batch, let depth):
            cells["serving"] = "static"
            cells["phase"] = "decode"
            set("batch", chips.map { batch / $0 })
            setLengths()
            if let depth { set("context", (depth + (run.output.mean ?? 0) / 2).rounded(.up)) }
            set("tpot_ms", run.bestTPOT.map { 1e3 * $0 })
        }
    }

    private mutating func set(_ column: String, _ value: Double?) {
        guard let value, value.isFinite else { return }
        cells[column] = Decimal.shortest(Decimal.rounded(value, digits: 10))
    }

    private mutating func setLengths() {
        // Prompts of none are those of a step without context.
        set("input", run.input.mean.map { max(1, $0.rounded()) })
        set("output", run.output.mean.map { max(1, $0.rounded()) })
    }

    /// Requests in flight where the client or a burst rules, else the rate.
    private mutating func setLoad() {
        let load = run.load
        let requests = run.requests ?? run.sent
        guard let rate = load.rate, rate.isFinite, rate > 0, !isAtOnce(rate), !isFull else {
            return setClosed(requests)
        }
        // Without a load, a throughput is taken as the highest.
        if run.remarks.contains(.overload) { return }
        set("rate", rate)
        set("arrival_cv", load.arrivalVariation)
    }

    /// Whether all requests were sent long before the last was answered.
    private func isAtOnce(_ rate: Double) -> Bool {
        guard let requests = run.requests, let duration = run.duration else { return false }
        return requests / rate < Self.atOnce * duration
    }

    /// Whether as many requests were in flight as the client lets be.
    private var isFull: Bool {
        guard let limit = run.load.limit, let inFlight = run.inFlight else { return false }
        return inFlight >= Self.full * limit
    }

    private mutating func setClosed(_ requests: Double?) {
        let atOnce = run.load.rate != nil ? requests : nil
        if let clients = run.load.limit ?? atOnce {
            let inFlight = max(1, min(clients, requests ?? clients).rounded())
            set("concurrency", inFlight)
            set("rounds", requests.map { max(1, $0 / inFlight) })
        } else if let inFlight = run.inFlight {
            set("concurrency", max(1, inFlight.rounded()))
        }
    }

    /// Times in milliseconds; the throughput only where the start and the end of the run count little.
    private mutating func setFigures(_ chips: Double?) {
        if run.remarks.contains(.overload), cells["concurrency"] == nil {
            if let chips, let rate = throughput { set("tps_chip", rate / chips) }
            return
        }
        let isStreamed = !run.remarks.contains(.notStreamed)
        let isMedian = run.remarks.contains(.medians)
        if isStreamed {
            let first = run.ttft.mean ?? (isMedian ? run.ttft.percentiles[50] : nil)
            set("ttft_ms", first.map { 1e3 * $0 })
            set("tpot_ms", (run.bestTPOT ?? (isMedian ? run.tpot.percentiles[50] : nil)).map { 1e3 * $0 })
            setPercentiles("ttft", run.ttft)
            // Those of another meaning are none of ours.
            let isOwn = !run.remarks.contains(.derivedTPOT) && !run.remarks.contains(.medianTTFT)
            if isOwn { setPercentiles("tpot", run.tpot) }
        }
        // How long answers take in all depends on how their lengths spread.
        if run.output.variation != nil { setPercentiles("e2e", run.e2e) }
        let hasTimes = cells["ttft_ms"] != nil && cells["tpot_ms"] != nil
        if !hasTimes, run.e2e.mean != nil, !run.remarks.contains(.queueOnly) {
            set("e2e_ms", run.e2e.mean.map { 1e3 * $0 })
        }
        let rounds = cells["rounds"].flatMap { Double($0) } ?? Self.enoughRounds
        guard rounds >= Self.enoughRounds || !hasTimes, let chips, let rate = throughput else { return }
        set("tps_chip", rate / chips)
    }

    private mutating func setPercentiles(_ name: String, _ times: BenchmarkRun.Times) {
        for (share, seconds) in times.percentiles where seconds > 0 { set("\(name)_p\(share)_ms", 1e3 * seconds) }
    }

    /// Output tokens of all requests in a second.
    private var throughput: Double? {
        if let rate = run.outputRate { return rate }
        guard let rate = run.totalRate, let input = run.input.mean, let output = run.output.mean, output > 0 else {
            return nil
        }
        return rate * output / (input + output)
    }
}

/// A part of a run that is a row of its own: what is served, or one half of inference alone.
enum RunPart {
    case served
    case prefill(batch: Double, depth: Double)
    /// Without a depth, the context is that half-way through the answer.
    case decode(batch: Double, depth: Double?)

    /// The parts of a run.
    static func all(of run: BenchmarkRun) -> [RunPart] {
        switch run.mode {
        case .served: [.served]
        case .prefill(let batch, let depth): [.prefill(batch: batch, depth: depth)]
        case .decode(let batch, let depth): [.decode(batch: batch, depth: depth)]
        case .batch(let batch): [.prefill(batch: batch, depth: 0), .decode(batch: batch, depth: nil)]
        }
    }
}
