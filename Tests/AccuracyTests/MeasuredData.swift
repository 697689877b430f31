import Catalog
import CostModel
import Foundation
import Measurements
import Testing

/// Deployments that others measured, in Measured/.
///
/// silicon.csv has 907 runs of Llama 3.1 8B, gpt-oss-120b and DeepSeek-R1 on H100, H200 and B200, one column a parameter. They
/// are from the sample of NVIDIA aiconfigurator (https://github.com/ai-dynamo/aiconfigurator, Apache-2.0), most of them
/// measured by SemiAnalysis InferenceX (https://github.com/SemiAnalysisAI/InferenceX, Apache-2.0). What the sample's columns
/// left open or said twice is settled: `trust` says whether the columns stated all of a row, or how it was completed, and
/// `note` by what. All of InferenceX's lengths are 0.9 times those stated, the mean of what its client draws.
///
/// Settings that no column states are those of the serving software (`Runtime`), and:
/// - `wait_steps`: SGLang with DeepSeek on Blackwell looks for new requests every 10 or, from 16 requests on, 30 steps in the
///   benchmark's launch scripts.
/// - `acceptance`: 0.65 of TensorRT-LLM and 0.48 of SGLang, what their decode steps agree on.
/// - `kv_precision`: 8 bits in TensorRT-LLM and on Blackwell.
///
/// validation.csv has seven published deployments of DeepSeek-V3: two of DeepSeek
/// (https://github.com/deepseek-ai/profile-data, whose replay InferSim simulates), five of LMSYS (large-scale EP, 5 May
/// 2025; H20 deployment, 26 September 2025; https://lmsys.org/blog).
enum MeasuredData {
    static func silicon() throws -> MeasuredTable { try table("silicon") }

    static func later() throws -> MeasuredTable { try table("later-runs") }

    static func validation() throws -> MeasuredTable { try table("validation") }

    private static func table(_ name: String) throws -> MeasuredTable {
        let folder = try #require(Bundle.module.url(forResource: "Measured", withExtension: nil))
        let text = try String(contentsOf: folder.appendingPathComponent("\(name).csv"), encoding: .utf8)
        return try MeasuredTable(parsing: text)
    }

    /// The figures of a metric beside the engine's.
    static func pairs(
        _ residuals: Residuals, _ metric: MeasuredMetric,
        where isMeant: (Measurements.Measurement) -> Bool = { _ in true }
    ) -> ErrorSummary {
        ErrorSummary(
            residuals.all.filter { residual in
                residual.metric == metric && residuals.measurement(of: residual).map(isMeant) ?? false
            }.map(\.pair))
    }
}
