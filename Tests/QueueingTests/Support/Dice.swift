import Fitting
import Glibc

/// Random numbers that a seed determines.
struct Dice {
    private var numbers: SplitMix64

    init(seed: UInt64) {
        // Neighbouring seeds must not give the same series one step apart.
        let state = (seed &+ 1) &* 0xD134_2543_DE82_EF95
        numbers = SplitMix64(seed: state ^ (state >> 29))
    }

    mutating func share() -> Double { (Double(numbers.next() >> 11) + 0.5) * 0x1p-53 }

    mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * share() }
    mutating func logBetween(_ low: Double, _ high: Double) -> Double { low * pow(high / low, share()) }
    mutating func exponential(mean: Double) -> Double { -mean * log(share()) }

    mutating func one<Value>(of values: [Value]) -> Value {
        values[min(Int(share() * Double(values.count)), values.count - 1)]
    }
}
