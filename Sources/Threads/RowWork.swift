import Dispatch
import Synchronization

/// Work on the rows of a table in pieces, on several threads.
public enum RowWork {
    /// The results of the pieces, in the order of the rows; nil if it was told to stop.
    ///
    /// - Parameters:
    ///   - count: number of rows.
    ///   - size: rows of a piece.
    ///   - workers: threads at most.
    ///   - isCancelled: asked before each piece, which takes a few milliseconds at most.
    ///   - body: works on some rows.
    public static func pieces<Piece: Sendable>(
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
