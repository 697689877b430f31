/// How a runtime is told a plan, declared once: its command, its files, what it lacks.
struct RuntimeDialect: Sendable {
    /// The runtime whose table has the flags.
    let runtime: LaunchRuntime
    /// The container that its makers publish.
    let image: String
    /// The port of a server of a role.
    let port: @Sendable (LaunchReading.Role?) -> Int
    /// The program in front of the arguments.
    let program: @Sendable (LaunchSpec) -> [String]
    /// The flags of a worker, as far as they are the same on all its nodes.
    let arguments: @Sendable (LaunchSpec.Worker, LaunchSpec) -> [LaunchArgument]
    /// The flags that place it on several nodes; the rank and the first node are variables of a shell.
    let placement: @Sendable (LaunchSpec.Worker, LaunchSpec, _ rank: String, _ head: String) -> [LaunchArgument]
    /// Settings that stand in a file beside, as lines of YAML.
    let settings: @Sendable (LaunchSpec.Worker, LaunchSpec) -> [String]
    /// What the plan has and it does not.
    let lacks: @Sendable (LaunchSpec.Worker, LaunchSpec) -> [LaunchLack]

    /// What all runtimes lack.
    static func common(_ worker: LaunchSpec.Worker, _ spec: LaunchSpec) -> [LaunchLack] {
        var lacks: [LaunchLack] = []
        if spec.sequence > 1, worker.role != .decode { lacks.append(.sequence(spec.sequence)) }
        if spec.drafts > 0, !spec.hasDrafter, worker.role != .prefill { lacks.append(.drafter(spec.drafts)) }
        return lacks
    }
}

extension RuntimeDialect {
    static let vllm = RuntimeDialect(
        runtime: .vllm, image: "vllm/vllm-openai:v0.33.0", port: { $0 == nil ? 8000 : $0 == .prefill ? 8100 : 8200 },
        program: { ["vllm", "serve", $0.model] }, arguments: VLLMWriter.arguments, placement: VLLMWriter.placement,
        settings: { _, _ in [] }, lacks: VLLMWriter.lacks)

    static let sglang = RuntimeDialect(
        runtime: .sglang, image: "lmsysorg/sglang:v0.5.23",
        port: { $0 == nil ? 30000 : $0 == .prefill ? 30100 : 30200 },
        program: { ["sglang", "serve", "--model-path", $0.model] }, arguments: SGLangWriter.arguments,
        placement: SGLangWriter.placement, settings: { _, _ in [] }, lacks: SGLangWriter.lacks)

    static let tensorRT = RuntimeDialect(
        runtime: .tensorRT, image: "nvcr.io/nvidia/tensorrt-llm/release:1.3.0rc24",
        port: { $0 == nil ? 8000 : $0 == .prefill ? 8100 : 8200 }, program: { ["trtllm-serve", $0.model] },
        arguments: TensorRTWriter.arguments,
        placement: { _, spec, _, _ in
            [LaunchArgument("--gpus_per_node", spec.nodeChips)]
        }, settings: TensorRTWriter.settings, lacks: TensorRTWriter.lacks)
}

/// A share with up to three digits, as flags have it.
func launchShare(_ share: Double) -> String {
    let thousandths = Int((min(max(share, 0.001), 1) * 1000).rounded())
    if thousandths == 1000 { return "1.0" }
    let digits = String(thousandths)
    var text = "0." + String(repeating: "0", count: 3 - digits.count) + digits
    while text.hasSuffix("0") { text.removeLast() }
    return text
}
