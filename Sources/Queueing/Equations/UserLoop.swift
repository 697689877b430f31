/// Users who send a request, wait for the answer, think and send the next.
///
/// Each user sends one request in the time of an answer and a thought, so that `users = rate (think + answer(rate))`, the
/// interactive response time law (Denning and Buzen, "The Operational Analysis of Queueing Network Models", ACM Computing
/// Surveys 10, 1978). Up to a load of 0.95 requests come as a Poisson stream would, as they do from many users that
/// think; beyond that nearly all that are not thinking wait, and the rate nears the capacity.
public struct UserLoop: Sendable {
    /// Users.
    public let users: Double
    /// Seconds that a user thinks on average.
    public let think: Double
    /// Requests/s.
    public let rate: Double
    /// The server at this rate.
    public let loop: OpenLoop
    /// What is known where the load is too near to the capacity for distributions; nil below that.
    public let crowd: Crowd?

    /// Mean figures of a server that nearly all users wait for.
    public struct Crowd: Sendable {
        /// Seconds from a token to the next.
        public let perToken: Double
        /// Seconds until the first token.
        public let firstToken: Double
        /// Sequences of a copy that decode.
        public let decoding: Double
    }

    /// The load up to which requests are taken for a stream.
    static let most = 0.9499

    /// A share of the users that matters to no one.
    private static let least = 1e-7

    /// Finds the rate at which users are served.
    ///
    /// - Parameters:
    ///   - users: how many there are, above 0.
    ///   - think: seconds that they think on average, above 0.
    ///   - input: tokens of prompts.
    ///   - output: tokens of answers.
    ///   - server: what serves them.
    ///   - times: step times of a copy.
    ///   - rate: about how many requests/s that makes, where it is known.
    public init(
        users: Double, think: Double, input: Lengths, output: Lengths, on server: Server, times: StepTimes,
        near rate: Double? = nil
    ) throws(QueueingFault) {
        self.users = try QueueingFault.check(users, .clients, 1...1e9)
        self.think = try QueueingFault.check(think, .think, 1e-9...1e9)
        func loop(at rate: Double) throws(QueueingFault) -> OpenLoop {
            try OpenLoop(try Load(rate: rate, input: input, output: output), on: server, times: times)
        }
        func answer(_ loop: OpenLoop) -> Double { loop.tails()?.endToEnd.mean ?? .infinity }
        let capacity = try loop(at: min(1, users / think)).capacity.rate
        // Where they might send as much as is too much for a stream, what that takes is asked first; else it is never reached.
        let mostSent = users / think
        var high = (rate: mostSent, users: Double.infinity)
        if mostSent > Self.most * capacity {
            let full = try loop(at: Self.most * capacity)
            high = (rate: full.offered.rate, users: full.offered.rate * (think + answer(full)))
            guard users < high.users else {
                // Meets the rate at that load, and nears the capacity as users become more.
                let limit = capacity * users / (users + high.users * (1 / Self.most - 1))
                let later = max(1e-9, output.mean - 1)
                // Whoever is there beyond those at that load takes a slot, until none is left.
                let copies = Double(server.replicas)
                let more = users - limit * think - high.rate * answer(full)
                let most = Double(full.runningLimit)
                let decoding = min(most, (full.decoding ?? most) + max(0, more) / copies)
                let perToken = decoding * copies / (limit * later)
                self.rate = limit
                self.loop = try loop(at: limit)
                crowd = Crowd(
                    perToken: perToken, firstToken: max(0, users / limit - think - later * perToken),
                    decoding: decoding)
                return
            }
        }
        // Users rise with the rate, so that a bracket of rates closes on theirs (the Illinois method, Dowell and Jarratt, BIT
        // 11, 1971). The rate that follows from the first answer lies on the other side, mostly close by.
        var (low, atLow, atHigh) = (0.0, -users, high.users - users)
        var (top, found) = (high.rate, min(rate ?? high.rate, high.rate))
        var side = 0
        var current = try loop(at: found)
        for pass in 0..<40 {
            let seconds = think + answer(current)
            let rest = found * seconds - users
            guard rest.magnitude > Self.least * users, top - low > 1e-12 * top else { break }
            if rest < 0 {
                (low, atLow) = (found, rest)
                if side == -1 { atHigh /= 2 }
                side = -1
            } else {
                (top, atHigh) = (found, rest)
                if side == 1 { atLow /= 2 }
                side = 1
            }
            let next = pass == 0 ? users / seconds : (low * atHigh - top * atLow) / (atHigh - atLow)
            // Where nothing is known of one end the middle is as good as any.
            found = next > low && next < top ? next : (low + top) / 2
            current = try loop(at: found)
        }
        (self.rate, self.loop, crowd) = (found, current, nil)
    }
}
