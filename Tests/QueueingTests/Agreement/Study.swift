import Glibc
import Queueing

/// Errors of the equations against the simulation, over random plans.
struct Study {
    /// Errors of one way to find waits, by what is compared.
    struct Errors {
        var values = [[Double]](repeating: [], count: Compared.allCases.count)

        /// Lines of a table.
        func lines(_ name: String) -> [String] {
            zip(Compared.allCases, values).map { compared, errors in
                let sorted = errors.map(\.magnitude).sorted()
                let count = max(sorted.count, 1)
                let columns = [
                    sorted.reduce(0, +) / Double(count), errors.reduce(0, +) / Double(count),
                    sorted.isEmpty ? 0 : sorted[count / 2], sorted.isEmpty ? 0 : sorted[count * 95 / 100],
                    sorted.last ?? 0,
                ]
                let within = sorted.count { $0 <= compared.limit }
                let text = columns.map { "\(($0 * 1000).rounded() / 10)" }.joined(separator: " | ")
                return "| \(name) | \(compared.rawValue) | \(text) | \(within) of \(sorted.count) |"
            }
        }
    }

    static let heading = "| way | figure | mean error % | bias | median | p95 | worst | within limits |"

    private(set) var chain = Errors()
    private(set) var kinds: [String: Errors] = [:]
    private(set) var plans = 0
    private(set) var passed = 0
    private(set) var cautioned = 0
    private(set) var cautionedAndMissed = 0
    /// Plans whose simulated figures are less certain than a third of a limit, however long they were played.
    private(set) var unsure = 0

    /// Compares a plan; returns what lies outside its limits.
    mutating func add(_ plan: RandomPlan, seeds: Int, requests: Int) throws -> [String] {
        let loop = try OpenLoop(plan.load, on: plan.server, times: plan.times)
        guard let tails = loop.tails() else {
            return ["no figures: \(loop.state)"]
        }
        var runs = plan.runs(seeds, requests: requests)
        var longer = Self.longer[...]
        while Self.isUnsure(runs), let (more, times) = longer.popFirst() {
            runs = plan.runs(seeds + more, requests: times * requests)
        }
        unsure += Self.isUnsure(runs) ? 1 : 0
        var misses: [String] = []
        for (index, compared) in Compared.allCases.enumerated() {
            let estimate = Estimate(runs.map(compared.figure))
            let error = compared.figure(tails) / estimate.value - 1
            chain.values[index].append(error)
            for kind in plan.kinds { kinds[kind, default: Errors()].values[index].append(error) }
            guard error.magnitude > compared.limit else { continue }
            let interval = (100 * estimate.halfWidth / estimate.value).rounded()
            misses.append("\(compared.rawValue) \((1000 * error).rounded() / 10) % (+-\(Int(interval)))")
        }
        plans += 1
        let isCautioned = !loop.cautions.isEmpty
        passed += misses.isEmpty ? 1 : 0
        cautioned += isCautioned ? 1 : 0
        cautionedAndMissed += isCautioned && !misses.isEmpty ? 1 : 0
        return misses.isEmpty || !isCautioned ? misses : misses + ["cautions: \(loop.cautions)"]
    }

    /// Seeds more, and how many times as many requests, where the simulation's own interval is too wide.
    private static let longer = [(1, 8), (3, 24), (3, 72)]

    /// Whether the simulation's own interval is wider than a third of a limit: then its tails are chance.
    private static func isUnsure(_ runs: [SimulatedRun]) -> Bool {
        Compared.allCases.contains { compared in
            let estimate = Estimate(runs.map(compared.figure))
            return estimate.halfWidth > compared.limit / 3 * estimate.value
        }
    }

    /// Figures within their limits, of those of plans without cautions, and how many these are.
    var share: Double {
        let all = zip(Compared.allCases, chain.values).reduce(0) { $0 + $1.1.count }
        let within = zip(Compared.allCases, chain.values).reduce(0) { sum, pair in
            sum + pair.1.count { $0.magnitude <= pair.0.limit }
        }
        return all == 0 ? 0 : Double(within) / Double(all)
    }
}

/// A whole number of the environment.
func environmentNumber(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }
