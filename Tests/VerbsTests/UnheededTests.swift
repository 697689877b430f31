import CostModel
import Planning
import Testing
import Words

@testable import Verbs

/// Parameters that are set and count for nothing.
@Suite struct UnheededTests {
    @Test func usersAndARate() throws {
        let shell = try OverloadTests.shell()
        #expect(
            try shell.run("workload set users=200 think=30s").contains(
                "rate=6 does not count any more: 200 users send the requests; users=0 lets the rate count"))
        #expect(try shell.run("workload set rate=2").contains("rate=2 does not count: 200 users send the requests"))
        #expect(try shell.run("config set replicas=8; eval").contains("rate=2 does not count: 200 users"))
        #expect(
            try shell.run("workload set think=0").contains(
                "users=200 does not count any more: requests come at rate=2"))
        #expect(try !shell.run("workload set users=0").contains("count"))
    }

    /// What a model has not is said where something is set of it.
    @Test func whatTheModelHasNot() throws {
        let shell = try TestShell("arch load h200", "model load qwen3-32b", "config set chips=8 tp=8")
        for (setting, remark) in [
            ("workload set images=3", "images=3 does not count: the vision encoder is not loaded"),
            ("workload set hottest=3", "hottest=3 does not count: the model has no experts"),
            ("config set redundant=8", "redundant=8 does not count: the model has no experts"),
            ("workload set expert_load=balanced", "expert_load=balanced does not count: the model has no experts"),
        ] {
            #expect(try shell.run(setting).contains(remark), "\(setting)")
        }
        for setting in ["workload set images=0 hottest=1 expert_load=default", "config set redundant=0"] {
            #expect(try !shell.run(setting).contains("does not count"), "\(setting)")
        }
        try shell.run("model load deepseek-r1; config set moe_tp=1")
        #expect(try !shell.run("workload set hottest=2; config set redundant=8").contains("does not count"))
        #expect(
            try shell.run("config set moe_tp=8 redundant=16").contains(
                "redundant=16 does not count: one chip has all experts"))
    }

    /// Users whom nothing serves are said once, with the way on.
    @Test func usersThatNothingServes() throws {
        let shell = try TestShell("arch load h200", "model load qwen3-32b")
        let text = try shell.run("workload set users=100 think=5s input=2000 output=300")
        #expect(text.hasSuffix("users count when serving is agg or disagg; 'size' looks for the mode by itself\n"))
        #expect(!text.contains("does not count"))
    }

    @Test func requestsInFlightUnderARate() throws {
        let shell = try OverloadTests.shell()
        #expect(
            try shell.run("config set concurrency=64").contains(
                "concurrency=64 does not count: requests come at rate=6, and how many are in flight follows"))
        #expect(
            try shell.failure("curve concurrency=1..64").contains(
                "concurrency changes nothing here: requests come at rate=6"))
        #expect(
            try shell.run("workload set rate=2; config set replicas=4; sweep concurrency=1,64").contains(
                "concurrency changes no figure of these plans: requests come at rate=2"))
        #expect(try !shell.run("sweep replicas=4,8").contains("changes no figure"))
    }

    /// What is said to count for nothing does: no figure of a plan moves with it.
    @Test(arguments: [
        ("rate=2", "concurrency", 64.0), ("rate=2", "batch", 7), ("rate=2", "think", 3),
        ("rate=0 users=40 think=30s", "rate", 9), ("rate=0 users=40 think=30s", "arrival_cv", 2),
        ("rate=0 users=40 think=30s", "concurrency", 9), ("rate=2 users=0 think=0", "users", 9),
        ("rate=0 users=40", "batch", 9), ("rate=0 users=40", "concurrency", 9), ("rate=0", "arrival_cv", 2),
    ])
    func whatIsSaidHolds(_ load: String, _ name: String, _ value: Double) throws {
        let shell = try OverloadTests.shell("workload set \(load)", "config set replicas=8")
        let base = try shell.interpreter.session.scenario()
        let parameter = try #require(Parameter.named(name))
        let changed = base.setting([Setting(parameter, value)])
        #expect(UnheededWords.reason(parameter, changed) != nil)
        let (one, other) = (PlanResult(base), PlanResult(changed))
        for metric in Metric.all where metric.name != name {
            let (first, second) = (metric.read(one), metric.read(other))
            #expect(first == second || (first.isNaN && second.isNaN), "\(metric.name)")
        }
    }

    /// In a closed loop requests in flight count, and a curve along them begins with them however narrow the screen is.
    @Test func theSweptParameterComesFirst() throws {
        let shell = try OverloadTests.shell("workload set rate=0")
        let lines = try shell.run("curve concurrency=1..8").split(separator: "\n")
        let heading = try #require(lines.first { $0.hasPrefix(" #") })
        #expect(heading.split(separator: " ").starts(with: ["#", "concurrency"]))
    }

    @Test func ratesAreEchoedInFewDigitsAndKeptInFull() throws {
        let shell = try OverloadTests.shell()
        #expect(try shell.run("workload set rate=50/h").contains("rate: 6 -> 0.0138889\n"))
        #expect(shell.interpreter.session.workload.rate == 50.0 / 3600)
    }

    @Test func optionsStandInFrontOfTheSecondWord() throws {
        let shell = try OverloadTests.shell("workload set rate=1")
        #expect(try shell.run("plot --ascii curve") == shell.run("plot curve --ascii"))
    }

    /// The formula of a metric that has none is not spelt out.
    @Test(arguments: ["sweep goodput=1,2", "solve goodput for ttft_ms<=500"])
    func aMetricWithoutAFormula(_ line: String) throws {
        let shell = try OverloadTests.shell()
        #expect(try shell.failure(line).contains("goodput follows from the whole plan"))
    }
}
