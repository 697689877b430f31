import CostModel

/// One message of a step: some chunks that travel from one rank to another.
struct Send {
    var from: Int
    var to: Int
    var chunks: [Int]
    /// Whether the receiver adds them to its own, or replaces its own.
    var adds: Bool
}

/// The steps of an algorithm; the sends of a step happen at once, those of one rank in the order they are listed.
typealias Schedule = [[Send]]

/// Ranks that hold chunks of a vector and exchange them step by step, with a clock.
///
/// A message of b bytes takes `alpha + b / rate`. A rank's port sends one message after the other, one gap between
/// them, and takes in one after the other; the two directions do not disturb each other. A step ends when its last
/// message is there.
struct MessageSimulation {
    /// A chunk of a rank is the sum of what it has gathered: 16^r for the contribution of rank r, so that a missing or
    /// doubled contribution of any of up to 16 ranks shows.
    private(set) var data: [[UInt64]]
    private(set) var time = 0.0
    let chunkBytes: Double
    let gap: Double

    init(ranks: Int, chunks: Int, bytes: Double, gap: Double) {
        data = (0..<ranks).map { rank in Array(repeating: 1 << UInt64(4 * rank), count: chunks) }
        chunkBytes = bytes / Double(chunks)
        self.gap = gap
    }

    /// The sum of all ranks' contributions.
    static func total(ranks: Int) -> UInt64 { (0..<ranks).reduce(0) { $0 + 1 << UInt64(4 * $1) } }

    /// Carries out schedules of disjoint groups side by side.
    mutating func run(_ schedules: [Schedule], over tier: Tier) {
        for number in 0..<(schedules.map(\.count).max() ?? 0) {
            step(schedules.flatMap { number < $0.count ? $0[number] : [] }, over: tier)
        }
    }

    private mutating func step(_ sends: [Send], over tier: Tier) {
        let before = data
        var clock = PortClock(ranks: data.count, tier: tier, gap: gap)
        for send in sends {
            clock.send(from: send.from, to: send.to, bytes: Double(send.chunks.count) * chunkBytes)
            for chunk in send.chunks {
                data[send.to][chunk] =
                    send.adds ? data[send.to][chunk] &+ before[send.from][chunk] : before[send.from][chunk]
            }
        }
        time += clock.end
    }
}

/// When the ports of some ranks are free in a step.
struct PortClock {
    private var out: [Double?]
    private var into: [Double]
    private let tier: Tier
    private let gap: Double
    private(set) var end = 0.0

    init(ranks: Int, tier: Tier, gap: Double) {
        out = Array(repeating: nil, count: ranks)
        into = Array(repeating: 0, count: ranks)
        self.tier = tier
        self.gap = gap
    }

    /// Sends a message as soon as the sender's port is free.
    mutating func send(from: Int, to: Int, bytes: Double) {
        let duration = bytes / (tier.bandwidth * tier.utilisation)
        let start = out[from].map { $0 + gap } ?? 0
        out[from] = start + duration
        into[to] = max(start + tier.latency, into[to]) + duration
        end = max(end, into[to])
    }
}
