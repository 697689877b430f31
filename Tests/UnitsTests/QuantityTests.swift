import Glibc
import TestSupport
import Testing

@testable import Units

@Suite struct QuantityParsingTests {
    /// One spelling and the SI value it stands for.
    struct Reading: Sendable, CustomTestStringConvertible {
        let text: String
        let dimension: Dimension
        let value: Double
        var testDescription: String { text }

        init(_ text: String, _ dimension: Dimension, _ value: Double) {
            self.text = text
            self.dimension = dimension
            self.value = value
        }
    }

    static let readings = [
        Reading("128", .count, 128), Reading("6e4", .count, 60000), Reading("+7", .count, 7),
        Reading("-2", .count, -2), Reading(".5", .count, 0.5), Reading("3.", .count, 3),
        Reading("16E9", .bandwidth, 16e9), Reading("16e9", .bandwidth, 16e9), Reading("16GB/s", .bandwidth, 16e9),
        Reading("1.6e1GB/s", .bandwidth, 16e9), Reading("7B/s", .bandwidth, 7), Reading("5kB/s", .bandwidth, 5e3),
        Reading("5KB/s", .bandwidth, 5e3), Reading("2.5TB/s", .bandwidth, 2.5e12),
        // 1.5 * 2^30
        Reading("1.5GiB/s", .bandwidth, 1_610_612_736),
        // Bits: 8e9 / 8 and 800e6 / 8.
        Reading("8Gb/s", .bandwidth, 1e9), Reading("800Mbps", .bandwidth, 1e8),
        // 64 * 2^30, 512 * 2^10, 2 * 2^40
        Reading("64GiB", .bytes, 68_719_476_736), Reading("512KiB", .bytes, 524_288),
        Reading("2TiB", .bytes, 2_199_023_255_552), Reading("64GB", .bytes, 64e9), Reading("3B", .bytes, 3),
        // An `E` with digits is an exponent; without, it is the prefix of exabytes.
        Reading("1EB", .bytes, 1e18), Reading("1E2B", .bytes, 100),
        Reading("128TFLOPS", .compute, 128e12), Reading("128TFLOP/s", .compute, 128e12),
        Reading("2POPS", .compute, 2e15), Reading("9FLOPS", .compute, 9),
        Reading("0.59us", .time, 0.59e-6), Reading("0.59µs", .time, 0.59e-6), Reading("0.59μs", .time, 0.59e-6),
        Reading("700W", .power, 700), Reading("0.7kW", .power, 700), Reading("1.2MW", .power, 1.2e6),
        // A kilowatt for an hour: 1000 * 3600.
        Reading("1kWh", .energy, 3.6e6), Reading("5J", .energy, 5), Reading("2.5MJ", .energy, 2.5e6),
        Reading("2.79", .money, 2.79), Reading("28k", .money, 28e3), Reading("1.5M", .money, 1.5e6),
        Reading("3ms", .time, 3e-3), Reading("7ns", .time, 7e-9), Reading("2s", .time, 2),
        Reading("95%", .ratio, 0.95), Reading("0.95", .ratio, 0.95), Reading("0%", .ratio, 0),
        Reading("10tok/s", .throughput, 10), Reading("10tokens/s", .throughput, 10),
    ]

    static let prefixes = [
        Reading("2ktok/s", .throughput, 2000), Reading("1.5Mtokens/s", .throughput, 1.5e6),
        // Prefixes of counts as vLLM has them: 2^10, 2^20, 2^30 and 2^40 in capitals.
        Reading("2k", .count, 2000), Reading("25.6k", .count, 25600), Reading("1.5m", .count, 1.5e6),
        Reading("2g", .count, 2e9), Reading("1t", .count, 1e12), Reading("4K", .count, 4096),
        Reading("1M", .count, 1_048_576), Reading("3G", .count, 3_221_225_472),
        Reading("2T", .count, 2_199_023_255_552), Reading("32Ki", .count, 32768), Reading("1.5Ki", .count, 1536),
        Reading("1Mi", .count, 1_048_576), Reading("1e2K", .count, 102_400),
        // Of rates they are powers of ten.
        Reading("1M", .rate, 1e6), Reading("2k", .rate, 2000), Reading("2k", .throughput, 2000),
        Reading("2K", .throughput, 2000), Reading("1.5M", .throughput, 1.5e6),
    ]

    static let products = [
        // Products: 273e9 * 0.893 is 243.789e9.
        Reading("273e9*0.893", .bandwidth, 243.789e9), Reading("273GB/s*0.893", .bandwidth, 243.789e9),
        Reading("273GB/s*89.3%", .bandwidth, 243.789e9), Reading("128*1e12", .compute, 128e12),
        Reading("2*64GB", .bytes, 128e9), Reading("64GiB/2", .bytes, 34_359_738_368),
        Reading("16GB/s/2", .bandwidth, 8e9),
        Reading("2*4K", .count, 8192), Reading("1/4", .ratio, 0.25), Reading("3*0.1", .count, 0.3),
        Reading("2*3/4*8", .count, 12), Reading("50%*50%", .ratio, 0.25), Reading("2×3", .count, 6),
        Reading("6/-2", .count, -3), Reading("0*5", .count, 0),
    ]

    @Test(arguments: readings + prefixes + products)
    func reads(_ reading: Reading) throws {
        let value = try Quantity.parse(reading.text, as: reading.dimension)
        #expect((value - reading.value).magnitude <= reading.value.magnitude * 1e-15)
    }

    @Test func everyUnitReadsAsItsFactor() throws {
        for unit in Unit.all {
            #expect(try Quantity.parse("1" + unit.symbol, as: unit.dimension) == unit.factor, "\(unit.symbol)")
        }
    }

    /// What is shown after `arch set dram_util=95%` should be what was typed.
    @Test func aPercentageIsTheSameNumberAsItsShare() throws {
        for percent in 1...100 {
            let share = Decimal.fixed(Double(percent) / 100, places: 2)
            #expect(try Quantity.parse("\(percent)%", as: .ratio) == Quantity.parse(share, as: .ratio), "\(percent)%")
        }
    }

    @Test(arguments: [("0.7%", 0.007), ("12.5%", 0.125), ("7e1%", 0.7), ("0.59us", 5.9e-7), ("3.3ns", 3.3e-9)])
    func aUnitIsAShiftOfTheDecimalPoint(_ text: String, _ value: Double) throws {
        #expect(try Quantity.parse(text, as: text.hasSuffix("%") ? .ratio : .time) == value)
    }

    /// `-0` would print as `-0`.
    @Test func zeroHasNoSign() throws {
        #expect(try Quantity.parse("-0", as: .count).sign == .plus)
    }

    @Test func noTwoUnitsShareASpelling() {
        #expect(Set(Unit.all.map(\.symbol)).count == Unit.all.count)
    }

    @Test(arguments: ["", " ", "GB/s", "ten", "-", "+", ".", "e9", "--5", "５", "*", "2*", "*2", "2**3", "2*x", "x/2"])
    func refusesWhatIsNoNumber(_ text: String) {
        #expect(throws: QuantityError.notANumber) { try Quantity.parse(text, as: .bandwidth) }
    }

    @Test(arguments: [
        "nan", "NaN", "-nan", "inf", "Inf", "-inf", "+inf", "infinity", "-infinity", "1e999", "-1e999", "1e400GB/s",
        "1e308TB/s", "1e300*1e300", "1/0", "0/0",
    ])
    func refusesWhatIsNotFinite(_ text: String) {
        #expect(throws: QuantityError.notFinite) { try Quantity.parse(text, as: .bandwidth) }
    }

    @Test(arguments: [
        ("16gb/s", Dimension.bandwidth, "gb/s", "GB/s"), ("16G", .bandwidth, "G", "GB/s"),
        ("64gib", .bytes, "gib", "GiB"), ("128tflops", .compute, "tflops", "TFLOPS"), ("5US", .time, "US", "us"),
    ])
    func namesTheNearestUnit(_ text: String, _ dimension: Dimension, _ unit: String, _ nearest: String) {
        #expect(throws: QuantityError.unknownUnit(unit, nearest: nearest)) {
            try Quantity.parse(text, as: dimension)
        }
    }

    @Test(arguments: [
        ("16GHz", Dimension.bandwidth, "GHz"), ("0x10", .count, "x10"), ("1_000", .count, "_000"),
        ("1e", .count, "e"), ("1e5e5", .count, "e5"), ("16 GB/s", .bandwidth, " GB/s"), ("4kk", .count, "kk"),
        ("4ki", .count, "ki"), ("2K", .time, "K"),
        // A prefix alone says nothing of what is measured: 64G may be GB or GiB.
        ("2k", .ratio, "k"), ("4Ki", .throughput, "Ki"),
    ])
    func namesNoUnitWhereNoneIsNear(_ text: String, _ dimension: Dimension, _ unit: String) {
        #expect(throws: QuantityError.unknownUnit(unit, nearest: nil)) { try Quantity.parse(text, as: dimension) }
    }

    @Test func refusesUnitsOfAnotherDimension() throws {
        for unit in Unit.all {
            for dimension in Dimension.allCases where dimension != unit.dimension && !dimension.isWorded {
                if dimension == .bytesOrShare, [.bytes, .ratio].contains(unit.dimension) { continue }
                #expect(throws: QuantityError.wrongDimension(unit)) {
                    try Quantity.parse("1" + unit.symbol, as: dimension)
                }
            }
        }
    }

    /// 1.5K may mean 1500 or 1536, and vLLM refuses it too.
    @Test(arguments: ["1.5K", "0.5M", "2.25G", "2*1.5K"])
    func refusesFractionsOfPowersOfTwo(_ text: String) throws {
        let unit = try #require(Unit.named(String(text.suffix(1)), in: .count))
        #expect(throws: QuantityError.fractionOf(unit)) { try Quantity.parse(text, as: .count) }
    }

    @Test func aProductHasOneUnit() throws {
        let (gigabyte, percent) = (try #require(Unit.named("GB")), try #require(Unit.named("%")))
        #expect(throws: QuantityError.secondUnit(gigabyte)) { try Quantity.parse("2GB*3GB", as: .bytes) }
        #expect(throws: QuantityError.unitBelow(gigabyte)) { try Quantity.parse("2/3GB", as: .bytes) }
        #expect(throws: QuantityError.wrongDimension(gigabyte)) { try Quantity.parse("2*3GB", as: .time) }
        #expect(throws: QuantityError.wrongDimension(percent)) { try Quantity.parse("70%", as: .bytes) }
    }

    @Test func namesThePartOfAProductThatIsWrong() {
        let fault = Quantity.Fault(error: .notANumber, part: 6..<9)
        #expect(throws: fault) { try Quantity.read("273e9*oak*2", as: .bandwidth) }
    }

    /// A condition takes a bare number in the metric's unit, and one with a unit as it is.
    @Test(arguments: [
        ("60GiB", Dimension.bytes, true), ("2*60GiB", .bytes, true), ("60", .bytes, false), ("2*60", .bytes, false),
        ("4K", .count, false), ("2k", .throughput, false), ("2ktok/s", .throughput, true), ("12%", .ratio, true),
    ])
    func saysWhetherThereIsAUnit(_ text: String, _ dimension: Dimension, _ hasUnit: Bool) throws {
        #expect(try Quantity.read(text, as: dimension).hasUnit == hasUnit)
    }

    @Test func everyPrefixReadsAsItsFactor() throws {
        for unit in Unit.prefixes {
            #expect(try Quantity.parse("3" + unit.symbol, as: unit.dimension) == 3 * unit.factor, "\(unit.symbol)")
        }
    }

    @Test func everyExampleOfADimensionReads() throws {
        for dimension in Dimension.allCases {
            let values = try dimension.example.split(separator: " or ").map { text in
                try Quantity.parse(String(text), as: dimension)
            }
            #expect(values.count == 2, "\(dimension)")
        }
    }
}

@Suite struct QuantityFormattingTests {
    @Test(arguments: [
        (16e9, Dimension.bandwidth, "16 GB/s"), (2.7345e11, .bandwidth, "273.5 GB/s"), (1, .bandwidth, "1 B/s"),
        (0.59e-6, .time, "590 ns"), (5.9e-6, .time, "5.9 us"), (3e-3, .time, "3 ms"), (1, .time, "1 s"),
        (2e-12, .time, "0.002 ns"),
        (64e9, .bytes, "59.6 GiB"), (79.25.gib, .bytes, "79.25 GiB"), (35_136, .bytes, "35.14 kB"),
        (0.25, .bytes, "0.25 B"), (0.1, .bytesOrShare, "10 %"), (0, .bytesOrShare, "0 %"),
        (16.gib, .bytesOrShare, "16 GiB"), (0, .time, "0 s"), (128e12, .compute, "128 TFLOP/s"),
        (0.893, .ratio, "0.893"), (4096, .count, "4096"), (10.5, .throughput, "10.5"),
    ])
    func prints(_ value: Double, _ dimension: Dimension, _ text: String) {
        #expect(Quantity.format(value, dimension) == text)
    }

    /// What is printed reads back as the same number, where four digits are enough to hold it: sizes in bytes are printed
    /// in powers of two.
    @Test func whatIsPrintedReadsBack() throws {
        for dimension in Dimension.allCases where ![.bytes, .bytesOrShare].contains(dimension) && !dimension.isWorded {
            for mantissa in [1.0, 1.5, 2.125, 9.999] {
                for exponent in 0..<15 {
                    var value = mantissa
                    for _ in 0..<exponent { value *= 10 }
                    let text = Quantity.format(value, dimension).replacing(" ", with: "")
                    let back = try Quantity.parse(text, as: dimension)
                    #expect((back - value).magnitude <= value * 1e-14, "\(text) of \(dimension)")
                }
            }
        }
    }

    /// Any value of any size: what is printed reads back to within four digits and prints the same again.
    @Test func anyQuantityReadsBack() throws {
        var generator = SeededGenerator(property: 20_260_101)
        for _ in 0..<5000 {
            let numbers = Dimension.allCases.filter { !$0.isWorded }
            let dimension = try #require(numbers.randomElement(using: &generator))
            // Prefixes of times end at ns; below it four digits are too few.
            let exponent = Double.random(in: (dimension == .time ? -9 : -3)...15, using: &generator)
            let value = pow(10, exponent)
            let text = Quantity.format(value, dimension).replacing(" ", with: "")
            let back = try Quantity.parse(text, as: dimension)
            #expect((back / value - 1).magnitude <= 5.1e-4, "\(PropertySeed.note): \(value) prints as \(text)")
            #expect(
                Quantity.format(back, dimension).replacing(" ", with: "") == text,
                "\(PropertySeed.note): \(value) prints as \(text)")
        }
    }

    /// Every number has a text that reads back as exactly itself.
    @Test func whatIsWrittenIsExact() throws {
        for dimension in Dimension.allCases where !dimension.isWorded {
            for mantissa in [1.0, 1.5, 2.125, 9.999, 1.1, 7.3e-3] {
                for exponent in 0..<15 {
                    var value = mantissa
                    for _ in 0..<exponent { value *= 10 }
                    let text = Quantity.exact(value, dimension)
                    #expect(try Quantity.parse(text, as: dimension) == value, "\(text) of \(dimension)")
                }
            }
        }
    }

    @Test(arguments: [
        (64e9, Dimension.bytes, "64GB"), (79.25.gib, .bytes, "79.25GiB"), (0.1, .bytesOrShare, "10%"),
        (0.125, .bytesOrShare, "12.5%"), (19.2e9, .bytesOrShare, "19.2GB"), (0, .bytesOrShare, "0"),
        (16e9, .bandwidth, "16GB/s"), (3e-3, .time, "3ms"),
    ])
    func writesTheShortest(_ value: Double, _ dimension: Dimension, _ text: String) {
        #expect(Quantity.exact(value, dimension) == text)
    }

    /// Four digits where they are all; 2^29 bytes are 512 MiB.
    @Test(arguments: [
        (536_870_912.0, Dimension.bytes, "512MiB"), (1.23456e11, .bandwidth, "123456MB/s"),
        (1.5e12, .bandwidth, "1.5TB/s"),
        (5.9e-7, .time, "590ns"), (0.1 + 0.2, .ratio, "0.30000000000000004"), (7, .count, "7"),
        (0.1, .bytesOrShare, "10%"),
    ])
    func writesAWordAsItIsPrintedIfThatIsExact(_ value: Double, _ dimension: Dimension, _ text: String) throws {
        #expect(Quantity.word(value, dimension) == text)
        #expect(try Quantity.parse(text, as: dimension) == value)
    }
}

/// A number below 1 is a share, any other a size.
@Suite struct BytesOrShareTests {
    @Test(arguments: [
        ("10%", 0.1), ("0.1", 0.1), ("99.9%", 0.999), ("0%", 0), ("0", 0), ("19.2GB", 19.2e9), ("16GiB", 16.gib),
        ("1e9", 1e9), ("1B", 1),
    ])
    func reads(_ text: String, _ value: Double) throws {
        #expect(try Quantity.parse(text, as: .bytesOrShare) == value)
    }

    @Test(arguments: ["100%", "120%", "0.5B", "-10GB"])
    func refusesWhatIsNeither(_ text: String) {
        #expect(throws: QuantityError.neitherShareNorSize) { try Quantity.parse(text, as: .bytesOrShare) }
    }
}
