import CostModel
import Text
import Units

/// What runtimes do by default, and where that is from.
public enum RuntimeWords {
    /// A default: what it is of, its value and its origin.
    public struct Fact: Sendable {
        /// What it is of: a parameter where there is one.
        public let concept: String
        /// What the runtime does.
        public let value: String
        /// Where that is from.
        public let origin: String
    }

    /// What the argument is.
    public static var name: String { say(en: "a runtime; the one that is set without it", zh: "推理框架；省略则为已设置的框架") }
    /// The heading of what defaults are of.
    public static var concept: String { say(en: "setting", zh: "设置") }
    /// The heading of defaults.
    public static var value: String { say(en: "default", zh: "默认值") }
    /// The heading of origins.
    public static var origin: String { say(en: "origin", zh: "出处") }
    /// There is no runtime to tell of.
    public static var none: String {
        say(
            en:
                "no runtime is set: chunk, max_running, dram_reserve and wait_steps say all (workload set runtime=vllm)",
            zh: "未设置框架：由 chunk、max_running、dram_reserve 与 wait_steps 决定（workload set runtime=vllm）")
    }

    /// There is no such runtime.
    public static func unknown(_ word: String) -> String {
        say(en: "unknown runtime '\(word)'", zh: "未知推理框架“\(word)”")
    }

    /// What `auto` stands for.
    public static func usual(_ runtime: Runtime, chip: String) -> String {
        guard !chip.isEmpty else {
            return say(en: "auto: that of the chip, once one is loaded", zh: "auto：载入芯片后按芯片确定")
        }
        return say(
            en: "auto: \(runtime.name), by which \(chip) is usually served (usual_runtime)",
            zh: "auto：\(runtime.name)，\(chip) 常用的框架（usual_runtime）")
    }

    /// The defaults that hold, on one line.
    public static func holds(_ scenario: Scenario) -> String {
        let all = [chunk(scenario), running(scenario), memory(scenario), order(scenario)].map(\.value)
        let list = all.joined(separator: say(en: ", ", zh: "、"))
        return say(
            en: "\(release(scenario)): \(list); 'workload runtime' says where that is from",
            zh: "\(release(scenario))：\(list)；出处见“workload runtime”")
    }

    private static func release(_ s: Scenario) -> String {
        let version = s.workload.runtimeVersion
        return version > 0 ? "\(s.runtime.name) \(ReleaseNumber.text(version))" : s.runtime.name
    }

    /// All defaults.
    public static func facts(_ scenario: Scenario) -> [Fact] {
        [order(scenario), chunk(scenario), running(scenario), memory(scenario)] + RuntimeFacts.others(scenario)
    }

    /// Behind what is set by hand.
    private static func marked(_ text: String, _ isSet: Bool) -> String {
        isSet ? say(en: "\(text) (set)", zh: "\(text)（已设置）") : text
    }

    private static func order(_ s: Scenario) -> Fact {
        let value =
            switch s.inputs.promptSchedule {
            case .prefillFirst: say(en: "prompts first, decoding waits", zh: "Prefill 优先，Decode 等待")
            case .mixed, .auto: say(en: "prompts and decoding share a step", zh: "Prefill 与 Decode 混合执行")
            case .inflight: say(en: "whole prompts join decode steps", zh: "完整输入加入 Decode 步")
            }
        return Fact(
            concept: "schedule", value: marked(value, s.deployment.schedule != .auto),
            origin: RuntimeFacts.order(s.runtime))
    }

    private static func chunk(_ s: Scenario) -> Fact {
        let tokens = s.inputs.promptChunk
        let value =
            tokens > 0
            ? say(en: "chunk=\(Decimal.grouped(Int(tokens)))", zh: "chunk=\(Decimal.grouped(Int(tokens)))")
            : say(en: "no chunks", zh: "不分块")
        return Fact(
            concept: "chunk", value: marked(value, s.deployment.chunk > 0), origin: RuntimeFacts.chunk(s.runtime))
    }

    private static func running(_ s: Scenario) -> Fact {
        let most = s.inputs.runningLimit ?? 0
        return Fact(
            concept: "max_running",
            value: marked("max_running=\(Decimal.grouped(Int(most)))", s.deployment.maxRunning > 0),
            origin: RuntimeFacts.running(s.runtime))
    }

    private static func memory(_ s: Scenario) -> Fact {
        let kept = s.runtimeReserve
        let share = Decimal.fixed(100 * (1 - kept.bytes / max(1, kept.of)), places: 1)
        let value =
            s.runtime == .trtllm
            ? say(en: "\(share) % of what weights leave for cache", zh: "权重之外的 \(share) % 用作缓存")
            : say(en: "\(share) % of DRAM", zh: "DRAM 的 \(share) %")
        return Fact(
            concept: "mem_fraction", value: marked(value, s.deployment.memoryFraction > 0),
            origin: RuntimeFacts.memory(s.runtime))
    }
}
