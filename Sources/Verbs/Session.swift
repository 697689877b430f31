import Catalog
import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

/// Everything a person has set up and found, as one value; a command makes a new one from the old.
public struct Session: Sendable {
    /// The chip, once loaded.
    var chip: Loaded<Chip>?
    /// The chip of prefill workers, once they have one of their own.
    var prefillChip: Loaded<Chip>?
    /// The model, once loaded.
    var model: Loaded<Model>?
    /// The lengths of the sequences.
    var workload = Unsaid.workload
    /// The configuration that `eval` evaluates and a sweep starts from.
    var deployment = Unsaid.deployment
    /// The plans of the last sweep or evaluation.
    var plans: Plans?
    /// The conditions that plans of every sweep are held to.
    var slo: [Condition] = []
    /// Plans kept aside, in the order they were pinned.
    var pins: [Pin] = []
    /// The columns of tables of plans where none is named; empty for those that say something new.
    var columns: [Quantifier] = []
    /// What was suggested last.
    var advice: Advice?
    /// How tables are written.
    public var format = OutputFormat.box
    /// The language in which commands answer: at first that of the program.
    public var tongue = Tongue.current
    /// The language in which the session began.
    public let firstTongue = Tongue.current
    /// The commands that led here and the notes among them, oldest first.
    public var cells: [Notebook.Cell<Plans>] = []
    /// Plans that were given names.
    var names: [String: NamedPlans] = [:]
    /// Rules whose findings a sweep has told, by name; setting what breaks one lets it speak again.
    var heard: Set<String> = []
    /// Files that this session has written, by their full paths.
    public var written: Set<String> = []

    /// The words that stand for others.
    public var preferences = Preferences()

    /// Makes an empty session.
    public init() {}

    /// The name of what is loaded, for the prompt: `sg2260e/deepseek-v3`.
    public var title: String { subject.title }

    /// The scenario as it is set.
    ///
    /// - Throws: a diagnostic that says which command loads what is missing.
    func scenario() throws(Diagnostic) -> Scenario {
        let chip = try requireChip()
        let model = try requireModel()
        var scenario = Scenario(chip: chip.value, model: model.value, workload: judged, deployment: deployment)
        scenario.prefillChip = prefillChip?.value
        return scenario
    }

    /// The workload with the limits of `slo`, which decide what counts as goodput.
    private var judged: Workload { workload.judged(by: slo) }

    /// The plans that are looked at.
    ///
    /// - Throws: a diagnostic if there was no sweep yet.
    func requirePlans() throws(Diagnostic) -> Plans {
        guard let plans else {
            throw Diagnostic(PlanWords.none, hint: PlanWords.howToMake)
        }
        return plans
    }
}

/// A chip or a model and the catalogue entry it came from.
struct Loaded<Value: Sendable>: Sendable {
    var name: String
    var title: String
    var value: Value
    /// Parts of the published model that the value leaves out, such as "vision encoder".
    var leftOut: [String] = []
    /// The vision encoder that may be counted; nil of a chip.
    var encoder: Engine<Double>.VisionEncoder? = nil
    /// In what the value differs from the checkpoint that it was named by; nil where in nothing.
    var difference: String? = nil
    /// How the constants of a chip were come by; nil of a model.
    var provenance: ChipProvenance?
    /// The calibrations since it was loaded, the last one last.
    var calibrations: [AppliedCalibration] = []

    init(name: String, title: String, value: Value, provenance: ChipProvenance? = nil) {
        self.name = name
        self.title = title
        self.value = value
        self.provenance = provenance
    }
}

extension Session {
    /// The plans as a numbered cell left them.
    ///
    /// - Throws: a diagnostic at the number where there are none.
    func plans(ofCell number: Int, at span: Range<Int>) throws(Diagnostic) -> Plans {
        let cell = try cell(number, at: span)
        guard let plans = cell.finding else {
            throw RowWords.noPlans(inCell: number, cell.text, at: span)
        }
        return plans
    }

    /// A remark where plans are not of what is set now; empty where they are.
    func remark(on plans: Plans) -> [Output] {
        let base = plans.result.space.base
        var workload = workload.judged(by: plans.objectives)
        // What finds the mode by itself does not follow the one that is set.
        if plans.sized != nil { workload.serving = base.workload.serving }
        let isSame =
            plans.title == title && base.chip == chip?.value && base.prefillChip == prefillChip?.value
            && base.model == model?.value && base.workload == workload
        return isSame ? [] : [.line(RowWords.outdated(plans.title))]
    }
}

extension Workload {
    /// The same with the limits that some conditions set to the times of requests.
    func judged(by conditions: [Condition]) -> Workload {
        var workload = self
        workload.goodFirstToken = TailsView.limit(on: .firstToken, by: conditions) ?? 0
        workload.goodPerToken = TailsView.limit(on: .perToken, by: conditions) ?? 0
        workload.goodEndToEnd = TailsView.limit(on: .endToEnd, by: conditions) ?? 0
        return workload
    }
}
