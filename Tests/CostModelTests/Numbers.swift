/// Whether two numbers differ by no more than a share of the larger.
func isClose(_ a: Double, _ b: Double, within tolerance: Double = 1e-9) -> Bool {
    a == b || (a - b).magnitude <= tolerance * max(a.magnitude, b.magnitude)
}
