import Units

/// What is to be known of the figures of a run.
public enum RunRemark: Sendable, Equatable, Hashable {
    /// The time per token follows from the time to the last token, since the file's means something else.
    case derivedTPOT
    /// The time per token is that between tokens, since the file's has the first token in it.
    case gapTPOT
    /// The time per token follows from the mean time to the last token and the median to the first.
    case medianTTFT
    /// There are no means, so that medians stand for them.
    case medians
    /// Fewer requests were completed than sent.
    case incomplete
    /// So few requests that percentiles rest on one or two.
    case few
    /// Answers were not streamed: the time to the first token is that to the last.
    case notStreamed
    /// Answers are far from the length that was asked for.
    case otherLength
    /// More requests came in a second than were completed, so that times are those of a backlog that grew.
    case overload
    /// Requests in flight follow from the rate and the time to the last token (Little's law).
    case littlesLaw
    /// Each client sent few requests, so that the throughput is that of the start and the end.
    case fewRounds
    /// Prompts were drawn evenly from one token up to the length that was asked for.
    case uniformLengths
    /// Drafted tokens were accepted, and the file does not say how many were drafted.
    case drafts
    /// Latencies are the queue of one batch.
    case queueOnly
    /// The loadgen calls the run invalid.
    case invalid
    /// The run was cancelled.
    case wasCancelled
}

extension RunRemark {
    /// The remark in words.
    public var sentence: String {
        switch self {
        case .derivedTPOT:
            say(
                en: "TPOT is (E2E - TTFT) / (output - 1): that of the file means something else",
                zh: "TPOT 取 (E2E - TTFT) / (output - 1)：文件中的 TPOT 口径不同")
        case .gapTPOT:
            say(
                en: "TPOT is the inter-token latency: that of the file counts the first token",
                zh: "TPOT 取 token 间时延：文件中的 TPOT 含首 token")
        case .medianTTFT:
            say(
                en: "no mean TTFT: TPOT is (mean E2E - median TTFT) / (output - 1)",
                zh: "没有 TTFT 均值：TPOT 取（E2E 均值 - TTFT 中位数）/ (output - 1)")
        case .medians: say(en: "no means: medians stand for them", zh: "没有均值：以中位数代替")
        case .incomplete: say(en: "fewer requests were completed than sent", zh: "完成的请求少于发出的请求")
        case .few:
            say(en: "fewer than 20 requests: percentiles rest on one of them", zh: "不足 20 个请求：分位数仅由个别请求决定")
        case .notStreamed:
            say(
                en: "answers were not streamed: there is no TTFT and no TPOT", zh: "未使用流式输出：没有 TTFT 和 TPOT")
        case .otherLength:
            say(
                en: "answers are far from the length that was asked for", zh: "实际输出长度与要求的长度相差很大")
        case .overload:
            say(
                en: "more requests came than were completed: only the throughput is compared, as the highest",
                zh: "到达的请求多于完成的请求：仅比较吞吐，视为最高吞吐")
        case .littlesLaw:
            say(
                en: "the load is not stated: requests in flight are rate x E2E", zh: "未注明负载：在途请求数取请求速率 × E2E")
        case .fewRounds:
            say(
                en: "fewer than 4 requests a client: the throughput of both times counts, not that of the whole run",
                zh: "每个客户端不足 4 个请求：吞吐由两项时延得出，不取整次运行的吞吐")
        case .uniformLengths:
            say(
                en: "lengths were drawn from 1 up to what was asked for: the mean is half of it",
                zh: "长度在 1 到要求值之间均匀抽取：均值约为一半")
        case .drafts:
            say(
                en: "drafted tokens were accepted: set draft and acceptance", zh: "使用了投机解码：请设置 draft 和 acceptance")
        case .queueOnly:
            say(
                en: "all requests were queued at once: only the throughput counts", zh: "所有请求一次性入队：仅吞吐有意义")
        case .invalid: say(en: "the load generator calls the run INVALID", zh: "压测工具判定此次运行为 INVALID")
        case .wasCancelled: say(en: "the run was cancelled", zh: "压测被中途取消")
        }
    }
}
