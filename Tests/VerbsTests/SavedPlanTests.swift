import CostModel
import Foundation
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// The file that hands a plan on: whoever reads it can run the same plan, and knows what to buy.
@Suite struct SavedPlanTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Sessions of every kind of plan, the last line of which makes plans.
    static let sessions = [
        "arch load sg2260e; model load deepseek-v3; sweep chips=128 tp=2,4,8 batch=6,8,10,12,16",
        "arch load sg2260e; model load deepseek-v3; workload set phase prefill; sweep chips=16 tp=4 sp=4 batch=4",
        "arch load h200; model load deepseek-r1; arch set inter_bw=45GB/s; model set kv_precision=fp8; "
            + "workload set serving=disagg input=4096 output=1024; config set chips=16 tp=8 decode_workers=2 "
            + "prefill_chips=8 prefill_tp=8; sweep concurrency=256,512 prefill_workers=0,1,2",
        "arch load h200; model load llama-3.1-70b; workload set serving=agg input=2048 output=512 prefix=512; "
            + "sweep chips=8 tp=4,8 concurrency=6,64,256 chunk=0,1024",
        "arch load h100; model load gpt-oss-120b; workload set draft=2 acceptance=0.7 output=512; "
            + "sweep chips=8 tp=2,4 batch=4,32 tbo=off,auto precision=fp8,bf16",
        "arch load h200; model load deepseek-r1; workload set output=512; sweep serving=static,agg,disagg chips=8,16 tp=8 "
            + "batch=8,16 dram_util=0.6,0.8",
        "arch load h20; arch load h800 as prefill; arch set prefill.inter_bw=45GB/s dram_util=0.8; model load deepseek-r1; "
            + "workload set serving=disagg input=4096 output=1024; config set chips=16 tp=8 decode_workers=2 "
            + "prefill_chips=16; sweep concurrency=128,256 prefill_workers=0,1",
    ]

    private func saved(_ session: String) throws -> (shell: TestShell, file: [String: Any]) {
        let shell = try TestShell(session, "save \(folder.path(of: "best.json"))")
        let text = try #require(folder.read("best.json"))
        #expect(text.hasSuffix("}\n"))
        return (shell, try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]))
    }

    @Test(arguments: sessions) func theCommandsComeToTheSameFigures(_ session: String) throws {
        let (shell, file) = try saved(session)
        let best = try #require(shell.session.plans).best({ false })
        let other = try TestShell()
        for command in try #require(file["commands"] as? [String]) { try other.run(command) }
        let plan = try #require(other.session.plans)[1]
        let metrics = try #require(file["metrics"] as? [String: Any])
        #expect(Set(metrics.keys) == Set(Metric.all.filter { !$0.read(best).isNaN }.map(\.name)))
        for metric in Metric.all where !metric.read(best).isNaN {
            let value = metric.read(best)
            // A batch that follows from the requests, and workers that were counted, come to the same.
            #expect((metric.read(plan) - value).magnitude <= 1e-9 * value.magnitude, "\(metric.name)")
            let written = try #require((metrics[metric.name] as? NSNumber)?.doubleValue)
            #expect((written - value).magnitude <= 5e-6 * value.magnitude, "\(metric.name)")
        }
    }

    /// Every column that a row needs is in the table: measured against its own figures a table is right.
    @Test(arguments: sessions) func aTableIsEvaluatedAgain(_ session: String) throws {
        let path = folder.path(of: "plans.csv")
        let shell = try TestShell(session, "filter fits==1", "save \(path)")
        let plans = try #require(shell.session.plans)
        // Another session knows nothing but the file.
        let other = try TestShell("format json", "arch load sg2260e")
        let output = try other.run("validate \(path)")
        let rows = try #require(JSONRows.of(output))
        #expect(!rows.isEmpty)
        for row in rows {
            let metric = try #require((row["metric"] as? String).flatMap(Metric.named))
            let figures = (1...plans.count).map { metric.read(plans[$0]) }
            #expect(row["n"] as? Int == figures.count { !$0.isNaN }, "\(row)")
            #expect(row["not_expressed"] as? Int == 0, "\(row)")
            #expect((row["mape"] as? Double ?? 1) < 1e-6, "\(row)")
        }
    }

    @Test func thePlanOfTheCaseHasItsKeys() throws {
        let (shell, file) = try saved(Self.sessions[0] + "; filter tps_batch>=10")
        let best = try #require(shell.session.plans).best({ false })
        #expect(
            Set(file.keys) == [
                "chip_count", "model", "optimal_config", "performance", "tokens_counted", "status", "conditions",
                "chip",
                "model_parameters", "workload", "pools", "metrics", "trust", "trust_reason", "commands", "sextant",
            ])
        #expect(file["chip_count"] as? Int == 128)
        #expect(file["model"] as? String == "DeepSeek-V3-671B-W8A16")
        #expect(file["conditions"] as? [String] == ["tps_batch>=10"])
        #expect(file["trust"] as? String == "published")
        #expect(file["trust_reason"] as? String == "published: no measured row of this chip")
        let config = try #require(file["optimal_config"] as? [String: Int])
        #expect(
            config == [
                "MLA_TP": 4, "MLA_DP": 32, "MOE_TP": 1, "MOE_EP": 128, "batch_per_chip": 10, "total_batch": 1280,
            ])
        let performance = try #require(file["performance"] as? [String: Double])
        #expect(Set(performance.keys) == ["tps_per_batch", "tps_per_chip", "total_tps", "tpot_ms"])
        let tpot = best.totals.seconds * 1e3
        #expect((try #require(performance["tpot_ms"]) - tpot).magnitude <= 5e-6 * tpot)
        // Six digits, where binary arithmetic has seventeen.
        let text = try #require(folder.read("best.json"))
        let mark = try #require(text.firstRange(of: "\"tps_per_batch\": "))
        #expect(text[mark.upperBound...].prefix { $0 != "," }.count { $0.isNumber } <= 6)
    }

    /// Four sequences are those of all sixteen chips: TP4 x SP4 x DP1.
    @Test func aPrefillIsToldByItsWholeBatch() throws {
        let (_, file) = try saved(Self.sessions[1])
        let config = try #require(file["optimal_config"] as? [String: Int])
        #expect(config == ["MLA_TP": 4, "MLA_SP": 4, "MLA_DP": 1, "MOE_TP": 1, "MOE_EP": 16, "total_batch": 4])
        let pools = try #require(file["pools"] as? [[String: Any]])
        #expect(pools.count == 1)
        #expect(pools[0]["role"] as? String == "prefill")
        #expect(pools[0]["batch"] as? Int == 4)
        #expect(pools[0]["sp"] as? Int == 4)
        #expect(pools[0]["batch_per_chip"] == nil)
        #expect(file["tokens_counted"] as? String == "input")
    }

    /// 2 decode workers of 16 chips and 2 prefill workers of 8 are 48 chips.
    @Test func bothPoolsOfADisaggregatedPlanAreThere() throws {
        let (shell, file) = try saved(Self.sessions[2] + "; filter prefill_workers==2 and concurrency==512")
        #expect(try #require(shell.session.plans).count == 1)
        #expect(file["chip_count"] as? Int == 48)
        let workload = try #require(file["workload"] as? [String: Any])
        #expect(workload["serving"] as? String == "disagg")
        #expect(workload["phase"] == nil)
        #expect([workload["input"], workload["output"]] as? [Int] == [4096, 1024])
        let chip = try #require(file["chip"] as? [String: Any])
        #expect(chip["name"] as? String == "h200")
        #expect(chip["inter_bw"] as? Double == 45e9)
        let model = try #require(file["model_parameters"] as? [String: Any])
        #expect(
            [model["name"], model["kv_precision"], model["precision"]] as? [String] == ["deepseek-r1", "fp8", "FP8"])
        let pools = try #require(file["pools"] as? [[String: Any]])
        #expect(pools.map { $0["role"] as? String } == ["prefill", "decode"])
        for (key, values) in [
            "workers": [2, 2], "chips": [16, 32], "chips_per_worker": [8, 16], "tp": [8, 8], "dp": [1, 2],
        ] {
            #expect(pools.map { $0[key] as? Int } == values, "\(key)")
        }
        #expect(pools[1]["batch_per_chip"] as? Int == 16)
        #expect(pools[1]["concurrency"] as? Int == 512)
        let metrics = try #require(file["metrics"] as? [String: Any])
        #expect(metrics["fits"] as? Bool == true)
        #expect(try #require(folder.read("best.json")).contains("\"fits\": true"))
    }

    /// 256 requests on 8 chips are 32 a chip, whatever `batch` was set to.
    @Test func theBatchIsThatOfThePlan() throws {
        let (_, file) = try saved(Self.sessions[3] + "; filter concurrency==256 and tp==8 and chunk==0")
        let config = try #require(file["optimal_config"] as? [String: Double])
        #expect(config["batch_per_chip"] == 32)
        #expect(config["total_batch"] == 256)
    }

    /// A chip from a file is told by all that differs from nothing: there are no commands that load it.
    @Test func aChipFromAFileHasNoCommands() throws {
        let shell = try TestShell("arch load h200", "arch save \(folder.path(of: "own.json"))")
        #expect(shell.session.chip?.name == "h200")
        let text = try #require(folder.read("own.json")).replacing("\"h200\"", with: "\"own\"")
        try folder.write(text, to: "own.json")
        let (_, file) = try saved(
            "arch load \(folder.path(of: "own.json")); model load llama-3.1-8b; sweep chips=1 tp=1 batch=1")
        #expect((file["chip"] as? [String: Any])?["name"] as? String == "own")
        #expect(file["commands"] == nil)
    }
}
