import Synchronization

/// A counter that many threads may use.
package final class SharedCounter: Sendable {
    private let storage = Mutex(0)

    /// Begins at zero.
    package init() {}

    /// Adds one and returns the new value.
    package func increment() -> Int {
        storage.withLock { value in
            value += 1
            return value
        }
    }
}
