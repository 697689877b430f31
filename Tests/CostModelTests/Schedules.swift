/// The reduce-scatters: each turns parts that all members hold into one part for each member, summed.
///
/// `parts[j]` are the chunks that end with `members[j]`. Backwards, with copies in place of sums, each is an all-gather.
enum ReduceScatter: CaseIterable {
    case ring, halving, circulant, direct

    /// Whether the algorithm works for a number of members.
    func allows(_ n: Int) -> Bool { self != .halving || n & (n - 1) == 0 }

    func schedule(_ members: [Int], _ parts: [[Int]]) -> Schedule {
        let n = members.count
        func send(_ from: Int, _ to: Int, _ owned: [Int]) -> Send {
            Send(from: members[from], to: members[to], chunks: owned.flatMap { parts[$0] }, adds: true)
        }
        switch self {
        case .ring:
            // In step s rank r hands part r - s - 1 to its neighbour; after n - 1 steps part r has come round to r.
            return (0..<n - 1).map { s in (0..<n).map { r in send(r, (r + 1) % n, [(r + 2 * n - s - 1) % n]) } }
        case .halving:
            // With distance d, partners r and r ^ d hold the same 2d parts and split them by bit d.
            return distances(n).reversed().map { d in
                (0..<n).map { r in
                    send(r, r ^ d, (0..<n).filter { $0 / (2 * d) == r / (2 * d) && $0 & d != r & d })
                }
            }
        case .circulant:
            // Bruck's all-gather backwards: rank r held parts r, r + 1, ...; rank r - d took the first of them from it.
            return distances(n).reversed().map { d in
                (0..<n).map { r in
                    send(r, (r + d) % n, (0..<min(d, n - d)).map { (r + d + $0) % n })
                }
            }
        case .direct:
            return [(1..<n).flatMap { shift in (0..<n).map { r in send(r, (r + shift) % n, [(r + shift) % n]) } }]
        }
    }
}

extension ReduceScatter {
    /// The powers of two below n.
    func distances(_ n: Int) -> [Int] { (0..<16).map { 1 << $0 }.filter { $0 < n } }
}

/// Reductions of the whole vector.
enum Reduction {
    /// A binomial tree to the first member.
    static func tree(_ n: Int, chunks: Int) -> Schedule {
        ReduceScatter.ring.distances(n).map { d in
            (0..<n).filter { $0 % (2 * d) == d }.map {
                Send(from: $0, to: $0 - d, chunks: Array(0..<chunks), adds: true)
            }
        }
    }

    /// Ranks beyond the largest power of two p hand their vectors to the first, which halve among themselves.
    static func folded(_ n: Int, chunks: Int) -> Schedule {
        let p = ReduceScatter.ring.distances(n + 1).last ?? 1
        let fold = (p..<n).map { Send(from: $0, to: $0 - p, chunks: Array(0..<chunks), adds: true) }
        let parts = (0..<p).map { part in (0..<chunks).filter { $0 % p == part } }
        return [fold] + ReduceScatter.halving.schedule(Array(0..<p), parts)
    }

    /// Partners exchange their whole vectors: an all-reduce of log2 n steps, n a power of two.
    static func doubling(_ n: Int, chunks: Int) -> Schedule {
        ReduceScatter.ring.distances(n).map { d in
            (0..<n).map { Send(from: $0, to: $0 ^ d, chunks: Array(0..<chunks), adds: true) }
        }
    }

    /// Every rank sends its whole vector to every other: an all-reduce of one step.
    static func oneShot(_ n: Int, chunks: Int) -> Schedule {
        [
            (1..<n).flatMap { shift in
                (0..<n).map { Send(from: $0, to: ($0 + shift) % n, chunks: Array(0..<chunks), adds: true) }
            }
        ]
    }
}

/// The schedule backwards, copying: what went up a tree of sums comes down as a broadcast.
func gathering(_ schedule: Schedule) -> Schedule {
    schedule.reversed().map { step in
        step.map { Send(from: $0.to, to: $0.from, chunks: $0.chunks, adds: false) }
    }
}
