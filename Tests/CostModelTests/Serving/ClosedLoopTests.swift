import Testing

@testable import CostModel

/// The search for the load at which a closed loop is at rest.
@Suite struct ClosedLoopTests {
    private func search(
        upTo most: Double, spacing: Double = .infinity, from guess: Double = 0, steps: Int = RestSearch.steps,
        _ effect: (Double) -> LoadEffect
    ) -> ClosedLoop {
        var search = RestSearch(upTo: most, spacing: spacing, from: guess, steps: steps)
        while true {
            if let found = search.take(effect(search.load)) { return found }
        }
    }

    /// A load that leads to another, for each of which it takes a second.
    private func leading(to load: Double) -> LoadEffect { LoadEffect(leadsTo: load, seconds: 1) }

    /// 50 + load / 10 = load at 500 / 9.
    @Test(arguments: [0, 1e-9, 40, 99.999]) func aLineMeetsItself(_ guess: Double) {
        let loop = search(upTo: 100, from: guess) { leading(to: 50 + $0 / 10) }
        #expect(isClose(loop.load, 500 / 9) && loop.tried == loop.load && loop.isSettled)
        #expect(loop.residual.magnitude <= ClosedLoop.tolerance * loop.load)
    }

    /// 100 (5 + x / 10) / (25 + x / 10) = x: x^2 / 10 + 15 x - 500 = 0, x = 5 (-15 + sqrt(425)).
    @Test(arguments: [0, 1e-9, 50, 99.999]) func aCurveMeetsItself(_ guess: Double) {
        let loop = search(upTo: 100, from: guess) { x in leading(to: 100 * (5 + x / 10) / (25 + x / 10)) }
        #expect(isClose(loop.load, 5 * (425.0.squareRoot() - 15)) && loop.isSettled)
    }

    @Test func theLimitStandsWhereItLeadsToMore() {
        let loop = search(upTo: 30) { leading(to: 50 + $0 / 10) }
        #expect(loop.load == 30 && loop.residual == 23 && loop.isSettled)
        // 100 request-seconds for each unit of load take a request 3.33 s where it would take 2.
        #expect(isClose(Engine<Double>.residence(of: loop.load, atLeast: 2, total: 100), 100.0 / 30))
    }

    @Test(arguments: [0, 1e-9, 20, 80]) func aJumpIsLeftOnItsLowerSide(_ guess: Double) {
        let loop = search(upTo: 100, from: guess) { leading(to: $0 > 30 ? 20 : 40) }
        #expect(loop.load <= 30 && isClose(loop.load, 30, within: 1e-7) && loop.isSettled)
        #expect(loop.tried == loop.load && isClose(loop.residual, 10, within: 1e-6))
    }

    /// The residual is 5 - x / 5 as far as 5, where it is 4, and falls to 0 at 9.8; behind 12 it is 50 - x.
    ///
    /// A secant through 0 and 5 points to 25, and four residuals from 5 lie at 21: behind 12, where only 50 is at rest.
    @Test(arguments: [(12.0, 9.8), (.infinity, 50)]) func theJumpBeforeTheNextLoadIsLookedAtFirst(
        _ spacing: Double, _ load: Double
    ) {
        let loop = search(upTo: 100, spacing: spacing) { x in
            leading(to: x > 12 ? 50 : x > 5 ? x + 4 * (9.8 - x) / 4.8 : 5 + 0.8 * x)
        }
        #expect(isClose(loop.load, load) && loop.isSettled)
    }

    /// Where the upper side of a jump serves more, as many rest there as it leads to.
    @Test func aFasterStepBehindAJumpIsTaken() {
        // 10 s up to a load of 30, 2 s above: 3 a second in front of the jump, 20 / 2 = 10 behind it.
        let raised = search(upTo: 100) { LoadEffect(leadsTo: $0 > 30 ? 20 : 40, seconds: $0 > 30 ? 2 : 10) }
        #expect(raised.load == 20 && raised.seconds == 2 && raised.residual == 0 && raised.isSettled)
        #expect(raised.tried > 30 && isClose(raised.tried, 30, within: 1e-7))
    }

    @Test func whatIsNotANumberDoesNotSettle() {
        #expect(!search(upTo: 100) { _ in leading(to: .nan) }.isSettled)
        #expect(!search(upTo: 100) { leading(to: $0 < 50 ? .nan : 10) }.isSettled)
        #expect(!search(upTo: 100) { leading(to: $0 < 50 ? -.infinity : 10) }.isSettled)
    }

    @Test func aSearchThatIsCutShortDoesNotSettle() {
        var looks = 0
        let loop = search(upTo: 100, steps: 5) { load in
            looks += 1
            return leading(to: load > 30 ? 20 : 40)
        }
        #expect(!loop.isSettled && looks == 6)
        #expect(loop.residual.magnitude > 1)
    }

    /// No load is above where nothing leads anywhere.
    @Test func aLoopThatLeadsNowhereDoesNotSettle() {
        #expect(!search(upTo: 100) { _ in leading(to: 0) }.isSettled)
    }
}

/// The search for the loop at rest that serves most.
@Suite struct LoadSearchTests {
    private func search(_ fronts: [Double], from guess: Double = 0, _ effect: (Double) -> LoadEffect) -> ClosedLoop {
        var search = LoadSearch(limit: 100, spacing: .infinity, from: guess)
        func below(_ load: Double) -> Fronts {
            var found = Fronts()
            for front in fronts where front < load { found.add(front) }
            return found
        }
        while !search.take(effect(search.load), below) {}
        return search.best
    }

    /// A load in front of a jump is preferred if it serves more.
    @Test func aLoadThatServesMoreIsPreferred() {
        // At rest at 40 with steps of 10 s: 4 a second; 30 in 5 s are 6, 35 in 10 s are 3.5.
        func effect(_ load: Double) -> LoadEffect { LoadEffect(leadsTo: 40, seconds: load > 30 ? 10 : 5) }
        #expect(isClose(search([], effect).load, 40) && isClose(search([35], effect).load, 40))
        let loop = search([35, 30], effect)
        #expect(loop.load == 30 && loop.residual == 10 && loop.isSettled)
    }

    /// A front that is not carried stands for as many as it leads to, where none below it serves more.
    @Test func aFrontCarriesNoMoreThanItLeadsTo() {
        // At rest at 90 in 10 s: 9 a second; 60 in 1 s lead to 20: 20 a second, and loads below take 10 s.
        let loop = search([60]) { load in
            load == 60
                ? LoadEffect(leadsTo: 20, seconds: 1) : LoadEffect(leadsTo: load < 60 ? load / 2 + 50 : 90, seconds: 10)
        }
        #expect(loop.load == 20 && loop.tried == 60 && loop.residual == 0 && loop.isSettled)
    }

    /// Steps of 5 s up to 30 and of 10 s behind; from 25 on no load is carried, as a pass of prompts takes too long.
    @Test func theLargestLoadThatIsCarriedBelowIsPreferred() {
        let loop = search([20, 30], from: 0.9) { load in
            LoadEffect(leadsTo: load > 30 || load <= 25 ? 40 : 15, seconds: load > 30 ? 10 : 5)
        }
        #expect(loop.load <= 25 && loop.load > 25 * (1 - 1e-7) && loop.seconds == 5)
    }
}
