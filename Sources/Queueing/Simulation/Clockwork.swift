/// Runs all copies of a server, event by event.
struct Clockwork<Times: StepTiming>: Sendable {
    private let times: Times
    private let server: Server
    private var source: ArrivalSource
    private var requests = RequestStore()
    private var replicas: [Replica]
    private var workers: PrefillWorkers?
    private var router: Router
    private(set) var ledger: Ledger
    /// Copies that had nothing to do, and may have now.
    private var stopped: [Int] = []

    init(_ simulation: Simulation<Times>, seed: UInt64, window: Range<Int>) {
        let server = simulation.server
        self.server = server
        times = simulation.times
        // Requests go on coming while those of the window are served, up to as many again.
        source = ArrivalSource(
            simulation.traffic, seed: seed, most: window.upperBound + window.count + Self.leastBehind)
        replicas = (0..<server.replicas).map { _ in Replica(server) }
        workers = server.prefillPool.map { PrefillWorkers($0, server) }
        router = Router(server.routing, seed: seed)
        ledger = Ledger(window)
    }

    /// Requests behind the window that may come at least.
    private static var leastBehind: Int { 10_000 }

    /// Runs until all requests of the window have left, or nothing is left to do; false if it was told to stop.
    mutating func run(isCancelled: () -> Bool, progress: ((Int) -> Void)?) -> Bool {
        var events = 0
        while !ledger.isFull, step() {
            events += 1
            guard events % 8192 == 0 else { continue }
            if isCancelled() { return false }
            progress?(ledger.outcomes.count)
        }
        return true
    }

    /// Does what comes next; false if nothing does.
    private mutating func step() -> Bool {
        var (replica, replicaEnd) = (0, Double.infinity)
        for index in replicas.indices where replicas[index].end < replicaEnd {
            (replica, replicaEnd) = (index, replicas[index].end)
        }
        var (worker, workerEnd) = (0, Double.infinity)
        if let ends = workers?.ends {
            for (index, end) in ends.enumerated() where end < workerEnd { (worker, workerEnd) = (index, end) }
        }
        let time = min(replicaEnd, workerEnd, nextArrival, workers?.nextArrival ?? .infinity)
        guard time < .infinity else { return false }

        // What ends goes first and arrivals of the same moment follow, so that they may join the steps that begin then.
        if replicaEnd <= time {
            finish(replica, at: time)
        } else if workerEnd <= time {
            workers?.finish(worker, &requests)
        }
        deliver(until: time)
        for index in stopped where replicas[index].isIdle { start(index, at: time) }
        stopped.removeAll(keepingCapacity: true)
        return true
    }

    private var nextArrival: Double { source.next + server.requestTime }

    /// Ends the steps of a copy.
    private mutating func finish(_ replica: Int, at time: Double) {
        replicas[replica].finish(&requests) { place, requests in
            Self.end(place, at: time, &requests, &ledger, &source)
        }
        stopped.append(replica)
    }

    /// Begins the next steps of a copy.
    private mutating func start(_ replica: Int, at time: Double) {
        replicas[replica].start(at: time, &requests, times) { place, requests in
            Self.end(place, at: time, &requests, &ledger, &source)
        }
    }

    private static func end(
        _ place: Int, at time: Double, _ requests: inout RequestStore, _ ledger: inout Ledger,
        _ source: inout ArrivalSource
    ) {
        ledger.end(requests[place], at: time)
        requests.remove(place)
        source.ended(at: time)
    }

    /// Gives all that has arrived by a time to workers and copies.
    private mutating func deliver(until time: Double) {
        while nextArrival <= time, !ledger.isFull { takeRequest(at: time) }
        guard workers != nil else { return }
        workers?.startIdle(at: time, &requests)
        while let arrival = workers?.nextArrival, arrival <= time, let place = workers?.takeArrival() {
            give(place, at: time)
        }
    }

    private mutating func takeRequest(at time: Double) {
        let request = source.take()
        ledger.begin(request, at: time) { replicas.reduce(0) { $0 + $1.decodingArea(until: time) } }
        guard Double(request.reserved) <= server.kvTokens else {
            ledger.reject(request)
            return source.ended(at: time)
        }
        let place = requests.add(request)
        if workers == nil { give(place, at: time) } else { workers?.add(place) }
    }

    /// Gives a request to a copy.
    private mutating func give(_ place: Int, at time: Double) {
        let replica = router.next(replicas)
        replicas[replica].add(place, at: time, requests, times)
        if replicas[replica].isIdle { stopped.append(replica) }
    }
}

/// Chooses a copy for each request.
struct Router: Sendable {
    private let routing: Server.Routing
    private var random: Randomness
    private var turn = 0

    init(_ routing: Server.Routing, seed: UInt64) {
        self.routing = routing
        random = Randomness(seed: seed, stream: 4)
    }

    /// The copy that the next request goes to; of equally loaded ones, the first behind the last chosen.
    mutating func next(_ replicas: [Replica]) -> Int {
        guard replicas.count > 1 else { return 0 }
        switch routing {
        case .random: return random.index(below: replicas.count)
        case .roundRobin: break
        case .leastLoaded:
            var best = turn
            for offset in replicas.indices {
                let index = (turn + offset) % replicas.count
                if replicas[index].load < replicas[best].load { best = index }
            }
            turn = best
        }
        defer { turn = (turn + 1) % replicas.count }
        return turn
    }
}
