import CostModel
import Testing

/// Compares one operator of a block with figures worked out by hand.
func expect(
    _ name: OperatorName, in row: Breakdown.Row?, flops: Double, bytes: Double, microseconds: Double? = nil,
    at location: SourceLocation = #_sourceLocation
) {
    guard let cost = row?.operators.first(where: { $0.name == name })?.cost else {
        Issue.record("no \(name.rawValue)", sourceLocation: location)
        return
    }
    #expect(isClose(cost.flops, flops), "FLOP of \(name.rawValue)", sourceLocation: location)
    #expect(isClose(cost.dramBytes, bytes), "bytes of \(name.rawValue)", sourceLocation: location)
    if let microseconds {
        #expect(
            isClose(cost.exposed * 1e6, microseconds, within: 1e-5), "time of \(name.rawValue)",
            sourceLocation: location)
    }
}
