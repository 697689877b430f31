import Language
import Notebook
import Verbs

/// The tables of errors, an article of the documentation: what the engine says beside what was measured.
///
/// The measurements lie beside the tests, so that it is written in the root of the sources.
enum AccuracyPage {
    /// A table of measurements, and the column whose values are summed up apart.
    private struct Part {
        let title: String
        let summary: String
        let line: String
    }

    private static let parts = [
        Part(
            title: "Measured servers",
            summary: "DeepSeek-R1, DeepSeek-V3, gpt-oss-120b and Llama-3.1-8B on TensorRT-LLM, SGLang and vLLM.",
            line: "validate Tests/AccuracyTests/Measured/silicon.csv by chip,serving"),
        Part(
            title: "Later runs, by model",
            summary: """
                Rows of the same sample with other models and shapes, and GB200. Those of Llama 3.1 70B and Qwen3-32B took part in \
                fitting; no constant was fitted to those of MiniMax-M2.5, Kimi-K2.5 and GB200.
                """,
            line: "validate Tests/AccuracyTests/Measured/later-runs.csv by chip,model"),
        Part(
            title: "Later runs, by runtime",
            summary: "The same rows by what served them.",
            line: "validate Tests/AccuracyTests/Measured/later-runs.csv by chip,runtime"),
        Part(
            title: "Highest throughputs that vendors publish",
            summary: """
                Rows without a load run with as many requests in flight as serve most. They took part in fitting; what they are off \
                with their model left out stands in Accuracy.
                """,
            line: "validate Tests/AccuracyTests/Measured/saturation.csv by chip,model"),
        Part(
            title: "Runs of SGLang's cookbook",
            summary: """
                Other people's runs. sglang_layer_time of Blackwell and four constants of MI300X were fitted with them.
                """,
            line: "validate Tests/AccuracyTests/Measured/cookbook.csv by chip"),
        Part(
            title: "Runs from the field",
            summary: "Other people's runs: nothing was fitted to them.",
            line: "validate Tests/AccuracyTests/Measured/field.csv by chip,runtime"),
        Part(
            title: "Published deployments",
            summary: "DeepSeek-V3 with large expert parallelism, in tokens/s per chip.",
            line: "validate Tests/AccuracyTests/Measured/validation.csv by id"),
    ]

    /// The page.
    ///
    /// - Throws: the first error, such as that the measurements are not here.
    static func text(_ environment: Environment) throws(Diagnostic) -> String {
        var page = "# Errors by group\n\n"
        page += "Errors in percent of what was measured: mape and median of their magnitude, bias with its sign.\n"
        for part in parts {
            var output = ""
            let interpreter = Interpreter<Session>(environment: environment)
            let sink = OutputSink(standardOutput: { output += $0 }, standardError: { _ in })
            let line = "format markdown; " + part.line
            try interpreter.run(SourceLine(typed: line), sink)
            let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
            // The first table sums up; those behind it list rows.
            let table = lines.drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }.joined(separator: "\n")
            page += "\n## \(part.title)\n\n\(part.summary)\n\n```\n\(part.line)\n```\n\n\(table)\n"
        }
        return page
    }
}
