import Catalog
import CostModel
import TestSupport
import Testing
import Units

@testable import Language
@testable import Notebook
@testable import Verbs

/// Rules of thumb are evaluated: their figures are those of the engine for the chip and model at hand.
@Suite struct GuideRuleTests {
    /// What is said in front of the questions of steps 1 and 2.
    private func notes(_ chip: String, _ model: String, answers: [String: String] = [:]) throws -> String {
        let shell = try TestShell("guide", chip, model)
        var text = shell.output
        while let open = shell.interpreter.question, !open.hasPrefix("3/5") {
            text += try shell.run(answers.first { open.hasPrefix($0.key) }?.value ?? "")
        }
        return text
    }

    private func plan(_ change: (inout Scenario) -> Void) throws -> PlanResult {
        let chip = try #require(Catalog.chip(named: "sg2260e"))
        let model = try #require(Catalog.model(named: "deepseek-v3"))
        var scenario = Scenario(
            chip: chip.value, model: model.value, workload: Workload(input: 4096),
            deployment: Deployment(chips: 128, tp: 4, batch: 10))
        change(&scenario)
        return PlanResult(scenario)
    }

    private func ms(_ plan: PlanResult) -> String { Decimal.fixed(plan.totals.seconds * 1e3, places: 1) }

    @Test func figuresAreThoseOfTheEngine() throws {
        let text = try notes("sg2260e", "deepseek-v3", answers: study)
        let base = ms(try plan { _ in })
        let variants: [(String, (inout Scenario) -> Void)] = [
            ("two-batch overlap does not pay", { $0.deployment.tbo = .on })
        ]
        for (words, change) in variants {
            #expect(text.contains("\(words): step \(base) -> \(ms(try plan(change))) ms ("), "\(words)")
        }
        let breakeven = try #require(TwoBatchOverlap.breakeven(try plan { _ in }.scenario))
        #expect(text.contains("it pays from batch \(Decimal.shortest(breakeven))\n"))
        for size in [1.0, 2, 4] {
            let rate = Decimal.fixed(try plan { $0.deployment.moeTP = size }.rate, places: 1)
            #expect(text.contains("moe_tp=\(Decimal.shortest(size)) \(rate)"))
        }
    }

    @Test func overlapPaysWhereItYieldsMore() throws {
        let (slower, faster) = (try plan { $0.deployment.batch = 8 }, try plan { _ in })
        #expect(GuideRules.pays(slower, faster))
        #expect(!GuideRules.pays(faster, slower))
        #expect(!GuideRules.pays(faster, faster))
    }

    @Test func otherChipsHaveOtherAnswers() throws {
        let texts = try ["sg2260e", "h100", "b200", "ascend-910b"].map { chip in
            try notes(chip, "deepseek-v3").split(separator: "\n").filter { $0.contains("two-batch overlap") }.joined()
        }
        #expect(Set(texts).count == texts.count)
    }

    @Test func aStricterServiceLevelHasSmallerBatches() throws {
        let text = try notes(
            "sg2260e", "deepseek-v3", answers: ["2/5 output tokens": "12", "2/5 margin": "0%", "2/5 chips": "128"])
        #expect(text.contains("later: filter tps_batch>=12\n"))
        #expect(text.contains("    128 chips: ") && text.contains("(tp=4 batch=7)"))
    }

    /// A rule of one study is not a verdict on every chip.
    @Test func noVerdictStandsInFrontOfAnAnswer() throws {
        for chip in ["sg2260e", "h200", "ascend-910b"] {
            let text = try notes(chip, "deepseek-v3")
            for word in [": yes", ": no,", "30-50 %", "at least 16 GB/s"] {
                #expect(!text.contains(word), "\(chip) \(word)")
            }
        }
    }

    private let study = ["2/5 output tokens": "10", "2/5 margin": "0%", "2/5 chips": "128"]

    /// Whatever is loaded, taking every default leads to a plan or to an error that says why there is none.
    @Test(arguments: ["sg2260e", "l4"])
    func defaultsLeadToTheEnd(_ chip: String) throws {
        for model in ["mixtral-8x22b", "llama-3.1-405b", "qwen3-8b", "nemotron-nano-9b-v2", "minimax-m1"] {
            let shell = try TestShell("guide", chip, model)
            while let open = shell.interpreter.question {
                let failure = try shell.failure(open.contains("save the") ? "skip" : "")
                guard failure.isEmpty else {
                    let reasons = ["no plan meets this", "fit in DRAM"]
                    #expect(reasons.contains { failure.contains($0) }, "\(chip) \(model): \(failure)")
                    break
                }
            }
        }
    }
}
