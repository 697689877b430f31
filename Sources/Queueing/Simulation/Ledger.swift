/// What is written down of a simulation: the requests of a window, and means over the time in which they came.
struct Ledger: Sendable {
    /// Numbers of the requests that are measured.
    private let window: Range<Int>
    private(set) var outcomes: [ServedRequest] = []
    /// Requests of the window that no KV cache could hold.
    private(set) var rejected = 0
    /// Requests of the window that waited for a slot.
    private(set) var waitedForSlot = 0
    private(set) var tokens = 0

    /// When the window opened and closed, and what the copies had decoded by then.
    private var opened: (time: Double, decodingArea: Double)?
    private var closed: (time: Double, decodingArea: Double)?
    private var inside = 0
    private var area = 0.0
    private var last = 0.0
    private var endedWhileOpen = 0

    init(_ window: Range<Int>) {
        self.window = window
        outcomes.reserveCapacity(min(window.count, 1_000_000))
    }

    /// Whether all requests of the window have left.
    var isFull: Bool { outcomes.count + rejected >= window.count }

    /// A request reaches the server.
    mutating func begin(_ request: Request, at time: Double, decodingArea: () -> Double) {
        if request.number == window.lowerBound { opened = (time, decodingArea()) }
        pass(to: time)
        if request.number == window.upperBound - 1 { closed = (time, decodingArea()) }
        inside += 1
    }

    /// A request cannot be served at all.
    mutating func reject(_ request: Request) {
        inside -= 1
        if window.contains(request.number) { rejected += 1 }
    }

    /// A request has its last token.
    mutating func end(_ request: Request, at time: Double) {
        pass(to: time)
        inside -= 1
        if opened != nil, closed == nil { endedWhileOpen += 1 }
        guard window.contains(request.number) else { return }
        outcomes.append(ServedRequest(request, end: time))
        tokens += request.output
        if request.waitedForSlot { waitedForSlot += 1 }
    }

    private mutating func pass(to time: Double) {
        if let opened, closed == nil { area += Double(inside) * (time - max(last, opened.time)) }
        last = time
    }

    /// Means over the time of the window; nil of no time.
    var means: (inSystem: Double, decoding: Double, throughput: Double)? {
        guard let opened, let closed, closed.time > opened.time else { return nil }
        let seconds = closed.time - opened.time
        return (
            area / seconds, (closed.decodingArea - opened.decodingArea) / seconds, Double(endedWhileOpen) / seconds
        )
    }
}
