/// Things that are to come, the soonest first: a binary heap (Williams, "Algorithm 232: Heapsort", Communications of the ACM 7,
/// 1964).
struct SoonestFirst<Element: Comparable & Sendable>: Sendable {
    private var heap: [Element] = []

    var count: Int { heap.count }
    /// The soonest; nil where there is none.
    var first: Element? { heap.first }

    mutating func insert(_ element: Element) {
        heap.append(element)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard element < heap[parent] else { break }
            heap[child] = heap[parent]
            child = parent
        }
        heap[child] = element
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

/// A sequence that decodes, by the step in which it ends.
struct DecodingSequence: Comparable, Sendable {
    let lastStep: Int
    /// Its place in the store of requests.
    let place: Int

    static func < (one: Self, other: Self) -> Bool { one.lastStep < other.lastStep }
}
