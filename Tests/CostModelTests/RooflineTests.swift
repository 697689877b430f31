import TestSupport
import Testing

@testable import CostModel

@Suite struct RooflineTests {
    private func scenario(_ change: (inout Chip) -> Void = { _ in }) -> Scenario {
        Scenario(
            chip: Samples.roundChip.with(change), model: Samples.dense, workload: Workload(input: 1000),
            deployment: Deployment(chips: 1, tp: 1, batch: 8))
    }

    @Test func sidesOverlapByTheChipsShare() {
        func time(compute: Double, memory: Double, _ change: (inout Chip) -> Void = { _ in }) -> Double {
            Roofline.visible(compute: compute, memory: memory, scenario(change).inputs)
        }
        // Full overlap: the longer. Half: 5 + 0.5 * 3. None: 5 + 3. And a launch of 1.
        #expect(time(compute: 5, memory: 3) == 5)
        #expect(time(compute: 3, memory: 5) { $0.overlap = 0.5 } == 6.5)
        #expect(time(compute: 5, memory: 3) { $0.overlap = 0 } == 8)
        #expect(time(compute: 5, memory: 3) { ($0.overlap, $0.launch) = (0, 1) } == 9)
    }

    @Test(arguments: [(8.0, 4.0, true), (8, 8, true), (8, 16, false), (9, 4, false), (0, 4, false)])
    func aMultipleIsWholeAndNotNone(_ dividend: Double, _ divisor: Double, _ isMultiple: Bool) {
        #expect(divides(dividend, divisor) == isMultiple)
    }

    @Test func operatorsOfGivenWorkAreDividedByTheRates() {
        let s = scenario { $0.dramUtilisation = 0.5 }
        // 1e9 FLOP at 100 TFLOP/s: 10 us; 1e7 bytes at 0.5 TB/s: 20 us.
        let cost = Roofline.cost(flops: 1e9, bytes: 1e7, secondsPerFLOP: 1e-14, s.inputs, StepShape(s.inputs))
        #expect(isClose(cost.compute, 10e-6))
        #expect(isClose(cost.memory, 20e-6))
        #expect(isClose(cost.exposed, 20e-6))
        #expect(cost.bound == .memory)
    }

    @Test func productsArePaddedToTheMatrixUnit() {
        // 4 cores of 16 x 32 x 8: M 40 -> 48, K 100 -> 128, N 33 -> 64 (32 columns a step).
        let s = scenario { ($0.cores, $0.cubeM, $0.cubeK, $0.cubeN) = (4, 16, 32, 8) }
        let shape = StepShape(s.inputs)
        let cost = Roofline.matmul(
            count: 3, m: shape.rows(40), k: shape.depth(100), n: shape.columns(33), shape.attention, s.inputs, shape)
        // 2 * 3 * 40 * 100 * 33 = 792,000 FLOP, of which 2 * 3 * 48 * 128 * 64 = 2,359,296 are run at 100 TFLOP/s.
        #expect(cost.flops == 792_000)
        #expect(isClose(cost.compute, 2_359_296 / 1e14))
        // 3 * (100 * 33 weights + 40 * (100 + 33) activations) * 2 bytes = 51,720.
        #expect(cost.dramBytes == 51_720)
        #expect(isClose(cost.memory, 51_720 / 1e12))
    }

    @Test func efficiencyLowersThePeak() {
        let s = scenario { ($0.matrixEfficiency, $0.attentionEfficiency) = (0.8, 0.5) }
        let shape = StepShape(s.inputs)
        #expect(isClose(shape.attention.secondsPerFLOP, 1 / 80e12))
        #expect(isClose(shape.attentionSecondsPerFLOP, 1 / 50e12))
    }

    @Test func hidingEndsAtNothing() {
        let cost = OperatorCost(flops: 7, exposed: 5)
        #expect(cost.hiding(2).exposed == 3)
        #expect(cost.hiding(9).exposed == 0)
        #expect(cost.hiding(9).flops == 7)
    }

    @Test func roundingUpIsExact() {
        var numbers = SeededGenerator(property: 3)
        for _ in 0..<PropertySeed.draws(10_000) {
            let x = Double.random(in: 0..<1e7, using: &numbers)
            #expect(ceiling(x) == x.rounded(.up))
            #expect(ceiling(x.rounded()) == x.rounded())
            let step = Double(Int.random(in: 1...4096, using: &numbers))
            let whole = Double(Int.random(in: 0...1_000_000, using: &numbers))
            #expect(PaddingStep(step).pad(whole * step).padded == whole * step)
            #expect(PaddingStep(step).pad(whole * step + 1).padded == (step == 1 ? whole + 1 : (whole + 1) * step))
        }
    }

    @Test func powersAreThoseOfRepeatedMultiplication() {
        for exponent in 0...40 {
            let power = (0..<exponent).reduce(1.0) { product, _ in product * 0.97 }
            #expect(isClose(0.97.wholePower(Double(exponent)), power, within: 1e-13))
        }
        #expect(!divides(0.5, 1))
        #expect(divides(12, 4))
        #expect(!divides(12, 5))
    }
}
