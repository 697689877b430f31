import Lanes
import Units

/// A figure that a plan is judged by, declared once: table columns, filters, ranking, CSV headers and help follow.
public struct Metric: Sendable {
    /// Which direction is better.
    public enum Preference: Sendable { case higher, lower, neither }

    /// What a metric is a part of.
    public struct Whole: Sendable {
        /// What it is, for people: "a chip's DRAM".
        public let title: String
        /// Reads it from a result, in the metric's unit.
        public let read: @Sendable (PlanResult) -> Double
    }

    /// How a table for people shows it.
    public enum Showing: Sendable, Equatable {
        /// It says how a plan is laid out: a column where plans differ in it, else a word of the title.
        case layout(importance: Int = 200)
        /// A figure that plans are judged by; where columns are too many, the least important give way first.
        case figure(importance: Int)
        /// It follows from other columns or takes evaluations of its own: shown to those who ask for it.
        case onRequest
    }

    /// The name that is typed, the heading of its column, and the key in JSON.
    public let name: String
    /// How a table for people shows it.
    public let showing: Showing
    /// The unit in headings; empty for plain numbers.
    public let unit: String
    /// What the unit measures, so that a filter may say `dram<=60GiB`.
    public let dimension: Dimension
    /// SI value of one `unit`.
    public let unitFactor: Double
    /// Digits after the point in tables; nil where whole numbers stand beside fractions, each with what it needs.
    public let places: Int?
    /// Which direction is better.
    public let better: Preference
    /// The unit in headings of a prefill, where it differs.
    public let prefillUnit: String?
    /// The only phase in which it has a value; nil for both.
    public let phase: Workload.Phase?
    /// The only way of serving in which it has a value; nil for all.
    public let serving: Workload.Serving?
    /// A value that says nothing new, at which people need not see the column; nil where every value matters.
    public let standard: Double?
    /// Whether it means nothing for a scenario, such as the experts of a dense model.
    public let isIdle: @Sendable (Scenario) -> Bool
    /// Whether a scenario has what it takes, such as a price; without that it has no value.
    private let isKnown: @Sendable (Scenario) -> Bool
    /// Whether reading it takes evaluations of its own, so that tables of many plans leave it out on a screen.
    public let isOnDemand: Bool
    /// The figures that decide it where it is a yes or no, such as the bytes that are needed and those that are there.
    let decidedBy: (@Sendable (PlanResult) -> [Double])?
    /// Whether it is 1 or 0 for yes or no, which data files write as true or false.
    public let isFlag: Bool
    /// Its name in the case study, where that is another one or another case; that of its parameter where it shows one.
    public let study: String?
    /// Other names that are understood.
    public let aliases: [String]
    /// What it is, in one sentence.
    public let summary: String
    /// How it is worked out: an expression over metrics, parameters and figures, or empty where no expression gives it.
    public let formula: String
    /// How it is worked out where serving makes a difference.
    private let servingFormulas: [Workload.Serving: String]
    /// What it is a part of, so that a filter may say `dram<=70%`; nil where it is a part of nothing.
    public let whole: Whole?
    /// Reads it from a result, in `unit`; NaN in a phase that has no such figure.
    public let read: @Sendable (PlanResult) -> Double
    /// Notes down how it comes about in a phase that has such a figure; nil where it takes evaluations of its own.
    package let traced: (@Sendable (Engine<Traced>.PlanResult) -> Traced)?

    init(
        _ name: String, showing: Showing, unit: String = "", dimension: Dimension = .count, unitFactor: Double = 1,
        places: Int? = 0, better: Preference = .neither, prefillUnit: String? = nil, phase: Workload.Phase? = nil,
        only serving: Workload.Serving? = nil, summary: String, formula: String,
        serving formulas: [Workload.Serving: String] = [:], standard: Double? = nil,
        isOnDemand: Bool = false, isFlag: Bool = false, study: String? = nil, aliases: [String] = [],
        of whole: Whole? = nil,
        idle isIdle: @escaping @Sendable (Scenario) -> Bool = { _ in false },
        where isKnown: @escaping @Sendable (Scenario) -> Bool = { _ in true },
        decidedBy: (@Sendable (PlanResult) -> [Double])? = nil,
        traced: (@Sendable (Engine<Traced>.PlanResult) -> Traced)? = nil,
        read: @escaping @Sendable (PlanResult) -> Double
    ) {
        self.traced = traced
        self.name = name
        self.showing = showing
        self.unit = unit
        self.dimension = dimension
        self.unitFactor = unitFactor
        self.places = places
        self.better = better
        self.prefillUnit = prefillUnit
        self.phase = phase
        self.standard = standard
        self.isOnDemand = isOnDemand
        self.isFlag = isFlag
        let own = formula == name ? Parameter.all.first { $0.name == name } : nil
        self.study = study ?? own?.study
        self.aliases = aliases + (own?.aliases ?? [])
        self.isIdle = isIdle
        self.isKnown = isKnown
        self.decidedBy = decidedBy
        self.summary = summary
        self.formula = formula
        self.serving = serving
        self.whole = whole
        servingFormulas = formulas
        self.read = { result in
            Self.has(phase, serving, result.scenario.workload) && isKnown(result.scenario) ? read(result) : .nan
        }
    }

    /// Whether it only shows the parameter of its name.
    public var showsParameter: Bool { formula == name }

    /// The parameter of which it says what came of it, such as `tbo=auto`; nil where it only repeats one or has none.
    public var outcomeOf: Parameter? {
        guard formula != name, let parameter = Parameter.named(name), parameter.scope == .config else { return nil }
        return parameter
    }

    /// A value of it as people read it, without the unit.
    public func text(_ value: Double) -> String {
        places.map { Decimal.fixed(value, places: $0) } ?? Decimal.significant(value, digits: Self.digits)
    }

    /// Significant digits of fractions that stand among whole numbers.
    public static let digits = 4

    /// What a change of it shows in: its value or, for a yes or no that seldom turns, the figures that decide it.
    public func grounds(_ plan: PlanResult) -> [Double] { decidedBy.map { $0(plan) } ?? [read(plan)] }

    /// How it is worked out for a workload.
    public func formula(in workload: Workload) -> String { servingFormulas[workload.serving] ?? formula }

    /// How it is worked out in each way of serving that makes a difference, named behind the formula.
    ///
    /// `total_tps / chips` and `total_tps / all_chips (serving=disagg)`; empty where it is no expression.
    public var formulas: [String] {
        let others = Workload.Serving.allCases.compactMap { serving in
            servingFormulas[serving].map { ($0, serving.name) }
        }
        var texts = formula.isEmpty ? [] : [formula]
        for (text, _) in others where !texts.contains(where: { $0.hasPrefix(text + " (") }) {
            let names = others.filter { $0.0 == text }.map(\.1)
            texts.append("\(text) (serving=\(names.joined(separator: ",")))")
        }
        return texts
    }

    /// Whether it has a value for a workload; serving puts both phases together.
    public func applies(to workload: Workload) -> Bool { Self.has(phase, serving, workload) }

    /// Whether it has a value for a scenario.
    public func hasValue(for scenario: Scenario) -> Bool { applies(to: scenario.workload) && isKnown(scenario) }

    private static func has(_ phase: Workload.Phase?, _ serving: Workload.Serving?, _ workload: Workload) -> Bool {
        (phase.map { $0 == workload.phase || workload.serving != .static } ?? true)
            && (serving.map { $0 == workload.serving } ?? true)
    }
}

extension Metric {
    /// The registry, in the order of table columns.
    public static let all: [Metric] = [
        chips, tp, sp, pp, dp, moeTP, ep, batch, totalBatch, ttft, tpot, tpsBatch, tpsChip, totalTPS, mfu, dram,
        commShare, tbo, tboBreakeven, allChips, pdRatio, fits,
    ]

    /// Finds a metric by its name, the case study's or another one, in any case.
    public static func named(_ word: String) -> Metric? {
        vocabulary[word].flatMap { name in all.first { $0.name == name } }
    }

    private static let vocabulary = Vocabulary(all.map { ($0.name, $0.study, $0.aliases) })

    /// The columns of the case study's table, in its order.
    public static let study: [Metric] = [
        batch, tp, dp, moeTP, ep, totalBatch, tpot, tpsBatch, tpsChip, totalTPS, mfu, dram,
    ]

    static let chips = Metric(
        "chips", showing: .layout(), summary: "Chips of the deployment; of one decode worker where serving is disagg.",
        formula: "chips",
        traced: { $0.scenario.deployment.chips }
    ) { $0.scenario.deployment.chips }

    static let tp = Metric(
        "tp", showing: .layout(), summary: "Chips that share one attention layer (tensor parallelism).", formula: "tp",
        traced: { $0.scenario.deployment.tp }
    ) { $0.scenario.deployment.tp }

    static let sp = Metric(
        "sp", showing: .layout(),
        summary: "Groups that share the tokens of a sequence in prefill (sequence parallelism).",
        formula: "sp", standard: 1,
        traced: { $0.scenario.deployment.sp }
    ) { $0.scenario.deployment.sp }

    static let pp = Metric(
        "pp", showing: .layout(), summary: "Pipeline stages.", formula: "pp", standard: 1,
        traced: { $0.scenario.deployment.pp }
    ) { $0.scenario.deployment.pp }

    static let dp = Metric(
        "dp", showing: .onRequest, summary: "Attention replicas (data parallelism).", formula: "chips / (tp * sp * pp)",
        study: "MLA_DP", aliases: ["dp_size", "data_parallel_size"],
        traced: { $0.scenario.deployment.dp }
    ) { $0.scenario.deployment.dp }

    static let moeTP = Metric(
        "moe_tp", showing: .layout(), summary: "Chips that share one expert.", formula: "moe_tp",
        idle: hasNoExperts,
        traced: { $0.scenario.deployment.moeTP }
    ) { $0.scenario.deployment.moeTP }

    static let ep = Metric(
        "ep", showing: .layout(importance: 85), summary: "Expert-parallel ranks.", formula: "chips / (moe_tp * pp)",
        study: "MOE_EP",
        aliases: ["ep_size", "moe_ep_size"],
        idle: hasNoExperts,
        traced: { $0.scenario.deployment.ep }
    ) { $0.scenario.deployment.ep }

    private static let hasNoExperts: @Sendable (Scenario) -> Bool = { $0.model.moeLayers == 0 }

    static let batch = Metric(
        "batch", showing: .layout(), unit: "/chip", places: nil, prefillUnit: "total",
        summary: "Sequences decoded per chip; in prefill the sequences of the whole deployment.", formula: "batch",
        serving: [.agg: inFlightPerChip, .disagg: inFlightPerChip],
        idle: { $0.workload.serving != .static && $0.deployment.concurrency > 0 },
        traced: { $0.scenario.decodeWorker.deployment.batch }
    ) { $0.scenario.decodeWorker.deployment.batch }

    private static let inFlightPerChip = "sequences / (chips * workers)"

    static let totalBatch = Metric(
        "total_batch", showing: .onRequest, better: .higher,
        summary: "Sequences in the whole deployment at once.", formula: "sequences", study: "Total_Batch",
        traced: { $0.sequences }
    ) { $0.sequences }

    /// Time to first token.
    public static let ttft = Metric(
        "ttft_ms", showing: .figure(importance: 90), unit: "ms", dimension: .time, unitFactor: 1e-3, places: 1,
        better: .lower,
        phase: .prefill,
        summary: "Time to first token (FTL): the prefill of all prompts, or all that a served request waits for.",
        formula: "step_ms", serving: [.agg: firstToken, .disagg: firstToken], aliases: ["ttft", "ftl", "ftl_ms"],
        traced: { $0.firstTokenMilliseconds }
    ) { $0.totals.firstToken > 0 ? $0.firstTokenMilliseconds : .nan }

    private static let firstToken = "request_ms + wait_ms + prefill_ms + kv_ms + queue_ms"

    /// Time per output token.
    public static let tpot = Metric(
        "tpot_ms", showing: .figure(importance: 90), unit: "ms", dimension: .time, unitFactor: 1e-3, places: 1,
        better: .lower,
        phase: .decode, summary: "Time per output token: one decode step over the tokens that it yields.",
        formula: "step_ms / tokens_per_sequence", study: "Decode_Time_ms", aliases: ["tpot", "itl", "itl_ms"],
        traced: { $0.milliseconds }
    ) { $0.milliseconds }

    static let tpsBatch = Metric(
        "tps_batch", showing: .figure(importance: 80), unit: "/request", dimension: .throughput, places: 2,
        better: .higher,
        summary: "Tokens per second of one request: output tokens in decode and serving, prompt tokens in prefill.",
        formula: "total_tps / total_batch", study: "TPS_per_Batch",
        aliases: ["TPS/Batch", "tps_request", "tps_per_request", "tps_user", "tps_per_user"],
        traced: { $0.tokensPerRequest }
    ) { $0.tokensPerRequest }

    /// What plans are ranked by unless something else is asked for.
    public static let tpsChip = Metric(
        "tps_chip", showing: .figure(importance: 300), unit: "/chip", dimension: .throughput, places: 1,
        better: .higher,
        summary: "Tokens per second and chip: output tokens in decode and serving, prompt tokens in prefill.",
        formula: "total_tps / chips", serving: [.disagg: "total_tps / all_chips"], study: "TPS_per_Chip",
        aliases: ["TPS/Chip", "tps_gpu", "tps_per_gpu"],
        traced: { $0.tokensPerChip }
    ) { $0.tokensPerChip }

    static let totalTPS = Metric(
        "total_tps", showing: .figure(importance: 50), unit: "total", dimension: .throughput, places: 0,
        better: .higher,
        summary:
            "Tokens per second of the whole deployment: output tokens in decode and serving, prompt tokens in prefill.",
        formula: "tokens_per_step / step_ms * 1000",
        serving: [.agg: "request_rate * output", .disagg: "request_rate * output"], study: "Total_TPS",
        aliases: ["throughput"],
        traced: { $0.tokensPerSecond }
    ) { $0.tokensPerSecond }

    /// Model FLOP utilisation, percent.
    public static let mfu = Metric(
        "mfu", showing: .figure(importance: 40), unit: "%", dimension: .ratio, unitFactor: 0.01, places: 1,
        better: .higher,
        summary: "Model FLOP utilisation: unpadded FLOP of a chip's step against its 8-bit peak.",
        formula: "100 * flop_per_step / (step_ms / 1000 * flops)", study: "MFU",
        traced: { $0.utilisation }
    ) { $0.utilisation }

    static let dram = Metric(
        "dram", showing: .figure(importance: 60), unit: "GiB/chip", dimension: .bytes, unitFactor: Gibibyte.bytes,
        places: 1,
        better: .lower,
        summary:
            "DRAM that the fullest chip needs: weights, KV cache, activations, buffers and what the runtime keeps.",
        formula: "weights + kv_cache + activations + buffers + reserve", study: "DRAM_GB", aliases: ["dram_gib"],
        of: Whole(title: "the DRAM of a chip") { $0.need.capacity.inGiB },
        traced: { $0.gibibytes }
    ) { $0.gibibytes }

    static let commShare = Metric(
        "comm_share", showing: .figure(importance: 30), unit: "% of step", dimension: .ratio, unitFactor: 0.01,
        places: 1,
        better: .lower, summary: "Share of the step spent in communication that nothing hides.",
        formula: "100 * comm_ms / step_ms", aliases: ["comm"],
        traced: { $0.communicationShare }
    ) { $0.communicationShare }

    /// Whether two half batches overlap, as a number.
    public static let tbo = Metric(
        "tbo", showing: .layout(),
        summary: "Whether two half batches overlap (two-batch overlap): 1 for yes, 0 for no.",
        formula: "as set; with auto, whichever is faster", standard: 0, isFlag: true,
        decidedBy: TwoBatchOverlap.grounds,
        traced: { $0.totals.splitCode }
    ) { $0.totals.splitCode }

    static let allChips = Metric(
        "all_chips", showing: .layout(importance: 85),
        summary: "Chips of all workers; those of the deployment where decode and prefill share them.",
        formula: "chips", serving: [.disagg: "chips * workers + prefiller_chips * prefillers"],
        aliases: ["total_chips"], idle: { $0.workload.serving != .disagg },
        traced: { $0.chips }
    ) { $0.chips }

    /// How many chips prefill has for each that decodes.
    static let pdRatio = Metric(
        "pd_ratio", showing: .figure(importance: 70), unit: "chips", places: 2, only: .disagg,
        summary: "Chips that prefill for each that decodes, where prefill has chips of its own.",
        formula: "prefiller_chips * prefillers / (chips * workers)"
    ) { plan in
        let d = plan.scenario.deployment
        return d.prefillWorkerChips * plan.totals.prefillWorkers / (d.chips * d.decodeWorkers)
    }

    /// The smallest batch at which two half batches pay.
    public static let tboBreakeven = Metric(
        "tbo_breakeven", showing: .onRequest, unit: "from batch",
        summary: "Smallest batch at which two-batch overlap pays, all else equal; none up to 65536 where empty.",
        formula: "", isOnDemand: true
    ) { TwoBatchOverlap.breakeven($0.scenario) ?? .nan }

    /// Whether the plan fits, as a number so that it can be filtered.
    public static let fits = Metric(
        "fits", showing: .onRequest,
        summary: "Whether the bytes of a chip fit its DRAM with all requests in flight: 1 for yes, 0 for no.",
        formula: "dram <= capacity",
        standard: 1, isFlag: true, decidedBy: { [$0.need.bytes, $0.need.capacity] },
        traced: { $0.fitting }
    ) { $0.fitting }
}
