/// Where a rising function of one number passes through zero.
enum Root {
    /// How often a function is asked at most.
    private static let rounds = 40

    /// Finds the root between 0 and a limit, from below where the function leaps over zero.
    ///
    /// By lines between two points, of which the one that stays is halved (the Illinois method; M. Dowell and P. Jarratt, BIT 11,
    /// 1971).
    ///
    /// - Parameters:
    ///   - first: the value at 0, below zero.
    ///   - last: the value at the limit, above zero.
    ///   - limit: where the last value is.
    ///   - share: how far both ends may lie apart in the end, as a share of the upper one.
    ///   - least: a value of this magnitude is zero.
    ///   - value: the function.
    static func rising(
        from first: Double, to last: Double, at limit: Double, within share: Double, near least: Double,
        _ value: (Double) -> Double
    ) -> Double {
        var (low, high) = (0.0, limit)
        var (below, above) = (first, last)
        var side = 0
        for _ in 0..<rounds where high - low > share * high {
            let middle = (low * above - high * below) / (above - below)
            let found = value(middle)
            if found.magnitude < least { return middle }
            if found < 0 {
                (low, below) = (middle, found)
                if side < 0 { above /= 2 }
                side = -1
            } else {
                (high, above) = (middle, found)
                if side > 0 { below /= 2 }
                side = 1
            }
        }
        return low
    }
}
