import Testing

@testable import Units

@Suite struct DecimalTests {
    @Test(arguments: [
        (0.0, 0, "0"), (0, 2, "0.00"), (2.5, 0, "3"), (-2.5, 0, "-3"), (0.125, 2, "0.13"), (1.005, 1, "1.0"),
        (9.96, 1, "10.0"), (-0.04, 1, "0.0"), (-0.06, 1, "-0.1"), (1234.5678, 3, "1234.568"), (0.007, 2, "0.01"),
        (1e15, 0, "1000000000000000"),
    ])
    func fixed(_ value: Double, _ places: Int, _ text: String) {
        #expect(Decimal.fixed(value, places: places) == text)
    }

    @Test func fixedNamesWhatIsNotFinite() {
        #expect(Decimal.fixed(.nan, places: 1) == "nan")
        #expect(Decimal.fixed(.infinity, places: 1) == "inf")
        #expect(Decimal.fixed(-.infinity, places: 1) == "-inf")
    }

    @Test(arguments: [
        (0.0, "0"), (16, "16"), (-3, "-3"), (0.1, "0.1"), (1e-7, "1e-07"), (16e9, "16000000000"), (1e16, "1e+16"),
        (0.893, "0.893"), (-0.0, "-0"), (9e15, "9000000000000000"), (-12.5, "-12.5"), (.infinity, "inf"),
    ])
    func shortest(_ value: Double, _ text: String) {
        #expect(Decimal.shortest(value) == text)
    }

    @Test func shortestReadsBackAsTheSameNumber() {
        for value in [0.1 + 0.2, 1 / 3.0, .leastNonzeroMagnitude, 1.7976931348623157e308, 5.9e-7, 96.14358184804415] {
            #expect(Double(Decimal.shortest(value)) == value)
        }
    }

    @Test(arguments: [
        (0.0, "0"), (0.59, "0.59"), (1234.0, "1234"), (243.789, "243.8"), (9.9996, "10"), (0.99996, "1"),
        (999.96, "1000"), (0.0012345, "0.001235"), (-16.25, "-16.25"), (100, "100"), (1e15, "1000000000000000"),
    ])
    func significant(_ value: Double, _ text: String) {
        #expect(Decimal.significant(value, digits: 4) == text)
    }

    @Test(arguments: [
        (0.1 + 0.2, "0.3"), (12_345_678_901_234, "12345678901234"), (90.176910071234, "90.17691007"),
        (-0.000123456789012, "-0.000123456789"), (0.5, "0.5"), (99.99999999996, "100"), (-3, "-3"),
        (1e-20 / 3, "3.3333333333333333e-21"), (.nan, "nan"), (-.infinity, "-inf"),
    ])
    func data(_ value: Double, _ text: String) {
        #expect(Decimal.data(value) == text)
        // Behind what is there already.
        var bytes = Array("a,".utf8)
        Decimal.write(data: value, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "a," + text)
    }

    @Test(arguments: [
        (0, "0"), (12, "12"), (999, "999"), (1000, "1,000"), (13824, "13,824"), (1_234_567, "1,234,567"),
        (-1000, "-1,000"), (-999, "-999"), (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func grouped(_ value: Int, _ text: String) {
        #expect(Decimal.grouped(value) == text)
    }

    @Test(arguments: [
        1.0, 2.5, 123456.5, 0.000123456789, 98765432.1, 1e-30, 6.02e23, -13.00005, 0, 99999.96, .infinity,
    ])
    func aRoundedNumberIsTheOneThatIsPrinted(_ value: Double) {
        for digits in [1, 3, 6, 10, 14, 15] {
            #expect(Decimal.rounded(value, digits: digits) == Double(Decimal.significant(value, digits: digits)))
        }
    }
}
