import CostModel
import Language
import Measurements
import Planning
import Queueing
import Text
import Units

/// What is said about plans that are played through.
public enum SimulationWords {
    /// Requests of a seed, and seeds, at most.
    public static let most = 10_000_000, mostSeeds = 1000

    /// What `--requests` is.
    public static var requestsHelp: String { say(en: "requests of a seed that are measured", zh: "每个种子统计的请求数") }
    /// What `--seeds` is.
    public static var seedsHelp: String { say(en: "how many seeds; 5 unless said", zh: "种子数；默认 5") }
    /// What `--trace` is.
    public static var traceHelp: String { say(en: "play the requests of this file", zh: "仿真此文件中的请求") }
    /// What stands behind `--trace`.
    public static var traceFile: String {
        say(en: "a file of requests, CSV or JSON lines", zh: "请求记录文件，CSV 或 JSON Lines")
    }
    /// More was asked for than runs in a while.
    public static var tooMany: String {
        say(
            en: "at most \(Decimal.grouped(most)) requests and \(Decimal.grouped(mostSeeds)) seeds are played",
            zh: "最多仿真 \(Decimal.grouped(most)) 个请求和 \(Decimal.grouped(mostSeeds)) 个种子")
    }
    /// Static plans serve no requests.
    public static var nothingServed: String {
        say(en: "the plan serves no requests: one phase is evaluated alone", zh: "该方案不服务请求：只单独评估一个阶段")
    }
    /// How to serve some.
    public static var serve: String {
        say(
            en: "workload set serving=agg rate=10, or config set concurrency=64",
            zh: "workload set serving=agg rate=10，或 config set concurrency=64")
    }

    /// The headings.
    public static var figure: String { say(en: "figure", zh: "指标") }
    /// The heading of units.
    public static var unit: String { say(en: "unit", zh: "单位") }
    /// The heading of what equations say.
    public static var equations: String { say(en: "equations", zh: "解析值") }
    /// The heading of what was simulated.
    public static var simulated: String { say(en: "simulated", zh: "仿真值") }
    /// The heading of the interval.
    public static var interval: String { say(en: "+-95 %", zh: "+-95 %") }
    /// The heading of the difference.
    public static var difference: String { say(en: "difference", zh: "相差") }

    /// `TTFT p99`.
    public static func name(_ figure: PlanSimulation.Figure) -> String {
        switch figure {
        case .mean(let time): say(en: "\(TailWords.name(time)) mean", zh: "\(TailWords.name(time)) 均值")
        case .percentile(let time, let share): "\(TailWords.name(time)) p\(Int(100 * share))"
        case .rate: "request_rate"
        case .inFlight: say(en: "requests in flight", zh: "在途请求数")
        }
    }

    /// `ms`.
    public static func unit(_ figure: PlanSimulation.Figure) -> String {
        switch figure {
        case .mean, .percentile: "ms"
        case .rate: "/s"
        case .inFlight: ""
        }
    }

    /// How far it is.
    public static func progress(_ done: Int, of total: Int) -> String {
        say(
            en: "\(Decimal.grouped(done)) of \(Counted.text(total, "request")) of the first seed; Ctrl-C stops",
            zh: "第一个种子：\(Decimal.grouped(done)) / \(Decimal.grouped(total)) 个请求；Ctrl-C 停止")
    }

    /// Where equations and simulation differ most.
    public static func differ(_ row: PlanSimulation.Row) -> String {
        let share = ShareWords.signed(row.difference ?? 0)
        return say(
            en: "of the figures outside their interval the equations differ most in \(name(row.figure)): \(share)",
            zh: "在超出区间的指标中，解析值与仿真值相差最大的是 \(name(row.figure))：\(share)")
    }

    /// No figure of the equations lies outside what was simulated.
    public static var agree: String {
        say(en: "every figure of the equations lies within the interval", zh: "解析值均在仿真值的区间内")
    }

    /// Requests that were turned away.
    public static func rejected(_ count: Int) -> String {
        say(
            en: "\(Counted.text(count, "request")) turned away that no KV cache holds",
            zh: "\(Decimal.grouped(count)) 个请求因 KV 缓存容不下而被拒绝")
    }

    /// What was played.
    public static func played(_ requests: Int, seeds: Int) -> String {
        say(
            en: "\(Counted.text(requests, "request")) of \(Counted.text(seeds, "seed"))",
            zh: "\(Decimal.grouped(seeds)) 个种子，\(Decimal.grouped(requests)) 个请求")
    }

    /// Why a plan or a trace cannot be played.
    public static func fault(_ fault: QueueingFault) -> String {
        switch fault {
        case .noRoom: say(en: "no request has room in the KV cache", zh: "KV 缓存容不下任何请求")
        case .unsorted(.trace, let place):
            say(
                en: "request \(place + 1) of the trace comes before the one in front of it",
                zh: "请求记录中第 \(place + 1) 个请求早于它前面的请求")
        case .empty(.trace): say(en: "the trace has no request", zh: "请求记录中没有请求")
        case .outOfRange(.trace, let value, _, let place):
            say(
                en: "request \((place ?? 0) + 1) of the trace has an impossible figure: \(Decimal.shortest(value))",
                zh: "请求记录中第 \((place ?? 0) + 1) 个请求的数值不可能成立：\(Decimal.shortest(value))")
        case .empty, .unsorted, .outOfRange:
            say(en: "the plan lies outside what can be played through", zh: "该方案超出可仿真的范围")
        }
    }

    /// Why a file of requests is refused.
    public static func diagnostic(_ error: RequestRecordsError, _ path: Spanned<String>) -> Diagnostic {
        let columns = say(
            en: "columns such as timestamp, input_length and output_length",
            zh: "timestamp、input_length、output_length 之类的列")
        return switch error {
        case .notATable(let message, let line, let column):
            Diagnostic("\(path.value):\(line):\(column): \(message)", at: path.span)
        case .noColumns:
            Diagnostic(
                say(
                    en: "'\(path.value)' does not say when requests came and how long they were",
                    zh: "“\(path.value)”没有给出请求的到达时间和长度"),
                at: path.span, expected: columns)
        case .notARequest(let line):
            Diagnostic(
                "\(path.value):\(line): \(say(en: "not a request", zh: "不是请求"))", at: path.span,
                expected: columns)
        case .impossible(let fault): Diagnostic(self.fault(fault), at: path.span)
        case .cancelled: .interrupted
        }
    }
}
