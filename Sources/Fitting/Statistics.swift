/// Means and order statistics.
public enum Statistics {
    /// The middle value, or the mean of the two in the middle; 0 of none.
    public static func median(_ values: [Double]) -> Double { quantile(values, 0.5) }

    /// The value that a share of all lies below, between neighbours in proportion; 0 of none.
    ///
    /// R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", 1996, definition 7. The time is linear in the
    /// number of values.
    public static func quantile(_ values: [Double], _ share: Double) -> Double {
        guard !values.isEmpty else { return 0 }
        let place = share * Double(values.count - 1)
        let below = Int(place)
        var values = values
        let low = select(below, of: &values)
        // What lies behind it is not smaller; the least of that is the next.
        let high = values[(below + 1)...].min() ?? low
        return low + (place - Double(below)) * (high - low)
    }

    /// The value at a place of the order, in a time that grows as the values do; those behind it are then no smaller.
    ///
    /// C. A. R. Hoare, "Algorithm 65: Find", 1961, with the middle of three as pivot.
    private static func select(_ place: Int, of values: inout [Double]) -> Double {
        var (low, high) = (0, values.count - 1)
        while low < high {
            let three = [values[low], values[(low + high) / 2], values[high]].sorted()
            let pivot = three[1]
            var (left, right) = (low, high)
            while left <= right {
                while values[left] < pivot { left += 1 }
                while values[right] > pivot { right -= 1 }
                guard left <= right else { break }
                values.swapAt(left, right)
                left += 1
                right -= 1
            }
            if place <= right {
                high = right
            } else if place >= left {
                low = left
            } else {
                break
            }
        }
        return values[place]
    }

    /// The mean; 0 of none.
    public static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }
}
