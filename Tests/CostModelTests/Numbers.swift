import TestSupport

extension SeededGenerator {
    /// One of some values, of which there must be one at least.
    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &self)] }
}

/// Whether two numbers differ by no more than a share of the larger.
func isClose(_ a: Double, _ b: Double, within tolerance: Double = 1e-9) -> Bool {
    a == b || (a - b).magnitude <= tolerance * max(a.magnitude, b.magnitude)
}
