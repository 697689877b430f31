import Testing

@testable import CostModel

/// The search for the load at which a closed loop is at rest.
@Suite struct ClosedLoopTests {
    /// 50 + load / 10 = load at 500 / 9.
    @Test(arguments: [0, 1e-9, 40, 99.999]) func aLineMeetsItself(_ guess: Double) {
        let loop = ClosedLoop(upTo: 100, from: guess) { (state: $0, leadsTo: 50 + $0 / 10) }
        #expect(isClose(loop.load, 500 / 9) && loop.state == loop.load && loop.isSettled)
        #expect(loop.residual.magnitude <= ClosedLoop<Double>.tolerance * loop.load)
    }

    /// 100 (5 + x / 10) / (25 + x / 10) = x: x^2 / 10 + 15 x - 500 = 0, x = 5 (-15 + sqrt(425)).
    @Test(arguments: [0, 1e-9, 50, 99.999]) func aCurveMeetsItself(_ guess: Double) {
        let loop = ClosedLoop(upTo: 100, from: guess) { x in
            (state: 0, leadsTo: 100 * (5 + x / 10) / (25 + x / 10))
        }
        #expect(isClose(loop.load, 5 * (425.0.squareRoot() - 15)) && loop.isSettled)
    }

    @Test func theLimitStandsWhereItLeadsToMore() {
        let loop = ClosedLoop(upTo: 30) { (state: $0, leadsTo: 50 + $0 / 10) }
        #expect(loop.load == 30 && loop.residual == 23 && loop.isSettled)
        // 100 request-seconds for each unit of load take a request 3.33 s where it would take 2.
        #expect(isClose(loop.residence(atLeast: 2, of: 100), 100.0 / 30))
    }

    @Test(arguments: [0, 1e-9, 20, 80]) func aJumpIsLeftOnItsLowerSide(_ guess: Double) {
        let loop = ClosedLoop(upTo: 100, from: guess) { (state: $0, leadsTo: $0 > 30 ? 20 : 40) }
        #expect(loop.load <= 30 && isClose(loop.load, 30, within: 1e-7) && loop.isSettled)
        #expect(loop.state == loop.load && isClose(loop.residual, 10, within: 1e-6))
    }

    /// The residual is 5 - x / 5 as far as 5, where it is 4, and falls to 0 at 9.8; behind 12 it is 50 - x.
    ///
    /// A secant through 0 and 5 points to 25, and four residuals from 5 lie at 21: behind 12, where only 50 is at rest.
    @Test(arguments: [(12.0, 9.8), (.infinity, 50)]) func theJumpBeforeTheNextLoadIsLookedAtFirst(
        _ spacing: Double, _ load: Double
    ) {
        let loop = ClosedLoop(upTo: 100, spacing: spacing) { x in
            (state: 0, leadsTo: x > 12 ? 50 : x > 5 ? x + 4 * (9.8 - x) / 4.8 : 5 + 0.8 * x)
        }
        #expect(isClose(loop.load, load) && loop.isSettled)
    }

    /// Where the upper side of a jump serves more, as many rest there as it leads to.
    @Test func aFasterStepBehindAJumpIsTaken() {
        // 10 s up to a load of 30, 2 s above: 3 a second in front of the jump, 20 / 2 = 10 behind it.
        let loop = ClosedLoop(upTo: 100) { (state: $0 > 30 ? 2.0 : 10, leadsTo: $0 > 30 ? 20 : 40) }
        let raised = loop.raised { $0 / $1 }
        #expect(raised.load == 20 && raised.state == 2 && raised.residual == 0 && raised.isSettled)
        #expect(loop.raised { _, _ in 1 }.load == loop.load)
    }

    /// A load in front of a jump is preferred if it serves more, and carries no more than it leads to.
    @Test func aLoadThatServesMoreIsPreferred() {
        // At rest at 40 with steps of 10 s: 4 a second; 30 in 5 s are 6, 35 in 10 s are 3.5.
        func state(_ load: Double) -> (state: Double, leadsTo: Double) { (load > 30 ? 10 : 5, 40) }
        var loop = ClosedLoop(upTo: 100, state)
        loop.prefer(35, over: 0, rate: { $0 / $1 }, state)
        #expect(isClose(loop.load, 40))
        loop.prefer(30, over: 0, rate: { $0 / $1 }, state)
        #expect(loop.load == 30 && loop.residual == 10 && loop.isSettled)
        loop.prefer(60, over: 0, rate: { $0 / $1 }) { _ in (state: 1, leadsTo: 20) }
        #expect(loop.load == 20 && loop.residual == 0)
    }

    /// Steps of 5 s up to 30 and of 10 s behind; from 25 on no load is carried, as a pass of prompts takes too long.
    @Test func theLargestLoadThatIsCarriedBelowIsPreferred() {
        func state(_ load: Double) -> (state: Double, leadsTo: Double) {
            load > 30 ? (10, 40) : load > 25 ? (5, 15) : (5, 40)
        }
        var loop = ClosedLoop(upTo: 100, from: 0.9, state)
        #expect(isClose(loop.load, 40))
        loop.prefer(30, over: 20, rate: { $0 / $1 }, state)
        #expect(loop.load <= 25 && loop.load > 25 * (1 - 1e-7) && loop.state == 5)
    }

    @Test func whatIsNotANumberDoesNotSettle() {
        #expect(!ClosedLoop(upTo: 100) { _ in (state: 0, leadsTo: Double.nan) }.isSettled)
        #expect(!ClosedLoop(upTo: 100) { (state: 0, leadsTo: $0 < 50 ? .nan : 10) }.isSettled)
        #expect(!ClosedLoop(upTo: 100) { (state: 0, leadsTo: $0 < 50 ? -.infinity : 10) }.isSettled)
    }

    @Test func aSearchThatIsCutShortDoesNotSettle() {
        var looks = 0
        let loop = ClosedLoop(upTo: 100, steps: 5) { load in
            looks += 1
            return (state: 0, leadsTo: load > 30 ? 20 : 40)
        }
        #expect(!loop.isSettled && looks == 6)
        #expect(loop.residual.magnitude > 1)
    }

    /// No load is above where nothing leads anywhere.
    @Test func aLoopThatLeadsNowhereDoesNotSettle() {
        #expect(!ClosedLoop(upTo: 100) { _ in (state: 0, leadsTo: 0) }.isSettled)
    }
}
