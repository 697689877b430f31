import CostModel
import Language
import Notebook
import Planning
import Units
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
            .workloadShow, .workloadSet, .workloadLoad, .workloadRuntime,
            .configShow, .configSet, .configFrom, .configLoad,
            .eval, .sweep, .filter, .filterClear, .slo, .sloClear, .sort, .top, .rows, .columns, .columnsClear, .table,
            .breakdown, .memory, .explain,
            .size, .simulate,
            .curve, .solve, .sensitivity, .frontier, .plot, .plotCurve, .plotBreakdown, .plotSensitivity,
            .suggest, .suggestApply, .advise, .why, .whynot, .dropped, .diff, .validate, .calibrate, .calibrateSave,
            .calibrateUndo,
            .pin, .pins, .pinsClear,
            .let, .set, .unset, .alias, .unalias, .note, .assert, .save, .export, .exportReport, .merge, .replay,
            .guide, .tutorial,
            .history, .undo, .redo,
            .rerun, .again, .edit, .source, .recover, .recoverDrop, .format, .lang, .color, .bench, .clear, .help,
            .quit,
        ],
        groups: [
            "arch": say(en: "The chip and its links.", zh: "芯片及其互联。"),
            "model": say(en: "The model's shapes and precision.", zh: "模型结构与精度。"),
            "workload": say(
                en: "What is served: the phase, lengths and drafts.", zh: "服务负载：阶段、长度与草稿 token。"),
            "config": say(en: "The spread over chips that eval evaluates.", zh: "eval 所评估的多芯配置。"),
        ],
        isComparable: ConditionReader.isQuantifier)

    /// A hash of the constants that figures rest on.
    public static var constants: String { Constants.fingerprint }

    /// A chip's DRAM and the DRAM in use have one name, and a column shows what is in use.
    public static let columnNames = ColumnNames(
        settings: Set(Parameter.all.filter { Metric.named($0.name)?.showsParameter ?? true }.map(\.name)),
        present: { Quantifier.named($0)?.name })

    /// Without the age of calibrations.
    public static func lasting(_ output: String) -> String { OwnRunsWords.ageless(output) }

    /// The plans that are looked at.
    public var finding: Plans? { plans }
}
