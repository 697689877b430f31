/// What a simulation of one seed measured.
public struct SimulatedRun: Sendable {
    /// The measured requests, in the order in which they ended.
    public let outcomes: [ServedRequest]
    /// Requests that no KV cache could hold.
    public let rejected: Int
    /// Output tokens of the measured requests.
    public let tokens: Int
    /// Share of requests that waited for a slot or for room for their KV.
    public let slotWaitShare: Double
    /// Mean number of requests in the server.
    public let inSystem: Double
    /// Mean number of sequences that decode, in all copies together.
    public let decoding: Double
    /// Requests/s that ended.
    public let throughput: Double
    /// Seconds until the first token.
    public let firstToken: Sample
    /// Seconds from a token to the next, of answers of two tokens or more.
    public let perToken: Sample
    /// Seconds until the last token.
    public let endToEnd: Sample

    init(_ ledger: Ledger) {
        outcomes = ledger.outcomes
        rejected = ledger.rejected
        tokens = ledger.tokens
        slotWaitShare = outcomes.isEmpty ? 0 : Double(ledger.waitedForSlot) / Double(outcomes.count)
        (inSystem, decoding, throughput) = ledger.means ?? (0, 0, 0)
        firstToken = Sample(outcomes.map(\.firstToken))
        perToken = Sample(outcomes.compactMap(\.perToken))
        endToEnd = Sample(outcomes.map(\.endToEnd))
    }

    /// The share of requests that keep limits; one that was rejected keeps none.
    public func share(
        firstToken: Double = .infinity, perToken: Double = .infinity, endToEnd: Double = .infinity
    ) -> Double {
        guard !outcomes.isEmpty else { return 0 }
        let kept = outcomes.count {
            $0.firstToken <= firstToken && ($0.perToken ?? 0) <= perToken && $0.endToEnd <= endToEnd
        }
        return Double(kept) / Double(outcomes.count + rejected)
    }
}
