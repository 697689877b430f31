import Catalog
import CostModel
import Language
import Launch
import Planning
import Queueing
import TestSupport
import Testing
import Text
import Units
import Words

/// Sentences that few sessions come to, in both languages, as somebody read them.
///
/// `RECORD=1` writes them anew: read what changed before it is kept.
@Suite struct SeldomWordsTests {
    private static func check(_ name: String, _ sentences: () -> [String]) throws {
        let text = Tongue.allCases.flatMap { $0.speak(sentences) }.joined(separator: "\n") + "\n"
        let path = Project.root + "/Tests/WordsTests/Recorded/\(name).txt"
        #expect(try Recording.text(at: path, today: text) == text)
    }

    private static func lines(_ diagnostic: Diagnostic) -> String {
        [diagnostic.message, diagnostic.expected ?? "-", diagnostic.hint ?? "-"].joined(separator: " | ")
    }

    @Test func whatAPlanHasAndARuntimeDoesNot() throws {
        let lacks: [LaunchLack] = [
            .partialExperts(chips: 4, stage: 16), .partialReplicas(chips: 2, replicas: 3), .overlap, .sequence(4),
            .drafter(2), .redundant, .cache("fp4"), .schedule, .smallPass(tokens: 128, sequences: 256),
            .spanningReplicas(chips: 16), .runtime("sglang"), .routing(3), .nodes(2), .copies(5),
        ]
        try Self.check("lacks") { lacks.map(LaunchFileWords.lack) }
    }

    @Test func whatALaunchCommandLeavesOpen() throws {
        try Self.check("launches") {
            [
                LaunchWords.several(3), LaunchWords.modelless,
                LaunchWords.missing(["a.yaml", "b.yaml"]), LaunchWords.misspelt("--tpp", "--tp"),
                LaunchWords.open(["--a", "--b"]), LaunchWords.decodeChunk(16_384),
                LaunchWords.broken("it does not divide"),
                LaunchWords.others(1), LaunchWords.others(2), LaunchWords.noModel("x", nearest: nil),
                LaunchWords.noModel("x", nearest: "y"), LaunchFaultWords.outOfRange("--tp", 0, "tp"),
                LaunchFileWords.written(1, to: "a", for: "vLLM"), LaunchFileWords.written(4, to: "a", for: "vLLM"),
            ]
        }
    }

    @Test func howASimulationGoes() throws {
        let faults: [QueueingFault] = [
            .noRoom(needed: 2, available: 1), .unsorted(.trace, at: 4), .empty(.trace), .empty(.clients),
            .outOfRange(.trace, -2.5, 0...1, at: 6), .outOfRange(.trace, -2.5, 0...1, at: nil),
            .outOfRange(.rate, 0, 0...1, at: nil),
        ]
        try Self.check("simulations") {
            [
                SimulationWords.progress(1200, of: 500_000), SimulationWords.progress(0, of: 1),
                SimulationWords.rejected(1), SimulationWords.rejected(7200), SimulationWords.played(1, seeds: 1),
                SimulationWords.played(500_000, seeds: 10),
            ] + faults.map(SimulationWords.fault)
        }
    }

    @Test func whatIsSaidOfSessionsThatComeBack() throws {
        try Self.check("recoveries") {
            [
                RecoveryWords.nothing, RecoveryWords.isBack("a"), RecoveryWords.isPartlyBack("a", 3, of: 1),
                RecoveryWords.isPartlyBack("a", 3, of: 1200), RecoveryWords.asFarAsItWent("sweep"),
                RecoveryWords.failedAgain("sweep"), RecoveryWords.goesOn(with: "sweep"),
                RecoveryWords.stays(in: "a", because: "why"),
                RecoveryWords.stays(in: "a", asUnwritable: "b", because: "why"), RecoveryWords.isForgotten("a"),
                RecoveryWords.cannotDelete("a", "why"),
            ]
        }
    }

    @Test func whatReportsSay() throws {
        try Self.check("reports") {
            [
                ReportWords.twoChips("h20", "h800"), ReportWords.decodeChip, ReportWords.prefillChip,
                ReportWords.changed, ReportWords.range("1", "9", 5), ReportWords.kept(1, "a"),
                ReportWords.kept(1200, "a"), ReportWords.evaluated(1200, "a", 3), ReportWords.unknownTrust,
                ReportWords.isSet, ReportWords.setInSession, ReportWords.ownPrice, ReportWords.noChineseFont,
                ReportWords.lesser(1), ReportWords.lesser(2), Self.lines(ReportWords.noPDF("weasyprint", at: 2..<4)),
            ] + Metric.all.map(ReportWords.label)
        }
    }

    /// A plan without a steady state: of a closed loop, or under 100 requests/s.
    private static func overloaded(rate: Double) throws -> PlanResult {
        var scenario = Scenario(
            chip: try #require(Catalog.chips.first { $0.name == "h200" }).value,
            model: try #require(Catalog.models.first { $0.name == "qwen3-32b" }).value,
            workload: Workload(input: 4096), deployment: Deployment(chips: 2, tp: 2, batch: 1))
        scenario.workload.serving = .agg
        scenario.workload.output = 1024
        scenario.workload.rate = rate
        var totals = StepTotals.of(scenario)
        totals.isSettled = false
        return PlanResult(scenario: scenario, totals: totals)
    }

    @Test func whatWasNotLookedAt() throws {
        let (closed, open) = (try Self.overloaded(rate: 0), try Self.overloaded(rate: 100))
        try Self.check("verdicts") {
            [
                VerdictWords.searched(1), VerdictWords.searched(1200), VerdictWords.notSearched(["tp"], 1),
                VerdictWords.notSearched(["tp", "batch"], 1200), VerdictWords.best(over: ["tp", "batch"], "a"),
                Self.lines(SettlingWords.diagnostic(closed)), Self.lines(SettlingWords.diagnostic(closed, of: 3)),
                Self.lines(SettlingWords.diagnostic(open)), Self.lines(SettlingWords.diagnostic(open, of: 3)),
                Self.lines(SuggestionWords.noRow(3, of: 0, at: 0..<1)),
                Self.lines(SuggestionWords.noRow(3, of: 2, at: 0..<1)), Self.lines(SuggestionWords.outdated),
                Self.lines(SuggestionWords.notARow("x", at: 0..<1)), Self.lines(RowWords.notPositive(0, at: 0..<1)),
                SuggestionWords.misses("tps_batch>=10"), TutorialWords.firstStep.message,
            ]
        }
    }

    /// Shares add up to a hundred; one below a fiftieth has a digit more; odd bits are said.
    @Test func mixesOfFormats() throws {
        let mixes: [WeightMix] = try [
            WeightMix(.fp8), WeightMix(.fp8, bytes: 1.5),
            #require(WeightMix([.init(.fp8, weights: 5, bytes: 5), .init(.bf16, weights: 3, bytes: 6)])),
            #require(WeightMix([.init(.fp8, weights: 986, bytes: 986), .init(.bf16, weights: 14, bytes: 28)])),
            #require(WeightMix([.init(.fp8, weights: 996, bytes: 996), .init(.bf16, weights: 4, bytes: 8)])),
        ]
        try Self.check("mixes") { mixes.map(ValueWords.mix) + mixes.map(ValueWords.label) }
    }

    /// Prices of the other currency are known, or none is.
    @Test func howAPriceIsSet() throws {
        var s = Scenario(
            chip: try #require(Catalog.chip(named: "h200")).value,
            model: try #require(Catalog.model(named: "qwen3-8b")).value,
            workload: Workload(input: 64), deployment: Deployment(chips: 1, tp: 1, batch: 1))
        (s.chip.price, s.chip.capex) = (0, 0)
        try Self.check("prices") {
            var texts = [SizingWords.setPrice(.cost, s), SizingWords.setPrice(.power, s)]
            s.chip.price = 2
            texts += [SizingWords.setPrice(.cost, s), SizingWords.setPrice(.power, s)]
            (s.chip.price, s.chip.capex) = (0, 0.5)
            return texts + [
                SizingWords.setPrice(.cost, s), SizingWords.noPrice(.cost, s, "a"), SizingWords.noPrice(.power, s, "a"),
                SizingWords.noPrice(.cost, s, "a", "b"), SizingWords.notTaken("tp=4"),
            ]
        }
    }

    @Test func whatAClientIsTold() throws {
        try Self.check("clients") {
            [
                ServedWords.title, ServedWords.instructions, ServedWords.arch, ServedWords.prefillArch,
                ServedWords.model, ServedWords.slo, BenchWords.noCompiler, BenchWords.differs, BenchWords.oneCore,
                BenchWords.allCores(2), BenchWords.inC("cc", isNative: true), BenchWords.inC("cc", isNative: false),
                BenchWords.typed("sweep", 2), BenchWords.served("agg"),
            ]
        }
    }

    @Test func commandLinesThatCannotBeRead() throws {
        let problems: [LaunchFault.Problem] = [
            .notClosed("'"), .noLaunch, .notANumber(flag: "--tp", value: "x"), .notACount(flag: "--tp", value: "1.5"),
            .notAShare(flag: "--mem", value: "2"), .notJSON(flag: "--config", value: "x"), .noValue(flag: "--tp"),
            .notMultiple(flag: "--world", value: 6, of: "--tp", divisor: 4), .contradiction("--a", "--b"),
            .above(flag: "--tp", value: 8, bound: "gpus", limit: 4),
        ]
        try Self.check("faults") {
            problems.map(LaunchFaultWords.sentence) + problems.map { LaunchFaultWords.expected($0) ?? "-" }
        }
    }

    @Test func howFarPercentilesReach() throws {
        try Self.check("tails") {
            [OpenLoop.Caution.slotWait, .convoys, .bursts, .longPrompts].map(TailWords.caution)
                + [
                    TailWords.played(firstToken: 0.8792, perToken: 0.0135, areEqual: true),
                    TailWords.played(firstToken: 0.8792, perToken: 0.0135, areEqual: false), WorkloadWords.noLoads("a"),
                    WorkloadWords.unevenLoads(128, 256), PlotWords.noCurve, PlotWords.howToCurve,
                    PlotWords.scatter(9000, shown: 400, "a"), PlotWords.scatter(400, shown: 400, "a"),
                    SensitivityWords.none(.tpsChip), SensitivityWords.small(3), TrustWords.more(1),
                    TrustWords.more(12), SweepWords.cancelledAnew, AxisWords.largerFactor,
                    ValidationWords.moreReasons(1), ValidationWords.moreReasons(40), ValidationWords.whereReasonsAre,
                    ValidationWords.saturated(1, 5...5), ValidationWords.saturated(21, 23...4480),
                    SizingWords.fitsNowhere, ModelWords.noPart("x"), ModelWords.noEncoder("x"),
                    ResultFileWords.unknown(["a"]), ResultFileWords.unknown(["a", "b"]),
                    SizingWords.without([("a", "why")]).joined(separator: " "),
                    SizingWords.without([("a", "why"), ("b", "why")]).joined(separator: " "),
                    SizingWords.without([("a", "why"), ("b", "other")]).joined(separator: " "),
                    GuideNoteWords.kept(["tps_batch>=11", "ttft_ms<=90"], margin: 0.1, above: "10"),
                    Self.lines(MeasuredFileWords.unexpected(Token(text: "x", span: 3..<4))),
                ]
        }
    }

    /// All that runtimes do by default, with where it is from, on a server of 8 with a small, a large and a latent model.
    @Test func whatRuntimesDoByDefault() throws {
        var lines: [() -> [String]] = []
        for (chip, model) in [("h200", "qwen3-32b"), ("b200", "deepseek-r1"), ("l40s", "gpt-oss-120b")] {
            var s = Scenario(
                chip: try #require(Catalog.chip(named: chip)).value,
                model: try #require(Catalog.model(named: model)).value, workload: Workload(input: 1024, output: 256),
                deployment: Deployment(chips: 8, tp: 8, batch: 1))
            s.workload.serving = .agg
            for runtime in Runtime.allCases where runtime != .custom {
                s.workload.runtime = runtime
                let one = s
                lines.append {
                    [
                        "\(chip) \(model) \(runtime.name): \(RuntimeWords.holds(one)) \(RuntimeWords.usual(one.runtime, chip: chip))"
                    ]
                        + RuntimeWords.facts(one).map { "  \($0.concept): \($0.value) [\($0.origin)]" }
                }
            }
        }
        try Self.check("runtimes") { lines.flatMap { $0() } }
    }

    /// A sparse model's routing is fixed by what is set: a law, a busiest expert, or what the chip was measured with.
    @Test func whatIsNotModelled() throws {
        var s = Scenario(
            chip: try #require(Catalog.chip(named: "h200")).value,
            model: try #require(Catalog.model(named: "deepseek-r1")).value, workload: Workload(input: 64, output: 64),
            deployment: Deployment(chips: 8, tp: 8, batch: 1))
        var all = [s]
        s.workload.hottest = 3
        all.append(s)
        s.workload.hottest = 1
        s.workload.expertLoad = .power(1.2)
        all.append(s)
        s.workload.serving = .disagg
        all.append(s)
        s.model = try #require(Catalog.model(named: "qwen3-8b")).value
        all.append(s)
        try Self.check("unmodelled") { all.flatMap(UnmodelledWords.all) }
    }

    /// Sizes that do not divide, each with its sentence, a remark and what mends it.
    @Test func whatDoesNotDivide() throws {
        let base = Scenario(
            chip: try #require(Catalog.chip(named: "h200")).value,
            model: try #require(Catalog.model(named: "deepseek-r1")).value, workload: Workload(input: 64, output: 64),
            deployment: Deployment(chips: 8, tp: 8, batch: 1))
        let changes: [(inout Scenario) -> Void] = [
            { $0.deployment.chips = 9 }, { $0.deployment.pp = 16 }, { $0.deployment.moeTP = 3 },
            { $0.deployment.sp = 2 }, { ($0.workload.prefix, $0.workload.prefixHit) = (100, 1) },
            { $0.deployment.pp = 128 }, { ($0.workload.serving, $0.workload.output) = (.agg, 0) },
            { ($0.workload.serving, $0.deployment.prefillChips) = (.disagg, 5) },
            { ($0.workload.serving, $0.deployment.prefillTP, $0.deployment.prefillChips) = (.disagg, 3, 9) },
            { ($0.deployment.chips, $0.deployment.tp) = (3, 3) },
        ]
        let broken = changes.compactMap { change -> (DivisibilityRule, Scenario)? in
            var s = base
            change(&s)
            return s.brokenRule.map { ($0, s) }
        }
        #expect(broken.count > 6)
        try Self.check("dividing") {
            broken.flatMap { rule, s in
                [
                    DivisibilityWords.sentence(rule, s),
                    Self.lines(DivisibilityWords.diagnostic(rule, s, at: nil)),
                ]
            }
        }
    }
}
