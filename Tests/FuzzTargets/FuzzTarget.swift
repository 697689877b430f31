import Catalog
import CostModel
import Language
import Notebook
import Verbs
import Measurements
import Text

/// A reader of what people type and files hold, which no bytes may stop.
///
/// Each runs on bytes to its end; what it returns must hold what is said here, or the process stops.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// `config.json` of a model, and behind a line `---` its `hf_quant_config.json`.
    case config
    /// A chip file.
    case chip
    /// A table of measurements.
    case csv
    /// Words, commands and scripts.
    case lexer
    /// Lines of a session, each with what Tab would offer behind it.
    case line
    /// What a program sends that is served, piece by piece.
    case rpc

    /// Reads bytes; those that are not UTF-8 are repaired, as those of files are.
    package func run(_ bytes: some Collection<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self)
        switch self {
        case .config: Self.config(text)
        case .chip: Self.chip(text)
        case .csv: Self.csv(text)
        case .lexer: Self.lexer(text)
        case .line: SessionLines(text).run()
        case .rpc: ServedBytes(Array(bytes)).run()
        }
    }

    private static func config(_ text: String) {
        let cut = text.firstRange(of: "\n---\n")
        let model = try? HuggingFaceConfig.read(
            String(text[..<(cut?.lowerBound ?? text.endIndex)]),
            quantization: cut.map { String(text[$0.upperBound...]) }
        ).model
        guard let model else { return }
        precondition(!model.totalParameters.isNaN && model.totalParameters >= 0, "parameters")
        precondition(!model.weightBytes.isNaN && model.weightBytes >= 0, "bytes")
    }

    private static func chip(_ text: String) {
        if let value = try? JSON(parsing: text) {
            precondition((try? JSON(parsing: value.pretty)) == value, "what is written reads back as JSON")
        }
        guard let chip = try? ChipFile.parse(text) else { return }
        var back = try? ChipFile.parse(ChipFile.text(chip))
        // What is written states every figure.
        back?.unstated = chip.unstated
        precondition(back == chip, "what is written reads back as the chip")
    }

    private static func csv(_ text: String) {
        var bases: [SessionBase?] = [nil]
        if let chip = Catalog.chip(named: "h200"), let model = Catalog.model(named: "llama-3.1-8b") {
            let scenario = Scenario(
                chip: chip.value, model: model.value, workload: Workload(input: 1024),
                deployment: Deployment(chips: 8, tp: 8, batch: 8))
            bases.append(SessionBase(chip: chip.name, scenario: scenario))
        }
        for base in bases {
            guard let table = try? MeasuredTable(parsing: text, base: base) else { continue }
            precondition(table.count >= table.unmapped.count, "rows")
            _ = Residuals(of: table)
        }
    }

    private static func lexer(_ text: String) {
        _ = Script(text, name: "fuzz")
        for line in text.split(separator: "\n") {
            guard let statements = try? Lexer.statements(in: String(line)) else { continue }
            for statement in statements {
                var end = 0
                for token in statement.tokens {
                    precondition(end <= token.span.lowerBound && token.span.upperBound <= line.count, "places of words")
                    end = token.span.upperBound
                }
            }
        }
    }
}
