import CostModel
import Text

/// The object of a chip file that says what the rows had that its parameters were fitted to.
enum CoverageField {
    /// Its name in the file.
    static let key = "covered"

    /// Reads it, or says which of its fields is wrong.
    static func parse(_ value: JSON, _ path: String) throws(ChipFileError) -> Coverage {
        let reader = try ObjectReader(
            value, path, known: ["serving", "models", "mixers", "weights", "experts", "batch", "shapes"])
        var covered = Coverage()
        covered.serving = Set(try reader.choices("serving", among: Workload.Serving.allCases, by: \.name))
        covered.models = Set(try reader.choices("models", among: ServedKind.Model.allCases, by: \.rawValue))
        covered.mixers = Set(try reader.choices("mixers", among: Coverage.Mixer.allCases, by: \.rawValue))
        covered.weights = Set(try reader.choices("weights", among: PrecisionFormat.allCases, by: \.name))
        covered.experts = Set(try reader.choices("experts", among: PrecisionFormat.allCases, by: \.name))
        covered.batch = try reader.number("batch", in: 0...1e9)
        if reader.has("shapes") { covered.shapes = Set(try reader.texts("shapes")) }
        return covered
    }

    /// Writes it so that `parse` reads the same.
    static func json(_ covered: Coverage) -> JSON {
        func words<Choice: Hashable>(
            _ choices: [Choice], _ chosen: Set<Choice>, by title: (Choice) -> String
        ) -> JSON {
            .array(choices.filter(chosen.contains).map { .string(title($0)) })
        }
        return .object([
            ("serving", words(Workload.Serving.allCases, covered.serving, by: \.name)),
            ("models", words(ServedKind.Model.allCases, covered.models, by: \.rawValue)),
            ("mixers", words(Coverage.Mixer.allCases, covered.mixers, by: \.rawValue)),
            ("weights", words(PrecisionFormat.allCases, covered.weights, by: \.name)),
            ("experts", words(PrecisionFormat.allCases, covered.experts, by: \.name)),
            ("batch", .number(covered.batch)), ("shapes", .array(covered.shapes.sorted().map(JSON.string))),
        ])
    }
}
