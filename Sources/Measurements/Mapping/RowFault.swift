import CostModel
import Units

/// Why a row of measurements cannot be put to the engine.
public enum RowFault: Error, Sendable, Equatable {
    /// A kind of name that the catalogue or a layout knows.
    public enum Kind: String, Sendable {
        case chip, model, format, phase, metric, choice

        fileprivate var title: String {
            switch self {
            case .chip: say(en: "chip", zh: "芯片")
            case .model: say(en: "model", zh: "模型")
            case .format: say(en: "format", zh: "格式")
            case .phase: say(en: "phase", zh: "阶段")
            case .metric: say(en: "metric", zh: "指标")
            case .choice: say(en: "choice", zh: "选项")
            }
        }
    }

    /// A part of a deployment that runs on chips of its own.
    public enum Worker: String, Sendable {
        case decode, prefill
    }

    /// A cell is empty that has to say something.
    case missing(column: String)
    /// A cell holds something else than what its column takes.
    case unreadable(column: String, text: String, expected: String)
    /// A name that is not known; `nearest` is the closest that is.
    case unknown(Kind, column: String, text: String, nearest: String?)
    /// Work does not divide evenly; the scenario is that of the worker.
    case rule(DivisibilityRule, Scenario, Worker)
    /// The shapes that the row sets are those of no model.
    case noModel(problem: String)
    /// A chip cannot hold its share of the weights.
    case weights(Worker, bytes: Double, capacity: Double)
    /// Nothing was measured.
    case noFigures
    /// A result file leaves out what words on the line or the session may say.
    case unsaid(column: String)
    /// More requests come than the deployment serves, so that no wait has an end.
    case overload(rate: Double, capacity: Double)
    /// The engine has no such figure for what ran.
    case noValue(MeasuredMetric, Workload.Serving, Workload.Phase)
    /// The engine has such a figure, but it is not finite.
    case notFinite(MeasuredMetric)
}

extension RowFault {
    /// The reason in words; `rule` words a rule of divisibility.
    public func sentence(rule: (DivisibilityRule, Scenario) -> String) -> String {
        switch self {
        case .missing(let column): say(en: "\(column) is empty", zh: "\(column) 为空")
        case .unreadable(let column, let text, let expected):
            say(en: "\(column)='\(text)' is not \(expected)", zh: "\(column)=“\(text)”应为 \(expected)")
        case .unknown(let kind, let column, let text, let nearest):
            say(
                en: "\(column)='\(text)' is not a \(kind.title) that is known",
                zh: "\(column)=“\(text)”是未知的\(kind.title)")
                + (nearest.map { say(en: "; the nearest is '\($0)'", zh: "；最接近的是“\($0)”") } ?? "")
        case .rule(let broken, let scenario, let worker): place(worker) + rule(broken, scenario)
        case .noModel(let problem): say(en: "there is no such model: \(problem)", zh: "没有这样的模型：\(problem)")
        case .weights(let worker, let bytes, let capacity):
            place(worker)
                + say(
                    en: "weights need \(gib(bytes)) GiB of \(gib(capacity)) GiB per chip",
                    zh: "单芯权重需 \(gib(bytes)) GiB，仅有 \(gib(capacity)) GiB")
        case .noFigures: say(en: "nothing was measured", zh: "没有实测值")
        case .unsaid(let column):
            say(
                en: "the file does not say \(column): add \(column)=VALUE to the line",
                zh: "文件中没有 \(column)：请在命令行加上 \(column)=VALUE")
        case .overload(let rate, let capacity):
            say(
                en: """
                    \(Decimal.significant(rate, digits: 3)) requests/s come, and \(Decimal.significant(capacity, digits: 3)) \
                    can be served: the backlog grows as long as the run lasts
                    """,
                zh: """
                    每秒到达 \(Decimal.significant(rate, digits: 3)) 个请求，只能服务 \
                    \(Decimal.significant(capacity, digits: 3)) 个：压测期间排队持续增长
                    """)
        case .noValue(let metric, let serving, let phase):
            say(
                en: "\(metric.name) has no value when serving=\(serving.name) and phase=\(phase.name)",
                zh: "serving=\(serving.name) 且 phase=\(phase.name) 时 \(metric.name) 没有取值")
        case .notFinite(let metric):
            say(en: "\(metric.name) comes out infinite", zh: "\(metric.name) 的结果为无穷大")
        }
    }

    private func place(_ worker: Worker) -> String {
        worker == .prefill ? say(en: "prefill worker: ", zh: "Prefill 实例：") : ""
    }

    private func gib(_ bytes: Double) -> String { Gibibyte.text(bytes) }
}
