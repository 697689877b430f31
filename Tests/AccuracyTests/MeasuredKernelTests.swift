import Catalog
import Measurements
import TestSupport
import Testing
import Units

@testable import CostModel

/// Single kernels on an H100 and an H200 beside the roofline that operators are costed with; none of these was fitted.
///
/// kernels.csv was measured for this project, on an H100 80GB HBM3 and an H200 (driver 580.159, CUDA 13.0, PyTorch 2.11, random
/// data): the mean of calls in a captured graph, the median of replays, with weights and caches that take turns so that none
/// stays in the L2 cache. Products are cuBLAS's (FP8 with one scale a tensor, or one a row and column), attention is cuDNN's and
/// FlashAttention's, small kernels are plain Triton.
@Suite struct MeasuredKernelTests {
    private struct Row: Sendable {
        let chip: String
        let kind: String
        let format: String
        let m: Double
        let n: Double
        let k: Double
        let note: String
        let seconds: Double
        let predicted: Double
    }

    private static func rows() throws -> [Row] {
        let text = try #require(TextFile.read(Project.root + "/Tests/AccuracyTests/Measured/kernels.csv"))
        let table = try CSVTable(parsing: text)
        return try table.rows.compactMap { row in
            func cell(_ name: String) throws -> String { row.cells[try #require(table.headings.firstIndex(of: name))] }
            func number(_ name: String) throws -> Double { try #require(Double(cell(name))) }
            let (chip, kind, format, note) = try (cell("chip"), cell("class"), cell("format"), cell("note"))
            let (m, n, k) = try (number("m"), number("n"), number("k"))
            guard let seconds = try predicted(chip, kind, format, m, n, k, note) else { return nil }
            return Row(
                chip: chip, kind: kind, format: format, m: m, n: n, k: k, note: note,
                seconds: try number("us") * 1e-6, predicted: seconds)
        }
    }

    /// What an operator of that shape costs by itself; nil of kernels that no operator is alone.
    private static func predicted(
        _ chip: String, _ kind: String, _ format: String, _ m: Double, _ n: Double, _ k: Double, _ note: String
    ) throws -> Double? {
        var model = try #require(Catalog.model(named: "qwen3-32b")).value
        model.precision = Precision(format == "fp8" ? .fp8 : .bf16)
        let scenario = Scenario(
            chip: try #require(Catalog.chip(named: chip)).value, model: model, workload: Workload(input: 1, output: 0),
            deployment: Deployment(chips: 1, tp: 1, batch: 1))
        let s = scenario.inputs
        let shape = Engine<Double>.StepShape(s)
        let words = note.split(separator: " ")
        switch kind {
        case "gemm":
            return Engine<Double>.Roofline.matmul(
                m: shape.rowPadding.pad(m), k: shape.depthPadding.pad(k), n: shape.columnPadding.pad(n),
                shape.attention, s, shape
            ).exposed
        case "attention_decode":
            // m sequences with n cached tokens of two heads' width each, k query heads; keys and values of 128 elements.
            let heads = try #require(Double(words[1]))
            return Engine<Double>.Roofline.cost(
                flops: 4 * m * n * k * 128, bytes: m * n * heads * 2 * 128 * 2,
                secondsPerFLOP: shape.attentionSecondsPerFLOP, s, shape
            ).exposed
        case "attention_prefill":
            // m prompts of n tokens, of which each sees half of them on average.
            let (heads, kept) = try (#require(Double(words[1])), #require(Double(words[3])))
            return Engine<Double>.Roofline.cost(
                flops: 4 * m * n * n / 2 * heads * 128, bytes: m * n * kept * 2 * 128 * 2,
                secondsPerFLOP: shape.attentionSecondsPerFLOP, s, shape
            ).exposed
        default: return nil
        }
    }

    /// A class of kernels that is judged by itself.
    private struct Group: Sendable {
        let title: String
        let isMeant: @Sendable (Row) -> Bool
    }

    private static let groups = [
        Group(title: "products, BF16, up to 64 rows") { $0.kind == "gemm" && $0.format == "bf16" && $0.m <= 64 },
        Group(title: "products, BF16, up to 512 rows") {
            $0.kind == "gemm" && $0.format == "bf16" && $0.m > 64 && $0.m <= 512
        },
        Group(title: "products, BF16, more rows") { $0.kind == "gemm" && $0.format == "bf16" && $0.m > 512 },
        Group(title: "products, FP8 by tensor, up to 64 rows") {
            $0.kind == "gemm" && $0.note.hasSuffix("per tensor") && $0.m <= 64
        },
        Group(title: "products, FP8 by tensor, up to 512 rows") {
            $0.kind == "gemm" && $0.note.hasSuffix("per tensor") && $0.m > 64 && $0.m <= 512
        },
        Group(title: "products, FP8 by tensor, more rows") {
            $0.kind == "gemm" && $0.note.hasSuffix("per tensor") && $0.m > 512
        },
        Group(title: "products, FP8 by row") { $0.kind == "gemm" && $0.note.hasPrefix("row-wise") },
        Group(title: "attention in decode, cuDNN") { $0.kind == "attention_decode" && $0.note.hasPrefix("cudnn") },
        Group(title: "attention in decode, FlashAttention") {
            $0.kind == "attention_decode" && $0.note.hasPrefix("flash")
        },
        Group(title: "attention in prefill, cuDNN") { $0.kind == "attention_prefill" && $0.note.hasPrefix("cudnn") },
        Group(title: "attention in prefill, FlashAttention") {
            $0.kind == "attention_prefill" && $0.note.hasPrefix("flash")
        },
    ]

    /// The lines of the article's table: mean and median of the error's magnitude, and its mean, percent.
    private static func lines(_ rows: [Row]) throws -> [String] {
        try groups.flatMap { group in
            try ["h100", "h200"].map { chip in
                let meant = rows.filter { $0.chip == chip && group.isMeant($0) }
                #expect(meant.count >= 10, "\(group.title)")
                let errors = meant.map { 100 * ($0.predicted / $0.seconds - 1) }
                let sizes = errors.map(\.magnitude).sorted()
                func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
                func text(_ value: Double) -> String { Decimal.fixed(value, places: 0) }
                let median = try #require(sizes.isEmpty ? nil : sizes[sizes.count / 2])
                return
                    "| \(group.title) | \(chip) | \(meant.count) | \(text(mean(sizes))) | \(text(median)) | \(text(mean(errors))) |"
            }
        }
    }

    @Test func theArticleSaysHowFarKernelsAreOff() throws {
        let article = try #require(TextFile.read(Project.root + "/Sources/sextant/Sextant.docc/Accuracy.md"))
        let lines = try Self.lines(Self.rows())
        let missing = lines.filter { !article.contains($0 + "\n") }
        #expect(missing.isEmpty, "\n\(lines.joined(separator: "\n"))")
    }

    /// Long caches and many rows are what plans are about: there one constant for each resource has to do.
    ///
    /// At 192 rows cuBLAS takes some products half as long again as at 128 or 256.
    @Test func largeKernelsAreNear() throws {
        let meant = try Self.rows().filter { row in
            row.seconds > 100e-6
                && (row.kind == "gemm" && !row.note.hasPrefix("row-wise")
                    || row.kind == "attention_decode" && row.note.hasPrefix("cudnn"))
        }
        let far = meant.filter { !(0.75...1.25).contains($0.predicted / $0.seconds) }
        #expect(meant.count > 100)
        #expect(50 * far.count <= meant.count, "\(far)")
    }
}
