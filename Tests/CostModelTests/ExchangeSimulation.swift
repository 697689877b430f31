import CostModel

/// Ranks that hand each other blocks, of which each has a target and an origin.
struct ExchangeSimulation {
    struct Block: Hashable {
        let origin: Int
        let target: Int
        /// Tells blocks of the same origin and target apart.
        var number = 0
    }

    private(set) var held: [[Block]]
    private(set) var time = 0.0
    let blockBytes: Double
    let gap: Double

    /// Each rank holds `copies` blocks for each rank, itself included.
    init(ranks: Int, copies: Int = 1, blockBytes: Double, gap: Double) {
        held = (0..<ranks).map { origin in
            (0..<ranks).flatMap { target in
                (0..<copies).map { Block(origin: origin, target: target, number: $0) }
            }
        }
        self.blockBytes = blockBytes
        self.gap = gap
    }

    /// Whether each rank holds exactly the blocks that are for it.
    var isDone: Bool {
        let all = Set(held.flatMap(\.self))
        return held.indices.allSatisfy { rank in
            held[rank].count == all.filter { $0.target == rank }.count && held[rank].allSatisfy { $0.target == rank }
        }
    }

    /// One step: `route` says how far, in ranks, a rank sends a block it holds; messages leave by rising distance.
    mutating func step(over tier: Tier, route: (_ rank: Int, _ block: Block) -> Int) {
        let n = held.count
        var clock = PortClock(ranks: n, tier: tier, gap: gap)
        var after: [[Block]] = Array(repeating: [], count: n)
        var messages: [Int: [[Block]]] = [:]
        for rank in 0..<n {
            for block in held[rank] {
                messages[route(rank, block), default: Array(repeating: [], count: n)][rank].append(block)
            }
        }
        for (distance, blocks) in messages.sorted(by: { $0.key < $1.key }) {
            for rank in 0..<n where !blocks[rank].isEmpty {
                let target = (rank + distance) % n
                after[target] += blocks[rank]
                if distance > 0 {
                    clock.send(from: rank, to: target, bytes: Double(blocks[rank].count) * blockBytes)
                }
            }
        }
        held = after
        time += clock.end
    }

    /// All blocks straight to their targets.
    mutating func direct(over tier: Tier) {
        let n = held.count
        step(over: tier) { rank, block in (block.target - rank + n) % n }
    }

    /// Bruck's algorithm: in step k go the blocks with bit k in what is left of their way.
    mutating func bruck(over tier: Tier) {
        let n = held.count
        var distance = 1
        while distance < n {
            step(over: tier) { rank, block in
                // The way from the origin is covered from its lowest bit upwards.
                (block.target - block.origin + n) % n & distance
            }
            distance *= 2
        }
    }
}

/// Tokens that a relay carries: each goes once to every domain it has experts in and is spread there.
enum RelaySimulation {
    /// The time when each of `domains * size` ranks sends one token for each choice of `experts` of the ranks, one
    /// expert a rank; and the domains that a token meets on average.
    static func run(
        domains: Int, size: Int, experts: Int, vectorBytes: Double, inner: Tier, outer: Tier, gap: Double
    ) -> (time: Double, met: Double, tokens: Int) {
        let n = domains * size
        let choices = choices(of: experts, from: n)
        var (crossing, spreading) = (
            PortClock(ranks: n, tier: outer, gap: gap), PortClock(ranks: n, tier: inner, gap: gap)
        )
        // Vectors from each rank to each domain, and from each rank on to each chip of its domain.
        var across = Array(repeating: Array(repeating: 0, count: domains), count: n)
        var inside = Array(repeating: Array(repeating: 0, count: size), count: n)
        var met = 0
        for rank in 0..<n {
            for choice in choices {
                let visited = Set(choice.map { $0 / size })
                met += visited.count
                for domain in visited { across[rank][domain] += 1 }
                for expert in choice {
                    // The chip with the sender's place in the expert's domain hands the vector on.
                    inside[expert / size * size + rank % size][expert % size] += 1
                }
            }
        }
        for shift in 1..<domains {
            for rank in 0..<n {
                let domain = (rank / size + shift) % domains
                let target = domain * size + rank % size
                crossing.send(from: rank, to: target, bytes: Double(across[rank][domain]) * vectorBytes)
            }
        }
        for shift in 1..<max(2, size) where size > 1 {
            for rank in 0..<n {
                let place = (rank % size + shift) % size
                let target = rank / size * size + place
                spreading.send(from: rank, to: target, bytes: Double(inside[rank][place]) * vectorBytes)
            }
        }
        return (crossing.end + spreading.end, Double(met) / Double(n * choices.count), choices.count)
    }

    /// All sets of `count` of the numbers below `total`.
    static func choices(of count: Int, from total: Int, first: Int = 0) -> [[Int]] {
        guard count > 0 else { return [[]] }
        guard first < total else { return [] }
        return (first..<total).flatMap { head in
            choices(of: count - 1, from: total, first: head + 1).map { [head] + $0 }
        }
    }
}
