import TestSupport
import Testing

@testable import Queueing

/// The parts that the simulation is made of, against the simplest that do the same.
@Suite struct PartsTests {
    @Test func theSoonestComesFirst() {
        var dice = Dice(seed: PropertySeed.value)
        var (heap, plain) = (SoonestFirst<Int>(), [Int]())
        heap.removeFirst()
        #expect(heap.first == nil)
        for round in 0..<4000 {
            // More come in the first half, more leave in the second.
            if dice.share() < (round < 2000 ? 0.7 : 0.3) {
                let value = Int(dice.share() * 500)
                heap.insert(value)
                plain.append(value)
            } else if let least = plain.min(), let place = plain.firstIndex(of: least) {
                heap.removeFirst()
                plain.remove(at: place)
            }
            #expect(heap.first == plain.min(), "\(PropertySeed.note)")
            #expect(heap.count == plain.count)
        }
    }

    @Test func whoWaitsLongestIsFirst() {
        var (line, plain) = (WaitingLine<Int>(), [Int]())
        #expect(line.first == nil)
        // So many that what left is dropped from memory on the way.
        for number in 0..<6000 {
            line.append(number)
            plain.append(number)
            if number % 3 != 0 {
                line.removeFirst()
                plain.removeFirst()
            }
            #expect(line.first == plain.first)
            #expect(line.count == plain.count)
        }
        while !plain.isEmpty {
            #expect(line.first == plain.first)
            line.removeFirst()
            plain.removeFirst()
            #expect(line.count == plain.count)
        }
        #expect(line.first == nil)
    }

    @Test func thoseWhoLeftAreForgottenInTime() {
        var line = WaitingLine<Int>()
        for number in 0..<2050 { line.append(number) }
        for _ in 0..<1025 { line.removeFirst() }
        // Half of 2,050 are not more than half; one more is.
        #expect(line.kept.count == 2050)
        line.removeFirst()
        #expect(line.kept == Array(1026..<2050))
        // Of fewer than 1,024 nothing is moved, but where all have left.
        for _ in 0..<1023 { line.removeFirst() }
        #expect(line.kept.count == 1024)
        line.removeFirst()
        #expect(line.kept.isEmpty)
    }

    @Test func copiesTakeTurns() throws {
        let server = try Server(kvTokens: 100, replicas: 3)
        let times = PlainTimes.separate(step: 1)
        var (replicas, store) = ((0..<3).map { _ in Replica(server) }, RequestStore())
        func add(_ count: Int, to replica: Int) {
            for _ in 0..<count {
                let place = store.add(Request(number: 0, sent: 0, input: 1, output: 1, done: 0))
                replicas[replica].add(place, at: 0, store, times)
            }
        }
        var turns = Router(.roundRobin, seed: 0)
        #expect((0..<4).map { _ in turns.next(replicas) } == [0, 1, 2, 0])
        // Of equally loaded ones the first behind the last chosen.
        var level = Router(.leastLoaded, seed: 0)
        #expect((0..<4).map { _ in level.next(replicas) } == [0, 1, 2, 0])
        add(1, to: 1)
        add(2, to: 2)
        // 0, 1 and 2 wait there: the first has the fewest; with three more there the second has.
        #expect((0..<2).map { _ in level.next(replicas) } == [0, 0])
        add(3, to: 0)
        #expect(level.next(replicas) == 1)
        add(1, to: 1)
        // 3, 2 and 2: of the last two the one behind the second.
        #expect((0..<2).map { _ in level.next(replicas) } == [2, 1])
        var random = Router(.random, seed: 1)
        let drawn = (0..<300).map { _ in random.next(replicas) }
        #expect((0..<3).allSatisfy { copy in drawn.count { $0 == copy } > 70 })
        #expect((0..<3).map { _ in random.next([replicas[0]]) } == [0, 0, 0])
    }

    @Test func passesHoldAToken() throws {
        // Ten decode in a step of four tokens: one of the prompt is computed nevertheless; of a step of 12, two.
        for (chunk, tokens) in [(4, 1), (12, 2), (100, 7)] {
            var passes = PromptPasses(try Server(chunk: chunk, kvTokens: 100))
            var store = RequestStore()
            var places = [store.add(Request(number: 0, sent: 0, input: 9, output: 1, done: 2))]
            let pass = passes.fill(besides: 10, &store) { _ in places.popLast() }
            #expect(pass.tokens == tokens)
            // Tokens 3 to 2 + n attend to all before them: half of the difference of squares.
            #expect(pass.pairs == (Double((2 + tokens) * (2 + tokens)) - 4) / 2)
            #expect(store[0].done == 2 + tokens)
            #expect(passes.ending == (tokens == 7 ? [0] : []))
            #expect(passes.partial == (tokens == 7 ? nil : 0))
        }
    }

    @Test func placesAreUsedAgain() {
        func request(_ number: Int) -> Request { Request(number: number, sent: 0, input: 3, output: 4, done: 0) }
        var store = RequestStore()
        #expect([0, 1, 2].map { store.add(request($0)) } == [0, 1, 2])
        store.remove(1)
        #expect(store.add(request(9)) == 1)
        #expect(store[1].number == 9)
        #expect(store.add(request(10)) == 3)
        #expect(store[2].number == 2)
        #expect(store[2].reserved == 7)
        store[2].done = 5
        #expect(store[2].done == 5)
    }

    @Test func slotsAndRoomAreTakenAndGivenBack() throws {
        var slots = Slots(try Server(maxRunning: 2, kvTokens: 20))
        var store = RequestStore()
        // 8, 12 and 1 tokens: the first two fill the cache and the slots exactly.
        for (number, input) in [7, 11, 0].enumerated() {
            let request = Request(number: number, sent: 0, input: input, output: 1, done: 0)
            slots.waiting.append(store.add(request))
        }
        #expect(slots.admit(&store) == 0)
        #expect(slots.admit(&store) == 1)
        #expect(slots.running == 2)
        #expect(slots.admit(&store) == nil)
        #expect(store[2].waitedForSlot)
        #expect(!store[0].waitedForSlot)
        slots.free(store[0])
        #expect(slots.running == 1)
        // 8 tokens are free again: one of 8 fits, one of 9 does not.
        #expect(slots.hasRoom(for: Request(number: 3, sent: 0, input: 4, output: 4, done: 0)))
        #expect(!slots.hasRoom(for: Request(number: 3, sent: 0, input: 4, output: 5, done: 0)))
        #expect(slots.admit(&store) == 2)
        #expect(slots.admit(&store) == nil)
        #expect(slots.waiting.count == 0)
    }

    @Test func requestsComeUntilThereAreEnough() throws {
        let lengths = try Lengths(mean: 5)
        let load = try Load(rate: 0.5, arrivalVariation: 0, input: lengths, output: lengths)
        var open = ArrivalSource(.open(load), seed: 0, most: 3)
        #expect(!open.isClosed)
        #expect((0..<3).map { _ in open.take().sent } == [2, 4, 6])
        #expect(open.next == .infinity)
        #expect(open.count == 3)
        open.ended(at: 9)
        #expect(open.next == .infinity)
        // Two clients begin at once; each sends the next when its answer is there.
        var closed = ArrivalSource(
            .closed(try ClosedLoop(clients: 2, input: lengths, output: lengths)), seed: 0, most: 0)
        #expect(closed.isClosed)
        #expect((0..<2).map { _ in closed.take().sent } == [0, 0])
        #expect(closed.next == .infinity)
        closed.ended(at: 7)
        closed.ended(at: 5)
        #expect([closed.take(), closed.take()].map(\.sent) == [5, 7])
        #expect(closed.count == 4)
        // The last token of a prompt is computed even if it is cached.
        let requests = [
            TracedRequest(arrival: 1, input: 4, output: 2, cached: 4),
            TracedRequest(arrival: 3, input: 4, output: 2, cached: 1),
        ]
        var trace = ArrivalSource(.trace(try RequestTrace(requests)), seed: 0, most: 0)
        let taken = [trace.take(), trace.take()]
        #expect(taken.map(\.done) == [3, 1])
        #expect(taken.map(\.sent) == [1, 3])
        #expect(taken.map(\.number) == [0, 1])
        #expect(trace.next == .infinity)
    }

    @Test func durationsOnlyGoForwards() {
        #expect(Duration.of(2.5) == 2.5)
        #expect(Duration.of(0) == 0)
        #expect(Duration.of(-1) == 0)
        #expect(Duration.of(.nan) == 0)
        #expect(Duration.of(.infinity) == 1e12)
    }

    @Test func windowsBeginBehindTheWarmUp() throws {
        // A request each second, of one token, served at once: the outcomes tell which requests were measured.
        let times = PlainTimes.separate(step: 1e-6)
        let lengths = try Lengths(mean: 1)
        let load = try Load(rate: 1, arrivalVariation: 0, input: lengths, output: lengths)
        let open = Simulation(.open(load), on: try Server(kvTokens: 100), times: times)
        func sent(_ run: SimulatedRun?) -> [Double] { run?.outcomes.map(\.sent) ?? [] }
        #expect(sent(open.run(requests: 3, warmUp: 5)) == [6, 7, 8])
        // A tenth of 40 is left out; none if less than nothing is asked for; one request at least.
        #expect(sent(open.run(requests: 40)) == (5...44).map(Double.init))
        #expect(sent(open.run(requests: 2, warmUp: -4)) == [1, 2])
        #expect(sent(open.run(requests: -7, warmUp: 0)) == [1])
        #expect(open.run()?.outcomes.count == 20_000)
        #expect(open.run()?.outcomes.first?.sent == 2001)

        let requests = (0..<6).map { TracedRequest(arrival: Double($0), input: 1, output: 1) }
        let trace = Simulation(.trace(try RequestTrace(requests)), on: try Server(kvTokens: 100), times: times)
        #expect(sent(trace.run()) == [0, 1, 2, 3, 4, 5])
        #expect(sent(trace.run(requests: 2)) == [0, 1])
        #expect(sent(trace.run(requests: 2, warmUp: 1)) == [1, 2])
        #expect(sent(trace.run(requests: 9, warmUp: 4)) == [4, 5])
        #expect(sent(trace.run(warmUp: 90)) == [5])
        #expect(sent(trace.run(requests: 0)) == [0])
        #expect(sent(trace.run(warmUp: -2)) == [0, 1, 2, 3, 4, 5])
    }

    @Test func travellingPromptsArriveInTheirOrder() throws {
        // Passes of a second each on one worker, 3,000 prompts: each arrives 0.25 s behind its pass.
        let times = try StepTimes(decode: [.init(1, 1)], contextTime: 0, pass: [.init(1, 1)], pairTime: 0)
        let pool = try Server.PrefillPool(workers: 1, times: times, transfer: 0.25)
        var workers = PrefillWorkers(pool, try Server(chunk: 4, kvTokens: 100, prefillPool: pool))
        var store = RequestStore()
        #expect(workers.nextArrival == .infinity)
        #expect(workers.takeArrival() == nil)
        for number in 0..<3000 {
            workers.add(store.add(Request(number: number, sent: 0, input: 4, output: 1, done: 0)))
        }
        workers.startIdle(at: 0, &store)
        for _ in 0..<2999 { workers.finish(0, &store) }
        for number in 0..<2999 {
            #expect(workers.nextArrival == Double(number) + 1.25)
            #expect(workers.takeArrival() == number)
        }
        #expect(workers.nextArrival == .infinity)
        #expect(workers.ends == [3000])
        workers.finish(0, &store)
        #expect(workers.ends == [.infinity])
        #expect(workers.takeArrival() == 2999)
    }

    @Test func samplesBetweenAndBeyondTheirValues() {
        let sample = Sample([30, 10, 20])
        // Positions 0, 1 and 2: 0.25 lies half way from the first to the second, 0.8 at 1.6.
        #expect(sample.quantile(0.25) == 15)
        #expect(sample.quantile(0.8) == 26)
        #expect(sample.quantile(-2) == 10)
        #expect(sample.quantile(7) == 30)
        #expect(sample.share(within: 10) == 1 / 3.0)
        #expect(sample.share(within: 30) == 1)
        #expect(Sample([]).share(within: 1) == 0)
        #expect(Sample([]).mean == 0)
        #expect(Sample([4]).quantile(0.3) == 4)
    }

    @Test func runsTellWhoKeepsLimits() throws {
        // Steps of 10 ms, passes of 100 ms, one at a time: first tokens at 100 and 300 ms; 100 + 10 ms and then 200.
        let times = try StepTimes(decode: [.init(1, 0.010)], contextTime: 0, pass: [.init(1, 0.100)], pairTime: 0)
        let trace = try RequestTrace([
            TracedRequest(arrival: 0, input: 10, output: 3), TracedRequest(arrival: 0, input: 10, output: 1),
            TracedRequest(arrival: 0, input: 50, output: 1),
        ])
        let server = try Server(schedule: .prefillFirst, chunk: 10, maxRunning: 1, kvTokens: 30)
        let run = try #require(Simulation(.trace(trace), on: server, times: times).run())
        // The first: 100 ms, then two steps, done at 120 ms; the second waits for the slot until then: 220 ms.
        #expect(run.outcomes.map(\.output) == [3, 1])
        #expect(abs(run.outcomes[1].firstToken - 0.22) < 1e-12)
        #expect(abs(run.outcomes[1].wait - 0.12) < 1e-12)
        #expect(run.rejected == 1)
        #expect(run.slotWaitShare == 0.5)
        #expect(run.outcomes[1].perToken == nil)
        // Of three, one was rejected and keeps none.
        #expect(abs(run.share() - 2 / 3.0) < 1e-12)
        #expect(abs(run.share(firstToken: 0.2) - 1 / 3.0) < 1e-12)
        // 20 ms for two tokens: 10 ms each; the other has no second token.
        #expect(abs(run.share(perToken: 0.009) - 1 / 3.0) < 1e-12)
        #expect(abs(run.share(perToken: 0.011) - 2 / 3.0) < 1e-12)
    }
}
