import Catalog
import CostModel
import TestSupport
import Testing

@testable import Planning

/// What a figure depends on: the inputs of which a change moves it, and no others.
@Suite struct DependenceTests {
    private func names(_ metric: String, _ scenario: Scenario, _ scope: Parameter.Scope? = .arch) throws -> [String] {
        let metric = try #require(Metric.named(metric))
        return (Dependence.parameters(of: metric, in: PlanResult(scenario)) ?? []).filter {
            scope == nil || $0.scope == scope
        }
        .map(\.name)
    }

    private func scenario(_ serving: Workload.Serving) throws -> Scenario {
        switch serving {
        case .static: try Fixture.scenario()
        case .agg: try Fixture.aggregated()
        case .disagg: try Fixture.disaggregated()
        }
    }

    /// Sizes and counts are settings: 8 * 3 / (16 * 1) has no constant of a chip in it, however the 3 were chosen.
    @Test(arguments: ["chips", "tp", "dp", "ep", "batch", "total_batch", "pd_ratio", "all_chips"])
    func settingsDependOnNoConstant(_ metric: String) throws {
        for serving in Workload.Serving.allCases { #expect(try names(metric, scenario(serving)) == [], "\(serving)") }
    }

    /// 8 * 2 / (16 * 2), and the same where the two prefill workers were chosen automatically.
    @Test func aRatioOfChipsDependsOnTheWorkers() throws {
        var scenario = try Fixture.disaggregated()
        let expected = ["serving", "chips", "decode_workers", "prefill_workers", "prefill_chips"]
        #expect(try Set(names("pd_ratio", scenario, nil)) == Set(expected))
        scenario.deployment.prefillWorkers = 0
        #expect(try Set(names("pd_ratio", scenario, nil)) == Set(expected))
    }

    /// Bytes have no bandwidth, time, efficiency or link in them.
    @Test func bytesDependOnNoSpeed() throws {
        #expect(try names("dram", Fixture.scenario()) == ["dram_reserve"])
        var reserved = try Fixture.scenario()
        reserved.chip.dramReserve = 0.1
        #expect(try Set(names("dram", reserved)) == ["dram", "dram_reserve"])
        let fits = try names("fits", Fixture.scenario())
        #expect(fits.contains("dram") && Set(fits).isSubset(of: ["dram", "dram_reserve"]))
    }

    @Test func utilisationDependsOnThePeakAndTheStep() throws {
        let names = try names("mfu", Fixture.scenario())
        for name in ["flops", "dram_bw", "dram_util", "inter_bw", "host_time"] {
            #expect(names.contains(name), "\(name)")
        }
        for name in ["tdp", "dram", "dram_reserve", "rack_bw", "request_time"] {
            #expect(!names.contains(name), "\(name)")
        }
    }

    /// With ever fewer FLOPs: as long as a tenth less leaves the step as it is, it does not depend on them.
    @Test func onlyALittleLessIsTried() throws {
        var scenario = try Fixture.scenario()
        scenario.model = try #require(Catalog.model(named: "qwen3-8b")).value
        scenario.deployment = Deployment(chips: 1, tp: 1, batch: 1)
        scenario.chip.overlap = 1
        var looks = 0
        while looks < 100 {
            var less = scenario
            less.chip.peakFLOPS *= 0.9
            guard Metric.tpot.read(PlanResult(less)) == Metric.tpot.read(PlanResult(scenario)) else { break }
            #expect(try !names("tpot_ms", scenario).contains("flops"), "\(scenario.chip.peakFLOPS)")
            scenario = less
            looks += 1
        }
        #expect(looks > 5 && looks < 100)
        #expect(try names("tpot_ms", scenario).contains("flops"))
    }

    /// What is said to move a figure does, and what is not said does not, in every way of serving.
    @Test(arguments: Workload.Serving.allCases)
    func whatIsNamedMovesTheFigure(_ serving: Workload.Serving) throws {
        let scenario = try scenario(serving)
        for metric in Metric.all where metric.hasValue(for: scenario) && !metric.isOnDemand {
            let named = try names(metric.name, scenario)
            let before = metric.read(PlanResult(scenario))
            for parameter in Parameter.all(in: .arch) where !parameter.isWhole && !parameter.isAlias {
                var moved = false
                for factor in [0.9, 1.1] {
                    var changed = scenario
                    let value = parameter.get(scenario) * factor
                    guard parameter.refusal(of: value) == nil else { continue }
                    parameter.set(&changed, value)
                    let after = metric.read(PlanResult(changed))
                    if (after - before).magnitude > 1e-9 * before.magnitude { moved = true }
                }
                let isNamed = named.contains(parameter.name)
                if moved { #expect(isNamed, "\(metric.name) moves with \(parameter.name)") }
                // A flag may hold whatever its grounds do.
                guard !metric.isFlag, parameter.get(scenario) != 0 else { continue }
                if !moved { #expect(!isNamed, "\(metric.name) does not move with \(parameter.name)") }
            }
        }
    }

    /// A tenth more or less of a host time of 12 billionths of a step is 1.2 billionths of it, which shows; of 7 billionths
    /// it is rounding, as far as the trace tells.
    @Test func aBillionthOfAFigureShows() throws {
        let hostTime = try #require(Parameter.named("host_time"))
        func moves(_ share: Double) throws -> Bool? {
            var scenario = try Fixture.scenario()
            scenario.chip.hostTime = 0
            let step = StepTotals.of(scenario).seconds
            scenario.chip.hostTime = share * step
            #expect((StepTotals.of(scenario).seconds / step - 1 - share).magnitude < 1e-14)
            return try #require(TracedDependence(.tpot, of: scenario)).moves(hostTime)
        }
        #expect(try moves(12e-9) == true && moves(7e-9) == nil)
    }

    /// The trace of a plan says what changing each of its inputs shows, and leaves little open.
    @Test func theTraceSaysWhatChangesShow() throws {
        var generator = SeededGenerator(property: 440)
        func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &generator)] }
        var (told, all) = (0, 0)
        for _ in 0..<PropertySeed.draws(150) {
            var scenario = Scenario(
                chip: pick(Catalog.chips).value, model: pick(Catalog.models).value,
                workload: Workload(input: pick([128, 4096, 33_000]), output: pick([0, 1024])),
                deployment: Deployment(chips: pick([8, 64, 128]), tp: pick([1, 4, 8]), batch: pick([1, 16, 200])))
            scenario.workload.staticPhase = pick([.decode, .prefill])
            scenario.deployment.tbo = pick([.off, .on, .auto])
            guard scenario.brokenRule == nil else { continue }
            for metric in Metric.all where !metric.isOnDemand && !metric.isFlag && metric.hasValue(for: scenario) {
                let traced = try #require(TracedDependence(metric, of: scenario))
                let standard = metric.grounds(PlanResult(scenario))
                for parameter in Parameter.all where !parameter.isAlias && !parameter.isWhole {
                    all += 1
                    guard let moves = traced.moves(parameter) else { continue }
                    told += 1
                    let changes = Dependence.changes(metric, standard, with: parameter, beside: PlanResult(scenario))
                    #expect(moves == changes, "\(PropertySeed.note) \(metric.name) by \(parameter.name)")
                }
            }
        }
        #expect(told * 10 > all * 7, "told \(told) of \(all)")
    }

    /// Nothing is compared with what real machines have at most, a gigabyte, or one of whatever it is.
    @Test(arguments: [("sequence_time", nil), ("dram_reserve", 1e9), ("arrival_cv", 1)] as [(String, Double?)])
    func nothingHasANeighbourToo(_ name: String, _ expected: Double?) throws {
        let parameter = try #require(Parameter.named(name))
        let most = expected ?? parameter.physical?.upperBound
        #expect(Dependence.neighbours(of: 0, parameter) == [try #require(most)])
    }

    /// Whole numbers have four neighbours, those that are allowed; a choice has its other words, and others a tenth.
    @Test func neighboursAreWhatMayBeSet() throws {
        func neighbours(_ name: String, _ value: Double) throws -> [Double] {
            Dependence.neighbours(of: value, try #require(Parameter.named(name)))
        }
        #expect(try neighbours("tp", 4) == [5, 3, 8, 2])
        #expect(try neighbours("tp", 1) == [2, 2])
        #expect(try neighbours("serving", 1) == [0, 2])
        #expect(try neighbours("dram_util", 0.5) == [0.55, 0.45])
        #expect(try neighbours("dram_util", 0.95) == [0.95 * 0.9])
    }
}
