import TestSupport
import Testing

@testable import Queueing

/// What each part of the equations says of chosen plans, as it was when all together were held to the simulation.
///
/// The sums that move point at the part that moved. `RECORD=1 swift test --filter RecordedPiecesTests` accepts what they
/// say now; look first at what moved, and why.
@Suite struct RecordedPiecesTests {
    private func expect(_ name: String, _ figures: Figures) throws {
        let path = Project.root + "/Tests/QueueingTests/Recorded/\(name).txt"
        #expect(try Recording.text(at: path, today: figures.text) == figures.text)
    }

    private static let widths = [1.0, 2, 7.5, 30, 120, 256]

    @Test func copiesAndLimits() throws {
        var figures = Figures()
        for plan in try ChosenPlan.all() {
            figures.begin("\(plan)")
            let copy = CopyModel(plan.load, plan.server, plan.times)
            figures.add("context", [copy.context, copy.contextVariance, copy.laterTokens])
            for width in Self.widths {
                let alone = copy.alone(width)
                figures.add(
                    "\(width)",
                    [
                        copy.step(width), copy.pass(700, width), copy.pass(0, width), copy.budget(width),
                        copy.fullPass(width), copy.costSquare(width), copy.extraPairTime(40 * width),
                        alone.reduce(0) { $0 + $1.weight * $1.seconds }, alone.last?.seconds,
                    ])
            }
            let limit = try RunningLimit(plan.load, plan.server)
            figures.add("limit", [Double(limit.most), limit.room, limit.kvPerRequest, limit.isRoom ? 1 : 0])
            figures.add("fullness", [1, 10, 200, 400, limit.most].map { limit.fullness($0) })
        }
        try expect("copies", figures)
    }

    @Test func stallsAndCapacity() throws {
        var figures = Figures()
        for plan in try ChosenPlan.all() {
            figures.begin("\(plan)")
            let loop = try OpenLoop(plan.load, on: plan.server, times: plan.times)
            let (stall, rate) = (loop.stall, loop.stall.stream.rate)
            let table = StallTable(stall, upTo: loop.runningLimit)
            for width in Self.widths {
                let passes = stall.passes(width, rate: rate, together: 1.5)
                figures.add("passes \(width)", [passes.stall, passes.cost, passes.busy, passes.seconds])
                figures.add(
                    "stall \(width)",
                    [
                        stall.seconds(width, rate: rate), stall.crowded(width, rate: rate),
                        stall.marginal(width, rate: rate), stall.capacitySeconds(width, rate: 2 * rate),
                        stall.behind(width), stall.full(width), table(width),
                    ])
            }
            figures.add("capacity", [loop.capacity.rate, loop.load, stall.convoy])
        }
        try expect("stalls", figures)
    }

    @Test func promptQueues() throws {
        var figures = Figures()
        for plan in try ChosenPlan.all() {
            figures.begin("\(plan)")
            let loop = try OpenLoop(plan.load, on: plan.server, times: plan.times)
            for (sequences, isIdle) in loop.copy.onlyDecodes ? [(0.0, true)] : [(0, true), (1, false), (60, false)] {
                let units = BacklogUnits(loop.copy, sequences)
                let service = PromptQueue.Service(
                    copy: loop.copy, sequences: sequences, isIdle: isIdle, relief: .none)
                let stream = loop.stall.stream
                let clump = stream.clump(over: 0.2)
                let backlog = Backlog(service, stream, clump: clump, units)
                figures.add(
                    "units \(sequences)",
                    [
                        units.size, Double(units.most), Double(units.fill), units.coarser?.size,
                        units.coarser.map { Double($0.most) }, units.coarser.map { Double($0.fill) },
                        units.passes(3.4).full, units.passes(3.4).rest, units.passes(77).full, units.passes(77).rest,
                        Double(units.taken(1)), Double(units.taken(300)),
                    ])
                figures.add("backlog", shares: backlog.shares)
                figures.add("durations", backlog.durations.prefix(3) + backlog.durations.suffix(2))
                figures.add("work", [backlog.work.clumpRate, backlog.work.more, backlog.work.unitsPerClump])
                figures.add("arrivals", shares: backlog.work.shares(in: 0.5))
                figures.add("clump", shares: backlog.work.clump)
                figures.add("mates", shares: backlog.work.withMates(backlog.shares))
                for step in backlog.steps { figures.add("step \(step.weight)", [step.seconds] + step.left.prefix(3)) }
                for isRough in [true, false] {
                    let queue = PromptQueue(service, stream, clump: clump, isRough: isRough)
                    figures.add(
                        "queue", [queue.times.total, queue.times.mean, queue.times.variance, queue.behind])
                }
            }
        }
        try expect("queues", figures)
    }

    @Test func numbersThatDecode() throws {
        var figures = Figures()
        for plan in try ChosenPlan.all() {
            figures.begin("\(plan)")
            let loop = try OpenLoop(plan.load, on: plan.server, times: plan.times)
            figures.add("loop", [loop.decoding, loop.slotWaitShare, Double(loop.runningLimit)])
            figures.begin("  \(loop.state) \(loop.cautions)")
            guard let chain = loop.chain else { continue }
            figures.add("number", [chain.number.mean, chain.number.variance, chain.number.empty])
            figures.add("busy", [chain.busy.mean, chain.busy.variance, chain.paceVariance * 1e6])
            figures.add("spread", [chain.spread, chain.stallSpread, chain.levelled, chain.stall])
            figures.add("slots", [chain.slotWait.share, chain.slotWait.seconds])
            figures.add("stream", [chain.stream.rate, chain.stream.variation, chain.stream.servers])
        }
        try expect("numbers", figures)
    }

    /// Clients who send the next request at once, some of them since all began together.
    @Test func clientsAtRest() throws {
        var figures = Figures()
        for plan in try ChosenPlan.all() {
            figures.begin("\(plan)")
            for (clients, start) in [(1.0, 0.0), (7, 0), (90, 0), (90, 0.2), (700, 0)] {
                guard
                    let loop = try? ClientLoop(
                        clients: clients, input: plan.load.input, output: plan.load.output, on: plan.server,
                        times: plan.times, start: start)
                else { continue }
                let parts = loop.firstToken
                figures.add("\(clients) \(start)", [loop.rate, loop.decoding, loop.perToken])
                figures.add("first token", [parts.request, parts.slot, parts.queue, parts.prefill, parts.transfer])
            }
        }
        try expect("clients", figures)
    }

    @Test func distributions() throws {
        var figures = Figures()
        for plan in try ChosenPlan.all() {
            guard let tails = try OpenLoop(plan.load, on: plan.server, times: plan.times).tails() else { continue }
            figures.begin("\(plan)")
            let parts = tails.firstToken.parts
            figures.add("parts", [parts.request, parts.slot, parts.queue, parts.prefill, parts.transfer])
            for (name, tail) in [
                ("first token", tails.firstToken), ("per token", tails.perToken), ("end to end", tails.endToEnd),
            ] as [(String, any Tail)] {
                figures.add(name, [tail.mean] + [0.01, 0.5, 0.9, 0.99].map { tail.quantile($0) })
                figures.add("shares", [0.5, 0.9, 1.1, 2].map { tail.share(within: $0 * tail.mean) })
            }
            figures.add("goodput", [tails.goodput(firstToken: 0.5, perToken: 0.03), tails.firstToken.variance])
        }
        try expect("distributions", figures)
    }
}
