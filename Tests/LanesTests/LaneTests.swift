import Lanes
import TestSupport
import Testing

/// The operations of plain numbers, which work without a call into libm.
@Suite struct LaneTests {
    @Test(
        arguments: [(0, 0), (0.2, 1), (1, 1), (1.000_000_1, 2), (2.5, 3), (0x1p50 + 0.25, 0x1p50 + 1)]
            as [(Double, Double)])
    func aCeilingIsTheNextWholeNumber(_ number: Double, _ expected: Double) { #expect(number.ceiling == expected) }

    @Test(
        arguments: [(0, 0), (0.8, 0), (1, 1), (1.999_999_9, 1), (2.5, 2), (0x1p50 + 0.75, 0x1p50)] as [(Double, Double)]
    )
    func aFloorIsTheWholeNumberBefore(_ number: Double, _ expected: Double) { #expect(number.floor == expected) }

    @Test(arguments: [(1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (1024, 10), (1025, 11)] as [(Double, Double)])
    func aLogarithmIsRoundedUp(_ number: Double, _ expected: Double) { #expect(number.ceilingLog2 == expected) }

    /// 3^5 = 243; (-2)^3 = -8; anything to the power of 0 is 1; 0.5^10 = 1/1024.
    @Test(
        arguments: [(3, 5, 243), (-2, 3, -8), (7, 0, 1), (0, 0, 1), (0.5, 10, 0.0009765625)]
            as [(Double, Double, Double)])
    func aPowerIsAProduct(_ base: Double, _ exponent: Double, _ expected: Double) {
        #expect(base.wholePower(exponent) == expected)
    }

    @Test func roundingIsThatOfTheLibrary() {
        var generator = SeededGenerator(property: 300)
        for _ in 0..<PropertySeed.draws(20_000) {
            let number = Double.random(in: 0...0x1p51, using: &generator) * generator.pick([1, 1e-3, 1e-9, 1e-15])
            #expect(number.ceiling == number.rounded(.up), "\(number)")
            #expect(number.floor == number.rounded(.down), "\(number)")
            let power = (number + 1).ceilingLog2
            #expect(Double(sign: .plus, exponent: Int(power), significand: 1) >= number + 1, "\(number)")
            #expect(
                power == 0 || Double(sign: .plus, exponent: Int(power) - 1, significand: 1) < number + 1, "\(number)")
        }
    }

    /// `lesser(a, b)` is `a` where it is below `b`, so that a first number that is none gives the second.
    @Test func aNumberThatIsNoneIsNotBelow() {
        #expect(Double.lesser(.nan, 1) == 1 && Double.lesser(1, .nan).isNaN)
        #expect(Double.greater(.nan, 1).isNaN && Double.greater(1, .nan) == 1)
        #expect(Double.choose(.nan, below: 1, 2, 3) == 3)
    }
}
