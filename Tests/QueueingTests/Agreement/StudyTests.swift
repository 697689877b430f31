import Queueing
import TestSupport
import Testing

/// Tables of errors: set STUDY to the number of random plans; SEED and REQUESTS change what is drawn and how long it
/// runs.
@Suite(.enabled(if: environmentNumber("STUDY") != nil)) struct StudyTests {
    private let count = environmentNumber("STUDY") ?? 0
    private let requests = environmentNumber("REQUESTS") ?? 40_000

    @Test func equationsBesideTheSimulation() throws {
        var dice = Dice(seed: PropertySeed.value)
        var study = Study()
        print(PropertySeed.note)
        for number in 0..<count {
            let plan = try RandomPlan(&dice, loads: 0.3...0.8)
            let misses = try study.add(plan, seeds: 5, requests: requests * min(plan.server.replicas, 4))
            if !misses.isEmpty { print("\(number) \(plan): \(misses.joined(separator: ", "))") }
        }
        print("\(study.passed) of \(study.plans) plans within all limits;", terminator: " ")
        print("\(study.cautioned) with cautions, \(study.cautionedAndMissed) of these outside;", terminator: " ")
        print("\(study.unsure) less certain than a third of a limit")
        print(Study.heading)
        for line in study.chain.lines("chain") { print(line) }
        for (kind, errors) in study.kinds.sorted(by: { $0.key < $1.key }) {
            for line in errors.lines(kind) where line.contains("TTFT") || line.contains("TPOT p99") { print(line) }
        }
    }

    @Test func capacityBesideAnOverloadedServer() throws {
        var dice = Dice(seed: PropertySeed.value)
        var errors: [Double] = []
        for number in 0..<count {
            let plan = try RandomPlan(&dice, loads: 1.3...1.3)
            let loop = try OpenLoop(plan.load, on: plan.server, times: plan.times)
            let running = 20 * loop.runningLimit * plan.server.replicas
            let simulation = Simulation(.open(plan.load), on: plan.server, times: plan.times)
            guard let run = simulation.run(requests: max(20_000, running), warmUp: running) else { continue }
            errors.append(loop.capacity.rate / run.throughput - 1)
            if let error = errors.last, error.magnitude > 0.05 { print("\(number) \(plan): capacity \(error)") }
        }
        let sorted = errors.map(\.magnitude).sorted()
        let mean = sorted.reduce(0, +) / Double(max(sorted.count, 1))
        print("capacity: mean error \(mean), p95 \(sorted[sorted.count * 95 / 100]), worst \(sorted.last ?? 0)")
    }
}
