import CostModel

/// A row and the figures in which it is compared with others, turned so that more is better.
struct ParetoPoint: Sendable {
    /// Two or three figures; the third is 0 where there are two.
    let keys: (Double, Double, Double)
    let row: Int

    init(_ one: Double, _ two: Double, _ three: Double = 0, row: Int) {
        (keys, self.row) = ((one, two, three), row)
    }

    /// The figures of a plan; nil where it has no value of one.
    ///
    /// A part of the loop over rows it would copy the plan, a kilobyte, for every figure.
    @inline(never) init?(_ plan: PlanResult, _ row: Int, _ keys: Keys) {
        self.init(keys.key(plan, 0), keys.key(plan, 1), keys.count > 2 ? keys.key(plan, 2) : 0, row: row)
        if self.keys.0.isNaN || self.keys.1.isNaN || self.keys.2.isNaN { return nil }
    }

    /// The points that none beats: none is at least as good in every figure and better in one.
    ///
    /// By falling first figure, each point can only be beaten by those before it. Of these a staircase is kept, the pairs of the
    /// other figures that none of them beats (Kung, Luccio and Preparata, "On finding the maxima of a set of vectors", Journal of
    /// the ACM 22, 1975).
    static func front(of points: [ParetoPoint]) -> [ParetoPoint] {
        let sorted = points.sorted { left, right in
            if left.keys != right.keys { return left.keys > right.keys }
            return left.row < right.row
        }
        var front: [ParetoPoint] = []
        // By falling second figure, so that the third rises.
        var stairs: [ParetoPoint] = []
        for point in sorted {
            // Those that are no worse in the second figure; the last of them is best in the third.
            let place = stairs.partitioned { $0.keys.1 >= point.keys.1 }
            if place > 0, stairs[place - 1].keys.2 >= point.keys.2 {
                let rival = stairs[place - 1]
                if rival.keys != point.keys { continue }
                front.append(point)
                continue
            }
            front.append(point)
            var start = place
            while start > 0, stairs[start - 1].keys.1 == point.keys.1 { start -= 1 }
            var end = place
            while end < stairs.count, stairs[end].keys.2 <= point.keys.2 { end += 1 }
            stairs.replaceSubrange(start..<end, with: [point])
        }
        return front
    }
}

extension [ParetoPoint] {
    /// How many at the beginning meet what those behind them do not.
    fileprivate func partitioned(_ holds: (ParetoPoint) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
