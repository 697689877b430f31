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

    /// The line leads from 0 to 50 and on to 55, and a secant through both residuals, 50 and 5, to 500 / 9.
    @Test func aLineTakesOneSecant() {
        var asked: [Double] = []
        _ = search(upTo: 100) { load in
            asked.append(load)
            return leading(to: 50 + load / 10)
        }
        #expect(asked.count == 3 && asked[0] == 0 && asked[1] == 50 && isClose(asked[2], 500 / 9))
    }

    /// 40 up to 30 and 20 above: secants lead to 80 / 3, 32, 560 / 19 and 3280 / 107.
    ///
    /// The residuals are 40, -20, 40 / 3, -12, 200 / 19 and -1140 / 107. Between the last two loads, 1.18 apart, they fall by
    /// 21.2, more than 16 times that, as only a jump does. From there on the bracket is halved until it is 30 / 2^26 wide: 22 times.
    @Test func aJumpIsHalvedOnceItIsSteep() {
        var asked: [Double] = []
        _ = search(upTo: 100) { load in
            asked.append(load)
            return leading(to: load > 30 ? 20 : 40)
        }
        let expected = [0, 40, 80.0 / 3, 32, 560.0 / 19, 3280.0 / 107, (560.0 / 19 + 3280.0 / 107) / 2]
        #expect(zip(asked, expected).allSatisfy { isClose($0, $1) }, "\(asked.prefix(7))")
        #expect(asked.count == 6 + 22)
    }

    /// A residence within a billionth of what a request takes alone is that, and a longer one is itself.
    @Test(arguments: [(1 + 0.9e-9, 2.0), (1 + 1.05e-9, 2 * (1 + 1.05e-9)), (3, 6), (0.5, 2)] as [(Double, Double)])
    func aResidenceIsAtLeastThatAlone(_ share: Double, _ seconds: Double) {
        #expect(Engine<Double>.residence(of: 4, atLeast: 2, total: 8 * share) == seconds)
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

    /// Each load leads to one more, so that the search is still climbing when its looks are used up.
    @Test func aClimbThatIsCutShortDoesNotSettle() {
        let loop = search(upTo: 100, steps: 3) { leading(to: $0 + 1) }
        #expect(!loop.isSettled && loop.load < 100)
        #expect(!search(upTo: 100, from: 50) { _ in leading(to: .infinity) }.isSettled)
    }

    /// 1 - 2^-46 of the largest load is that load but for rounding, and leads to more: it stands as the limit does.
    @Test func theLimitStandsButForRounding() {
        let near = 100 * (1 - 0x1p-46)
        let loop = search(upTo: 100) { leading(to: $0 == 0 ? near : 200) }
        #expect(loop.load == near && loop.isSettled)
        // A thousandth below it does not: the search goes on to the limit.
        #expect(search(upTo: 100) { leading(to: $0 == 0 ? 99.9 : 200) }.load == 100)
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

    /// A search of batches that may be split: what it found, the loads it asked about, and below which ones it asked for fronts.
    private func searchSplit(
        _ effect: (Double) -> LoadEffect
    ) -> (loop: ClosedLoop, asked: [Double], looks: [Double]) {
        var search = LoadSearch(limit: 100, spacing: .infinity, splits: true)
        var (asked, looks): ([Double], [Double]) = ([], [])
        while true {
            asked.append(search.load)
            let isThrough = search.take(effect(search.load)) { load in
                looks.append(load)
                return Fronts()
            }
            if isThrough { return (search.best, asked, looks) }
        }
    }

    /// From below only the first of three loads at rest is found: 5 in 5 s, 1 a second, before 40 in 10 s, 4 a second, and 95 in 95.
    @Test func ofSeveralLoadsAtRestTheOneThatServesMostStands() {
        func effect(_ load: Double) -> LoadEffect {
            load < 10
                ? LoadEffect(leadsTo: 5, seconds: 5)
                : load < 60 ? LoadEffect(leadsTo: 40, seconds: 10) : LoadEffect(leadsTo: 95, seconds: 95)
        }
        #expect(search([], effect).load == 5)
        let found = searchSplit(effect)
        #expect(found.loop.load == 40 && found.loop.seconds == 10 && found.loop.isSettled)
        #expect(found.asked == [0, 5, 30, 40, 99.9, 95] && found.looks == [5, 40, 95])
    }

    /// Where all searches end at one load, fronts below it are looked at once.
    @Test func oneLoadAtRestIsLookedBelowOnce() {
        let found = searchSplit { _ in LoadEffect(leadsTo: 40, seconds: 10) }
        #expect(found.loop.load == 40 && found.asked == [0, 40, 30, 40, 99.9, 40] && found.looks == [40])
    }

    /// What does not settle stands only where nothing else does, however much it would serve: 5 in a tenth of a second.
    @Test func aLoopThatSettlesStandsBeforeOneThatDoesNot() {
        func effect(_ load: Double) -> LoadEffect {
            if load == 0 { return LoadEffect(leadsTo: 5, seconds: 10) }
            return load < 20 || load > 90
                ? LoadEffect(leadsTo: .nan, seconds: 0.1) : LoadEffect(leadsTo: 40, seconds: 10)
        }
        #expect(!search([], effect).isSettled)
        let found = searchSplit(effect)
        #expect(found.loop.load == 40 && found.loop.isSettled)
    }

    /// 20 in 5 s are 4 a second, as are 40 in 10 s: none waits for nothing.
    @Test func aFrontThatServesAsMuchIsNotPreferred() {
        func effect(_ load: Double) -> LoadEffect { LoadEffect(leadsTo: 40, seconds: load / 4) }
        #expect(search([20, 30], effect).load == 40)
    }

    /// A load that the deployment cannot carry is not tried: 150 of 100.
    @Test func aFrontAboveTheLimitIsLeftOut() {
        var search = LoadSearch(limit: 100, spacing: .infinity, from: 0.9)
        #expect(search.load == 90)
        var (asked, isThrough): ([Double], Bool) = ([], false)
        while !isThrough {
            asked.append(search.load)
            let effect = LoadEffect(leadsTo: 40, seconds: search.load > 30 ? 10 : 5)
            isThrough = search.take(effect) { load in
                var fronts = Fronts()
                for front in [150.0, 30] where load > 30 { fronts.add(front) }
                return fronts
            }
        }
        #expect(asked.contains(30) && !asked.contains(150) && search.best.load == 30)
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
