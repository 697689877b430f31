import CostModel
import Units

/// How far a figure may lie from the case's; each was chosen as a round number for the reason it gives, whatever the error is.
enum CaseTolerance {
    case rate, mean, utilisation, otherSizes, block, range, weights

    /// The distance as a share of the case's figure; `mean` is a share itself, and a range has none beyond its ends.
    var share: Double {
        switch self {
        case .rate: 0.05
        case .mean: 0.03
        case .utilisation, .otherSizes, .block, .weights: 0.1
        case .range: 0
        }
    }

    /// As the table prints it.
    var text: String {
        self == .range ? "in the range" : "\(Decimal.shortest(100 * share)) %"
    }
}

/// A figure of the case beside ours, as the documentation prints it.
struct CaseRow {
    let name: String
    let ours: Double
    /// The case's figure, or the range that it gives.
    let theirs: ClosedRange<Double>
    let tolerance: CaseTolerance
    var places = 2

    init(_ name: String, _ ours: Double, _ theirs: Double, _ tolerance: CaseTolerance, places: Int = 2) {
        self.init(name, ours, theirs...theirs, tolerance, places: places)
    }

    init(_ name: String, _ ours: Double, _ theirs: ClosedRange<Double>, _ tolerance: CaseTolerance, places: Int = 2) {
        self.name = name
        self.ours = ours
        self.theirs = theirs
        self.tolerance = tolerance
        self.places = places
    }

    /// The distance from the nearer end, as a share of it.
    var error: Double {
        if tolerance == .mean { return ours / 100 }
        if theirs.contains(ours) { return 0 }
        let end = ours < theirs.lowerBound ? theirs.lowerBound : theirs.upperBound
        return ours / end - 1
    }

    var isMet: Bool { error.magnitude <= tolerance.share }

    /// The row in Markdown.
    var line: String {
        let case_ =
            tolerance == .mean
            ? ""
            : theirs.lowerBound == theirs.upperBound
                ? Decimal.shortest(theirs.lowerBound)
                : "\(Decimal.shortest(theirs.lowerBound)) to \(Decimal.shortest(theirs.upperBound))"
        let signed = (error > 0 && tolerance != .mean ? "+" : "") + Decimal.fixed(100 * error, places: 1) + " %"
        let verdict = isMet ? "met" : "**missed**"
        return
            "| \(name) | \(Decimal.fixed(ours, places: places)) | \(case_) | \(signed) | \(tolerance.text) | \(verdict) |"
    }
}

/// The documentation's table of the case.
struct CaseTable {
    let checks: CaseChecks

    static let heading = """
        | figure | ours | case | error | tolerance | |
        | --- | ---: | ---: | ---: | ---: | --- |

        """

    /// The figures that are missed, each for a reason that the documentation gives.
    static let missed: Set<String> = [
        "tps_batch TP2 B8", "MM_QKV, us", "MLA, us", "Dense_MLP, us", "LM_Head, us", "MoE fall EP128 -> EP256, %",
        "loss from inter_bw 64 -> 16 GB/s, %", "weights per chip, GiB",
    ]

    var markdown: String { Self.heading + rows.map { $0.line + "\n" }.joined() }

    var rows: [CaseRow] { rates + comparisons + blocks + [topology, weights] + prefill }

    private var rates: [CaseRow] {
        let rows = CaseStudy.decode.map { row in
            CaseRow(
                "tps_batch TP\(Int(row.tp)) B\(Int(row.batch))",
                1 / checks.evaluate(tp: row.tp, batch: row.batch).totals.seconds, row.tpsBatch, .rate)
        }
        let mean = rows.reduce(0) { $0 + $1.error.magnitude } / Double(rows.count)
        let utilisation = CaseStudy.decode.compactMap { row in
            row.mfu.map {
                CaseRow(
                    "MFU TP\(Int(row.tp)) B\(Int(row.batch)), %",
                    Metric.mfu.read(checks.evaluate(tp: row.tp, batch: row.batch)), $0, .utilisation)
            }
        }
        return rows + [CaseRow("mean error of these rows, %", 100 * mean, 0, .mean)] + utilisation
    }

    private var comparisons: [CaseRow] {
        func rate(_ result: PlanResult) -> Double { Metric.tpsChip.read(result) }
        let tp = CaseStudy.byTP.map {
            CaseRow("tps_chip TP\(Int($0.tp)) B10", rate(checks.evaluate(tp: $0.tp)), $0.tpsChip, .rate)
        }
        let moeTP = CaseStudy.byMoETP.map {
            CaseRow("tps_chip moe_tp \(Int($0.moeTP)) B10", rate(checks.evaluate(moeTP: $0.moeTP)), $0.tpsChip, .rate)
        }
        let chips = CaseStudy.byChips.map {
            CaseRow(
                "tps_chip \(Int($0.chips)) chips B\(Int($0.batch))",
                rate(checks.evaluate(chips: $0.chips, batch: $0.batch)), $0.tpsChip, .otherSizes)
        }
        return tp + moeTP + chips
    }

    private var blocks: [CaseRow] {
        let step = Breakdown(checks.evaluate().scenario)
        let larger = Breakdown(checks.evaluate(chips: 256).scenario)
        func call(_ block: BlockKind) -> Double { (step[block]?.oneCall ?? 0) * 1e6 }
        let rows = CaseStudy.blocks.map {
            CaseRow("\($0.block.name), us", call($0.block), $0.microseconds, .block, places: 0)
        }
        let fall = 1 - (larger[.moe]?.oneCall ?? 0) * 1e6 / call(.moe)
        return rows + [CaseRow("MoE fall EP128 -> EP256, %", 100 * fall, 32, .block, places: 1)]
    }

    private var topology: CaseRow {
        let (fast, slow) = (checks.evaluate(interBandwidth: 64e9), checks.evaluate(interBandwidth: 16e9))
        return CaseRow(
            "loss from inter_bw 64 -> 16 GB/s, %", 100 * (1 - fast.totals.seconds / slow.totals.seconds), 10...15,
            .range,
            places: 1)
    }

    private var weights: CaseRow {
        CaseRow("weights per chip, GiB", checks.evaluate().totals.memory.weights.inGiB, CaseStudy.weightsGiB, .weights)
    }

    private var prefill: [CaseRow] {
        CaseStudy.prefill.flatMap { row in
            let result = checks.evaluatePrefill(row)
            let name = "\(Int(row.chips)) chips B\(Int(row.batch))"
            return [
                CaseRow("prefill tps_chip \(name)", Metric.tpsChip.read(result), row.tpsChip, .otherSizes),
                CaseRow("prefill ttft_s \(name)", result.totals.firstToken, row.firstToken, .otherSizes),
            ]
        }
    }
}
