import Glibc

/// Where the values of an axis lie between its ends, and where its ticks are.
struct PlotScale {
    /// The lower end.
    let low: Double
    /// The upper end.
    let high: Double
    /// Values with a tick, which rise.
    let ticks: [Double]
    private let isLogarithmic: Bool

    /// The scale of some values, with about so many ticks.
    ///
    /// Where a linear axis begins near zero, it begins at zero.
    init(_ values: [Double], _ axis: Plot.Axis, ticks count: Int) {
        let (least, most) = (values.min() ?? 0, values.max() ?? 1)
        isLogarithmic = axis.isLogarithmic && least > 0 && most > least
        if isLogarithmic {
            (low, high) = (least, most)
            ticks = Self.factors(least, most, count)
            return
        }
        var (bottom, top) = (least, most)
        if bottom > 0, bottom < 0.5 * top { bottom = 0 }
        if bottom == top {
            let room = max(bottom.magnitude * 0.1, 1e-12)
            (bottom, top) = (bottom - room, top + room)
        }
        let step = Self.step((top - bottom) / Double(max(1, count)))
        low = (bottom / step + 1e-9).rounded(.down) * step
        high = (top / step - 1e-9).rounded(.up) * step
        let (first, last) = ((low / step).rounded(), (high / step).rounded())
        ticks = stride(from: first, through: last, by: 1).map { $0 * step }
    }

    /// How far a value lies from the lower end, of 1.
    func share(_ value: Double) -> Double {
        isLogarithmic ? log(value / low) / log(high / low) : (value - low) / (high - low)
    }

    /// The value so far from the lower end, of 1; beyond the ends below 0 and above 1.
    func value(at share: Double) -> Double {
        isLogarithmic ? low * pow(high / low, share) : low + share * (high - low)
    }

    /// The next larger of 1, 2 and 5 times a power of ten.
    private static func step(_ least: Double) -> Double {
        let power = pow(10, log10(least).rounded(.down))
        return ([1.0, 2, 5, 10].first { $0 * power >= least * (1 - 1e-9) } ?? 10) * power
    }

    /// Powers of two, or of ten where these are too many, between two values.
    private static func factors(_ low: Double, _ high: Double, _ count: Int) -> [Double] {
        let ladders: [(Double, [Double])] = [(2, [1]), (10, [1, 2, 5]), (10, [1])]
        for (base, digits) in ladders {
            // Powers of two are at home among whole numbers.
            guard base > 2 || (low >= 1 && high <= 1e6) else { continue }
            let start = (log(low) / log(base)).rounded(.down)
            var values: [Double] = []
            for power in 0..<64 {
                let whole = pow(base, start + Double(power))
                values += digits.map { $0 * whole }
            }
            let (least, most) = (low * (1 - 1e-9), high * (1 + 1e-9))
            values = values.filter { $0 >= least && $0 <= most }
            if (2...count * 2).contains(values.count) { return values }
        }
        return [low, high]
    }
}
