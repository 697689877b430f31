import CostModel
import Language
import Notebook
import Planning
import Storage
import Units

/// What is planned: one phase alone, or both as they are served.
enum GuideLoad: String, CaseIterable, Sendable {
    case decode, prefill, agg, disagg, rate

    /// What is set.
    init(_ workload: Workload) {
        guard !workload.isOpen else {
            self = .rate
            return
        }
        switch workload.serving {
        case .static: self = workload.phase == .decode ? .decode : .prefill
        case .agg: self = .agg
        case .disagg: self = .disagg
        }
    }

    /// Other words for it.
    var names: [String] {
        switch self {
        case .decode: ["解码"]
        case .prefill: ["预填充"]
        case .agg: ["混部", "PD混部", "PD 混部"]
        case .disagg: ["分离", "PD分离", "PD 分离"]
        case .rate: ["负载", "请求率", "速率"]
        }
    }

    /// The assignments that set it.
    var settings: String {
        switch self {
        case .decode, .prefill: "serving=static phase=\(rawValue)"
        case .agg, .disagg: "serving=\(rawValue)"
        case .rate: "serving=agg rate=\(Self.usualRate)"
        }
    }

    /// Requests/s that are put in front where none are set.
    private static let usualRate = 10

    /// Whether plans are asked for as they are swept; a load is sized instead.
    var isSwept: Bool { self != .rate }

    /// Whether requests get a first token, so that its time matters.
    var hasFirstToken: Bool { self != .decode }
    /// Whether requests get further tokens.
    var hasOutput: Bool { self != .prefill }
}

/// What a question may look at.
struct GuideView: Sendable {
    /// The session so far.
    let session: Session
    /// The answers so far, by the names of their questions.
    let answers: [String: String]
    /// Where results are saved.
    let files: FileSystem

    /// What is planned.
    var load: GuideLoad { GuideLoad(session.workload) }

    /// Output tokens per second that each request needs.
    ///
    /// 12.5 is the 80 ms of MLPerf Inference v5.1, DeepSeek-R1 server.
    var speed: Double { answers["slo"].flatMap { try? Quantity.parse($0, as: .throughput) } ?? 12.5 }

    /// Seconds in which the first token must come; 2 s in the same benchmark.
    var firstToken: Double {
        answers["ttft"].flatMap { try? QuantityArgument.read($0, as: .time, at: 0..<1) } ?? 2
    }

    /// The share by which plans are to be better than that; the case study asks for 10 to 20 %.
    var margin: Double {
        answers["margin"].flatMap { try? QuantityArgument.read($0, as: .ratio, at: 0..<1) } ?? 0.1
    }

    /// The conditions with a margin above the service level.
    func conditions(margin: Double) -> [Condition] {
        var texts: [(Metric?, Comparison.Relation, Double)] = []
        if load == .decode {
            texts.append((Metric.named("tps_batch"), .atLeast, speed * (1 + margin)))
        } else if load.hasOutput {
            texts.append((.tpot, .atMost, 1000 / speed / (1 + margin)))
        }
        if load.hasFirstToken { texts.append((.ttft, .atMost, 1000 * firstToken / (1 + margin))) }
        return texts.compactMap { metric, relation, limit in
            guard let metric else { return nil }
            return Condition(.metric(metric), relation, Decimal.rounded(limit, digits: 4))
        }
    }

    /// The conditions as `filter` takes them.
    func filter(margin: Double) -> String { conditions(margin: margin).map(\.text).joined(separator: " and ") }

    /// The numbers of chips that are planned: those that were answered, or else one.
    var chipCounts: [Double] {
        let values = answers["chips"].flatMap { answer -> [Double]? in
            guard let parameter = Parameter.named("chips") else { return nil }
            return try? AxisValues.read(Token(text: answer, span: 0..<answer.count), parameter)
        }
        return values ?? [standardChips]
    }

    /// The number of chips that questions reckon with: the largest.
    var chips: Double { chipCounts.max() ?? session.deployment.chips }

    /// What is set, or else the fewest chips that will do.
    private var standardChips: Double {
        let set = session.deployment.chips
        guard set == Session().deployment.chips else { return set }
        return probe(chips: set).fewestChips ?? set
    }

    /// Searches plans near at hand of some chips.
    func probe(chips: Double) -> GuideProbe {
        let moeTP = answers["moe_tp"].flatMap { $0.split { $0 == "," || $0 == "." }.first }
            .flatMap { try? Quantity.parse(String($0), as: .count) }
        var scenario = session.draft
        scenario.deployment.tbo = .off
        return GuideProbe(scenario, chips: chips, conditions: conditions(margin: margin), moeTP: moeTP ?? 1)
    }

    /// Searches plans of the largest number of chips.
    var probe: GuideProbe { probe(chips: chips) }

    /// The best plan of each number of chips, or the nearest to one.
    var references: [PlanResult] { chipCounts.compactMap { probe(chips: $0).reference } }

    /// A parameter as it is set, as one word that reads back as the same value.
    func value(_ name: String) -> String {
        Parameter.named(name).map { $0.word($0.get(session.draft)) } ?? ""
    }
}
