import Catalog
import CostModel
import Foundation
import Measurements
import Testing

/// Deployments that others measured, in Measured/.
///
/// silicon.csv has 914 runs of Llama 3.1 8B, gpt-oss-120b and DeepSeek-R1 on H100, H200 and B200 in the columns of NVIDIA
/// aiconfigurator (https://github.com/ai-dynamo/aiconfigurator, Apache-2.0), most of them measured by SemiAnalysis
/// InferenceX (https://github.com/SemiAnalysisAI/InferenceX, Apache-2.0). Of the words that describe a row's source those
/// are left that its inputs follow from: requests in flight, day, configuration, end of the container's name.
///
/// validation.csv has seven published deployments of DeepSeek-V3: two of DeepSeek
/// (https://github.com/deepseek-ai/profile-data, whose replay InferSim simulates), five of LMSYS (large-scale EP, 5 May
/// 2025; H20 deployment, 26 September 2025; https://lmsys.org/blog).
enum MeasuredData {
    static func silicon() throws -> MeasuredTable { try table("silicon") }

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
