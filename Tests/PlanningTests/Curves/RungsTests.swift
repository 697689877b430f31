import CostModel
import TestSupport
import Testing

@testable import Planning

/// Values that can be told apart, in rising order.
@Suite struct RungsTests {
    /// Ten decades of 9000 decimals of four digits, and the last one.
    @Test func decimalsHaveFourDigits() throws {
        let rungs = Rungs(try #require(Parameter.named("inter_bw")), within: 1e6...1e16)
        #expect(rungs.count == 90_001)
        #expect(rungs[0] == 1e6 && rungs[1] == 1.001e6 && rungs[8999] == 9.999e6 && rungs[9000] == 1e7)
        // 27.4e9: four decades of 9000 above 1e6 lead to 1e10, and 2740 is the 1740th behind 1000.
        #expect(rungs[4 * 9000 + 1740] == 27.4e9)
        #expect(rungs[90_000] == 1e16)
    }

    /// A value's place is that of the last one that is not above it; one value has the first place.
    @Test(arguments: [1, 2, 3, 7, 100]) func aPlaceIsFoundFromTheFirst(_ count: Int) {
        let rungs = Rungs((0..<count).map { 10 * Double($0) })
        for place in 0..<count {
            #expect(rungs.place(of: 10 * Double(place)) == place)
            #expect(rungs.place(of: 10 * Double(place) + 9.9) == place)
        }
        #expect(rungs.place(of: -0.1) == nil && rungs.place(of: 1e9) == count - 1)
    }

    /// A number of four digits is its own, however it is written in binary.
    @Test(arguments: [0.1, 0.3, 0.7, 2.9, 1.001, 1.119, 4.35, 9.999, 1.1e-7, 6.02e23]) func decimalsAreTheirOwn(
        _ value: Double
    ) throws {
        let rungs = Rungs(try #require(Parameter.named("launch")), within: value...(value * 1.5))
        #expect((rungs[0] / value - 1).magnitude < 1e-12)
    }

    /// Decimals of many decades, which binary numbers meet from above or from below, are alone between themselves.
    @Test func decimalsAreAloneBetweenThemselves() throws {
        let parameter = try #require(Parameter.named("dram_bw"))
        for decade in -8...14 {
            for mantissa in stride(from: 1000, to: 10_000, by: 37) {
                let value = try #require(Double("\(mantissa)e\(decade)"))
                let rungs = Rungs(parameter, within: value...value)
                #expect(rungs.count == 1 && (rungs[0] / value - 1).magnitude < 1e-15, "\(value)")
            }
        }
    }

    @Test func zeroStandsInFrontOfSmallDecimals() throws {
        let rungs = Rungs(try #require(Parameter.named("overlap")), within: 0...1)
        #expect(rungs[0] == 0 && rungs[1] == 1e-6 && rungs[rungs.count - 1] == 1)
        #expect(rungs.count == 6 * 9000 + 2)
        let times = Rungs(try #require(Parameter.named("latency")), within: 0...1)
        #expect(times[1] == 1e-9 && times.count == 9 * 9000 + 2)
    }

    /// Ends that are not decimals are rounded inward.
    @Test func rangesAreRoundedInward() throws {
        let rungs = Rungs(try #require(Parameter.named("dram_util")), within: 0.12344...0.12366)
        #expect((0..<rungs.count).map { rungs[$0] } == [0.1235, 0.1236])
        #expect(Rungs(try #require(Parameter.named("dram_util")), within: 0.12341...0.12349).count == 0)
    }

    @Test(arguments: 0..<20) func theyRise(_ number: UInt64) throws {
        var generator = SeededGenerator(property: 5100 + number)
        let low = Double.random(in: 1e-7...1e12, using: &generator)
        let high = low * Double.random(in: 1...1e5, using: &generator)
        let rungs = Rungs(try #require(Parameter.named("inter_bw")), within: low...high)
        guard rungs.count > 0 else { return }
        #expect(rungs[0] >= low && rungs[rungs.count - 1] <= high * (1 + 1e-9), "\(PropertySeed.note)")
        for _ in 0..<200 {
            let place = Int.random(in: 0..<rungs.count, using: &generator)
            guard place > 0 else { continue }
            let ratio = rungs[place] / rungs[place - 1]
            #expect(ratio > 1 && ratio < 1.0011, "\(PropertySeed.note) \(rungs[place])")
        }
    }

    @Test func aSpreadIsSmallAndHasBothEnds() throws {
        let whole = Rungs(try #require(Parameter.named("concurrency")), within: 0...1e9)
        #expect(whole.count == 1_000_000_001)
        for most in [1500, 8000] {
            let places = whole.spread(most)
            #expect(places.first == 0 && places.last == 1_000_000_000 && places.count <= most)
            #expect(places == places.sorted() && Array(places.prefix(100)) == Array(0..<100))
        }
        let few = Rungs(steps: 4, within: 4...40)
        #expect(few.spread(100) == Array(0..<10) && few[9] == 40)
        #expect(Rungs([1, 2, 4, 8]).spread(100) == [0, 1, 2, 3])
        let decimals = Rungs(try #require(Parameter.named("inter_bw")), within: 1e6...1e16)
        #expect(decimals.spread(1500).count <= 1502 && decimals.spread(1500).last == 90_000)
    }
}
