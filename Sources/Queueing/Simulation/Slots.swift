/// The queue of a copy, and what it may run at once.
struct Slots: Sendable {
    private let maxRunning: Int
    private let kvTokens: Double
    private var reserved = 0.0
    /// Requests that run.
    private(set) var running = 0
    /// Requests that wait for a slot or a pass.
    var waiting = WaitingLine<Int>()

    init(_ server: Server) {
        maxRunning = server.maxRunning
        kvTokens = server.kvTokens
    }

    func hasRoom(for request: Request) -> Bool {
        running < maxRunning && reserved + Double(request.reserved) <= kvTokens
    }

    /// Takes the first request of the queue, if it may run.
    mutating func admit(_ requests: inout RequestStore) -> Int? {
        guard let place = waiting.first else { return nil }
        guard hasRoom(for: requests[place]) else {
            requests[place].waitedForSlot = true
            return nil
        }
        waiting.removeFirst()
        running += 1
        reserved += Double(requests[place].reserved)
        return place
    }

    /// A request leaves.
    mutating func free(_ request: Request) {
        running -= 1
        reserved -= Double(request.reserved)
    }
}
