import Glibc

/// Prompts that several workers share, from one that comes to the next.
///
/// A prompt that finds a worker idle begins at once. Where all are busy it waits, and the worker that is done next takes as
/// many as a pass has room for. Gaps are gamma distributed and passes are taken as exponential, so that the passes which end
/// in a gap are a negative binomial number of ticks of all workers together (the embedded chain of GI/M/c, D. G. Kendall,
/// Annals of Mathematical Statistics 24, 1953, by ticks of equal rate, A. Jensen, Skandinavisk Aktuarietidskrift 36, 1953).
struct WorkerChain: Sendable {
    /// Workers.
    let workers: Int
    /// Probabilities of the prompts that one finds when it comes: those in work, one a worker, and behind these those that
    /// wait.
    let found: [Double]
    /// Mean seconds of what a worker does at a time.
    let service: Double

    /// Workers that are told apart, prompts that wait, and ticks of a gap.
    private static let (mostWorkers, mostWaiting, mostTicks) = (256, 400, 4000)
    /// Probabilities below this matter to no one.
    private static let least = 1e-9
    /// How often the length of a pass and the prompts that it takes are found from each other.
    private static let rounds = 3

    /// Solves the chain.
    ///
    /// - Parameters:
    ///   - stream: prompts that come to all workers.
    ///   - workers: how many share the queue.
    ///   - room: prompts that a worker takes at once at most.
    ///   - alone: mean seconds of a prompt alone.
    ///   - full: seconds of a worker with as many prompts as it takes at most, while more wait.
    init(_ stream: ArrivalStream, workers: Int, room: Double, alone: Double, full: Double) {
        // Of very many workers few wait, and fewer that are as much faster have as much to do.
        let count = min(workers, Self.mostWorkers)
        let scale = Double(workers) / Double(count)
        self.workers = count
        var service = alone / scale
        var found = [1.0]
        for _ in 0..<Self.rounds {
            let walk = Walk(stream, workers: count, room: max(1, room), service: service, ticks: Self.mostTicks)
            let most = count + Self.mostWaiting
            found =
                walk.isPoisson
                ? walk.balanced(upTo: most, least: Self.least)
                : walk.settled(from: found, upTo: most, least: Self.least)
            let waiting = found.dropFirst(count).reduce(0, +)
            let (taken, crowded) = walk.taken(found)
            // Passes that begin with a prompt that comes, and those that take what waits.
            let (single, several) = (1 - waiting, waiting / taken)
            let filled = room > 1 ? (taken - 1) / (room - 1) : 0
            let seconds = alone + (full - alone) * (filled + (1 - filled) * crowded)
            let next = (single * alone + several * seconds) / (single + several) / scale
            guard (next - service).magnitude > 1e-4 * service else { break }
            service = next
        }
        self.found = found
        self.service = service
    }

    /// The share of prompts that finds all workers busy.
    var waiting: Double { found.dropFirst(workers).reduce(0, +) }

    /// The ticks of a gap, and what they do.
    private struct Walk {
        let workers: Int
        let whole: Int
        let part: Double
        /// Probabilities of the ticks in a gap, and that there are more.
        let ticks: [Double]
        /// By the workers that are busy, the shares of ticks that end no pass and that end one.
        private let staying: [Double]
        private let leaving: [Double]
        /// Whether prompts come as a Poisson stream.
        let isPoisson: Bool
        /// Ticks for each prompt that comes.
        private let pace: Double

        init(_ stream: ArrivalStream, workers: Int, room: Double, service: Double, ticks most: Int) {
            self.workers = workers
            whole = Int(min(room, 1e6))
            part = room < 1e6 ? room - Double(whole) : 0
            let busy = (0...workers).map { Double($0) * (1 / Double(workers)) }
            (staying, leaving) = (busy.map { 1 - $0 }, busy)
            let square = max(stream.variation * stream.variation, 1e-4)
            let mean = Double(workers) / service / stream.rate
            (isPoisson, pace) = (stream.variation == 1, mean)
            let shape = 1 / square
            let ratio = mean * square / (1 + mean * square)
            var (weight, left) = (exp(-shape * log1p(mean * square)), 1.0)
            var ticks: [Double] = []
            while ticks.count < most, left > 1e-7 {
                ticks.append(weight)
                left -= weight
                weight *= ratio * (Double(ticks.count - 1) + shape) / Double(ticks.count)
            }
            if let last = ticks.indices.last { ticks[last] += max(0, left) }
            self.ticks = ticks
        }

        /// What a tick leaves of some prompts, in their place: each number of prompts is reached from larger ones alone.
        private func tick(_ shares: inout [Double]) {
            shares.withUnsafeMutableBufferPointer { shares in
                let most = min(workers, shares.count - 1)
                for count in 0..<most {
                    shares[count] = shares[count] * staying[count] + shares[count + 1] * leaving[count + 1]
                }
                shares[most] *= staying[most]
                let waiting = shares.count - 1 - workers
                guard waiting > 0 else { return }
                for count in 1...min(waiting, whole + 1) {
                    let share = shares[workers + count]
                    if count <= whole { shares[workers] += share * (1 - part) }
                    shares[workers] += share * part
                }
                for count in (workers + 1)..<shares.count {
                    let (all, one) = (count + whole, count + whole + 1)
                    let left = all < shares.count ? shares[all] * (1 - part) : 0
                    shares[count] = one < shares.count ? left + shares[one] * part : left
                }
            }
        }

        /// What the gap behind a prompt leaves for the next, from what that found.
        private func gap(_ found: [Double]) -> [Double] {
            var shares = [0] + found
            var sum = [Double](repeating: 0, count: shares.count)
            var left = 1.0
            for (index, weight) in ticks.enumerated() {
                if index > 0 { tick(&shares) }
                // Where nothing is left, further ticks change nothing.
                if shares[0] > 1 - 1e-9 { break }
                Rows.add(shares, times: weight, to: &sum, from: 0)
                left -= weight
            }
            sum[0] += max(0, left)
            return sum
        }

        /// What prompts of a Poisson stream find in the long run.
        ///
        /// That is what there is at any time (PASTA, R. W. Wolff, Operations Research 30, 1982).
        /// As often as a prompt lifts their number above some n, a tick brings it down to n or less: from n + 1 to n + room where
        /// prompts wait, from n + 1 by one of the workers below. So each follows from larger ones, from the largest down.
        func balanced(upTo most: Int, least: Double) -> [Double] {
            var shares = [Double](repeating: 0, count: most)
            shares[most - 1] = 1
            // Those that a tick would bring down to a number or below it.
            var within = 0.0
            for count in stride(from: most - 2, through: 0, by: -1) {
                if count < workers {
                    shares[count] = pace * leaving[count + 1] * shares[count + 1]
                } else {
                    within += shares[count + 1]
                    let (all, one) = (count + whole + 1, count + whole + 2)
                    if all < most { within -= shares[all] * (1 - part) }
                    if one < most { within -= shares[one] * part }
                    shares[count] = pace * max(within, shares[count + 1])
                }
                if shares[count] > 1e200 {
                    for index in count..<most { shares[index] *= 1e-200 }
                    within *= 1e-200
                }
            }
            let all = shares.reduce(0, +)
            while shares.count > 1, shares[shares.count - 1] < least * all { shares.removeLast() }
            let total = shares.reduce(0, +)
            return shares.map { $0 / total }
        }

        /// Steps of a settling chain at most, over ticks and prompts.
        private static let work = 30_000_000

        /// What prompts find in the long run.
        func settled(from first: [Double], upTo most: Int, least: Double) -> [Double] {
            var found = first
            // The nearer to full, the longer it takes to settle.
            for _ in 0..<min(4000, max(400, Self.work / (ticks.count * most))) {
                var next = gap(found)
                while next.count > most { next[most - 1] += next.removeLast() }
                while next.count > 1, next[next.count - 1] < least { next.removeLast() }
                let total = next.reduce(0, +)
                var change = 0.0
                for index in next.indices {
                    next[index] /= total
                    change += (next[index] - (index < found.count ? found[index] : 0)).magnitude
                }
                found = next
                if change < 1e-6 { break }
            }
            return found
        }

        /// Mean prompts that a worker takes of those that wait, and the share of these passes that leave others waiting.
        func taken(_ found: [Double]) -> (prompts: Double, crowded: Double) {
            var shares = [0] + found
            var (passes, prompts, crowded, left) = (0.0, 0.0, 0.0, 1.0)
            let room = Double(whole) + part
            for (index, weight) in ticks.enumerated() {
                if index > 0 { tick(&shares) }
                left -= weight
                guard shares.count > workers + 1, left > 1e-6 else { break }
                for count in (workers + 1)..<shares.count {
                    let waiting = Double(count - workers)
                    passes += left * shares[count]
                    prompts += left * shares[count] * min(waiting, room)
                    if waiting > room { crowded += left * shares[count] }
                }
            }
            return passes > 0 ? (max(1, prompts / passes), crowded / passes) : (1, 0)
        }
    }
}
