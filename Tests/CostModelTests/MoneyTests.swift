import Testing

@testable import CostModel

/// What plans cost.
@Suite struct MoneyTests {
    private func read(_ name: String, _ change: (inout Scenario) -> Void) throws -> Double {
        // Ten copies of one chip that decodes 7 sequences: a step takes 2983.8 us, so that 70 tokens take that.
        let scenario = TinyServing.scenario(.static, requests: 0) {
            ($0.deployment.batch, $0.deployment.replicas) = (7, 10)
            change(&$0)
        }
        return try #require(Metric.named(name)).read(PlanResult(scenario))
    }

    @Test func rentIsPaidByTheHour() throws {
        func rented(_ name: String) throws -> Double { try read(name) { $0.chip.price = 2.5 } }
        #expect(try rented("cost_hour") == 25)
        #expect(try rented("cost_year") == 219_000)
        // 25 an hour for 3600 x 70 / 0.0029838 = 84.456 million tokens.
        #expect(try isClose(rented("cost_mtok"), 0.29601, within: 1e-4))
        #expect(try rented("rent_breakeven").isNaN)
        #expect(try rented("kw").isNaN)
    }

    @Test func ownChipsAreWrittenOffAndTakePower() throws {
        func own(_ name: String) throws -> Double {
            try read(name) {
                ($0.chip.capex, $0.chip.years, $0.chip.power, $0.chip.powerShare) = (35_040, 4, 1000, 0.5)
                ($0.workload.electricity, $0.workload.pue, $0.workload.carbon) = (0.1, 1.2, 400)
            }
        }
        // 35,040 over 35,040 hours is 1 an hour; 0.6 kW at 0.1 are 0.06.
        #expect(try isClose(own("cost_hour"), 10.6))
        #expect(try isClose(own("kw"), 6))
        // 6000 W over 70 / 0.0029838 = 23460 tokens/s.
        #expect(try isClose(own("joule_token"), 0.255754, within: 1e-5))
        // A million of them is 255,754 J or 0.071043 kWh.
        #expect(try isClose(own("gco2_mtok"), 28.417, within: 1e-4))
    }

    @Test func rentAndOwnAreCompared() throws {
        // 1 an hour own against 4 rented: from a quarter of the hours on.
        let share = try read("rent_breakeven") { ($0.chip.price, $0.chip.capex, $0.chip.years) = (4, 35_040, 4) }
        #expect(isClose(share, 25))
        // Where both are stated, rent is what is paid.
        #expect(try read("cost_hour") { ($0.chip.price, $0.chip.capex) = (4, 35_040) } == 40)
    }

    @Test func promptTokensCanBeCountedToo() throws {
        let plan = PlanResult(TinyServing.scenario(.agg, requests: 4) { $0.chip.price = 1 })
        let (out, all) = (try #require(Metric.named("cost_mtok")), try #require(Metric.named("cost_mtok_all")))
        // 200 of 1100 tokens are the answer's.
        #expect(isClose(all.read(plan), out.read(plan) * 200 / 1100))
        #expect(try read("cost_mtok") { _ in }.isNaN)
        #expect(try read("cost_hour") { _ in }.isNaN)
    }

    @Test func aPriceInTheOtherCurrencyNeedsARate() throws {
        func read(_ name: String, _ currency: Currency, rate: Double, of chip: Currency = .usd) throws -> Double {
            try self.read(name) {
                ($0.chip.price, $0.chip.currency) = (2.5, chip)
                ($0.workload.currency, $0.workload.exchangeRate) = (currency, rate)
            }
        }
        #expect(try read("cost_hour", .usd, rate: 0) == 25)
        // 7.2 CNY for a USD: 180 CNY, and 25 CNY are 25 / 7.2 USD.
        #expect(try read("cost_hour", .cny, rate: 7.2) == 180)
        #expect(try isClose(read("cost_hour", .usd, rate: 7.2, of: .cny), 25 / 7.2))
        #expect(try read("cost_hour", .cny, rate: 0).isNaN && read("cost_mtok", .usd, rate: 0, of: .cny).isNaN)
    }

    /// What is set is in the currency that is set, whatever the chip's price was in.
    @Test func aPriceIsSetInTheCurrencyThatIsSet() throws {
        let (price, capex) = (try #require(Parameter.named("price")), try #require(Parameter.named("capex")))
        var s = TinyServing.scenario(.static, requests: 0) {
            ($0.chip.price, $0.chip.capex, $0.chip.hasListPrice) = (2.5, 1000, true)
            ($0.workload.currency, $0.workload.exchangeRate) = (.cny, 7.2)
        }
        #expect(price.get(s) == 18 && capex.get(s) == 7200)
        // Set otherwise than it was listed, it has no place on a tape; its own has one.
        #expect(price.places(in: s) == nil)
        price.set(&s, 20)
        #expect(s.chip.price == 20 && s.chip.currency == .cny && !s.chip.hasListPrice && s.chip.capex == 7200)
        #expect(price.places(in: s)?.count == 1)
        s.workload.currency = .usd
        #expect(isClose(price.get(s), 20 / 7.2))
        s.workload.exchangeRate = 0
        #expect(price.get(s) == 0)
    }

    /// A listed rent is what chips cost until it is known what the buyer's own do; tables show costs by it where they are asked for.
    @Test func anOwnChipGoesBeforeAListedRent() throws {
        func listed(_ name: String, capex: Double) throws -> Double {
            try read(name) { ($0.chip.price, $0.chip.hasListPrice, $0.chip.capex) = (4, true, capex) }
        }
        #expect(try listed("cost_hour", capex: 0) == 40)
        #expect(try listed("cost_hour", capex: 35_040) == 10)
        #expect(try isClose(listed("rent_breakeven", capex: 35_040), 25))
        var s = TinyServing.scenario(.agg, requests: 4) { ($0.chip.price, $0.chip.hasListPrice) = (4, true) }
        let mtok = try #require(Metric.named("cost_mtok"))
        #expect(mtok.isIdle(s) && mtok.hasValue(for: s))
        s.chip.hasListPrice = false
        #expect(!mtok.isIdle(s))
    }

    @Test func unitsOfCostsNameTheCurrency() throws {
        let mtok = try #require(Metric.named("cost_mtok"))
        #expect(mtok.unit(in: .usd) == "USD/Mtok" && mtok.unit(in: .cny) == "CNY/Mtok")
        #expect(Metric.costHour.unit(in: .cny) == "CNY/hour")
        #expect(Metric.tpot.unit(in: .usd) == "ms")
    }
}
