import CostModel
import Units

/// What is said of parameters that are set and count for nothing, as another one takes their place.
public enum UnheededWords {
    /// Why the value of a parameter counts for nothing in a scenario; nil where it counts, or nothing is known.
    public static func reason(_ parameter: Parameter, _ s: Scenario) -> String? {
        if let reason = ofModel(parameter, s) { return reason }
        let w = s.workload
        guard w.serving != .static else {
            return served.contains(parameter.name)
                ? say(en: "it counts when serving is agg or disagg", zh: "它仅在 serving 为 agg 或 disagg 时起作用") : nil
        }
        switch parameter.name {
        case "concurrency", "batch": return inFlight(parameter, s)
        case "rate" where w.hasThinkers:
            return say(
                en: "\(users(w)) send the requests; users=0 lets the rate count",
                zh: "请求由\(users(w))发出；设 users=0 后 rate 才起作用")
        case "users" where w.rate > 0 && w.think <= 0:
            return say(
                en: "requests come at rate=\(number(w.rate)); users count when they think (think) or rate=0",
                zh: "请求按 rate=\(number(w.rate)) 到达；设置 think 或 rate=0 后 users 才起作用")
        case "think" where w.users <= 0:
            return say(en: "it counts when users are set", zh: "设置 users 后才起作用")
        case "arrival_cv" where !w.isOpen || w.hasThinkers:
            return say(en: "it counts when requests come at a rate", zh: "请求按 rate 到达时才起作用")
        default: return nil
        }
    }

    /// Why a value counts for nothing in this model; nil where it counts.
    private static func ofModel(_ parameter: Parameter, _ s: Scenario) -> String? {
        switch parameter.name {
        case "images" where s.model.encoder == nil:
            return say(
                en: "the vision encoder is not loaded ('model load NAME --with vision')",
                zh: "未载入视觉编码器（“model load 名称 --with vision”）")
        case "hottest" where s.model.moeLayers == 0, "redundant" where s.model.moeLayers == 0,
            "expert_load" where s.model.moeLayers == 0:
            return say(en: "the model has no experts", zh: "模型没有专家")
        case "hottest" where s.deployment.ep <= 1, "redundant" where s.deployment.ep <= 1:
            return say(en: "one chip has all experts", zh: "单颗芯片持有全部专家")
        default: return nil
        }
    }

    /// Parameters of requests that are served.
    private static let served: Set<String> = ["rate", "users", "think", "arrival_cv", "concurrency"]

    private static func inFlight(_ parameter: Parameter, _ s: Scenario) -> String? {
        let (w, concurrency) = (s.workload, s.deployment.concurrency)
        if w.hasThinkers {
            return say(
                en: "\(users(w)) send the requests, and how many are in flight follows",
                zh: "请求由\(users(w))发出，在途请求数由此得出")
        }
        if w.isOpen {
            return say(
                en: "requests come at rate=\(number(w.rate)), and how many are in flight follows",
                zh: "请求按 rate=\(number(w.rate)) 到达，在途请求数由此得出")
        }
        if w.users > 0 {
            return say(
                en: "\(users(w)) are the requests in flight; users=0 lets it count",
                zh: "\(users(w))即在途请求；设 users=0 后才起作用")
        }
        guard parameter.name == "batch", concurrency > 0 else { return nil }
        return say(
            en: "concurrency=\(number(concurrency)) is the requests in flight; concurrency=0 lets it count",
            zh: "在途请求数为 concurrency=\(number(concurrency))；设 concurrency=0 后才起作用")
    }

    private static func users(_ w: Workload) -> String {
        say(en: "\(number(w.users)) users", zh: " \(number(w.users)) 个用户")
    }

    private static func number(_ value: Double) -> String { Decimal.significant(value, digits: 6) }

    /// A value was set that counts for nothing.
    public static func doesNotCount(_ parameter: Parameter, _ s: Scenario, _ reason: String) -> String {
        let value = ValueWords.of(parameter.get(s), parameter)
        return say(
            en: "\(parameter.name)=\(value) does not count: \(reason)", zh: "\(parameter.name)=\(value) 不起作用：\(reason)")
    }

    /// A value counts for nothing since another one was set.
    public static func noLongerCounts(_ parameter: Parameter, _ s: Scenario, _ reason: String) -> String {
        let value = ValueWords.of(parameter.get(s), parameter)
        return say(
            en: "\(parameter.name)=\(value) does not count any more: \(reason)",
            zh: "\(parameter.name)=\(value) 不再起作用：\(reason)")
    }

    /// A curve along a parameter that counts for nothing.
    public static func flat(_ parameter: Parameter, _ reason: String) -> String {
        say(en: "\(parameter.name) changes nothing here: \(reason)", zh: "\(parameter.name) 在此不起作用：\(reason)")
    }

    /// Plans that differ in a parameter alone have the same figures.
    public static func inert(_ parameter: Parameter, _ reason: String?) -> String {
        guard let reason else {
            return say(
                en: "\(parameter.name) changes no figure of these plans", zh: "\(parameter.name) 不改变这些方案的任何数值")
        }
        return say(
            en: "\(parameter.name) changes no figure of these plans: \(reason)",
            zh: "\(parameter.name) 不改变这些方案的任何数值：\(reason)")
    }
}
