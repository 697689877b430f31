/// A request on its way through a server.
struct Request: Sendable {
    /// Its place among all, from 0.
    let number: Int
    /// When the client sent it.
    let sent: Double
    let input: Int
    let output: Int
    /// Prompt tokens that are computed or were cached.
    var done: Int
    /// When a pass or a copy took it in.
    var admitted = 0.0
    /// When it had its first token.
    var first = 0.0
    /// Whether it stood first in the queue without a slot or room for its KV.
    var waitedForSlot = false

    /// Tokens that it reserves in the KV cache.
    var reserved: Int { input + output }
}

/// Requests in the server; places of those that left are used again.
struct RequestStore: Sendable {
    private var requests: [Request] = []
    private var free: [Int] = []

    subscript(place: Int) -> Request {
        get { requests[place] }
        set { requests[place] = newValue }
        _modify { yield &requests[place] }
    }

    mutating func add(_ request: Request) -> Int {
        guard let place = free.popLast() else {
            requests.append(request)
            return requests.count - 1
        }
        requests[place] = request
        return place
    }

    mutating func remove(_ place: Int) { free.append(place) }
}

/// Things that wait, first come, first served.
struct WaitingLine<Element: Sendable>: Sendable {
    /// What waits, behind some that have left.
    private(set) var kept: [Element] = []
    private var head = 0

    var count: Int { kept.count - head }
    var first: Element? { head < kept.count ? kept[head] : nil }

    mutating func append(_ element: Element) { kept.append(element) }

    /// Takes the first, which must be there.
    mutating func removeFirst() {
        head += 1
        // Those that left go now and then, many at once.
        guard head == kept.count || (head > 1024 && 2 * head > kept.count) else { return }
        kept.removeSubrange(..<head)
        head = 0
    }
}
