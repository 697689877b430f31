import Dispatch
import Synchronization

/// Work on the rows of a table in pieces, on several threads.
enum RowWork {
    /// The results of the pieces, in the order of the rows; nil if it was told to stop.
    ///
    /// - Parameters:
    ///   - count: number of rows.
    ///   - size: rows of a piece.
    ///   - workers: threads at most.
    ///   - isCancelled: asked before each piece, which takes a few milliseconds at most.
    ///   - body: works on some rows.
    static func pieces<Piece: Sendable>(
        _ count: Int, of size: Int = 128, workers: Int, isCancelled: @Sendable () -> Bool,
        _ body: @Sendable (Range<Int>) -> Piece
    ) -> [Piece]? {
        let total = (count + size - 1) / size
        let results = Mutex<[Piece?]>(Array(repeating: nil, count: total))
        let next = Atomic<Int>(0)
        @Sendable func work() {
            while !isCancelled() {
                let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard number < total else { return }
                let result = body(number * size..<min((number + 1) * size, count))
                results.withLock { $0[number] = result }
            }
        }
        if workers <= 1 {
            work()
        } else {
            DispatchQueue.concurrentPerform(iterations: min(workers, max(1, total))) { _ in work() }
        }
        let found = results.withLock { $0 }.compactMap(\.self)
        return found.count == total ? found : nil
    }
}

/// Values by the order in which they came up, each once.
struct Interned<Value: Hashable & Sendable>: Sendable {
    /// The values.
    private(set) var values: [Value] = []
    private var numbers: [Value: Int] = [:]

    /// The number of a value, which is a new one where it has none.
    mutating func number(of value: Value) -> Int {
        if let number = numbers[value] { return number }
        let number = values.count
        numbers[value] = number
        values.append(value)
        return number
    }
}
