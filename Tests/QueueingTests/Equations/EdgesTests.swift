import Glibc
import TestSupport
import Testing

@testable import Queueing

/// Where equations change from one branch to another, and what small parts of them say.
@Suite struct EdgesTests {
    /// Streams at many coefficients of variation, shared and split; gathering; relief.
    @Test func streamsAreAsRecorded() throws {
        var figures = Figures()
        for variation in [0, 0.05, 0.5, 0.99, 1, 1.0001, 1.2, 1.5, 1.9, 2, 3, 4, 5, 10] {
            figures.begin("gaps \(variation)")
            let stream = ArrivalStream(rate: 3, variation: variation)
            let shared = stream.shared(by: 3)
            for seconds in [0, 1e-6, 1e-4, 0.01, 0.4, 5, 100, 2000, 1e5] {
                figures.add(
                    "\(seconds) s",
                    [
                        stream.clump(over: seconds), stream.dispersion(over: seconds), shared.clump(over: seconds),
                        shared.at(9).dispersion(over: seconds),
                    ])
            }
            for routing in Server.Routing.allCases {
                let parts = [1, 2, 5].map { stream.split(over: $0, routing) }
                figures.add("\(routing)", parts.flatMap { [$0.rate, $0.variation, $0.servers] })
            }
            let gathering = Gathering(stream)
            figures.add(
                "together",
                [0, 0.01, 0.1, 0.5, 1, 2, 3.9, 4, 9].map { gathering.together($0, clump: 1 + variation / 4) })
            for busy in [0, 1e-3, 0.3, 0.7, 0.999] {
                let relief = Relief(stream, service: 0.8, busy: busy)
                let level = Relief(
                    turns: stream.split(over: 4, .roundRobin), chance: stream.split(over: 4, .random), service: 0.8,
                    busy: busy, level: .init(copies: 4, sequences: 1e12, early: 0))
                figures.add("relief \(busy)", [relief.probability, relief.time, level.probability, level.time])
            }
        }
        let path = Project.root + "/Tests/QueueingTests/Recorded/streams.txt"
        #expect(try Recording.text(at: path, today: figures.text) == figures.text)
    }

    @Test func mixturesAndLengthsAreAsRecorded() throws {
        var figures = Figures()
        let mixtures: [(String, GammaMixture)] = [
            ("exponential", GammaMixture([(1, 2, 4)])), ("point", GammaMixture([(1, 3, 0)])),
            ("wide", GammaMixture([(1, 2, 100)])), ("two", GammaMixture([(0.3, 1, 0.01), (0.7, 10, 9)])),
            ("ends", GammaMixture([(0.5, 1, 0.2), (0.5, 2, 4)], most: 5)), ("none", GammaMixture([(1, 0, 0)])),
        ]
        for (name, mixture) in mixtures {
            figures.add(name, [mixture.mean] + [0, 0.001, 0.1, 0.5, 0.9, 0.999, 1].map { mixture.quantile($0) })
            figures.add("shares", [-1, 0, 0.5, 1, 2, 4.99, 5, 30].map { mixture.share(within: $0) })
        }
        for variation in [0, 0.01, 0.3, 1, 4] {
            let lengths = try Lengths(mean: 700, variation: variation)
            figures.begin("lengths \(variation)")
            figures.add(
                "moments",
                [lengths.deviationOfLogarithm, lengths.meanSquare, lengths.overlap, lengths.biasedMeanSquare])
            for (fineness, unit) in [(LengthPoints.Fineness.coarse, 0.0), (.dense, 0), (.fine, 200)] {
                let points = LengthPoints(lengths, fineness, roundedTo: unit).points
                figures.begin("  \(points.count) parts")
                for point in points { figures.add("part", [point.weight, point.tokens, point.variance]) }
            }
        }
        let path = Project.root + "/Tests/QueueingTests/Recorded/lengths.txt"
        #expect(try Recording.text(at: path, today: figures.text) == figures.text)
    }

    /// The chance that a request waits, against the textbook's sum of a^k / k!.
    @Test func waitingIsTheSumOfTheTextbook() {
        for servers in [1, 2, 3, 8, 20] {
            for busy in [0.01, 0.3, 0.9, 0.999] {
                let offered = busy * Double(servers)
                var (term, sum) = (1.0, 0.0)
                for count in 0..<servers {
                    sum += term
                    term *= offered / Double(count + 1)
                }
                let all = term / (1 - busy)
                #expect(abs(ErlangC.waiting(servers: servers, busy: busy) / (all / (sum + all)) - 1) < 1e-9)
            }
        }
        #expect(ErlangC.waiting(servers: 3, busy: 0) == 0)
        #expect(ErlangC.waiting(servers: 3, busy: -0.1) == 0)
        #expect(ErlangC.waiting(servers: 3, busy: 1.5) == 1)
        #expect(Relief.none.shared(by: 1, busy: 0.5).start == 1)
        #expect(Relief.none.shared(by: 2, busy: 0).start == 1)
        #expect(Relief.none.shared(by: 2, busy: 0.5).start == 0.5)
    }

    /// Units of equal prompts are whole ones from six in a step on, quarters below; 48 of a step at most.
    @Test(arguments: [(5999, 250.0, 24), (6000, 1000, 6), (48_000, 1000, 48), (96_000, 2000, 48)])
    func unitsOfEqualPrompts(_ chunk: Int, _ size: Double, _ most: Int) throws {
        let load = try Load(rate: 1, input: Lengths(mean: 1000), output: Lengths(mean: 10))
        let server = try Server(schedule: .prefillFirst, chunk: chunk, kvTokens: 1e6)
        let units = BacklogUnits(CopyModel(load, server, try Deployment.llama.times()), 0)
        #expect(abs(units.size / size - 1) < 1e-3)
        #expect(units.most == most)
        #expect(units.fill == most)
    }

    @Test func coarserUnitsAreHalfAsMany() throws {
        let load = try Load(rate: 1, input: Lengths(mean: 1000, variation: 1), output: Lengths(mean: 10))
        func units(_ chunk: Int) throws -> BacklogUnits {
            let server = try Server(schedule: .prefillFirst, chunk: chunk, kvTokens: 1e6)
            return BacklogUnits(CopyModel(load, server, try Deployment.llama.times()), 0)
        }
        // 1250 tokens are five quarters of a prompt: two units of 625; of two there are no fewer.
        let coarser = try #require(try units(1250).coarser)
        #expect(coarser.most == 2)
        #expect(coarser.size == 625)
        #expect(coarser.coarser == nil)
        // A step of four quarters still has half as many.
        #expect(try units(1000).coarser?.most == 2)
        // 5 of 7 waiting go at once, and of 5 all: 2.5 units are taken in none before the last.
        let five = try units(1250)
        #expect(five.taken(5) == 5)
        #expect(five.taken(7) == 5)
        #expect(five.passes(5).full == 0)
        #expect(five.passes(5.5).full == 1)
        #expect(five.passes(5.5).rest == 0.5)
        #expect(five.passes(10).full == 1)
    }

    @Test func aChainOfOneStateStaysThere() throws {
        let load = try Load(rate: 1, input: Lengths(mean: 100), output: Lengths(mean: 2))
        let copy = CopyModel(
            load, try Server(schedule: .inflight, chunk: 100, kvTokens: 1e9), try Deployment.llama.times())
        let chain = BacklogChain(
            BacklogUnits(copy, 1), arrivals: [[1], [1]], durations: [1, 1], count: 1)
        #expect(chain.shares == [1])
    }

    @Test func timesOfNothingCountAsTheShortest() {
        var histogram = TimeHistogram()
        histogram.add(0, 1)
        #expect(histogram.mean == 1e-9)
        histogram.add(3e-9, 1)
        #expect(abs(histogram.mean - 2e-9) < 1e-18)
        #expect(abs(histogram.variance - 1e-18) < 1e-24)
        #expect(histogram.cumulative().share(below: 1e-9) == 0)
        #expect(abs(histogram.cumulative().share(below: 2e-9) - 0.5) < 1e-9)
        // Wider apart than there is room for, on either side.
        histogram.add(1e3, 2)
        #expect(abs(histogram.cumulative().share(below: 1) - 0.5) < 1e-9)
        #expect(abs(histogram.cumulative().upperBound / 1e3 - 1) < 2)
        #expect(TimeHistogram().mean == 0)
        #expect(TimeHistogram().variance == 0)
        #expect(TimeHistogram().cumulative().share(below: 1) == 0)
    }

    @Test func wholeNumbersAreRoundedUp() {
        #expect(Whole.up(-3) == 0)
        #expect(Whole.up(0) == 0)
        #expect(Whole.up(1e-9) == 1)
        #expect(Whole.up(1) == 1)
        #expect(Whole.up(2.25) == 3)
        #expect(Whole.up(1e15) == 1e15)
        #expect(Whole.up(3e300) == 3e300)
    }

    @Test func normalSharesFarOut() {
        // Tables: 1 - Phi(6) = 9.865876e-10; the density at 2 is 0.05399097.
        #expect(abs(Normal.share(below: -6) / 9.865876e-10 - 1) < 1e-6)
        #expect(abs(Normal.density(2) - 0.05399097) < 1e-8)
        #expect(abs(Normal.density(-2) - 0.05399097) < 1e-8)
        #expect(Normal.share(below: 0) == 0.5)
    }

    /// Work against a direct sum: so many clumps by Poisson's law, each of geometric size, each prompt 0, 1 or 3 units.
    @Test(arguments: [1.0, 1.5, 3]) func workIsTheSumOfItsPrompts(_ clump: Double) {
        let prompts = [(units: 0.0, weight: 0.2), (units: 1.0, weight: 0.5), (units: 3.0, weight: 0.3)]
        let (count, rate, seconds) = (30, 0.8, 1.7)
        let work = ArrivingWork(prompts, count: count, rate: rate, clump: clump)
        let one = [0.2, 0.5, 0, 0.3]
        func times(_ a: [Double], _ b: [Double]) -> [Double] {
            (0..<count).map { sum in
                (0...sum).reduce(0.0) { $0 + (sum - $1 < b.count && $1 < a.count ? a[$1] * b[sum - $1] : 0) }
            }
        }
        // A clump has k prompts with probability q^(k - 1) (1 - q), q = 1 - 1 / clump.
        let more = 1 - 1 / clump
        var (power, ofClump) = (one, [Double](repeating: 0, count: count))
        for number in 0..<400 {
            for index in power.indices { ofClump[index] += pow(more, Double(number)) * (1 - more) * power[index] }
            power = times(power, one)
        }
        let expected = rate / clump * seconds
        var (come, all, weight) = ([1.0], [Double](repeating: 0, count: count), exp(-expected))
        for number in 1..<120 {
            for index in come.indices { all[index] += weight * come[index] }
            come = times(come, ofClump)
            weight *= expected / Double(number)
        }
        let shares = work.shares(in: seconds)
        for index in 0..<count - 1 { #expect(abs(shares[index] - all[index]) < 1e-9, "\(index)") }
        // What is more than all told apart counts as the last.
        for (found, wanted) in Array(zip(work.clump, ofClump)).dropLast() { #expect(abs(found - wanted) < 1e-8) }
        // 1.4 units a prompt.
        #expect(abs(work.unitsPerClump - 1.4 * clump) < 1e-12)
        // Those before a prompt in its clump: a clump without its last prompt.
        let before = work.withMates([1])
        for (found, wanted) in Array(zip(times(before, one), ofClump)).dropLast() {
            #expect(abs(found - wanted) < 1e-8)
        }
    }

    @Test func workOfUnitsThatAreNoWholeOnes() {
        // 2.25 units are 2 with probability 3/4 and 3 with 1/4; 7 and infinitely many count as the last of 5, which is 4.
        #expect(ArrivingWork([(units: 2.25, weight: 1)], count: 5, rate: 1, clump: 1).prompt == [0, 0, 0.75, 0.25])
        // What is cut off stands at the end, so that all shares together stay one.
        for count in [2, 3, 10, 200] {
            let mates = ArrivingWork([(units: 2.25, weight: 1)], count: count, rate: 1, clump: 4).withMates([1])
            #expect(mates.count <= count && abs(mates.reduce(0, +) - 1) < 1e-9)
        }
        for units in [7, Double.infinity] {
            #expect(ArrivingWork([(units: units, weight: 1)], count: 5, rate: 1, clump: 1).prompt == [0, 0, 0, 0, 1])
        }
        #expect(ArrivingWork([(units: -1, weight: 1)], count: 5, rate: 1, clump: 1).prompt == [1])
        #expect(ArrivingWork([(units: 3, weight: 1)], count: 0, rate: 1, clump: 1).prompt == [0, 1])
        #expect(ArrivingWork([(units: 1, weight: 1)], count: 5, rate: 6, clump: 3).clumpRate == 2)
        #expect(ArrivingWork.convolved([0.5, 0.5], [0.25, 0.75], 9) == [0.125, 0.5, 0.375])
        #expect(ArrivingWork.convolved([0.5, 0, 0.5], [0.25, 0.75], 3) == [0.125, 0.375, 0.125])
        var row = [1.0, 1, 1]
        Rows.add([1, 2, 3], times: 2, to: &row, from: 1)
        #expect(row == [1, 3, 5])
        Rows.add([1], times: 2, to: &row, from: 3)
        #expect(row == [1, 3, 5])
    }
}
