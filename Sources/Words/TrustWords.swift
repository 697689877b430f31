import Catalog
import CostModel
import Storage
import Text
import Units

/// What is said of trust: each level and each gap once.
public enum TrustWords {
    /// `trust: published: no measured row of this chip`, in one line; of a fitted plan with its band.
    public static func line(_ trust: Trust, _ metric: Metric) -> String { line(full(trust, metric)) }

    /// What is said of a chip where it is chosen; nil where its constants were fitted.
    public static func line(_ provenance: ChipProvenance, _ chip: Chip) -> String? {
        let remarks = remarks(provenance.remarks(on: chip))
        if provenance.level == .fitted, remarks.isEmpty { return nil }
        return line(
            provenance.level == .fitted ? provenance.level.rawValue : full(provenance.level, [.noRows]), remarks)
    }

    private static func line(_ reason: String, _ remarks: String) -> String { line(reason + remarks) }

    private static func line(_ reason: String) -> String { say(en: "trust: \(reason)") }

    /// Under a table, where rows are trusted for more reasons than are shown.
    public static func more(_ reasons: Int) -> String {
        say(en: "trust: \(Counted.text(reasons, "more reason")); 'rows all' in csv has each row's")
    }

    /// `fitted -9/+12 %`, `published`, for a cell.
    public static func cell(_ trust: Trust, _ metric: Metric) -> String {
        let band = trust.band(of: metric).map { " " + BandWords.text($0) } ?? ""
        return trust.level.rawValue + band
    }

    /// The level with its reason.
    public static func full(_ trust: Trust, _ metric: Metric) -> String {
        reason(trust, metric) + remarks(trust.remarks)
    }

    private static func reason(_ trust: Trust, _ metric: Metric) -> String {
        if trust.pools.count == 2 {
            let (prefill, decode) = (pool(trust.pools[0], metric), pool(trust.pools[1], metric))
            return say(en: "\(full(trust.level, trust.gaps)); prefill on \(prefill); decode on \(decode)")
        }
        guard trust.level == .fitted else { return full(trust.level, trust.gaps) }
        guard let record = trust.record else { return trust.level.rawValue }
        for metric in [metric, .tpsChip, .tpot, .ttft] {
            guard let band = trust.band(of: metric) else { continue }
            return fitted(band, metric, file: FileName.last(of: record.source))
        }
        return trust.level.rawValue
    }

    /// `h800: published: no measured row of this chip`; a band would be that of plans of one chip.
    private static func pool(_ pool: Trust.Pool, _ metric: Metric) -> String {
        let trust = pool.trust
        let text = trust.level == .fitted ? trust.level.rawValue + remarks(trust.remarks) : full(trust, metric)
        return say(en: "\(pool.chip): \(text)")
    }

    /// `; announced for Q4 2026`, `; dram is unverified`, behind the level and its reasons.
    private static func remarks(_ remarks: [ChipRemark]) -> String { remarks.map { "; " + remark($0) }.joined() }

    private static func remark(_ remark: ChipRemark) -> String {
        switch remark {
        case .announced(let date): say(en: "announced for \(date)")
        case .unverified(let names): unverified(names)
        case .kin(let kin): say(en: "what its file does not state is as \(kin)")
        }
    }

    private static func unverified(_ names: [String]) -> String {
        let most = 4
        let more = names.count - most
        let list = ListWords.and(names.prefix(most) + (more > 0 ? [say(en: "\(more) more")] : []))
        return say(en: "\(list) \(names.count == 1 ? "is" : "are") unverified")
    }

    /// What stands in the list of chips: the level, or what is worse than any.
    public static func standing(_ entry: CatalogEntry<Chip>) -> String {
        if entry.announced != nil { return say(en: "announced") }
        return entry.unverified.isEmpty ? ChipProvenance(entry).level.rawValue : say(en: "unverified")
    }

    private static func fitted(_ band: ErrorBand, _ metric: Metric, file: String) -> String {
        let what =
            metric.name == band.metric.name ? metric.name : say(en: "\(metric.name) by \(band.metric.name)")
        let rows =
            band.isUnseen
            ? say(en: "\(Counted.text(band.count, "row")) of models left out of a fit to \(file)")
            : say(en: "\(Counted.text(band.count, "held-out row")) of \(file)")
        return say(en: "fitted, 80 % lie within \(BandWords.text(band)) (\(what), \(rows))")
    }

    private static func full(_ level: Trust.Level, _ gaps: [TrustGap]) -> String {
        let absent = gaps.compactMap(absent)
        let reasons = (absent.isEmpty ? [] : [notInRows(absent)]) + gaps.compactMap(reason)
        guard level == .roofline else { return ([level.rawValue] + reasons).joined(separator: ": ") }
        let assumed = say(en: "\(level.rawValue): what its kernels reach is assumed")
        return ([assumed] + reasons).joined(separator: ", ")
    }
}

/// What help says of trust, under the word itself and each level's.
extension TrustWords {
    /// The heading of the column.
    public static var heading: String { say(en: "trust") }

    /// What the column means.
    public static var note: String { say(en: "What stands behind the figures: help trust.") }

    /// What the lower end of a metric's band means.
    public static func note(ofLow metric: Metric) -> String {
        say(en: "\(metric.name) that is reached or passed in 90 % of cases, by the errors of held-out rows.")
    }

    /// What the upper end of a metric's band means.
    public static func note(ofHigh metric: Metric) -> String {
        say(en: "\(metric.name) that is not passed in 90 % of cases, by the errors of held-out rows.")
    }

    /// What trust is.
    public static var title: String {
        say(en: "trust: what stands behind the figures of a plan, in eval, top, rows and pins")
    }

    /// The levels by their names.
    public static var names: [String] {
        Trust.Level.allCases.map(\.rawValue) + [say(en: "unverified"), say(en: "announced")]
    }

    /// The best level.
    public static var summary: String { meanings.first ?? "" }

    /// The other levels, and what a plan has to be like.
    public static var details: [String] {
        meanings.dropFirst() + [
            say(
                en:
                    "unverified: some figures of the chip are from memory, a kin or arithmetic; announced: it is not sold yet"
            ),
            say(
                en:
                    "A plan is fitted only where the chip is set as it was measured ('arch set' to another value changes that)"
            ),
            say(
                en:
                    "and rows had such weights, experts, layers, kind of model and serving mode, and as many sequences a chip."
            ),
        ]
    }

    private static var meanings: [String] {
        Trust.Level.allCases.reversed().map { "\($0.rawValue): \(meaning($0))" }
    }

    private static func meaning(_ level: Trust.Level) -> String {
        switch level {
        case .fitted:
            say(
                en:
                    "the chip's constants were fitted to measured rows; held-out rows give the band that holds 80 %, such as -9/+12 %"
            )
        case .published:
            say(en: "they are published, or taken over from a kindred chip; no measured row compares")
        case .roofline: say(en: "what kernels reach is assumed, as of an ideal machine; nothing was measured")
        }
    }
}

/// Why the level is not higher.
extension TrustWords {
    private static func notInRows(_ absent: [String]) -> String {
        say(en: "\(ListWords.and(absent)) \(isPlural(absent) ? "were" : "was") not in the fitted rows")
    }

    /// What no fitted row had; nil where the gap is of another kind.
    private static func absent(_ gap: TrustGap) -> String? {
        switch gap {
        case .serving(let serving): say(en: "\(serving.name) serving")
        case .model(let model): model == .dense ? say(en: "dense models") : say(en: "MoE models")
        case .mixer(let mixer): name(mixer)
        case .weights(let format): say(en: "\(format.name) weights")
        case .experts(let format): say(en: "\(format.name) experts")
        case .batch(let most): say(en: "more than \(Decimal.significant(most, digits: 4)) sequences a chip")
        case .noRows, .changed, .unrecorded, .tooFewRows, .twoChips: nil
        }
    }

    /// Another reason; nil where it is something that no row had.
    private static func reason(_ gap: TrustGap) -> String? {
        switch gap {
        case .noRows: say(en: "no measured row of this chip")
        case .changed(let parameters): changed(parameters)
        case .unrecorded: say(en: "the chip's record does not say what its rows had; calibrate again")
        case .tooFewRows: say(en: "too few held-out rows compare with this")
        case .twoChips: say(en: "no measured row has prefill on another chip")
        case .serving, .model, .mixer, .weights, .experts, .batch: nil
        }
    }

    private static func changed(_ parameters: [Parameter]) -> String {
        let names = parameters.prefix(3).map(\.name)
        let more = parameters.count - names.count
        let list = ListWords.and(names + (more > 0 ? [say(en: "\(more) more")] : []))
        return say(en: "\(list) \(parameters.count == 1 ? "is" : "are") not what the fitted rows had")
    }

    private static func name(_ mixer: Coverage.Mixer) -> String {
        switch mixer {
        case .full: say(en: "grouped-query attention")
        case .window: say(en: "windowed attention")
        case .mla: say(en: "latent attention")
        case .sparse: say(en: "sparse attention")
        case .linear: say(en: "linear attention")
        case .ssm: say(en: "state-space layers")
        }
    }

    /// Whether an English verb behind the names is in its plural.
    private static func isPlural(_ names: [String]) -> Bool {
        names.count > 1 || names.contains { $0.hasSuffix("s") || $0.hasPrefix("more than") }
    }
}
