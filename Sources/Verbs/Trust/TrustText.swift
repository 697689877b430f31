import Text
import Catalog
import CostModel
import Presentation
import Storage
import Units

/// Trust in words: each level and each gap once.
enum TrustText {
    /// `trust: published: no measured row of this chip`, in one line; of a fitted plan with its band.
    static func line(_ trust: Trust, _ metric: Metric) -> String { "trust: " + full(trust, metric) }

    /// What is said of a chip where it is chosen; nil where its constants were fitted.
    static func line(_ provenance: ChipProvenance) -> String? {
        provenance.level == .fitted ? nil : "trust: \(full(provenance.level, [.noRows]))"
    }

    /// `fitted +- 13 %`, `published`, for a cell.
    static func cell(_ trust: Trust, _ metric: Metric) -> String {
        let band = trust.band(of: metric).map { " " + BandText.text($0) } ?? ""
        return trust.level.rawValue + band
    }

    /// The level with its reason.
    static func full(_ trust: Trust, _ metric: Metric) -> String {
        guard trust.level == .fitted else { return full(trust.level, trust.gaps) }
        guard let record = trust.record else { return trust.level.rawValue }
        for metric in [metric, .tpsChip, .tpot, .ttft] {
            guard let band = trust.band(of: metric) else { continue }
            let rows = Counted.text(band.count, "held-out row")
            let what = metric.name == band.metric.name ? metric.name : "\(metric.name) by \(band.metric.name)"
            return "fitted, \(BandText.text(band)) (\(what), \(rows) of \(FileName.last(of: record.source)))"
        }
        return trust.level.rawValue
    }

    /// What help says of trust, under the word itself and each level's.
    static let title = "trust: what stands behind the figures of a plan, in eval, top, rows and pins"
    static let summary = meanings.first ?? ""
    static let names = Trust.Level.allCases.map(\.rawValue)
    static let details =
        Array(meanings.dropFirst()) + [
            "A plan is fitted only where the chip is set as it was measured ('arch set' to another value changes that)",
            "and rows had such weights, experts, layers, kind of model and serving mode, and as many sequences a chip.",
        ]

    private static let meanings = Trust.Level.allCases.reversed().map { "\($0.rawValue): \(meaning($0))" }

    private static func meaning(_ level: Trust.Level) -> String {
        switch level {
        case .fitted: "the chip's constants were fitted to measured rows; held-out rows give the error band, +- 13 %"
        case .published: "they are published, or taken over from a kindred chip; no measured row compares"
        case .roofline: "what kernels reach is assumed, as of an ideal machine; nothing was measured"
        }
    }

    private static func full(_ level: Trust.Level, _ gaps: [TrustGap]) -> String {
        var text = level.rawValue
        if level == .roofline { text += ": what its kernels reach is assumed" }
        let absent = gaps.compactMap(absent)
        let reasons =
            (absent.isEmpty ? [] : ["\(list(absent)) \(isPlural(absent) ? "were" : "was") not in the fitted rows"])
            + gaps.compactMap(reason)
        return ([text] + reasons).joined(separator: level == .roofline ? ", " : ": ")
    }

    /// What no fitted row had; nil where the gap is of another kind.
    private static func absent(_ gap: TrustGap) -> String? {
        switch gap {
        case .serving(let serving): "\(serving.name) serving"
        case .model(let model): model == .dense ? "dense models" : "MoE models"
        case .mixer(let mixer): name(mixer)
        case .weights(let format): "\(format.name) weights"
        case .experts(let format): "\(format.name) experts"
        case .batch(let most): "more than \(Decimal.significant(most, digits: 4)) sequences a chip"
        case .noRows, .changed, .unrecorded, .tooFewRows: nil
        }
    }

    /// Another reason; nil where it is something that no row had.
    private static func reason(_ gap: TrustGap) -> String? {
        switch gap {
        case .noRows: "no measured row of this chip"
        case .changed(let parameters): changed(parameters)
        case .unrecorded: "the chip's record does not say what its rows had; calibrate again"
        case .tooFewRows: "too few held-out rows compare with this"
        case .serving, .model, .mixer, .weights, .experts, .batch: nil
        }
    }

    private static func changed(_ parameters: [Parameter]) -> String {
        let names = parameters.prefix(3).map(\.name)
        let more = parameters.count - names.count
        let verb = parameters.count == 1 ? "is" : "are"
        return "\(list(names + (more > 0 ? ["\(more) more"] : []))) \(verb) not what the fitted rows had"
    }

    private static func name(_ mixer: Coverage.Mixer) -> String {
        switch mixer {
        case .full: "grouped-query attention"
        case .window: "windowed attention"
        case .mla: "latent attention"
        case .sparse: "sparse attention"
        case .linear: "linear attention"
        case .ssm: "state-space layers"
        }
    }

    private static func isPlural(_ names: [String]) -> Bool {
        names.count > 1 || names.contains { $0.hasSuffix("s") || $0.hasPrefix("more than") }
    }

    private static func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
