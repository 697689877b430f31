/// Loops over more than a person waits for, which end when someone asks them to.
///
/// All ask a closure, as only the outermost layer knows of Ctrl-C, and all say nil where they were told to stop.
public enum Interruptible {
    /// Elements or comparisons between two questions: a fraction of a millisecond.
    ///
    /// Less than that is not worth one.
    @usableFromInline static let stride = 256

    @usableFromInline struct Stop: Error {
        @usableFromInline init() {}
    }

    /// The elements in order; equal ones stay as they were.
    @inlinable public static func sorted<Element>(
        _ elements: [Element], isCancelled: () -> Bool, by isBefore: (Element, Element) -> Bool
    ) -> [Element]? {
        var asked = 0
        return try? elements.sorted { left, right in
            asked += 1
            if asked % stride == 0, isCancelled() { throw Stop() }
            return isBefore(left, right)
        }
    }

    /// Does something with each element; false if it was told to stop.
    @inlinable public static func forEach<Elements: Sequence>(
        _ elements: Elements, isCancelled: () -> Bool, _ body: (Elements.Element) -> Void
    ) -> Bool {
        for (index, element) in elements.enumerated() {
            if index % stride == stride - 1, isCancelled() { return false }
            body(element)
        }
        return true
    }

    /// The elements that meet a condition.
    @inlinable public static func filter<Elements: Sequence>(
        _ elements: Elements, isCancelled: () -> Bool, _ isIncluded: (Elements.Element) -> Bool
    ) -> [Elements.Element]? {
        var kept: [Elements.Element] = []
        let isDone = forEach(elements, isCancelled: isCancelled) { if isIncluded($0) { kept.append($0) } }
        return isDone ? kept : nil
    }

    /// What each element becomes.
    @inlinable public static func map<Elements: Sequence, Value>(
        _ elements: Elements, isCancelled: () -> Bool, _ transform: (Elements.Element) -> Value
    ) -> [Value]? {
        var values: [Value] = []
        values.reserveCapacity(elements.underestimatedCount)
        return forEach(elements, isCancelled: isCancelled) { values.append(transform($0)) } ? values : nil
    }

    /// The texts of all elements in one, behind another.
    @inlinable public static func text<Elements: Sequence>(
        _ elements: Elements, beginning: String, isCancelled: () -> Bool, _ text: (Elements.Element) -> String
    ) -> String? {
        var whole = beginning
        return forEach(elements, isCancelled: isCancelled) { whole += text($0) } ? whole : nil
    }
}
