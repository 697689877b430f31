import Catalog
import TestSupport
import Testing

@testable import CostModel

/// What parameters and parts of a step say of the models of the catalogue, as it was when it was last changed on purpose.
///
/// `RECORD=1` writes them anew: read what changed before it is kept.
@Suite struct RecordedShapesTests {
    /// Models by the shapes that they have: of those with the same, one.
    private static var kinds: [(name: String, model: Model)] {
        var seen: Set<[String]> = []
        let all = Catalog.models.map { ($0.name, $0.value) } + [("motley", Samples.motley)]
        return all.filter { _, model in
            let names = Parameter.all.filter { $0.shapeRefusal(in: model) == nil }.map(\.name)
            return seen.insert(names + ["\(model.groups.count)"]).inserted
        }
    }

    @Test func everyShapeThatCannotBeSet() throws {
        #expect(Self.kinds.count > 20)
        try RecordedLines.check(
            "shape-refusals.txt",
            Self.kinds.map { name, model in
                let refused = Parameter.all.compactMap { parameter -> String? in
                    switch parameter.shapeRefusal(in: model) {
                    case .several(let names): "\(parameter.name): \(names.joined(separator: "|"))"
                    case .absent, nil: nil
                    }
                }
                return ([name, RecordedLines.word(model.layers)] + refused).joined(separator: " ")
            })
    }

    /// Blocks with what they do, as `breakdown` shows them.
    @Test func everyBlockOfAStep() throws {
        try RecordedLines.check(
            "blocks.txt",
            Self.kinds.flatMap { name, model in
                [Workload.Phase.decode, .prefill].flatMap { phase -> [String] in
                    var s = Scenario(
                        chip: Samples.chips[0], model: model, workload: Workload(input: 3000, output: 500),
                        deployment: Deployment(chips: 8, tp: 2, batch: 4))
                    s.workload.staticPhase = phase
                    return Breakdown(s).rows.map { row in
                        let figures = [
                            row.calls, row.seconds, row.flops, row.dramBytes, row.wireBytes, row.weightBytes,
                        ]
                        return "\(name) \(phase) \(row.block.name) "
                            + figures.map(RecordedLines.word).joined(separator: " ")
                    }
                }
            })
    }

    /// Tokens and sequences for which there is room, for requests of two lengths.
    @Test func everyRoom() throws {
        try RecordedLines.check(
            "rooms.txt",
            RecordedFiguresTests.plans().enumerated().flatMap { number, scenario in
                PlanResult(scenario).workerMemory.map { worker in
                    let rooms = [300.0, 40_000].map { worker.room(length: $0) }
                    return "plan \(number) \(worker.worker) "
                        + rooms.map { room in
                            room.map { RecordedLines.word($0.tokens) + " " + RecordedLines.word($0.sequences) } ?? "-"
                        }.joined(separator: " ")
                }
            })
    }

    /// What decides about a figure without being one.
    @Test func everyGround() throws {
        try RecordedLines.check(
            "grounds.txt",
            RecordedFiguresTests.plans().enumerated().map { number, scenario in
                var s = scenario
                s.deployment.tbo = number % 3 == 0 ? .on : number % 3 == 1 ? .auto : .off
                let plan = PlanResult(s)
                let grounds = Metric.all.filter { $0.decidedBy != nil }.map { metric in
                    metric.name + " " + metric.grounds(plan).map(RecordedLines.word).joined(separator: " ")
                }
                return "plan \(number) " + grounds.joined(separator: " ")
            })
    }

    /// How figures of bought and of rented chips are worked out, of one kind and of two.
    @Test func everyFormulaOfWhatIsPaid() throws {
        try RecordedLines.check(
            "money-formulas.txt",
            [Workload.Serving.static, .agg, .disagg].flatMap { serving in
                [(2.5, 0.0), (0, 30_000), (2.5, 30_000), (0, 0)].flatMap { rent, capex -> [String] in
                    [false, true].flatMap { isOfTwo -> [String] in
                        var s = Samples.decode(Samples.sparse, chips: 8, tp: 2, batch: 4) {
                            $0.workload.serving = serving
                        }
                        (s.workload.output, s.workload.carbon, s.workload.electricity) = (500, 400, 0.08)
                        (s.deployment.concurrency, s.deployment.prefillWorkers) = (16, 2)
                        (s.chip.price, s.chip.capex, s.chip.years) = (rent, capex, 4)
                        (s.chip.power, s.chip.powerShare) = (700, 0.6)
                        if isOfTwo {
                            guard serving == .disagg else { return [] }
                            var other = s.chip
                            (other.price, other.capex) = (1.5 * rent, 2 * capex)
                            other.network.intra.size = 4
                            s.prefillChip = other
                        }
                        var free = s
                        (free.chip.price, free.chip.capex, free.chip.power) = (0, 0, 0)
                        let plan = PlanResult(s)
                        return ["\(serving) \(rent) \(capex) \(isOfTwo)"]
                            + Metric.all.filter { $0.hasValue(for: s) && !$0.hasValue(for: free) }.map { metric in
                                "  \(metric.name) \(RecordedLines.word(metric.read(plan))) = \(metric.formula(in: s))"
                            }
                    }
                }
            })
    }
}
