import Glibc

/// How much work comes in a time, in units of prompt tokens: Poisson clumps of geometric size, each prompt so many
/// units.
struct ArrivingWork: Sendable {
    /// Clumps/s.
    let clumpRate: Double
    /// Shares of prompts that have no unit, one, two and so on.
    let prompt: [Double]
    /// The probability that a prompt is not the last of its clump.
    let more: Double
    /// Units that are told apart; more count as the last.
    let count: Int
    /// The square of 1 - more f(z), f being the series of `prompt`; nil if clumps are of one.
    private let square: [Double]?

    /// Shares below this are left out at the end of a distribution.
    private static let least = 1e-9

    /// Describes a stream.
    ///
    /// - Parameters:
    ///   - prompts: lengths of prompts in units, with weights.
    ///   - count: units that are told apart.
    ///   - rate: prompts/s.
    ///   - clump: mean prompts of a clump.
    init(_ prompts: [(units: Double, weight: Double)], count: Int, rate: Double, clump: Double) {
        self.count = max(count, 2)
        clumpRate = rate / clump
        let more = clump > 1.001 ? 1 - 1 / clump : 0
        self.more = more
        var shares = [Double](repeating: 0, count: self.count)
        let last = self.count - 1
        // Chance rounds to a neighbouring number of units, so that the mean stays.
        for prompt in prompts {
            let units = prompt.units.isFinite ? min(max(prompt.units, 0), Double(last)) : Double(last)
            let whole = Int(units)
            shares[whole] += (1 - (units - Double(whole))) * prompt.weight
            shares[min(whole + 1, last)] += (units - Double(whole)) * prompt.weight
        }
        while shares.count > 1, shares[shares.count - 1] == 0 { shares.removeLast() }
        prompt = shares
        let factor = shares.enumerated().map { ($0 == 0 ? 1 : 0) - more * $1 }
        square = more > 0 ? Self.convolved(factor, factor, self.count) : nil
    }

    /// Mean units of a clump.
    var unitsPerClump: Double {
        prompt.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / (1 - more)
    }

    /// Shares of the units that come in a time.
    ///
    /// H. H. Panjer, ASTIN Bulletin 12, 1981; for clumps by the same way: the series a(z) of the shares follows from
    /// (1 - q f)^2 a' = m (1 - q) f' a, m being the expected number of clumps and q the probability of one more prompt.
    func shares(in seconds: Double) -> [Double] {
        let expected = clumpRate * seconds
        let expectedUnits = expected * unitsPerClump
        let slopes = prompt.enumerated().map { expected * (1 - more) * Double($0) * $1 }
        let leading = square.map { 1 / $0[0] } ?? 1
        // What the shares known so far add to each of the following, times its index.
        var sums = [Double](repeating: 0, count: count + max(slopes.count, square?.count ?? 0))
        var shares = [1.0]
        shares.reserveCapacity(count)
        Rows.add(slopes, times: 1, to: &sums, from: 0)
        var (sum, peak, small) = (1.0, 1.0, 0)
        for index in 1..<count {
            let next = max(0, sums[index] * leading / Double(index))
            shares.append(next)
            Rows.add(slopes, times: next, to: &sums, from: index)
            if let square { Rows.add(square, times: -Double(index) * next, to: &sums, from: index) }
            sum += next
            peak = max(peak, next)
            // Large numbers would overflow; only ratios matter.
            if peak > 1e200 {
                for place in shares.indices { shares[place] *= 1e-200 }
                for place in sums.indices { sums[place] *= 1e-200 }
                sum *= 1e-200
                peak *= 1e-200
            }
            // Between multiples of equal prompts there is nothing, so one small share is not the end.
            small = next < Self.least * sum ? small + 1 : 0
            if small >= prompt.count, Double(index) > expectedUnits { break }
        }
        // The first share tells what lies beyond the last, where it is not too small to hold.
        let none = exp(-expected * (1 - (1 - more) * prompt[0] / (1 - more * prompt[0])))
        let total = none > 1e-200 && peak < 1e100 ? max(sum, 1 / none) : sum
        for index in shares.indices { shares[index] /= total }
        shares[shares.count - 1] += max(0, 1 - sum / total)
        return shares
    }

    /// The same with what comes before a prompt in its own clump.
    func withMates(_ shares: [Double]) -> [Double] {
        guard more > 0 else { return shares }
        var sums = shares.map { (1 - more) * $0 } + [Double](repeating: 0, count: count + prompt.count)
        let scale = 1 / (1 - more * prompt[0])
        var left = 1.0
        for index in 0..<count {
            let sum = sums[index] * scale
            Rows.add(prompt, times: more * sum, to: &sums, from: index)
            sums[index] = sum
            left -= sum
            guard left >= Self.least else {
                sums.removeSubrange((index + 1)...)
                return sums
            }
        }
        sums.removeSubrange(count...)
        sums[count - 1] += max(0, left)
        return sums
    }

    /// Units beyond which a backlog matters to no one, of full steps of some seconds.
    ///
    /// Far out, backlogs fall off by the same factor from unit to unit (W. Feller, "An Introduction to Probability
    /// Theory and Its Applications" II, XII.5).
    func backlog(_ seconds: Double, _ units: BacklogUnits) -> Int {
        var (low, high) = (0.0, 3.0)
        for _ in 0..<24 {
            let middle = (low + high) / 2
            let factor = exp(middle)
            let series = prompt.reversed().reduce(0) { $0 * factor + $1 }
            let clumps = more * series < 1 ? (1 - more) * series / (1 - more * series) : .infinity
            if clumpRate * seconds * (clumps - 1) < middle * Double(units.fill) { low = middle } else { high = middle }
        }
        let reach = low > 0 ? -log(1e-7) / low : .infinity
        return Int(min(Double(count), 2 * Double(units.most) + Double(prompt.count) + reach))
    }

    /// The series of a clump.
    var clump: [Double] { Self.convolved(withMates([1]), prompt, count) }

    /// The sum of two independent numbers of units; what is more than the count is left out.
    static func convolved(_ one: [Double], _ other: [Double], _ count: Int) -> [Double] {
        var shares = [Double](repeating: 0, count: min(count, one.count + other.count - 1))
        for (index, weight) in one.enumerated() where weight != 0 && index < shares.count {
            Rows.add(other, times: weight, to: &shares, from: index)
        }
        return shares
    }
}

/// Sums of rows of numbers.
enum Rows {
    /// Adds a multiple of a row to part of another, as far as that reaches.
    @inline(__always)
    static func add(_ row: [Double], times factor: Double, to target: inout [Double], from start: Int) {
        let count = min(row.count, target.count - start)
        guard count > 0 else { return }
        row.withUnsafeBufferPointer { row in
            target.withUnsafeMutableBufferPointer { target in
                for index in 0..<count { target[start + index] += factor * row[index] }
            }
        }
    }
}
