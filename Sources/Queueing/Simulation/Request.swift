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

/// Places of requests that wait, first come, first served.
struct WaitingLine: Sendable {
    private var places: [Int] = []
    private var head = 0

    var count: Int { places.count - head }
    var first: Int? { head < places.count ? places[head] : nil }

    mutating func append(_ place: Int) { places.append(place) }

    mutating func removeFirst() {
        head += 1
        guard head == places.count || (head > 1024 && 2 * head > places.count) else { return }
        places.removeSubrange(..<head)
        head = 0
    }
}

/// Sequences that decode, by the step in which they end: a binary heap.
struct DecodingSequences: Sendable {
    struct Entry: Sendable {
        let lastStep: Int
        let place: Int
    }

    private var heap: [Entry] = []

    var count: Int { heap.count }
    var first: Entry? { heap.first }

    mutating func insert(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entry.lastStep < heap[parent].lastStep else { break }
            heap[child] = heap[parent]
            child = parent
        }
        heap[child] = entry
    }

    mutating func removeFirst() {
        guard let last = heap.popLast(), !heap.isEmpty else { return }
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child + 1].lastStep < heap[child].lastStep { child += 1 }
            guard heap[child].lastStep < last.lastStep else { break }
            heap[parent] = heap[child]
            parent = child
        }
        heap[parent] = last
    }
}

/// When clients send their next requests: a binary heap, the earliest first.
struct DueTimes: Sendable {
    private var heap: [Double] = []

    /// The earliest; infinite where there is none.
    var first: Double { heap.first ?? .infinity }

    mutating func insert(_ time: Double) {
        heap.append(time)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard time < heap[parent] else { break }
            heap[child] = heap[parent]
            child = parent
        }
        heap[child] = time
    }

    mutating func removeFirst() {
        guard let last = heap.popLast(), !heap.isEmpty else { return }
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
            guard heap[child] < last else { break }
            heap[parent] = heap[child]
            parent = child
        }
        heap[parent] = last
    }
}
