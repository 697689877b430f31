import Dispatch
import Synchronization
import Text

/// The requests of a connection in their order: one thread takes them from the wire, another answers them.
///
/// What must not wait is done where it comes in: a request is called off, and a ping is answered, while another runs.
final class Inbox: Sendable {
    /// Requests that came together, as a batch or alone.
    struct Delivery: Sendable {
        let messages: [RPCMessage]
        let isBatch: Bool
    }

    private struct Contents {
        var waiting: [Delivery] = []
        var running: Set<RPCIdentifier> = []
        var calledOff: Set<RPCIdentifier> = []
        var isClosed = false
        /// The moment up to which requests run where no more come; nil while they may.
        var end: Double?
    }

    /// Requests that wait at most; a client that sends more does not read the answers.
    static let most = 64

    private let contents = Mutex(Contents())
    private let arrivals = DispatchSemaphore(value: 0)
    private let stop: StopSign

    init(_ stop: StopSign) { self.stop = stop }

    /// Keeps a delivery; false where too much waits.
    func add(_ delivery: Delivery) -> Bool {
        let isKept = contents.withLock { contents in
            guard contents.waiting.count < Self.most else { return false }
            contents.waiting.append(delivery)
            return true
        }
        if isKept { arrivals.signal() }
        return isKept
    }

    /// Calls a request off, whether it waits or runs; one that is done or was never made is nothing.
    func callOff(_ id: RPCIdentifier) {
        contents.withLock { contents in
            let waits = contents.waiting.contains { delivery in
                delivery.messages.contains { if case .request(let request) = $0 { request.id == id } else { false } }
            }
            if waits || contents.running.contains(id) { contents.calledOff.insert(id) }
            if contents.running.contains(id) { stop.raise() }
        }
    }

    /// Begins a request; false where it was called off before.
    func begin(_ id: RPCIdentifier, until end: Double?) -> Bool {
        contents.withLock { contents in
            guard contents.calledOff.remove(id) == nil else { return false }
            contents.running = [id]
            // Within the lock, so that what calls it off comes before or behind.
            stop.clear(until: [end, contents.end].compactMap(\.self).min())
            if contents.isClosed { stop.raise() }
            return true
        }
    }

    /// Ends a request; whether its answer is still wanted.
    func end(_ id: RPCIdentifier) -> Bool {
        contents.withLock { contents in
            contents.running = []
            return contents.calledOff.remove(id) == nil
        }
    }

    /// Nothing more comes; what runs is told to stop.
    func close() {
        contents.withLock { contents in
            contents.isClosed = true
            contents.waiting = []
            stop.raise()
        }
        arrivals.signal()
    }

    /// No more comes, but what waits is still answered, as far as that is done at a moment.
    func finish(until end: Double) {
        contents.withLock { contents in
            contents.end = end
            stop.end(by: end)
        }
        arrivals.signal()
    }

    /// Waits for the next delivery; nil where nothing came in so many milliseconds.
    func next(milliseconds: Int) -> Delivery? {
        _ = arrivals.wait(timeout: .now() + .milliseconds(milliseconds))
        return nextAtOnce()
    }

    /// The next delivery, if there is one.
    func nextAtOnce() -> Delivery? {
        contents.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
    }
}
