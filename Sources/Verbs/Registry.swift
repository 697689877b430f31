import CostModel
import Language
import Notebook
import Planning
import Words

typealias Context = Notebook.Context<Session>
typealias Outcome = Notebook.Outcome<Session, Plans>
typealias Cell = Notebook.Cell<Plans>
typealias CompletionRequest = Language.CompletionRequest<Session>

extension Session: NotebookState {
    /// All verbs, in the order that help lists them: a new one is one file in Commands/ and one line here.
    public static let registry: Registry<Session> = Registry(
        [
            .archList, .archLoad, .archShow, .archSet, .archSave,
            .modelList, .modelLoad, .modelShow, .modelSet,
            .workloadShow, .workloadSet, .workloadLoad,
            .configShow, .configSet, .configFrom,
            .eval, .sweep, .filter, .filterClear, .slo, .sloClear, .sort, .top, .rows, .breakdown, .memory, .explain,
            .size, .simulate,
            .curve, .solve, .sensitivity, .frontier, .plot, .plotCurve, .plotBreakdown, .plotSensitivity,
            .suggest, .suggestApply, .advise, .why, .whynot, .dropped, .diff, .validate, .calibrate, .calibrateUndo,
            .pin, .pins, .pinsClear,
            .let, .note, .assert, .save, .export, .merge, .replay, .guide, .history, .undo, .redo,
            .rerun, .edit, .recover, .recoverDrop, .format, .bench, .clear, .help, .quit,
        ],
        groups: [
            "arch": "The chip and its links.", "model": "The model's shapes and precision.",
            "workload": "What is served: the phase, lengths and drafts.",
            "config": "The spread over chips that eval evaluates.",
        ],
        isComparable: ConditionReader.isQuantifier)

    /// A hash of the constants that figures rest on.
    public static var constants: String { Constants.fingerprint }

    /// A chip's DRAM and the DRAM in use have one name, and a column shows what is in use.
    public static let columnNames = ColumnNames(
        settings: Set(Parameter.all.filter { Metric.named($0.name)?.showsParameter ?? true }.map(\.name)),
        present: { Quantifier.named($0)?.name })

    /// The plans that are looked at.
    public var finding: Plans? { plans }
}
