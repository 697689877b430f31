import CostModel
import Queueing
import Text
import Units

/// What is said about requests that come at their own times.
public enum TailWords {
    /// The heading of what is measured.
    public static var time: String { say(en: "time") }
    /// The mean over all requests.
    public static var mean: String { say(en: "mean over all requests") }
    /// What a share of requests stays within.
    public static func share(_ share: Double) -> String {
        say(en: "what \(Int(100 * share)) % of requests stay within")
    }

    /// A time by its usual name.
    public static func name(_ time: RequestTime) -> String {
        switch time {
        case .firstToken: "TTFT"
        case .perToken: "TPOT"
        case .endToEnd: "E2E"
        }
    }

    /// `TTFT 612 ms: request 6, slot 0, queue 401, prefill 205, transfer 0`.
    public static func parts(_ parts: Queueing.FirstToken.Parts) -> String {
        func number(_ seconds: Double) -> String { Decimal.significant(1e3 * seconds, digits: 3) }
        return say(
            en:
                "mean TTFT \(number(parts.total)) ms: request \(number(parts.request)), slot \(number(parts.slot)), queue "
                + "\(number(parts.queue)), prefill \(number(parts.prefill)), transfer \(number(parts.transfer))")
    }

    /// `45 of 62.1 requests/s come (72.4 % load); full decode slots bind`.
    public static func load(_ plan: OpenPlan) -> String {
        let (rate, capacity) = (plan.offered.rate, plan.capacity)
        return say(
            en:
                "\(Decimal.significant(rate, digits: 4)) requests/s come, \(Decimal.significant(capacity, digits: 4)) can be "
                + "served (load \(Decimal.significant(100 * plan.load, digits: 3)) %); \(bottleneck(plan.loop.capacity.bottleneck))"
        )
    }

    /// `2000 users who think 30 s send 45 requests/s`; nil where requests come at a rate.
    public static func users(_ plan: OpenPlan) -> String? {
        guard let users = plan.users else { return nil }
        let number = Decimal.significant(users.rate, digits: 4)
        let (count, think) = (Decimal.shortest(users.users), Quantity.format(users.think, .time))
        let text = say(en: "\(count) users who think \(think) send \(number) requests/s")
        guard users.crowd != nil else { return text }
        return text
            + say(en: ", nearly all that can be served: most of them wait, and no percentiles are given")
    }

    /// `goodput 19.2 of 20 requests/s: TTFT within 2 s and TPOT within 50 ms`.
    public static func goodput(_ rate: Double, of all: Double, _ first: Double?, _ token: Double?) -> String {
        let limits = [
            first.map { say(en: "TTFT within \(Quantity.format($0, .time))") },
            token.map { say(en: "TPOT within \(Quantity.format($0, .time))") },
        ].compactMap(\.self)
        return say(
            en: "goodput \(Decimal.significant(rate, digits: 4)) of \(Decimal.significant(all, digits: 4)) requests/s: "
                + ListWords.and(limits))
    }

    /// What bounds the capacity.
    private static func bottleneck(_ bottleneck: Capacity.Bottleneck) -> String {
        switch bottleneck {
        case .slots: say(en: "sequences that may run at once bind")
        case .kvRoom: say(en: "room for the KV cache binds")
        case .chunk: say(en: "prompts fill all steps")
        case .prefillWorkers: say(en: "the prefill workers bind")
        }
    }

    /// How far figures can be trusted at a load; nothing where that is as elsewhere.
    public static func state(_ plan: OpenPlan) -> [String] {
        plan.loop.state == .bound
            ? [say(en: "load above 90 %: the 99th percentile of TTFT is a lower bound")] : []
    }

    /// Why figures may be less certain than elsewhere.
    public static func caution(_ caution: OpenLoop.Caution) -> String {
        switch caution {
        case .slotWait:
            say(en: "requests wait for a slot or for KV room: few long waits make the 99th percentile of TTFT")
        case .convoys: say(en: "answers of equal length end together and begin together; real ones differ (output_cv)")
        case .bursts: say(en: "arrivals are very bursty: percentiles are rough")
        case .longPrompts: say(en: "prompts take many passes: percentiles of TTFT are rough")
        }
    }

    /// In a status column.
    public static func obstacle(_ plan: OpenPlan?) -> String {
        guard let plan else { return say(en: "no request fits") }
        return plan.loop.state == .unsteady
            ? say(en: "no steady state") : say(en: "load \(Decimal.significant(100 * plan.load, digits: 3)) %")
    }

    /// What is wrong with a plan that has no figures.
    public static func fault(_ plan: OpenPlan?) -> String {
        guard let plan else { return say(en: "no request has room in the KV cache") }
        let figures =
            "\(Decimal.significant(plan.offered.rate, digits: 4)) requests/s come and "
            + "\(Decimal.significant(plan.capacity, digits: 4)) can be served"
        return plan.loop.state == .unsteady
            ? say(en: "there is no steady state: \(figures)")
            : say(en: "\(figures): above 95 % load rare queues of seconds rule every figure, and none is given")
    }

    /// How to mend it.
    public static var moreCopies: String { say(en: "more replicas or a lower rate; 'size' finds the fewest chips") }
}
