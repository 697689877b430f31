import Catalog
import CostModel
import Glibc
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// A table of measurements that the engine itself makes on a chip whose parameters are known.
enum MeasuredFile {
    /// What the measured chips have in truth.
    static let truth = ["dram_util": 0.7, "host_time": 4e-3]

    /// Rows of chips and two models over requests in flight, with each figure off by some percent in turn.
    static func text(chips: [String] = ["h200"], off: Double = 0.02) throws -> String {
        var lines = ["chip,system,model,tp,moe_tp,input,output,concurrency,tpot_ms,ttft_ms"]
        for chip in chips {
            for (model, tp, moeTP) in [("llama-3.1-70b", 4, 1), ("deepseek-v3", 8, 8)] {
                for (input, output) in [(1024, 1024), (4096, 512)] {
                    for requests in [1, 2, 4, 8, 16, 24, 32, 48, 64, 96] {
                        let plan = try plan(chip, model, tp, moeTP, input, output, requests)
                        let factor = 1 + off * sin(Double(lines.count))
                        let tpot = 1e3 * plan.totals.seconds * factor
                        let ttft = 1e3 * plan.totals.firstToken / factor
                        lines.append(
                            "\(chip),\(chip)_sxm,\(model),\(tp),\(moeTP),\(input),\(output),\(requests),\(tpot),\(ttft)"
                        )
                    }
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func plan(
        _ chip: String, _ model: String, _ tp: Int, _ moeTP: Int, _ input: Int, _ output: Int, _ requests: Int
    ) throws -> PlanResult {
        var workload = Workload(input: Double(input), output: Double(output))
        workload.serving = Workload.Serving.agg
        var deployment = Deployment(chips: Double(tp), tp: Double(tp), batch: 1, moeTP: Double(moeTP))
        deployment.concurrency = Double(requests)
        var scenario = Scenario(
            chip: try #require(Catalog.chip(named: chip)).value,
            model: try #require(Catalog.model(named: model)).value, workload: workload,
            deployment: deployment)
        for (name, value) in truth { try #require(Parameter.named(name)).set(&scenario, value) }
        return PlanResult(scenario)
    }
}
