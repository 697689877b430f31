import Glibc

/// How many requests a copy can run: its slots, or as many as its KV cache holds.
struct RunningLimit: Sendable {
    /// The mean of the smaller of slots and requests that have room, 1 or more.
    let most: Int
    /// Requests whose KV the cache holds on average.
    let room: Double
    private let slots: Double
    private let kvTokens: Double
    /// Mean KV of a running request, tokens, and its coefficient of variation.
    let kvPerRequest: Double
    private let variation: Double

    /// Fails where not even one request of mean length has room.
    init(_ load: Load, _ server: Server) throws(QueueingFault) {
        let (input, output) = (load.input, load.output)
        guard input.mean + output.mean <= server.kvTokens else {
            throw .noRoom(needed: input.mean + output.mean, available: server.kvTokens)
        }
        // Requests are seen running in proportion to their output.
        let biased = output.meanSquare / output.mean
        kvPerRequest = input.mean + biased
        kvTokens = server.kvTokens
        slots = Double(server.maxRunning)
        room = max(0.5, kvTokens / kvPerRequest - (output.variation > 0 ? 0.5 : 0))
        let square =
            input.meanSquare + 2 * input.mean * biased + output.biasedMeanSquare - kvPerRequest * kvPerRequest
        variation = max(0, square).squareRoot() / kvPerRequest
        let deviation = variation * room.squareRoot()
        guard deviation > 1e-9 else {
            most = max(1, Int(min(slots, room)))
            return
        }
        let z = (slots - room) / deviation
        let short = (slots - room) * Normal.share(below: z) + deviation * Normal.density(z)
        most = max(1, Int(min(slots - short, slots)))
    }

    /// Whether room for KV binds rather than slots.
    var isRoom: Bool { room < slots }

    /// The probability that one more request than these has no room for its KV.
    func fullness(_ running: Int) -> Double {
        guard variation > 1e-9, room < 1.6 * slots else { return 0 }
        let count = Double(running + 1)
        // Deviations of the sum of so many requests.
        let z = (kvTokens - count * kvPerRequest) / (kvPerRequest * variation * count.squareRoot())
        return z > 8 ? 0 : Normal.share(below: -z)
    }
}
