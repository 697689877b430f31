import Glibc

/// What is left of the wait for other prompts where these come more evenly than a Poisson stream, or share several
/// workers.
struct Relief: Sendable {
    /// The share of the prompts that would wait which still do.
    let probability: Double
    /// What the wait of these is multiplied by.
    let time: Double
    /// What the wait for passes to begin is multiplied by beside: one of several workers is free sooner.
    let start: Double

    /// Nothing is relieved.
    static let none = Relief(probability: 1, time: 1, start: 1)

    /// What is left of the mean wait.
    var mean: Double { probability * time }

    /// The relief of an even stream.
    ///
    /// The mean by W. Kraemer and M. Langenbach-Belz (8th International Teletraffic Congress, 1976), which holds in
    /// light traffic too; cut into the probability and the length of a wait as in the queue GI/M/1 (D. G. Kendall,
    /// Annals of Mathematical Statistics 24, 1953): the former falls in light traffic, the latter in heavy traffic.
    init(_ stream: ArrivalStream, service variation: Double, busy: Double) {
        let (arrivals, service) = (stream.variation * stream.variation, variation * variation)
        guard arrivals < 1, busy > 0 else {
            self = .none
            return
        }
        let heavy = (arrivals + service) / (1 + service)
        let light = 2 * (1 - busy) * (1 - arrivals) * (1 - arrivals) / (3 * busy * max(arrivals + service, 1e-9))
        self.init(mean: heavy * exp(-light), busy: busy)
    }

    private init(mean: Double, busy: Double) {
        let time = 1 - busy * (1 - mean)
        self.init(probability: mean / time, time: time, start: 1)
    }

    /// The relief of copies of which the one with the fewest requests is given the next.
    ///
    /// A copy that computes prompts ends few requests and so is given few. Simulated waits lie 0.4 of the way from
    /// those by turns to those by chance where prompts are equal, and the nearer to the former the more they vary.
    ///
    /// As many come in a step as ended in the one before, so that there is the less relief the more these are: by half of the
    /// share that comes early. Where few sequences decode, prompts are seen among the requests of a copy, and long ones are kept
    /// away from; that number and the extent are of simulated waits as well.
    init(turns: ArrivalStream, chance: ArrivalStream, service variation: Double, busy: Double, level: Level) {
        let least = Relief(turns, service: variation, busy: busy).mean
        let most = Relief(chance, service: variation, busy: busy).mean
        let square = variation * variation
        let even = least + (most - least) * 0.4 / (1 + square)
        let late = even + (1 - even) * level.early / 2
        let seen = (1 - 1 / level.copies) / (1 + level.sequences / Self.fewSequences)
        self.init(mean: late * (1 - Self.avoided * seen * square / (1 + square)), busy: busy)
    }

    /// Copies that are kept level: how many, the sequences that decode in each, and the share of prompts that comes early.
    struct Level {
        let copies: Double
        let sequences: Double
        let early: Double
    }

    /// What is left out of waits for prompts of any length where none decode, and sequences beside which half of that is.
    private static let (avoided, fewSequences) = (0.8, 30.0)

    private init(probability: Double, time: Double, start: Double) {
        self.probability = probability
        self.time = time
        self.start = start
    }

    /// The relief by workers that share a queue, on top of this.
    ///
    /// A. K. Erlang, 1917; for bursts as A. O. Allen, "Probability, Statistics and Queueing Theory", 1978, has it of A.
    /// Cunneen.
    func shared(by workers: Int, busy: Double) -> Relief {
        guard workers > 1, busy > 0 else { return self }
        let waiting = ErlangC.waiting(servers: workers, busy: busy)
        return Relief(
            probability: probability * min(1, waiting / busy), time: time, start: start / Double(workers))
    }
}

/// The queue with several servers and Poisson arrivals.
enum ErlangC {
    /// The probability that a request waits.
    ///
    /// - Parameters:
    ///   - servers: servers that share the queue.
    ///   - busy: the share of their time that they work, below 1.
    static func waiting(servers: Int, busy: Double) -> Double {
        guard busy > 0 else { return 0 }
        guard busy < 1 else { return 1 }
        // Erlang's loss formula by its recursion, which neither overflows nor loses digits.
        let offered = busy * Double(servers)
        var inverse = 1.0
        for count in 1...max(servers, 1) { inverse = 1 + inverse * Double(count) / offered }
        let loss = 1 / inverse
        return loss / (1 - busy * (1 - loss))
    }
}
