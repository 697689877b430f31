import Catalog
import CostModel
import Lanes
import TestSupport
import Testing

@testable import Benchmark
@testable import Planning

/// A tape written out as C comes to the figures of the engine, bit for bit.
@Suite(.enabled(if: CCompiler.working != nil, "no C compiler is here")) struct CSweepTests {
    /// Spaces whose tapes differ in what is a column, what turns, and which operations there are.
    private static func space(_ number: Int) throws -> SearchSpace {
        let model = try #require(Catalog.models.first { $0.name == "deepseek-v3" }).value
        let chip = try #require(Catalog.chips.first { $0.name == "sg2260e" }).value
        var base = Scenario(
            chip: chip, model: model, workload: Workload(input: 4096, output: 100),
            deployment: Deployment(chips: 128, tp: 4, batch: 10))
        let batches = (1...300).map(Double.init)
        let bandwidths = (1...20).map { Double($0) * 1e9 }
        let powers = (3..<11).map { Double(1 << $0) }
        let axes: [(String, [Double])]
        switch number {
        case 0: axes = [("chips", [64, 128]), ("tp", [1, 2, 4, 8]), ("inter_bw", bandwidths), ("batch", batches)]
        // The wide axis is no neighbour of the last one.
        case 1: axes = [("batch", batches), ("inter_bw", bandwidths), ("tp", [1, 2, 3, 4]), ("chips", [64, 128])]
        // Combinations that do not divide.
        case 2:
            axes = [
                ("dram_bw", batches.map { $0 * 1e10 }), ("draft", [1, 2, 3]), ("moe_tp", [1, 3]), ("batch", powers),
            ]
        case 3:
            base.workload.staticPhase = .prefill
            axes = [
                ("tp", [1, 2]), ("input", batches.map { $0 * 100 }), ("latency", bandwidths.map { 1e3 / $0 }),
                ("batch", powers),
            ]
        default:
            base.deployment.pp = 2
            axes = [
                ("hottest", [1, 2]), ("context", batches.map { $0 * 77 }), ("launch", [0, 1e-6]), ("dram", bandwidths),
            ]
        }
        return SearchSpace(base: base, axes: try axes.map { Axis(try #require(Parameter.named($0.0)), $0.1) })
    }

    @Test(arguments: 0..<5) func everyFigureIsThatOfTheEngine(_ number: Int) throws {
        let space = try Self.space(number)
        let compiler = try #require(CCompiler.working)
        let sweep = try #require(CSweep(space, compiler, CCompiler.ownInstructions) { false })
        let plans = Sweep.run(space, cores: 2)
        #expect(plans.count > 1000)
        #expect(sweep.run().agree(with: plans))
    }

    /// Every operation, of one value and of columns, of which some depend on each other over axes that turn.
    private static func results(_ x: Traced, _ y: Traced, _ z: Traced) -> [Traced] {
        let power = (1 + x / 100).wholePower(y)
        let inner = Traced.choose(z, below: x, power * z, z.root - power)
        let steps = (inner * inner + 0.5).root.ceiling + (x / 3).floor + (x + y).ceilingLog2
        return [
            1, Traced.choose(x, below: z, 0, 1), steps, Traced.lesser(x * y, z), Traced.greater(inner, x.wholePower(3)),
            (y * 2.5).floor + y.ceilingLog2 + y.root, x, Traced.choose(y, below: 4, 2, 3),
            Traced.choose(y, below: x, 0, 1),
        ]
    }

    @Test(arguments: [[40, 3, 20], [3, 40, 20], [20, 3, 40], [700, 2, 3], [2, 2, 1500]])
    func everyOperationIsThatOfTheTape(_ counts: [Int]) throws {
        let values = [1.25, 1.0, 0.75].enumerated().map { axis, step in (1...counts[axis]).map { Double($0) * step } }
        let trace = Trace()
        let inputs = (0..<3).map { trace.input($0, in: Interval(values[$0][0], values[$0][counts[$0] - 1])) }
        let tape = Tape(trace, results: Self.results(inputs[0], inputs[1], inputs[2]), counts: counts)
        let all = counts.map { 0..<$0 }
        let compiler = try #require(CCompiler.working)
        let part = SpaceTapes.Part(places: all, tape: tape)
        let columns = try #require(CSweep([part], values, compiler, CCompiler.ownInstructions) { false }).run()
        var compared = 0
        TapeRunner(tape, values: values).run(all, within: all) { block in
            for result in TracedPhase.Result.allCases {
                block.each(result.rawValue) { point, value in
                    compared += columns.value(of: result, at: point).bitPattern == value.bitPattern ? 1 : 0
                }
            }
        }
        #expect(compared == 9 * counts.reduce(1, *))
    }

    @Test func otherFiguresAreNoticed() throws {
        let compiler = try #require(CCompiler.working)
        var space = try Self.space(0)
        let columns = try #require(CSweep(space, compiler, CCompiler.native) { false }).run()
        #expect(columns.agree(with: Sweep.run(space, cores: 2)))
        var base = space.base
        base.chip.launch += 1e-12
        space = SearchSpace(base: base, axes: space.axes)
        #expect(!columns.agree(with: Sweep.run(space, cores: 2)))
    }
}

extension CCompiler {
    /// The first that makes a library.
    static let working = known.first { $0.load("int answer(void) { return 42; }\n", ownInstructions) != nil }
}
