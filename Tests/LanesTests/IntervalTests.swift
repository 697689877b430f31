import Lanes
import TestSupport
import Testing

/// Bounds hold every value that they stand for.
@Suite struct IntervalTests {
    private static let whole = Interval.everything

    /// [1, 2] + [3, 5] = [4, 7], [1, 2] - [3, 5] = [-4, -1], [-1, 2] * [3, 5] = [-5, 10], [1, 2] / [4, 5] = [0.2, 0.5].
    @Test func operationsHaveTheBoundsOfTheirEnds() {
        let (a, b) = (Interval(1, 2), Interval(3, 5))
        #expect(a + b == Interval(4.nextDown, 7.nextUp))
        #expect(a - b == Interval((-4.0).nextDown, (-1.0).nextUp))
        #expect(Interval(-1, 2) * b == Interval((-5.0).nextDown, 10.nextUp))
        #expect(a / Interval(4, 5) == Interval(0.2.nextDown, 0.5.nextUp))
        #expect(Interval(4, 9).root == Interval(2.nextDown, 3.nextUp))
        #expect(Interval(1.5, 2.5).ceiling == Interval(2, 3))
        #expect(Interval(1.5, 2.5).floor == Interval(1, 2))
        #expect(Interval(3, 9).ceilingLog2 == Interval(2, 4))
        #expect(Interval.lesser(a, Interval(0, 9)) == Interval(0, 2))
        #expect(Interval.greater(a, Interval(0, 9)) == Interval(1, 9))
    }

    /// 1 / 3 is rounded down: 0.333...33 lies below the number that it stands for.
    @Test func roundingIsOutward() {
        let third = Interval(1) / Interval(3)
        #expect(third.low < 1.0 / 3 && third.high > 1.0 / 3)
        #expect(third.low.nextUp == 1.0 / 3 && third.high.nextDown == 1.0 / 3)
        #expect((Interval(0x1p53) + 1).contains(0x1p53) && (Interval(0x1p53) + 1).contains(0x1p53 + 2))
    }

    /// The least quotient has the largest divisor where the dividend is positive, and the least where it is negative.
    @Test func quotientsHaveTheBoundsOfTheirEnds() {
        func outward(_ low: Double, _ high: Double) -> Interval { Interval(low.nextDown, high.nextUp) }
        #expect(Interval(1, 2) / Interval(0.5, 1) == outward(1, 4))
        #expect(Interval(0.5, 2) / Interval(1, 4) == outward(0.125, 2))
        #expect(Interval(0.25, 0.5) / Interval(1, 4) == outward(0.0625, 0.5))
        #expect(Interval(-2, -1) / Interval(1, 4) == outward(-2, -0.25))
        #expect(Interval(-2, 1) / Interval(2, 4) == outward(-1, 0.5))
        #expect(Interval(1, 2) / Interval(-4, -2) == outward(-1, -0.25))
        #expect(Interval(-1, 2) / Interval(-4, -2) == outward(-1, 0.5))
        // A divisor without end leaves next to nothing, and what is between it and zero leaves much.
        #expect(Interval(1, 2) / Interval(1, .infinity) == outward(0, 2))
        #expect(Interval(1, 2) / Interval(0, 0.5) == Interval(2.0.nextDown, .infinity))
        #expect(Interval(1, 1e300) / Interval(0, 1e300) == Interval(1e-300.nextDown, .infinity))
    }

    /// Infinity is the product of infinity and what has its sign.
    @Test func productsWithoutEndHaveOneEnd() {
        let one = Interval(1, 2)
        #expect(Interval(-1, .infinity) * one == Interval((-2.0).nextDown, .infinity))
        #expect(Interval(-.infinity, 1) * one == Interval(-.infinity, 2.0.nextUp))
        #expect(Interval(1, .infinity) * Interval(1, .infinity) == Interval(1.0.nextDown, .infinity))
        #expect(Interval(-3, -1) * Interval(-2, 5) == Interval((-15.0).nextDown, 6.0.nextUp))
    }

    /// Below zero there is no root, and below one no step of doubling.
    @Test func rootsAndLogarithmsBeginAtTheirLeast() {
        #expect(Interval(-1, 0.25).root == Interval(0.0.nextDown, 0.5.nextUp))
        #expect(Interval(0.0625, 0.25).root == Interval(0.25.nextDown, 0.5.nextUp))
        #expect(Interval(0.25, 3).ceilingLog2 == Interval(0, 2))
        #expect(Interval(0.25, 0.5).ceilingLog2 == Interval(0, 0))
    }

    @Test func aDivisorThatTouchesZeroLeavesWhatIsLeft() {
        #expect(Interval(1, 2) / Interval(0, 4) == Interval(0.25.nextDown, .infinity))
        #expect(Interval(1, 2) / Interval(-1, 4) == Self.whole)
        #expect(Interval(1, 2) / Interval(-0.0, 4) == Self.whole)
        #expect(Interval(0, 2) / Interval(0, 4) == Self.whole)
        #expect(Interval(1, 2) / Interval(0) == Self.whole)
        #expect((Interval(1, 2) / Interval(-4, -2)).contains(-0.25))
    }

    @Test func aComparisonIsDecidedWhereAllAgree() {
        #expect(Interval.isBelow(Interval(1, 2), Interval(2.5, 3)) == true)
        #expect(Interval.isBelow(Interval(2, 3), Interval(1, 2)) == false)
        #expect(Interval.isBelow(Interval(1, 2), Interval(2, 3)) == nil)
        #expect(Interval(1, 2) < Interval(2.5, 3) && !(Interval(1, 2) < Interval(2, 3)))
        #expect(Interval.select(Interval(1, 2), below: Interval(3), 5, 7) == 5)
        #expect(Interval.select(Interval(4, 5), below: Interval(3), 5, 7) == 7)
        #expect(Interval.select(Interval(1, 4), below: Interval(3), 5, 7) == Interval(5, 7))
    }

    /// (1/2)^[2, 3] = [1/8, 1/4], 2^[2, 3] = [4, 8], and a negative number has powers of either sign.
    @Test func powersFollowTheBase() {
        let exponent = Interval(2, 3)
        let (share, growth) = (Interval(0.5).wholePower(exponent), Interval(2).wholePower(exponent))
        #expect(share.contains(0.125) && share.contains(0.25) && share.low > 0.1249 && share.high < 0.2501)
        #expect(growth.contains(4) && growth.contains(8) && growth.low > 3.999 && growth.high < 8.001)
        let mixed = Interval(-2, 1).wholePower(exponent)
        #expect(mixed.contains(-8) && mixed.contains(4) && mixed.contains(0) && mixed.low > -8.001)
        // A share that rounding made negative is no reason to know nothing.
        #expect(Interval(0.0.nextDown, 0.5).wholePower(exponent).high < 0.2501)
        #expect(Interval(2).wholePower(Interval(-1, 2)) == Self.whole)
    }

    /// 2^[0, 1] = [1, 2]; (-1/4)^2 and (1/2)^2 are 1/16 and 1/4, and (-1/2)^2 = 1/4 with nothing above zero in the base.
    @Test func powersOfEitherSignHaveTheLargerEnd() {
        let growth = Interval(2).wholePower(Interval(0, 1))
        #expect(growth.contains(1) && growth.contains(2) && growth.low > 0.999 && growth.high < 2.001)
        let mixed = Interval(-0.25, 0.5).wholePower(Interval(2, 3))
        #expect(mixed.contains(0.25) && mixed.high < 0.2501 && mixed.low < -0.0624 && mixed.low > -0.0626)
        let negative = Interval(-0.5, -0.25).wholePower(Interval(2, 3))
        #expect(negative.contains(0.25) && negative.high < 0.2501 && negative.low > -0.2501)
    }

    /// Two thousand million times a half is nothing, two is without end, and one stays one.
    @Test func endlessPowersAreNothingOneOrInfinity() {
        let exponent = Interval(0x1p31, 0x1p32)
        let (share, growth) = (Interval(0.5).wholePower(exponent), Interval(2).wholePower(exponent))
        #expect(share.contains(0) && share.high < 1e-300 && growth.low > 1e300 && growth.high == .infinity)
        let one = Interval(1).wholePower(exponent)
        #expect(one.contains(1) && one.low > 0.999 && one.high < 1.001)
    }

    /// A share next to 1 to a high power has as many rounding errors as the power.
    @Test func powersAreBoundedHoweverHigh() {
        var generator = SeededGenerator(property: 301)
        for _ in 0..<PropertySeed.draws(2000) {
            let base = 1 + Double.random(in: -1e-9...1e-9, using: &generator)
            let exponent = Double(Int.random(in: 0...(1 << 30), using: &generator))
            let bounds = Interval(base).wholePower(Interval(max(0, exponent - 3), exponent + 3))
            for step in -3...3 where exponent + Double(step) >= 0 {
                let value = base.wholePower(exponent + Double(step))
                #expect(bounds.contains(value), "\(PropertySeed.note) \(base) \(exponent + Double(step))")
            }
        }
    }

    @Test(arguments: [Interval(.nan), Interval(.nan, 3), Interval(3, .nan), Interval(5, 1), .everything])
    func whatIsNotKnownIsEverythingAndStaysSo(_ unknown: Interval) {
        #expect(unknown == Self.whole && unknown.contains(.nan) && unknown.contains(7))
        let known = Interval(1, 2)
        #expect(unknown + known == Self.whole && known - unknown == Self.whole)
        #expect(unknown * known == Self.whole && unknown * 0 == Self.whole && known * unknown == Self.whole)
        #expect(unknown / known == Self.whole && known / unknown == Self.whole)
        #expect(Interval.lesser(unknown, known) == Self.whole && Interval.lesser(known, unknown) == Self.whole)
        #expect(Interval.greater(unknown, known) == Self.whole && Interval.greater(known, unknown) == Self.whole)
        #expect(Interval.isBelow(unknown, known) == nil && Interval.isBelow(known, unknown) == nil)
        #expect(Interval.select(unknown, below: known, 5, 7) == Interval(5, 7))
        #expect(Interval.select(known, below: 0, 5, unknown) == Self.whole)
        #expect(known.joined(unknown) == Self.whole && unknown.joined(known) == Self.whole)
        #expect(unknown.root == Self.whole && unknown.ceiling == Self.whole && unknown.floor == Self.whole)
        #expect(unknown.ceilingLog2 == Self.whole)
        #expect(unknown.wholePower(known) == Self.whole && known.wholePower(unknown) == Self.whole)
    }

    /// Infinity less, times zero or by infinity is no number, so that nothing is known.
    @Test func whatMayBeNoNumberIsEverything() {
        let high = Interval(1, .infinity)
        #expect(high - high == Self.whole)
        #expect(high * Interval(0, 1) == Self.whole && Interval(0, 1) * high == Self.whole)
        #expect(high / high == Self.whole)
        #expect(Interval(.infinity) / Interval(0, .infinity) == Self.whole)
        #expect(!Interval(1, 2).contains(.nan) && !high.contains(.nan))
        #expect(high * Interval(2, 3) == Interval(2.nextDown, .infinity))
    }

    @Test func everyValueOfABoxLiesInItsBounds() {
        var generator = SeededGenerator(property: 302)
        var (known, all) = (0, 0)
        for _ in 0..<PropertySeed.draws(3000) {
            let inputs = Int.random(in: 1...5, using: &generator)
            let equations = RandomEquations(inputs: inputs, count: 25, using: &generator)
            let box = (0..<inputs).map { _ in generator.interval() }
            let bounds = equations.values(box)
            known += bounds.filter { !$0.isEverything }.count
            all += bounds.count
            for _ in 0..<20 {
                let point = box.map { generator.point(of: $0) }
                for (value, bounds) in zip(equations.values(point), bounds) {
                    #expect(
                        bounds.contains(value), "\(PropertySeed.note) \(value) not in \(bounds), \(point) of \(box)")
                }
            }
        }
        // Bounds that say nothing would hold everything as well.
        #expect(known * 2 > all, "\(known) of \(all)")
    }
}
